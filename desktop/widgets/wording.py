"""Short words for states, used on more than one page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.advice import Remedy
from desktop.services.answering import Phase, Progress
from desktop.services.models import ModelStatus, Stage


def remedy_words(remedy: Remedy) -> str:
    """Name the button of a remedy; empty for none."""
    translate = QCoreApplication.translate
    words = {
        Remedy.RETRY: translate("Remedy", "Try again"),
        Remedy.RELOAD: translate("Remedy", "Try again"),
        Remedy.CONTINUE: translate("Remedy", "Continue"),
        Remedy.CHOOSE_MODEL: translate("Remedy", "Choose a model"),
        Remedy.NEW_CHAT: translate("Remedy", "New chat"),
        Remedy.OPEN_FOLDER: translate("Remedy", "Open the folder"),
        Remedy.RESTORE: translate("Remedy", "Restore the backup"),
        Remedy.RECOVER: translate("Remedy", "Recover what can be read"),
        Remedy.QUIT: translate("Remedy", "Quit"),
    }
    return words.get(remedy, "")


class Activity(QObject):
    """Says what an answer on its way is waiting for. An object, since only `tr` makes plurals."""

    def words(self, progress: Progress, model: ModelStatus) -> str:
        """Give the words; empty if there is no answer on its way."""
        match progress.phase:
            case Phase.IDLE:
                return ""
            case Phase.WAITING if model.stage is Stage.LOADING:
                text = self.tr("Loading the model… {percent}%")
                return text.format(percent=round(100 * model.fraction))
            case Phase.WAITING if progress.ahead:
                return self.tr("Waiting: %Ln answer(s) come first", "", progress.ahead)
            case Phase.WAITING:
                return self.tr("Waiting for its turn…")
            case Phase.READING:
                text = self.tr("Reading the conversation… {percent}%")
                return text.format(percent=round(100 * progress.done / max(1, progress.total)))
            case Phase.SUMMARISING:
                return self.tr("Summarising the oldest messages…")
            case Phase.THINKING | Phase.ANSWERING:
                return self.tr("%Ln token(s)", "", progress.tokens)

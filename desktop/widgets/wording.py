"""Short words for states, used on more than one page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.advice import Remedy
from desktop.services.answering import Phase, Progress
from desktop.services.models import ModelStatus, Stage


def remedy_words(remedy: Remedy) -> str:
    """Name the button of a remedy; empty for none."""
    translate = QCoreApplication.translate
    match remedy:
        case Remedy.NONE:
            return ""
        case Remedy.RETRY | Remedy.RELOAD:
            return translate("Remedy", "Try again")
        case Remedy.CHOOSE_MODEL:
            return translate("Remedy", "Choose a model")
        case Remedy.NEW_CHAT:
            return translate("Remedy", "New chat")
        case Remedy.OPEN_FOLDER:
            return translate("Remedy", "Open the folder")
        case Remedy.RESTORE:
            return translate("Remedy", "Restore the backup")
        case Remedy.QUIT:
            return translate("Remedy", "Quit")


class Activity(QObject):
    """Says what an answer on its way is waiting for. An object, since only `tr` makes plurals."""

    def words(self, progress: Progress, model: ModelStatus) -> str:
        """Give the words; empty if there is no answer on its way."""
        match progress.phase:
            case Phase.IDLE:
                return ""
            case Phase.WAITING if model.stage is Stage.LOADING:
                text = self.tr("Loading the model… {percent} %")
                return text.format(percent=round(100 * model.fraction))
            case Phase.WAITING:
                return self.tr("Waiting for its turn…")
            case Phase.READING:
                text = self.tr("Reading the conversation… {percent} %")
                return text.format(percent=round(100 * progress.done / max(1, progress.total)))
            case Phase.ANSWERING:
                return self.tr("%Ln token(s)", "", progress.tokens)

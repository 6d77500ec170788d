"""The part of the composition root that is at work while the window is closed: for all of the data."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.core.keep_errors import DataFolderGone
from desktop.core.keeping import Deed, Outcome
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Cancelled, Job, Tasks
from desktop.services.deeds import carry_out
from desktop.viewmodels.bridge import GuiPost
from desktop.widgets.between import Between
from desktop.widgets.look import Look
from desktop.widgets.recovery_words import RecoveryWords
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.translations import Translations


class BetweenRuns(QObject):
    """Does one thing, with a small window of its own, and ends."""

    def __init__(self, qt: QApplication, places: Places) -> None:
        super().__init__()
        settings = SettingsFile(places.settings).value  # read before they may be gone
        self._places = places
        self._look = Look(qt, settings.appearance)
        self._look.wear()
        self._translations = Translations(qt)
        self._translations.speak(settings.language)
        self._post = GuiPost()
        self._tasks = Tasks(self._post)
        self._loop = QEventLoop()
        self.window = Between()
        self.window.left.connect(self._loop.quit)

    def do(self, deed: Deed) -> Outcome:
        """Carry it out; what cannot be done is said, and leaves everything where it is."""
        outcome = Outcome(self._places)
        notes = RecoveryWords(self).notes()

        def done(result: Outcome) -> None:
            nonlocal outcome
            outcome = result
            self._loop.quit()

        def failed(error: Exception) -> None:
            if isinstance(error, Cancelled):
                self._loop.quit()
            elif isinstance(error, UserError):
                self.window.tell(describe(error, QtSpeaker()))
            else:
                self._loop.quit()
                raise error

        def work(job: Job[float]) -> Outcome:
            return carry_out(deed, self._places, job.report, notes)

        self.window.work(deed)
        self.window.show()
        job = self._tasks.run(work, done=done, failed=failed, progress=self.window.progress)
        self.window.cancel_asked.connect(job.cancel)
        self._loop.exec()
        return outcome

    def wait_for_folder(self) -> bool:
        """Say that the folder of the data is not there, until it is; False if the user gives up."""
        there = False

        def look() -> None:
            nonlocal there
            there = not self._places.gone
            if there:
                self._loop.quit()

        notice = describe(DataFolderGone(self._places.data), QtSpeaker())
        self.window.tell(notice, again=True, on=self.window.tr("Quit"))
        self.window.again_asked.connect(look)
        self.window.show()
        self._loop.exec()
        return there

    def close(self) -> None:
        """Let go."""
        self.window.finish()
        self.window.hide()
        self.window.deleteLater()
        self._tasks.close()
        self._translations.close()
        self._look.close()
        self._post.close()

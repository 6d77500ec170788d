"""One run of the window after the other: a next one follows where something was done with all of the data."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop.app_opening import Opening
from desktop.core.files import make_private
from desktop.core.glimpse import glimpse
from desktop.core.instance_address import somebody_there
from desktop.core.places import Places
from desktop.widgets.qt_start import Guard, scaled_application

if TYPE_CHECKING:  # everything else comes after the first frame
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.app import App
    from desktop.core.keeping import Deed, Outcome
    from desktop.engine.worker import MakeBackend
    from desktop.widgets.instance import Instance


class Runs:
    """Shows windows until the user closes one for good."""

    def __init__(
        self, qt: QApplication, offline: bool, scaled: int = 100, backend: MakeBackend | None = None
    ) -> None:
        self._qt = qt
        self._offline = offline
        self._scaled = scaled
        self._backend = backend
        self._guard: Guard | None = None
        self._ending = False  # the system, or a terminal, asks for it
        self._instance: Instance | None = None  # of this run; hears of later starts
        self._opening: Opening | None = None
        self._files: list[Path] = []  # to be opened as soon as somebody can
        self.app: App | None = None

    def go_on(self, places: Places, files: Sequence[Path] = ()) -> int:
        """Run the window on a folder, and again; gives the exit status. The first one opens the files."""
        try:
            return self._go_on(places, files)
        finally:
            if self._guard is not None:
                self._guard.close()

    def _go_on(self, places: Places, files: Sequence[Path]) -> int:
        outcome: Outcome | None = None
        while not self._ending and (not places.gone or self._wait_for(places)):
            status, deed = self._once(places, outcome, files)
            files = ()
            if deed is None:
                return status
            outcome = self._carry_out(places, deed)
            places = outcome.places
        return 0

    def _once(self, places: Places, before: Outcome | None, files: Sequence[Path]) -> tuple[int, Deed | None]:
        with suppress(OSError):
            make_private(places.data)  # opening the database tells when it cannot be
        opening = self._opening = Opening(self._qt, places, self._scaled)
        opening.usable.connect(lambda: self._stand_guard(places))
        opening.usable.connect(lambda: self._listen(places))
        opening.usable.connect(lambda: self._load(opening, places, before))
        self._files += files
        opening.window.show()
        try:
            status = self._qt.exec()
            return status, self.app.deed if self.app is not None else None
        finally:
            self._close(opening)

    def _load(self, opening: Opening, places: Places, before: Outcome | None) -> None:
        """Import the application on a worker thread, and have it go on in the window that is there."""

        def go_on(_: object) -> None:
            from desktop.app import App

            if self._opening is opening:  # not closed meanwhile
                means = (self._offline, self._backend, opening)
                app = self.app = App(self._qt, places, *means)
                app.tell_first(before)
                app.open(self._files)
                self._files = []

        opening.tasks.run(lambda _: import_module("desktop.app"), done=go_on, failed=_bug)

    def _close(self, opening: Opening) -> None:
        self._opening = None
        if self._instance is not None:
            self._instance.close()
            self._instance = None
        if self.app is not None:
            self.app.close()
        else:
            opening.close()
        if self._guard is not None:
            self._guard.leave()
        opening.window.deleteLater()
        from PySide6.QtCore import QEvent

        # At once: a window that heard of a language once more would open the chats again to read them.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.app = None

    def _carry_out(self, places: Places, deed: Deed) -> Outcome:
        from desktop.app_between import BetweenRuns  # here: seldom wanted

        between = BetweenRuns(self._qt, places)
        try:
            return between.do(deed)
        finally:
            between.close()

    def _wait_for(self, places: Places) -> bool:
        from desktop.app_between import BetweenRuns

        between = BetweenRuns(self._qt, places)
        try:
            return between.wait_for_folder()
        finally:
            between.close()

    def _listen(self, places: Places) -> None:
        from desktop.widgets.instance import Instance  # here: the first frame does not wait for QtNetwork

        self._instance = Instance(places.data)
        self._instance.asked.connect(self.open)

    def open(self, files: Sequence[Path]) -> None:
        """Show the window and open files: a later start hands them over, or the system does."""
        if self._opening is not None:
            self._opening.window.come_forward()
        if self.app is not None:
            self.app.open(files)
        else:
            self._files += files

    def _stand_guard(self, places: Places) -> None:
        self._guard = self._guard or Guard(self._qt, self._end)
        self._guard.watch(places.crashes)

    def _end(self) -> None:
        self._ending = True
        if self._opening is not None:
            self._opening.window.leave()


def run(places: Places, offline: bool, files: Sequence[Path] = ()) -> int:
    """Run the application until its window is closed; returns the exit status.

    Where the folder has a window already, that one comes forward and opens the files.
    """
    if somebody_there(places.data):
        from desktop.widgets.instance import hand_over

        if hand_over(places.data, files):
            return 0
    scaled = glimpse(places.settings).scale
    qt = scaled_application(scaled)
    qt.setApplicationName("fireside")
    qt.setApplicationDisplayName("Fireside")
    qt.setDesktopFileName("org.fireside_chat.Fireside")
    runs = Runs(qt, offline, scaled)
    qt.open_with(runs.open)
    try:
        return runs.go_on(places, files)
    except Exception as error:
        from desktop.core.crash_files import CrashFiles
        from desktop.widgets.crash import tell_of_start

        tell_of_start(error, CrashFiles(places.crashes))
        raise


def _bug(error: Exception) -> None:
    raise error

"""Templates on their way in and out, as the window shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from desktop.core.tasks import Job
from desktop.core.template_moving import Brought, Choice, Preview, Progress
from desktop.core.user_error import UserError
from desktop.services.template_exporting import Exported, Order
from desktop.services.template_moving import Moving


class TemplateMovingViewModel(QObject):
    """One import or export at a time; what is given up is not told any more."""

    previewed = Signal(object)  # Preview: what files would bring
    progressed = Signal(object)  # Progress
    brought = Signal(object)  # Brought: an import has ended
    exported = Signal(object)  # Exported
    starters_added = Signal(int)
    failed = Signal(object)  # UserError
    broken = Signal()  # a look ended by a bug, which is shown apart

    def __init__(self, moving: Moving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moving = moving
        self._files: tuple[Path, ...] = ()
        self._job: Job[Any] | None = None
        self._round = 0  # counts what was begun; what an earlier one tells is not heard

    def begin(self) -> None:
        """Put the templates that come along into a library that has never held one."""
        self._moving.starters.begin(language(), self.failed.emit)

    @Slot()
    def add_starters(self) -> None:
        """Add the templates that come along where their names are free."""
        self._moving.starters.add(language(), self.starters_added.emit, self.failed.emit)

    def look(self, files: Sequence[Path]) -> None:
        """Tell what files would bring."""
        self.cancel()
        self._files, now = tuple(files), self._round

        def previewed(preview: Preview) -> None:
            if now == self._round:
                self._job = None
                self.previewed.emit(preview)

        def failed(error: UserError | None) -> None:
            if now == self._round:
                self._job = None
                if error is None:
                    self.broken.emit()
                else:
                    self.failed.emit(error)

        self._job = self._moving.importing.look(self._files, previewed, failed, self._progress(now))

    def bring(self, choice: Choice) -> None:
        """Import what was looked at; `brought` follows, also after `stop`."""
        now = self._round

        def brought(outcome: Brought) -> None:
            if now == self._round:
                self._job = None
                self.brought.emit(outcome)

        self._job = self._moving.importing.bring(self._files, choice, brought, self._progress(now))

    def export(self, order: Order) -> None:
        """Write templates to files."""
        self.cancel()
        now = self._round

        def exported(outcome: Exported) -> None:
            if now == self._round:
                self._job = None
                self.exported.emit(outcome)

        self._job = self._moving.exporting.export(order, exported, self.failed.emit, self._progress(now))

    @Slot()
    def stop(self) -> None:
        """Let what is under way end here; an import tells what it has done."""
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way, and hear nothing of it."""
        self.stop()
        self._round += 1
        self._job = None

    def close(self) -> None:
        """Hear no more."""
        self.cancel()

    def _progress(self, now: int) -> Any:
        def progressed(progress: Progress) -> None:
            if now == self._round:
                self.progressed.emit(progress)

        return progressed


def language() -> str:
    """Give the code of the window's language."""
    return "zh_CN" if QLocale().language() == QLocale.Language.Chinese else "en"

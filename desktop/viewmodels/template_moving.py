"""Templates on their way in and out, as the window shows them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from desktop.core.template_moving import Choice
from desktop.services.template_exporting import Order
from desktop.services.template_moving import Moving
from desktop.viewmodels.one_job import OneJob


class TemplateMovingViewModel(OneJob):
    """One import or export at a time."""

    previewed = Signal(object)  # Preview: what files would bring
    brought = Signal(object)  # Brought: an import has ended
    exported = Signal(object)  # Exported
    starters_added = Signal(int)

    def __init__(self, moving: Moving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moving = moving
        self._files: tuple[Path, ...] = ()

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
        self._files = tuple(files)
        self._job = self._moving.importing.look(
            self._files,
            self._ended(self.previewed.emit),
            self._ended(self._failure),
            self._meanwhile(self.progressed.emit),
        )

    def bring(self, choice: Choice) -> None:
        """Import what was looked at; `brought` follows, also after `stop`."""
        self._job = self._moving.importing.bring(
            self._files, choice, self._ended(self.brought.emit), self._meanwhile(self.progressed.emit)
        )

    def export(self, order: Order) -> None:
        """Write templates to files."""
        self.cancel()
        self._job = self._moving.exporting.export(
            order,
            self._ended(self.exported.emit),
            self._ended(self._failure),
            self._meanwhile(self.progressed.emit),
        )


def language() -> str:
    """Give the code of the window's language."""
    return "zh_CN" if QLocale().language() == QLocale.Language.Chinese else "en"

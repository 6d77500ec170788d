"""What the window shows of imports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.services.archiving import Archiving


class ArchiveViewModel(QObject):
    """Passes wishes on, and what comes of them back."""

    imported = Signal(object)  # Imported
    failed = Signal(object)  # UserError
    progressed = Signal(int)  # chats that are done

    def __init__(self, archiving: Archiving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archiving = archiving
        self._ends = (
            archiving.imported.connect(self.imported.emit),
            archiving.failed.connect(self.failed.emit),
            archiving.progressed.connect(self.progressed.emit),
        )

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._archiving.busy

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read chats back."""
        self._archiving.import_files(paths)

    def cancel(self) -> None:
        """End what is on its way."""
        self._archiving.cancel()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

"""What the window shows of exports."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.services.archiving import Archiving
from desktop.services.exporting import Export


class ArchiveViewModel(QObject):
    """Passes wishes on, and what comes of them back."""

    exported = Signal(object)  # Exported
    failed = Signal(object)  # UserError
    progressed = Signal(int)  # chats that are done

    def __init__(self, archiving: Archiving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archiving = archiving
        self._ends = (
            archiving.exported.connect(self.exported.emit),
            archiving.failed.connect(self.failed.emit),
            archiving.progressed.connect(self.progressed.emit),
        )

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._archiving.busy

    def export(self, wanted: Export) -> None:
        """Write chats."""
        self._archiving.export(wanted)

    def cancel(self) -> None:
        """End what is on its way."""
        self._archiving.cancel()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

"""What the settings show of the data on this computer, and what can be done with all of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.keeping import Deed, Part, Room, Totals
from desktop.core.places import Places
from desktop.services.data_care import DataCare


class DataViewModel(QObject):
    """Passes wishes on, and what is found back; remembers the newest of it."""

    counted = Signal(object)  # Room
    totals_known = Signal(object)  # Totals
    listed = Signal(object)  # (list[Backup], list[Aside])
    backed_up = Signal(object)  # Path
    checked = Signal(object)  # Checked
    movable = Signal(object)  # Path of a folder that can take the data
    done = Signal()
    failed = Signal(object)  # UserError
    deed_asked = Signal(object)  # Deed, for which the window has to close

    def __init__(self, care: DataCare, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._care = care
        self.rooms: dict[Part, Room] = {}
        self.totals: Totals | None = None
        self._ends = (
            care.counted.connect(self._count),
            care.totals.connect(self._keep),
            care.listed.connect(self.listed.emit),
            care.backed_up.connect(self.backed_up.emit),
            care.checked.connect(self.checked.emit),
            care.movable.connect(self.movable.emit),
            care.done.connect(lambda _: self.done.emit()),
            care.failed.connect(self.failed.emit),
        )

    @property
    def busy(self) -> bool:
        """Whether a backup or a check is on its way."""
        return self._care.busy

    @property
    def places(self) -> Places:
        """Where the data lies, and where it was."""
        return self._care.places

    @Slot()
    def look(self) -> None:
        """Count everything anew."""
        self._care.look()

    @Slot()
    def back_up(self) -> None:
        """Make a backup now."""
        self._care.back_up()

    @Slot()
    def check(self) -> None:
        """Read everything and tell whether it is sound."""
        self._care.check()

    @Slot()
    def rebuild_index(self) -> None:
        """Make the index for searches anew."""
        self._care.rebuild_index()

    @Slot()
    def clear_states(self) -> None:
        """Delete what models have read of chats."""
        self._care.clear_states()

    @Slot()
    def forget_left(self) -> None:
        """Delete what a move has left in the old folder."""
        self._care.forget_left()

    def look_at(self, folder: Path) -> None:
        """Find out whether the data can be moved to a folder."""
        self._care.look_at(folder)

    def carry_out(self, deed: Deed) -> None:
        """Have the window close, the deed done, and the window opened again."""
        self.deed_asked.emit(deed)

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()
        self._care.close()

    def _count(self, room: Room) -> None:
        self.rooms[room.part] = room
        self.counted.emit(room)

    def _keep(self, totals: Totals) -> None:
        self.totals = totals
        self.totals_known.emit(totals)

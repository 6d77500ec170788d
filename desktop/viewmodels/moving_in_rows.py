"""The chats of a preview as rows that can be chosen and searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.core.folding import fold
from desktop.core.moving_in import Entry, Pick, State

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
USUAL = (State.NEW, State.GROWN)  # are chosen at first


class EntryRole(IntEnum):
    """What a row knows beside its words."""

    ENTRY = Qt.ItemDataRole.UserRole + 1


class EntryRows(QAbstractListModel):
    """However many; those that the search leaves out stay chosen."""

    chosen_changed = Signal()

    def __init__(self, say: Callable[[Entry], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._entries: Sequence[Entry] = ()
        self._folded: list[str] = []
        self._shown: Sequence[int] = ()
        self._chosen: set[int] = set()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, and choose what is new."""
        self.beginResetModel()
        self._entries = entries
        self._folded = [fold(" ".join((entry.title, *entry.folder))) for entry in entries]
        self._shown = range(len(entries))
        self._chosen = {row for row, entry in enumerate(entries) if entry.state in USUAL}
        self.endResetModel()
        self.chosen_changed.emit()

    def search(self, text: str) -> None:
        """Show the chats whose titles and folders hold all of these words."""
        words = fold(text).split()
        self.beginResetModel()
        self._shown = [
            row for row, folded in enumerate(self._folded) if all(word in folded for word in words)
        ]
        self.endResetModel()
        self.chosen_changed.emit()

    def toggle(self, rows: Iterable[int]) -> None:
        """Choose rows, or no more if all of them are chosen."""
        wanted = [self._shown[row] for row in rows if self._choosable(self._shown[row])]
        if wanted:
            self._choose(wanted, not all(each in self._chosen for each in wanted))

    def choose_all(self, chosen: bool) -> None:
        """Choose all rows that are shown, or none of them."""
        usual = [row for row in self._shown if self._entries[row].state in USUAL]
        self._choose(usual if chosen else list(self._shown), chosen)

    @property
    def every(self) -> Qt.CheckState:
        """Whether all rows that are shown are chosen that are new."""
        usual = [row for row in self._shown if self._entries[row].state in USUAL]
        count = sum(row in self._chosen for row in self._shown)
        if not count:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if count >= len(usual) else Qt.CheckState.PartiallyChecked

    @property
    def picks(self) -> frozenset[Pick]:
        """The chats that are chosen."""
        return frozenset(self._entries[row].pick for row in self._chosen)

    @property
    def messages(self) -> int:
        """How many messages the chosen chats bring."""
        chosen = (self._entries[row] for row in self._chosen)
        return sum(entry.more if entry.state is State.GROWN else entry.messages for entry in chosen)

    def say(self) -> None:
        """Show the words anew."""
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows the search leaves."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is shown of a chat."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._say(self._entries[row])
            case Qt.ItemDataRole.CheckStateRole if self._choosable(row):
                return Qt.CheckState.Checked if row in self._chosen else Qt.CheckState.Unchecked
            case EntryRole.ENTRY:
                return self._entries[row]
            case _:
                return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows that would bring nothing are grey."""
        if not index.isValid() or index.row() >= len(self._shown):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        checkable = self._choosable(self._shown[index.row()])
        return flags | Qt.ItemFlag.ItemIsUserCheckable if checkable else flags

    def _choosable(self, row: int) -> bool:
        return self._entries[row].state is not State.HERE

    def _choose(self, rows: Sequence[int], chosen: bool) -> None:
        if chosen:
            self._chosen.update(rows)
        else:
            self._chosen.difference_update(rows)
        self.say()
        self.chosen_changed.emit()

"""What went out to the network, as rows."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.network import Gate, Request

Index = QModelIndex | QPersistentModelIndex
REQUEST = int(Qt.ItemDataRole.UserRole) + 1  # a Request; what is said of it is the window's matter


class Column(IntEnum):
    """What is said of a request."""

    TIME = 0
    HOST = 1
    PURPOSE = 2
    RECEIVED = 3


class RequestRows(QAbstractTableModel):
    """The gate's log, newest first."""

    def __init__(self, gate: Gate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gate = gate
        self._rows = list(reversed(gate.log))
        self._ends = (gate.passed.connect(self._on_passed), gate.cleared.connect(self._on_cleared))

    def requests(self) -> list[Request]:
        """Give all of them, newest first."""
        return list(self._rows)

    def clear(self) -> None:
        """Forget what went out."""
        self._gate.clear()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many requests there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """How much is said of each."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the request itself."""
        return self._rows[index.row()] if role == REQUEST and index.isValid() else None

    def _on_passed(self, request: Request) -> None:
        row = next((row for row, known in enumerate(self._rows) if _same(known, request)), None)
        if row is not None:
            self._rows[row] = request
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
            return
        if len(self._rows) == self._gate.log.maxlen:
            self.beginRemoveRows(QModelIndex(), len(self._rows) - 1, len(self._rows) - 1)
            self._rows.pop()
            self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), 0, 0)
        self._rows.insert(0, request)
        self.endInsertRows()

    def _on_cleared(self, _: None) -> None:
        if self._rows:
            self.beginRemoveRows(QModelIndex(), 0, len(self._rows) - 1)
            self._rows.clear()
            self.endRemoveRows()


def _same(one: Request, other: Request) -> bool:
    return (one.time, one.host, one.purpose) == (other.time, other.host, other.purpose)

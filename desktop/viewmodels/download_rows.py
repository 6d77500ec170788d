"""The downloads as rows."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.downloads import Download

if TYPE_CHECKING:  # it brings what downloads with it, and the window is there before
    from desktop.services.downloads import Downloads

Index = QModelIndex | QPersistentModelIndex


class DownloadRole(IntEnum):
    """What the delegate asks of a row."""

    DOWNLOAD = int(Qt.ItemDataRole.UserRole) + 1


class DownloadRows(QAbstractListModel):
    """One row a download, in the order of the queue."""

    def __init__(self, downloads: Downloads, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads
        self._rows = list(downloads.items)
        self._ends = (
            downloads.changed.connect(self._on_changed),
            downloads.listed.connect(lambda _: self._on_listed()),
        )

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many downloads there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A download, or its name."""
        if not index.isValid():
            return None
        if role == DownloadRole.DOWNLOAD:
            return self._rows[index.row()]
        return self._rows[index.row()].order.name if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged to another place."""
        drags = Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | drags

    def supportedDropActions(self) -> Qt.DropAction:
        """They are moved, not copied."""
        return Qt.DropAction.MoveAction

    def _on_changed(self, download: Download) -> None:
        for row, old in enumerate(self._rows):
            if old.id == download.id:
                self._rows[row] = download
                self.dataChanged.emit(self.index(row), self.index(row))
                return

    def _on_listed(self) -> None:
        """Take over what was added, removed or moved; the other rows stay as they are."""
        items = self._downloads.items
        there = {item.id for item in items}
        for row in range(len(self._rows) - 1, -1, -1):
            if self._rows[row].id not in there:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        for row, item in enumerate(items):
            self._place(row, item)

    def _place(self, row: int, item: Download) -> None:
        places = [number for number, old in enumerate(self._rows) if old.id == item.id]
        if not places:
            self.beginInsertRows(QModelIndex(), row, row)
            self._rows.insert(row, item)
            self.endInsertRows()
        elif places[0] != row:
            self.beginMoveRows(QModelIndex(), places[0], places[0], QModelIndex(), row)
            self._rows.insert(row, self._rows.pop(places[0]))
            self.endMoveRows()

"""The list of downloads: mouse, keys, menu, and dragging into another order."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QIdentityProxyModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from desktop.core.downloads import Download, Stage
from desktop.viewmodels.download_rows import DownloadRole
from desktop.widgets.look import Look
from desktop.widgets.models.download_actions import ICONS, Action, ActionNames, offered
from desktop.widgets.models.download_delegate import DownloadDelegate
from desktop.widgets.models.download_words import DownloadWords

Index = QModelIndex | QPersistentModelIndex
TOGGLES = {Stage.PAUSED: Action.RESUME, Stage.FAILED: Action.RETRY}


class SpokenDownloads(QIdentityProxyModel):
    """The rows, with what a screen reader says of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = DownloadWords(self)

    def data(self, proxyIndex: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Add the words."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            download: Download | None = super().data(proxyIndex, DownloadRole.DOWNLOAD)
            return None if download is None else self._words.spoken(download)
        return super().data(proxyIndex, role)


class DownloadListView(QListView):
    """Shows the downloads.

    Space pauses and resumes, Delete cancels, Ctrl+Up and Ctrl+Down move, Enter begins to chat.
    """

    wished = Signal(object, object)  # Download, Action
    moved = Signal(object, int)  # Download, its new place

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloads")
        self._look = look
        self._names = ActionNames(self)
        self.spoken = SpokenDownloads(self)
        self.setModel(self.spoken)
        self.delegate = DownloadDelegate(look, self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.delegate.pressed.connect(self.wished)
        look.changed.connect(self.scheduleDelayedItemsLayout)
        self._say()

    def download_at(self, row: int) -> Download | None:
        """Give the download of a row."""
        download: Download | None = self.spoken.index(row, 0).data(DownloadRole.DOWNLOAD)
        return download

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that are for a row."""
        download = self.download_at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        action = None if download is None else _by_key(event, download)
        offers = (
            () if download is None else offered(download, self.currentIndex().row(), self.spoken.rowCount())
        )
        if action in offers:
            self.wished.emit(download, action)
        elif action is None:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the button under the pointer be seen."""
        super().mouseMoveEvent(event)
        self.update(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer everything in words."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
        if index.isValid():
            self._menu(index, place)

    def place_dropped(self, row: int, point: QPoint) -> None:
        """Move a row to where it was let go: before or behind the one that is there."""
        download = self.download_at(row)
        index = self.indexAt(point)
        to = self.spoken.rowCount() - 1
        if index.isValid():
            behind = point.y() > self.visualRect(index).center().y()
            to = index.row() + behind - (row < index.row() + behind)
        if download is not None and to != row:
            self.moved.emit(download, to)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a row of ours; the view must not delete it afterwards."""
        if event.source() is self:
            self.place_dropped(self.currentIndex().row(), event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.viewport().update()

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        download = self.download_at(index.row())
        assert download is not None
        menu = QMenu(self)
        for action in offered(download, index.row(), self.spoken.rowCount()):
            entry = menu.addAction(self._look.icon(ICONS[action]), self._names.name(action))
            entry.triggered.connect(lambda _=False, it=action: self.wished.emit(download, it))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    @Slot()
    def _say(self) -> None:
        self.setAccessibleName(self.tr("Downloads"))
        self.viewport().update()


def _by_key(event: QKeyEvent, download: Download) -> Action | None:
    """Tell what a key means for a row."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    done = download.stage is Stage.DONE
    if control:
        return {int(Qt.Key.Key_Up): Action.UP, int(Qt.Key.Key_Down): Action.DOWN}.get(event.key())
    if event.key() == Qt.Key.Key_Space:
        return Action.CHAT if done else TOGGLES.get(download.stage, Action.PAUSE)
    if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        return Action.FORGET if done else Action.CANCEL
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and done:
        return Action.CHAT
    return None

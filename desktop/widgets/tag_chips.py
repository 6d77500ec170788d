"""Tags as a row of chips that wraps: those of all chats, and those that only some of them have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.folders import TagShare
from desktop.core.folding import fold
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look

Index = QModelIndex | QPersistentModelIndex
SHARE = int(Qt.ItemDataRole.UserRole) + 1
HEIGHT, PAD, CROSS, GAP, MARGIN = 28, 10, 12, 6, 3  # px


class TagRows(QAbstractListModel):
    """The tags that chats are to have."""

    def __init__(self, shares: Sequence[TagShare], chats: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares = list(shares)
        self.chats = chats

    @property
    def shares(self) -> list[TagShare]:
        """All of them."""
        return list(self._shares)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._shares)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is said of one."""
        if not index.isValid():
            return None
        share = self._shares[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return share.tag
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._words(share)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._words(share))
            case _:
                return share if role == SHARE else None

    def give_all(self, tag: str) -> None:
        """Let all chats have a tag."""
        row = next((i for i, each in enumerate(self._shares) if fold(each.tag) == fold(tag)), None)
        if row is None:
            self.beginInsertRows(QModelIndex(), len(self._shares), len(self._shares))
            self._shares.append(TagShare(tag, self.chats))
            self.endInsertRows()
        else:
            self._shares[row] = replace(self._shares[row], count=self.chats)
            self.dataChanged.emit(self.index(row), self.index(row))

    def take(self, row: int) -> None:
        """Let no chat have a tag."""
        if 0 <= row < len(self._shares):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shares[row]
            self.endRemoveRows()

    def _words(self, share: TagShare) -> str:
        if share.count >= self.chats:
            return share.tag.replace("<", "‹")
        words = self.tr("{tag}: {count} of {all} chats have it. Space gives it to all.")
        return words.format(tag=share.tag.replace("<", "‹"), count=share.count, all=self.chats)


class _Chip(QStyledItemDelegate):
    """Paints a tag with a cross; one that not all chats have is dashed and says how many have it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as its words."""
        text = option.fontMetrics.horizontalAdvance(words_of(index))
        return QSize(text + CROSS + GAP + 2 * (PAD + MARGIN), HEIGHT + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint it."""
        theme, share = self._look.theme, index.data(SHARE)
        rows = index.model()
        assert isinstance(rows, TagRows)
        whole = share.count >= rows.chats
        focus = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        marked = bool(option.state & QStyle.StateFlag.State_HasFocus) and bool(option.state & focus)
        area = option.rect.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if marked else "border_strong"), 1.5 if marked else 1)
        pen.setStyle(Qt.PenStyle.SolidLine if whole else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft") if whole else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)
        painter.setPen(theme.color("text" if whole else "text2"))
        room = area.adjusted(PAD, 0, -(PAD + CROSS + GAP), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words_of(index))
        self._look.icon("x", size=CROSS).paint(painter, cross_of(option.rect))
        painter.restore()


def words_of(index: Index) -> str:
    """Name a tag, with how many have it where that is not all."""
    share, rows = index.data(SHARE), index.model()
    assert isinstance(rows, TagRows)
    return share.tag if share.count >= rows.chats else f"{share.tag}  {share.count}/{rows.chats}"


def cross_of(area: QRect) -> QRect:
    """Tell where the cross of a chip is."""
    return QRect(area.right() - MARGIN - PAD - CROSS + 1, area.center().y() - CROSS // 2, CROSS, CROSS)


class TagChips(QListView):
    """Space or a click gives a tag to all chats, Delete or its cross takes it away."""

    changed = Signal()

    def __init__(self, look: Look, rows: TagRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tagchips")
        self.rows = rows
        self.setModel(rows)
        self.setItemDelegate(_Chip(look, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        look.changed.connect(self.viewport().update)

    def give_all(self, tag: str) -> None:
        """Let all chats have a tag, and show it."""
        self.rows.give_all(tag)
        self.scrollToBottom()
        self.changed.emit()

    def take(self, row: int) -> None:
        """Let no chat have a tag."""
        self.rows.take(row)
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a tag to all, or take it away."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self.give_all(str(index.data()))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        """Take the tag away whose cross was clicked, or give it to all."""
        super().mouseReleaseEvent(e)
        at = e.position().toPoint()
        index = self.indexAt(at)
        if not index.isValid() or e.button() != Qt.MouseButton.LeftButton:
            return
        if cross_of(self.visualRect(index)).adjusted(-GAP, -GAP, GAP, GAP).contains(at):
            self.take(index.row())
        else:
            self.give_all(str(index.data()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first tag."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))

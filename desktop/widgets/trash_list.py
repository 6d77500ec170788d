"""The list of the chats in the trash: a title a row, and below it where it was and how long it stays."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import (
    QDateTime,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.chat import ChatId
from desktop.core.trash import Trashed
from desktop.viewmodels.trash import TrashRole, TrashViewModel
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

ROW = 52
SIDE = 12
LONGEST = 200  # characters that are measured at all
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


class TrashDelegate(QStyledItemDelegate):
    """Paints the rows, and says them."""

    def __init__(self, look: Look, parent: TrashList) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(160, self._look.theme.px(ROW))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Let a screen reader read the whole row."""
        super().initStyleOption(option, index)
        chat: Trashed | None = index.data(TrashRole.CHAT)
        if chat is not None:
            option.text = f"{self._list.title(chat)}, {self._list.about(chat)}"  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a chat."""
        chat: Trashed | None = index.data(TrashRole.CHAT)
        if chat is None:
            return
        rect = rect_of(option)
        state = state_of(option)
        theme = self._look.theme
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.setPen(Qt.PenStyle.NoPen)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), RADIUS.m, RADIUS.m)
        inner = rect.adjusted(SIDE, 6, -SIDE, -6)
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        font = theme.ui_font(TEXT_SIZE.ui, QFont.Weight.Medium)
        self._line(painter, top, self._list.title(chat), font, "text")
        soon = chat.days_left(datetime.now(UTC)) <= SOON
        caption = theme.ui_font(TEXT_SIZE.caption)
        self._line(
            painter, top.translated(0, half), self._list.about(chat), caption, "warn" if soon else "text2"
        )
        painter.restore()

    def _line(self, painter: QPainter, place: QRect, words: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.theme.color(color))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, MIDDLE, shown)


SOON = 3  # days; a chat that goes so soon is marked


class TrashList(QListView):
    """Enter brings back what is selected, Delete deletes it for good, after asking."""

    restore_asked = Signal()
    remove_asked = Signal()
    menu_asked = Signal(object)  # QPoint on the screen
    picked = Signal()  # other rows are selected

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trashlist")
        self._viewmodel: TrashViewModel | None = None
        self._look = look
        self.setItemDelegate(TrashDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Chats in the trash"))
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def attach(self, viewmodel: TrashViewModel) -> None:
        """Show the chats."""
        self._viewmodel = viewmodel
        self.setModel(viewmodel.rows)
        self.selectionModel().selectionChanged.connect(self.picked)

    def chosen(self) -> list[Trashed]:
        """Give the chats that are selected, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        assert self._viewmodel is not None
        return [self._viewmodel.rows.chats[row] for row in rows]

    def choose(self, row: int) -> None:
        """Select a row, or the last one if there are fewer."""
        count = self.model().rowCount()
        if count:
            self.setCurrentIndex(self.model().index(min(row, count - 1), 0))

    def ids(self) -> list[ChatId]:
        """Give the ids of the chats that are selected."""
        return [chat.id for chat in self.chosen()]

    def title(self, chat: Trashed) -> str:
        """Name a chat in a line."""
        return " ".join(chat.title[:LONGEST].split()) or self.tr("New chat")

    def about(self, chat: Trashed) -> str:
        """Say where a chat was, how large it is, when it was deleted, and how long it stays."""
        assert self._viewmodel is not None
        parts = (
            self.left(chat),
            self.tr("%Ln message(s)", "", chat.messages),
            self._viewmodel.place(chat.folder),
            self.tr("deleted on {day}").format(day=_day(chat.deleted)),
        )
        return " · ".join(part for part in parts if part)

    def left(self, chat: Trashed) -> str:
        """Say how long a chat stays."""
        days = chat.days_left(datetime.now(UTC))
        return self.tr("%Ln day(s) left", "", days) if days else self.tr("goes soon")

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Chats in the trash"))
            self.viewport().update()
        super().changeEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is selected."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif self.indexAt(event.pos()).isValid():
            self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys of the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restore_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)


def _day(moment: datetime) -> str:
    when = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(when.date(), QLocale.FormatType.ShortFormat)

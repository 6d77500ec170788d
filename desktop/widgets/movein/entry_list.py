"""The list of chats that would come in: each can be chosen, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.moving_in import Entry, State
from desktop.viewmodels.moving_in_rows import EntryRole, EntryRows
from desktop.widgets.look import Look
from desktop.widgets.movein.words import MoveInWords
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE

ROW, BOX, SIDE = 46, 16, 10  # px
LONGEST_SHOWN = 200  # characters that are measured at all
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Paints a row: a box to check, the title, and what is known about the chat."""

    def __init__(self, look: Look, words: MoveInWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(200, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a chat."""
        entry: Entry | None = index.data(EntryRole.ENTRY)
        if entry is None:
            return
        rect = rect_of(option)
        state = state_of(option)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, state)
        self._paint_box(painter, self.box(rect), index.data(Qt.ItemDataRole.CheckStateRole))
        inner = rect.adjusted(2 * SIDE + BOX, 5, -SIDE, -5)
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        grey = entry.state is State.HERE
        painter.setPen(theme.color("text2" if grey else "text"))
        font = theme.ui_font(TEXT_SIZE.ui, QFont.Weight.Normal if grey else QFont.Weight.Medium)
        self._paint_line(painter, top, self._words.title(entry), font)
        painter.setPen(theme.color("text3" if grey else "text2"))
        below = top.translated(0, half)
        self._paint_line(painter, below, self._words.about(entry), theme.ui_font(TEXT_SIZE.caption))
        painter.restore()

    def box(self, rect: QRect) -> QRect:
        """Tell where the box to check stands."""
        return QRect(rect.left() + SIDE, rect.center().y() - BOX // 2, BOX, BOX)

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        ground = rect.adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(theme.color("accent"))
        painter.drawRoundedRect(ground, RADIUS.m, RADIUS.m)

    def _paint_box(self, painter: QPainter, box: QRect, checked: Qt.CheckState | None) -> None:
        theme = self._look.theme
        if checked is None:
            return
        on = Qt.CheckState(checked) is Qt.CheckState.Checked
        painter.setPen(QPen(theme.color("accent" if on else "text3"), 1))
        painter.setBrush(theme.color("accent" if on else "raised"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), RADIUS.s, RADIUS.s)
        if on:
            icon = self._look.icon("check", "on_accent", BOX - 4)
            icon.paint(painter, box.adjusted(2, 2, -2, -2))

    def _paint_line(self, painter: QPainter, place: QRect, words: str, font: QFont) -> None:
        painter.setFont(font)
        words = words[:LONGEST_SHOWN]
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, MIDDLE, shown)


class EntryList(QListView):
    """Space chooses the selected rows; a click on a box chooses its row."""

    def __init__(self, look: Look, words: MoveInWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entrylist")
        self.rows = EntryRows(words.entry, self)
        self.setModel(self.rows)
        self._delegate = EntryDelegate(look, words, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(2 * ROW)
        look.changed.connect(self._redraw)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Space."""
        if event.key() == Qt.Key.Key_Space:
            rows = {index.row() for index in self.selectionModel().selectedIndexes()}
            if not rows and self.currentIndex().isValid():
                rows = {self.currentIndex().row()}
            self.rows.toggle(sorted(rows))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose by a click on the box."""
        index = self.indexAt(event.position().toPoint())
        on_box = index.isValid() and event.position().x() < 2 * SIDE + BOX
        if on_box and event.button() == Qt.MouseButton.LeftButton:
            self.rows.toggle([index.row()])
            self.setCurrentIndex(index)
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.rows.say()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(300, 5 * ROW)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Chats to be imported"))

    @Slot()
    def _redraw(self) -> None:
        self.viewport().update()

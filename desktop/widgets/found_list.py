"""The list of what a search over all chats has found: chats, and messages with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.core.chat import Role
from desktop.core.folders import one_line
from desktop.core.search_found import Excerpt, FoundChat, Hit, Span
from desktop.viewmodels.search import FoundRole, FoundRow
from desktop.widgets.format_ranges import format_range, units
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS

CHAT_ROW, MORE_ROW = 34, 28
LINES = 2  # of a message
LONGEST_FILE = 80  # characters of its name
SIDE, INSIDE, INDENT, ABOVE = 12, 10, 14, 6
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

Index = QModelIndex | QPersistentModelIndex


class FoundDelegate(QStyledItemDelegate):
    """Paints the rows, and says them."""

    def __init__(self, look: Look, parent: FoundList) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one of three heights."""
        row: FoundRow | None = index.data(FoundRole.ROW)
        if row is None or row.more:
            return QSize(100, self._look.theme.px(MORE_ROW))
        if row.hit is None:
            return QSize(100, self._look.theme.px(CHAT_ROW))
        width = self._list.viewport().width() - 2 * (SIDE + INSIDE) - INDENT
        wide = self._lines().horizontalAdvance(row.hit.excerpt.text) > width
        return QSize(100, self._lines().height() * (1 + (LINES if wide else 1)) + 2 * ABOVE + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a chat, a message, or that there are more."""
        row: FoundRow | None = index.data(FoundRole.ROW)
        if row is None:
            return
        painter.save()
        rect = rect_of(option)
        box = rect.adjusted(SIDE, 1, -SIDE, -1)
        self._paint_back(painter, box, option)
        room = box.adjusted(INSIDE, 0, -INSIDE, 0)
        if row.more:
            self._paint_more(painter, room.adjusted(INDENT, 0, 0, 0), row)
        elif row.hit is None:
            self._paint_chat(painter, room, row)
        else:
            self._paint_hit(painter, room.adjusted(INDENT, ABOVE, 0, -ABOVE), row.hit)
        painter.restore()

    def _lines(self) -> QFontMetrics:
        return QFontMetrics(self._look.theme.ui_font(12))

    def _paint_back(self, painter: QPainter, box: QRect, option: QStyleOptionViewItem) -> None:
        state = state_of(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(box, RADIUS.m, RADIUS.m)

    def _paint_chat(self, painter: QPainter, room: QRect, row: FoundRow) -> None:
        font = self._look.theme.ui_font(13, QFont.Weight.DemiBold)
        room = room.adjusted(0, 0, -self._paint_right(painter, room, self._list.beside(row.chat)), 0)
        title = row.chat.title if row.chat.title.text.strip() else Excerpt(self._list.unnamed())
        painter.setPen(self._look.theme.color("text"))
        self._write(painter, room, title, font, lines=1)

    def _paint_hit(self, painter: QPainter, room: QRect, hit: Hit) -> None:
        theme, height = self._look.theme, self._lines().height()
        first = QRect(room.left(), room.top(), room.width(), height)
        free = first.width() - self._paint_right(painter, first, self._list.when(hit.created))
        painter.setFont(theme.ui_font(12))
        painter.setPen(theme.color("text3"))
        who = self._lines().elidedText(self._list.who(hit), Qt.TextElideMode.ElideRight, free)
        painter.drawText(first, MIDDLE, who)
        painter.setPen(theme.color("text2"))
        self._write(painter, room.adjusted(0, height + 2, 0, 0), hit.excerpt, theme.ui_font(12), LINES)

    def _paint_more(self, painter: QPainter, room: QRect, row: FoundRow) -> None:
        painter.setFont(self._look.theme.ui_font(12))
        painter.setPen(self._look.theme.color("link"))
        painter.drawText(room, MIDDLE, self._list.more(row.chat.more))

    def _paint_right(self, painter: QPainter, room: QRect, words: str) -> int:
        """Write a date at the right edge; gives what room it takes."""
        if not words:
            return 0
        painter.setFont(self._look.theme.ui_font(12))
        painter.setPen(self._look.theme.color("text3"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return self._lines().horizontalAdvance(words) + 8

    def _write(self, painter: QPainter, room: QRect, excerpt: Excerpt, font: QFont, lines: int) -> None:
        """Write a text with its marks into so many lines, with an ellipsis where there is more."""
        text = excerpt.text
        if lines == 1:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        layout, height = self._laid_out(text, excerpt.marks, font, (room.width(), lines))
        last = layout.lineAt(layout.lineCount() - 1)
        written = last.textStart() + last.textLength()
        if lines > 1 and written < units(text):
            text = _first_units(text, written - 1).rstrip() + "…"
            layout, height = self._laid_out(text, excerpt.marks, font, (room.width(), lines))
        top = room.top() + (0 if lines > 1 else (room.height() - height) / 2)
        layout.draw(painter, QPointF(room.left(), top))

    def _laid_out(
        self, text: str, marks: Sequence[Span], font: QFont, room: tuple[int, int]
    ) -> tuple[QTextLayout, float]:
        """Lay a text out within a width and a number of lines; gives its height, too."""
        width, lines = room
        options = QTextOption()
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        options.setWrapMode(wrap if lines > 1 else QTextOption.WrapMode.NoWrap)
        layout = QTextLayout(text, font)
        layout.setTextOption(options)
        layout.setFormats(
            [self._mark(text, start, min(end, len(text))) for start, end in marks if start < len(text)]
        )
        layout.beginLayout()
        height = 0.0
        for _ in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _mark(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        theme = self._look.theme
        style = QTextCharFormat()
        style.setBackground(theme.color("find"))
        style.setForeground(theme.color("text"))
        return format_range(text, start, end, style)


def _first_units(text: str, count: int) -> str:
    return text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", "ignore")


class FoundList(QListView):
    """Shows what was found; a click or Enter opens a row."""

    chosen = Signal(int)  # the row

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foundlist")
        self.setItemDelegate(FoundDelegate(look, self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Found in chats"))
        self.clicked.connect(self._clicked)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def step(self, rows: int) -> None:
        """Go up or down by so many rows; from nowhere to the first one."""
        if count := self.model().rowCount():
            at = self.currentIndex().row()
            place = min(max(at + rows, 0), count - 1) if at >= 0 else 0
            self.setCurrentIndex(self.model().index(place, 0))

    def unnamed(self) -> str:
        """Name a chat without a title."""
        return self.tr("New chat")

    def beside(self, chat: FoundChat) -> str:
        """Say what stands beside a title, which needs the room: no day where its messages have theirs."""
        if chat.archived and chat.hits:
            return self.tr("Archived")
        when = "" if chat.hits else self.when(chat.updated)
        return self.archived(when) if chat.archived else when

    def archived(self, when: str) -> str:
        """Say that a chat is archived, and its day."""
        return self.tr("Archived, {date}").format(date=when)

    def more(self, count: int) -> str:
        """Say that there are more messages in a chat."""
        return self.tr("%n more message(s) in this chat", "", count)

    def who(self, hit: Hit) -> str:
        """Say who wrote a message, or which file of it was found."""
        if hit.file is not None:
            return self.tr("File {name}").format(name=one_line(hit.file.name, LONGEST_FILE))
        match hit.role:
            case Role.USER:
                return self.tr("You")
            case Role.ASSISTANT:
                return hit.model or self.tr("Answer")
            case Role.SYSTEM:
                return self.tr("System prompt")
            case Role.SUMMARY:
                return self.tr("Summary")

    def when(self, moment: datetime) -> str:
        """Say a day, briefly."""
        return QLocale().toString(moment.astimezone().date(), QLocale.FormatType.ShortFormat)  # type: ignore[arg-type]

    def spoken(self, row: FoundRow) -> str:
        """Say a row to a screen reader."""
        title = row.chat.title.text.strip() or self.unnamed()
        if row.more:
            return self.more(row.chat.more)
        if row.hit is None:
            date = self.when(row.chat.updated)
            date = self.archived(date) if row.chat.archived else date
            return self.tr("Chat {title}, {date}").format(title=title, date=date)
        words = self.tr("{who}, {date}: {text}")
        return words.format(who=self.who(row.hit), date=self.when(row.hit.created), text=row.hit.excerpt.text)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Found in chats"))
            self.viewport().update()
        super().changeEvent(event)

"""The parts of a prompt as rows: a model over `core.context.Map`, and how a row is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.core.chat import MessageId, Role
from desktop.core.context import Fate, Map, Part
from desktop.widgets.context_words import ContextWords
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.speech import listed
from desktop.widgets.style import RADIUS, TEXT_SIZE

Index = QModelIndex | QPersistentModelIndex
ROW, SIDE, ICON, PIN = 44, 10, 16, 28  # px


class Kind(StrEnum):
    """What a row is about."""

    LAYOUT = "layout"
    SYSTEM = "system"
    SUMMARY = "summary"
    QUESTION = "question"
    ANSWER = "answer"
    TYPED = "typed"
    ROOM = "room"


Line = Part | Kind  # LAYOUT, the parts, ROOM; not in pairs with their fates: there may be 10,000
COLORS = {
    Kind.LAYOUT: "text3",
    Kind.SYSTEM: "syntax_keyword",
    Kind.SUMMARY: "warn",
    Kind.QUESTION: "accent",
    Kind.ANSWER: "syntax_class",
    Kind.TYPED: "ok",
    Kind.ROOM: "border_strong",
}
ICONS = {
    Kind.LAYOUT: "layout-template",
    Kind.SYSTEM: "scroll-text",
    Kind.SUMMARY: "text-quote",
    Kind.QUESTION: "user",
    Kind.ANSWER: "sparkles",
    Kind.TYPED: "pencil-line",
    Kind.ROOM: "message-square",
}


class RowRole(IntEnum):
    """What the delegate and the panel ask of a row."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1  # a Row


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the map."""

    kind: Kind
    title: str
    note: str  # who said it, and what becomes of it
    tokens: str
    sent: bool = True
    message: MessageId | None = None
    pinned: bool = False


def kind_of(part: Part) -> Kind:
    """Name what a part is."""
    match part.role:
        case Role.SYSTEM:
            return Kind.SYSTEM
        case Role.SUMMARY:
            return Kind.SUMMARY
        case Role.ASSISTANT:
            return Kind.ANSWER
        case Role.USER:
            return Kind.QUESTION if part.message is not None else Kind.TYPED


class ContextRows(QAbstractListModel):
    """The rows of a map: the template's layout, the parts, the room for the answer. Made as they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = Map()
        self._lines: list[Line] = []
        self._words = ContextWords(self)

    def show_map(self, seen: Map) -> None:
        """Show another state. Rows that stay are kept, so that nothing jumps."""
        lines = _lines(seen)
        old = self._lines
        first = _common(old, lines)
        last = min(_common(old[::-1], lines[::-1]), len(old) - first, len(lines) - first)
        self._map = seen if len(seen.fates) > len(self._map.fates) else self._map  # enough for all rows
        if len(old) > first + last:
            self.beginRemoveRows(QModelIndex(), first, len(old) - last - 1)
            del old[first : len(old) - last]
            self.endRemoveRows()
        if len(lines) > first + last:
            self.beginInsertRows(QModelIndex(), first, len(lines) - last - 1)
            old[first:first] = lines[first : len(lines) - last]
            self.endInsertRows()
        self._map, self._lines = seen, lines
        if lines:
            self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a line shows, or says to a screen reader."""
        if not index.isValid():
            return None
        row = self._row(index.row())
        if role == RowRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed(filter(None, (row.title, row.tokens, row.note)))
        return None

    def _row(self, number: int) -> Row:
        seen, line = self._map, self._lines[number]
        tokens = self._words.tokens
        if line is Kind.LAYOUT:
            note = self.tr("The model's own marks between messages")
            return Row(Kind.LAYOUT, self.tr("Layout of the template"), note, tokens(seen.layout))
        if isinstance(line, Kind):
            note = self.tr("Kept free")
            return Row(Kind.ROOM, self.tr("Room for the answer"), note, tokens(seen.room))
        part, fate = line, seen.fates[number - 1]  # the first line is that of the layout
        who = self._words.who(part)
        fated = self._words.fate(part, fate, seen.policy)
        label = " ".join(part.label.split())  # one line
        note = " · ".join(filter(None, (who if label else "", fated)))
        counted = tokens(part.tokens, part.exact)
        sent = fate is Fate.SENT
        return Row(kind_of(part), label or who, note, counted, sent, part.message, part.pinned)


def _lines(seen: Map) -> list[Line]:
    if not seen.length:
        return []
    return [Kind.LAYOUT, *seen.parts, Kind.ROOM]


def _common(some: Sequence[Line], others: Sequence[Line]) -> int:
    """Count the lines at the beginning that are about the same."""
    pairs = zip(some, others, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if not _same(a, b)), min(len(some), len(others)))


def _same(one: Line, other: Line) -> bool:
    if isinstance(one, Kind) or isinstance(other, Kind):
        return one is other
    return one.message == other.message


class ContextDelegate(QStyledItemDelegate):
    """Paints a row: icon, first line, what becomes of it, tokens, and a pin that can be pressed."""

    pin_pressed = Signal(object, bool)  # MessageId, whether it is to be pinned

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(0, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(RowRole.ROW)
        rect = _rect(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._paint_ground(painter, option)
        color = self._look.theme.color
        self._paint_icon(painter, ICONS[row.kind], COLORS[row.kind] if row.sent else "text3", _icon(rect))
        if row.message is not None and (lit or row.pinned):
            self._paint_icon(painter, "pin", "accent" if row.pinned else "text3", _pin(rect))
        right = rect.right() - PIN
        font = self._look.theme.ui_font(TEXT_SIZE.caption)
        width = QFontMetrics(font).horizontalAdvance(row.tokens)
        painter.setFont(font)
        painter.setPen(color("text2" if row.sent else "text3"))
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(right - width, rect.top(), width, rect.height()), across, row.tokens)
        left = rect.left() + SIDE + ICON + 10
        self._paint_words(painter, QRect(left, rect.top(), right - width - 12 - left, rect.height()), row)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take a click on the pin."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            row: Row = index.data(RowRole.ROW)
            hit = _pin(_rect(option)).adjusted(-6, -12, 6, 12).contains(event.position().toPoint())
            if hit and row.message is not None and event.button() == Qt.MouseButton.LeftButton:
                self.pin_pressed.emit(row.message, not row.pinned)
                return True
        return super().editorEvent(event, model, option, index)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> bool:
        state = state_of(option)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if over or selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(_rect(option).adjusted(2, 1, -2, -1), RADIUS.m, RADIUS.m)
        return over or selected

    def _paint_icon(self, painter: QPainter, name: str, color: str, place: QRect) -> None:
        device = painter.device()
        pixmap = self._look.icons.pixmap(
            name, self._look.theme.color(color), ICON, device.devicePixelRatioF()
        )
        painter.drawPixmap(place, pixmap)

    def _paint_words(self, painter: QPainter, place: QRect, row: Row) -> None:
        half = place.height() // 2
        title = QFont(self._look.theme.ui)
        title.setStrikeOut(not row.sent)
        upper = QRect(place.left(), place.top() + 4, place.width(), half - 4) if row.note else place
        self._paint_line(painter, upper, row.title, title, "text" if row.sent else "text3")
        if row.note:
            lower = QRect(place.left(), place.top() + half, place.width(), half - 4)
            self._paint_line(painter, lower, row.note, self._look.theme.ui_font(TEXT_SIZE.caption), "text3")

    def _paint_line(self, painter: QPainter, place: QRect, words: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.theme.color(color))
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def _rect(option: QStyleOptionViewItem) -> QRect:
    rect = rect_of(option)
    return rect


def _icon(rect: QRect) -> QRect:
    return QRect(rect.left() + SIDE, rect.center().y() - ICON // 2 + 1, ICON, ICON)


def _pin(rect: QRect) -> QRect:
    return QRect(rect.right() - PIN + 6, rect.center().y() - ICON // 2 + 1, ICON, ICON)

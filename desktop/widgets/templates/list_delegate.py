"""Paints the rows of the library of templates: name, what it is for, where it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.templates import Entry
from desktop.viewmodels.template_rows import TemplateRole
from desktop.widgets.look import Look
from desktop.widgets.row_option import rect_of, state_of
from desktop.widgets.style import RADIUS, TEXT_SIZE
from desktop.widgets.templates.plain_text import one_line

ROW = 72  # px, as the following
SIDE, STAR, CHIP_PADDING, CHIP_HEIGHT = 12, 15, 6, 18
VERSION = 28  # of a version's number, which stands at the edge, and the gap before it
LONGEST_SHOWN = 200  # characters that are measured at all
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
CENTER = Qt.AlignmentFlag.AlignCenter

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Words:
    """What the delegate says that is the same for all rows."""

    unnamed: str
    unsaved: str
    version: str  # with {number}


def about(entry: Entry) -> str:
    """Say what a template is for: its description, or how its text begins."""
    text = entry.description or entry.user or entry.system
    return one_line(text, LONGEST_SHOWN)


def where(entry: Entry) -> str:
    """Say where a template is kept and what it is found by."""
    tags = " ".join(f"#{tag}" for tag in entry.place.tags)
    folder = entry.place.folder.replace("/", " / ")
    return one_line(" · ".join(part for part in (folder, tags) if part), LONGEST_SHOWN)


class TemplateDelegate(QStyledItemDelegate):
    """Lays out one row as tall as every other."""

    def __init__(self, look: Look, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._view = parent
        self.words = words

    def star(self, rect: QRect) -> QRect:
        """Tell where the star stands, for painting and for clicks."""
        box = rect.adjusted(0, 2, 0, -2)
        return QRect(box.right() - SIDE - VERSION - STAR, box.top() + 10, STAR, STAR)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height."""
        return QSize(160, self._look.theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a template."""
        entry: Entry | None = index.data(TemplateRole.ENTRY)
        if entry is None:
            return
        rect = rect_of(option)
        state = state_of(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect.adjusted(0, 2, 0, -2), state)
        inner = rect.adjusted(SIDE, 9, -SIDE, -9)
        third = inner.height() // 3
        top = QRect(inner.left(), inner.top(), inner.width(), third)
        self._paint_top(painter, top, entry, edited=bool(index.data(TemplateRole.EDITED)))
        self._paint_line(painter, top.translated(0, third), about(entry), "text2")
        self._paint_line(painter, top.translated(0, 2 * third), where(entry), "text3")
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if entry.id > 0 and entry.deleted is None and (entry.place.favourite or hovered):
            self._paint_star(painter, self.star(rect), on=entry.place.favourite)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        theme = self._look.theme
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("raised"))
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("selected"))
            painter.setPen(theme.color("accent" if self._view.hasFocus() else "border_strong"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), RADIUS.m, RADIUS.m)

    def _paint_top(self, painter: QPainter, place: QRect, entry: Entry, edited: bool) -> None:
        theme = self._look.theme
        right = place.right()
        caption = theme.ui_font(TEXT_SIZE.caption)
        painter.setFont(caption)
        if entry.version:
            words = self.words.version.format(number=entry.version)
            width = QFontMetrics(caption).horizontalAdvance(words)
            painter.setPen(theme.color("text3"))
            painter.drawText(QRect(right - width, place.top(), width + 1, place.height()), RIGHT, words)
            right = min(right - width, place.right() - VERSION - STAR) - 8
        if edited:
            right = self._paint_chip(painter, QPoint(right, place.center().y()), self.words.unsaved) - 8
        font = theme.ui_font(TEXT_SIZE.ui, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text" if entry.name.strip() else "text2"))
        name = one_line(entry.name, LONGEST_SHOWN) or self.words.unnamed
        room = max(right - place.left(), 40)
        shown = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(place.left(), place.top(), room, place.height()), MIDDLE, shown)

    def _paint_chip(self, painter: QPainter, place: QPoint, words: str) -> int:
        """Paint a chip whose right side's middle is given; tell where it begins."""
        theme = self._look.theme
        width = painter.fontMetrics().horizontalAdvance(words) + 2 * CHIP_PADDING
        high = theme.px(CHIP_HEIGHT)
        box = QRect(place.x() - width, place.y() - high // 2 + 1, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("warn_soft"))
        painter.drawRoundedRect(box, RADIUS.s, RADIUS.s)
        painter.setPen(theme.color("warn"))
        painter.drawText(box, CENTER, words)
        return box.left()

    def _paint_line(self, painter: QPainter, place: QRect, words: str, color: str) -> None:
        painter.setFont(self._look.theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(self._look.theme.color(color))
        line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, MIDDLE, line)

    def _paint_star(self, painter: QPainter, place: QRect, on: bool) -> None:
        color = self._look.theme.color("warn" if on else "text3")
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(place.topLeft(), self._look.icons.pixmap("star", color, STAR, ratio))

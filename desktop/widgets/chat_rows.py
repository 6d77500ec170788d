"""Painting the rows of the list of chats: headings, folders, chats with their marks and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

# Nothing heavy: the list is painted before the rest of the window is there.
from desktop.core.list_rows import Activity, Kind, Section
from desktop.core.plain_line import one_line
from desktop.viewmodels.row_words import empty_folder, heading, unnamed
from desktop.widgets.style import RADIUS

if TYPE_CHECKING:
    from desktop.core.chat import Chat
    from desktop.core.list_rows import FirstEntry, FirstRow
    from desktop.viewmodels.chat_roles import ChatRow
    from desktop.widgets.look import Look

SIDE, INSIDE = 12, 10
STEP = 16  # of a folder within another
MARK = 7  # diameter
DOTS = 28  # width of the place for the menu button
ICON, SIGN = 16, 12
CHIP_MOST, CHIP_LEAST, CHIP_SIDES, GAP = 84, 34, 12, 4  # widths
NUMBER = 24  # width of how many more tags there are
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
TITLES = 500  # that are kept
LONGEST = 200  # characters that are painted of a title


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is looked at."""

    selected: bool = False
    hovered: bool = False
    open: bool = False  # its chat is the one that is shown
    focused: bool = False  # the keys are about it
    target: bool = False  # what is dragged would be put here


class RowPainter:
    """Paints rows in the colours of the theme."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._ratio = 1.0
        self._titles: dict[str, str] = {}  # as they are painted

    def paint(self, painter: QPainter, place: QRect, row: ChatRow | FirstRow, state: RowState) -> None:
        """Paint a row."""
        self._ratio = painter.device().devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = place.adjusted(SIDE, 1, -SIDE, -1)
        if row.kind is Kind.HEADING:
            assert row.section is not None
            self._paint_heading(painter, box, row.section, state)
            return
        self._paint_back(painter, box, state)
        room = box.adjusted(INSIDE + STEP * row.depth, 0, -INSIDE, 0)
        if row.kind is Kind.EMPTY:
            self._write(painter, room, empty_folder(), "text3", theme_size=12)
        elif row.kind is Kind.FOLDER:
            self._paint_folder(painter, box, room, row, state)
        else:
            self._paint_chat(painter, box, room, row, state)

    def _paint_back(self, painter: QPainter, box: QRect, state: RowState) -> None:
        theme, shape = self._look.theme, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
        name = "selected" if state.selected else "pressed" if state.open else "hover"
        painter.setPen(Qt.PenStyle.NoPen)
        if state.target:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(shape, RADIUS.m, RADIUS.m)
            return
        if state.selected or state.open or state.hovered:
            painter.setBrush(theme.color(name))
            painter.drawRoundedRect(shape, RADIUS.m, RADIUS.m)
        if state.focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRoundedRect(shape, RADIUS.m, RADIUS.m)

    def _paint_heading(self, painter: QPainter, box: QRect, section: Section, state: RowState) -> None:
        theme = self._look.theme
        room = box.adjusted(INSIDE, 8, -4, 0)
        painter.setFont(theme.ui_font(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("link" if state.target else "text2"))
        painter.drawText(room, MIDDLE, heading(section))
        if section is Section.FOLDERS:
            self.draw(painter, "folder-plus", "text2", ICON, _left(room, room.width() - ICON - 2))

    def _paint_folder(
        self, painter: QPainter, box: QRect, room: QRect, row: ChatRow | FirstRow, state: RowState
    ) -> None:
        assert row.folder is not None
        arrow = "chevron-down" if row.expanded else "chevron-right"
        self.draw(painter, arrow, "text3", SIGN + 2, _left(room, -2))
        icon = "folder-open" if row.expanded else "folder"
        self.draw(painter, icon, "text2", ICON, _left(room, 16))
        right = self._paint_dots(painter, box, state)
        if not right and row.inside:
            painter.setFont(self._look.theme.ui_font(12))
            painter.setPen(self._look.theme.color("text3"))
            count = _count(row.inside)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
            right = QFontMetrics(painter.font()).horizontalAdvance(count) + 8
        self._write(painter, room.adjusted(16 + ICON + 8, 0, -right, 0), row.folder.name, "text")

    def _paint_chat(
        self, painter: QPainter, box: QRect, room: QRect, row: ChatRow | FirstRow, state: RowState
    ) -> None:
        if row.chat is None:
            return
        room = room.adjusted(0, 0, -self._paint_dots(painter, box, state), 0)
        room = self._with_mark(painter, room, row.activity)
        if row.chat.archived and row.pinned:
            self.draw(painter, "pin", "text3", SIGN, _left(room, room.width() - SIGN - 1))
            room.adjust(0, 0, -SIGN - 6, 0)
        title = self._title(row.chat.title) or unnamed()
        strong = state.open or (state.selected and not state.focused)
        font = self._look.theme.ui_font(13, QFont.Weight.Medium if state.open else QFont.Weight.Normal)
        taken = QFontMetrics(font).horizontalAdvance(title)
        left = self._paint_tags(painter, room, row.chat, taken)
        painter.setFont(font)
        painter.setPen(self._look.theme.color("text" if strong or state.selected else "text2"))
        room = room.adjusted(0, 0, -left, 0)
        text = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, text)

    def _title(self, title: str) -> str:
        if title not in self._titles:
            if len(self._titles) > TITLES:
                self._titles.clear()
            self._titles[title] = one_line(title, LONGEST)
        return self._titles[title]

    def _paint_tags(self, painter: QPainter, room: QRect, chat: Chat | FirstEntry, taken: int) -> int:
        """Paint chips where there is room behind the title, else their number; gives the width they take."""
        if not chat.tags:
            return 0
        painter.setFont(self._look.theme.ui_font(11))
        chips = _chips(chat.tags, QFontMetrics(painter.font()), room.width() - taken - 8)
        if not chips:
            return self._paint_tag_count(painter, room, len(chat.tags))
        hidden = len(chat.tags) - len(chips)
        more = self._paint_tag_count(painter, room, hidden, "+") if hidden else 0
        painter.setFont(self._look.theme.ui_font(11))
        left = room.right() - more - sum(width + GAP for _, width in chips) + GAP
        for text, width in chips:
            self._paint_chip(painter, QRectF(left, room.center().y() - 8.5, width, 18), text)
            left += width + GAP
        return more + sum(width + GAP for _, width in chips)

    def _paint_chip(self, painter: QPainter, place: QRectF, text: str) -> None:
        theme = self._look.theme
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS.s, RADIUS.s)
        painter.setPen(theme.color("text2"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_tag_count(self, painter: QPainter, room: QRect, count: int, more: str = "") -> int:
        """Paint how many tags there are, or are more than are shown; gives the width that takes."""
        words = f"{more}{_count(count)}"
        painter.setFont(self._look.theme.ui_font(11))
        painter.setPen(self._look.theme.color("text3"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        width = QFontMetrics(painter.font()).horizontalAdvance(words)
        if more:
            return width + GAP
        self.draw(painter, "tag", "text3", SIGN, _left(room, room.width() - width - SIGN - 3))
        return width + SIGN + 3 + 2 * GAP

    def _paint_dots(self, painter: QPainter, box: QRect, state: RowState) -> int:
        """Paint the button of the menu; gives the width it takes."""
        if not (state.hovered or state.open or state.focused) or state.target:
            return 0
        self.draw(painter, "ellipsis", "text2", ICON, _left(box, box.width() - DOTS + 5))
        return DOTS - INSIDE

    def _with_mark(self, painter: QPainter, room: QRect, activity: Activity) -> QRect:
        """Mark a chat that is being answered by a dot, one that waits by a ring; gives what room is left."""
        if activity is Activity.NOTHING:
            return room
        theme, answering = self._look.theme, activity is Activity.ANSWERING
        painter.setPen(QPen(theme.color("accent" if answering else "text2"), 1.5))
        painter.setBrush(theme.color("accent") if answering else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(room.right() - MARK / 2 - 2, room.center().y() + 0.5), MARK / 2, MARK / 2)
        return room.adjusted(0, 0, -MARK - 10, 0)

    def _write(self, painter: QPainter, room: QRect, text: str, color: str, theme_size: int = 13) -> None:
        painter.setFont(self._look.theme.ui_font(theme_size))
        painter.setPen(self._look.theme.color(color))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, words)

    def draw(self, painter: QPainter, name: str, color: str, size: int, at: QPoint) -> None:
        """Draw an icon; `at` is the middle of its left side."""
        pixmap = self._look.icons.pixmap(name, self._look.theme.color(color), size, self._ratio)
        painter.drawPixmap(at - QPoint(0, size // 2 - 1), pixmap)


def _chips(tags: Sequence[str], metrics: QFontMetrics, free: int) -> list[tuple[str, int]]:
    """Choose as many tags as there is room for, with their widths."""
    chips: list[tuple[str, int]] = []
    for number, tag in enumerate(tags):
        most = min(CHIP_MOST, free - (NUMBER if number + 1 < len(tags) else 0))
        if most < CHIP_LEAST:
            break
        text = metrics.elidedText(one_line(tag, 40), Qt.TextElideMode.ElideRight, most - CHIP_SIDES)
        chips.append((text, metrics.horizontalAdvance(text) + CHIP_SIDES))
        free -= chips[-1][1] + GAP
    return chips


def _left(room: QRect, right: int = 0) -> QPoint:
    """Give the middle of the left side, or a point to the right of it."""
    return QPoint(room.left() + right, room.center().y())


def _count(count: int) -> str:
    return str(count) if count < 1_000 else "999+"

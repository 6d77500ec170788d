"""Puts blocks on pages: cuts them where they may be cut, and keeps together what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from desktop.widgets.paper.items import PaperTable, cuts, finest_cuts
from desktop.widgets.paper.output import Output
from desktop.widgets.paper.rows import Row, Style
from desktop.widgets.paper.sheet import FOOT, HEAD, Sheet
from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.item import Item, LeafItem

GROUND_PAD = 10  # pixels that the ground of a question reaches beyond its text, at the sides
GROUND_LEAD = 6  # the same above and below
EDGE = 0.5  # pixels; texts are laid out in fractions of them
LARGEST_HEAD = 0.4  # of the page; a table's head that is larger is not painted again


class Pages:
    """The pages of one pass. Without an output they are only counted."""

    def __init__(self, sheet: Sheet, style: Style, output: Output | None) -> None:
        self.number = 0
        self.output = output
        self._sheet, self._style = sheet, style
        self._painter: QPainter | None = None
        self._title = ""
        self._titled = False  # this page begins the chat, which has its title in it
        self._y = 0.0
        self._fresh = True  # nothing of a chat is on the page
        self._ground = False  # the block above stands on a ground
        self._kept: list[Row] = []  # blocks that must not be the last of a page

    def begin(self, title: str) -> None:
        """Begin a chat, on a page of its own."""
        self._place_kept()
        self._title, self._titled = title, True
        self._turn()
        self._titled = False

    def add(self, row: Row) -> None:
        """Put the next block down."""
        row.item.fit(round(self._sheet.width))
        if row.keep:
            self._kept.append(row)
            return
        rows = [*self._kept, row]
        self._kept = []
        needed = sum(each.gap + _height(each.item) for each in rows[:-1]) + row.gap + _scaled(row.item)[0]
        if not self._fresh and needed > self._left and needed <= self._sheet.room:
            self._turn()
        for each in rows:
            self._place(each)

    def end(self) -> None:
        """Nothing follows."""
        self._place_kept()
        self._finish()

    @property
    def _left(self) -> float:
        return self._sheet.room - self._y

    def _place_kept(self) -> None:
        rows, self._kept = self._kept, []
        for row in rows:
            self._place(row)

    def _place(self, row: Row) -> None:
        marks, height, top = _scaled(row.item), _height(row.item), 0.0
        while top < height - EDGE:
            gap = 0.0 if self._fresh or top else row.gap
            end = _furthest(marks, top, self._left - gap)
            if end is None and not self._fresh:
                self._turn(row.head)
                continue
            if end is None:  # higher than a page
                finest = [cut * _scale(row.item) for cut in finest_cuts(row.item)]
                end = _furthest(finest, top, self._left) or min(height, top + self._left)
            self._y += gap
            self._paint(row, top, end, gap)
            self._y += end - top
            self._fresh, top = False, end
            if top < height - EDGE:
                self._turn(row.head)

    def _paint(self, row: Row, top: float, end: float, gap: float) -> None:
        if self._painter is not None:
            if row.ground:
                self._paint_ground(self._painter, gap if self._ground else GROUND_LEAD, end - top)
            over = row.item.overhang if isinstance(row.item, LeafItem) and not top and gap else 0
            self._paint_slice(self._painter, row.item, (top, end), over)
        self._ground = row.ground

    def _paint_ground(self, painter: QPainter, above: float, height: float) -> None:
        y = HEAD + self._y - above
        below = min(GROUND_LEAD, self._left - height + GROUND_LEAD)
        area = QRectF(-GROUND_PAD, y, self._sheet.width + 2 * GROUND_PAD, above + height + below)
        painter.fillRect(area, self._style.kit.theme.color("user"))

    def _paint_slice(self, painter: QPainter, item: Item, part: tuple[float, float], over: float) -> None:
        top, end = part
        scale = _scale(item)
        painter.save()
        painter.translate(0, HEAD + self._y - top)
        painter.setClipRect(
            QRectF(-GROUND_PAD, top - over, self._sheet.width + 2 * GROUND_PAD, end - top + over)
        )
        painter.scale(scale, scale)
        clip = QRectF(0, top / scale, item.width / scale, (end - top) / scale)
        item.paint(painter, clip, None)
        painter.restore()

    def _turn(self, head: PaperTable | None = None) -> None:
        """Begin another page, with the head of a table that goes on there."""
        self._finish()
        self.number += 1
        self._y, self._fresh, self._ground = 0.0, True, False
        self._painter = None if self.output is None else self.output.page(self.number)
        if self._painter is not None and not self._titled:
            self._paint_title(self._painter)
        if head is not None:
            self._repeat(head)

    def _repeat(self, head: PaperTable) -> None:
        tops = head.row_tops
        height = (tops[1] if len(tops) > 1 else head.height) * head.scale
        if height < LARGEST_HEAD * self._sheet.room:
            if self._painter is not None:
                self._paint_slice(self._painter, head, (0, height), 0)
            self._y = height

    def _paint_title(self, painter: QPainter) -> None:
        """Write above the text of which chat it is."""
        theme = self._style.kit.theme
        room = QRectF(0, 0, self._sheet.width, HEAD - 14)
        painter.save()
        painter.setFont(theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(theme.color("text3"))
        said, elide = " ".join(self._title.split()), Qt.TextElideMode.ElideRight
        title = QFontMetricsF(painter.font()).elidedText(said, elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.restore()

    def _finish(self) -> None:
        """Write the number of the page below its text: last, as it is read."""
        painter, output = self._painter, self.output
        if painter is None or output is None:
            return
        theme, locale = self._style.kit.theme, self._style.kit.locale
        words = f"{locale.toString(self.number)} / {locale.toString(max(output.pages, self.number))}"
        painter.save()
        painter.setFont(theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(theme.color("text3"))
        foot = QRectF(0, self._sheet.height - FOOT + 12, self._sheet.width, FOOT - 12)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def _scale(item: Item) -> float:
    return item.scale if isinstance(item, PaperTable) else 1.0


def _height(item: Item) -> float:
    return item.height * _scale(item)


def _scaled(item: Item) -> list[float]:
    scale = _scale(item)
    return [cut * scale for cut in cuts(item)]


def _furthest(marks: Sequence[float], top: float, room: float) -> float | None:
    """Give the last of the places to cut that fits into the room below `top`."""
    return max((cut for cut in marks if top + EDGE < cut <= top + room + EDGE), default=None)

"""Code blocks: a head with the language, coloured lines, sideways scrolling."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextCursor,
    QTextLayout,
    QTextOption,
)

from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.coloring import Coloring, Line
from desktop.widgets.transcript.documents import SafeDocument, line_height, undisguised
from desktop.widgets.transcript.item import GAP, LeafItem, Part
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.leaves import Code, Joint, Leaf, Look
from desktop.widgets.transcript.marking import utf16
from desktop.widgets.transcript.sideways import CORNER, Sideways, open_box
from desktop.widgets.transcript.sliding_item import SlidingItem

HEAD = 34
PAD = 12
PITCH = 23
TAB = 4  # characters
COPY_PAD = 40  # pixels of the copy button, beside its text
GROWING_SLICE = 0.004  # seconds of colouring at every growth, so that new text is never seen plain


class CodeBlock:
    """What all parts of one block share."""

    def __init__(self, kit: Kit, language: str) -> None:
        self.sideways = Sideways()
        self.coloring = Coloring(language, kit.spans)
        self._parts: list[Code] = []

    @property
    def source(self) -> str:
        """The whole text."""
        return "".join(
            (part.place.joint.text if number else "") + part.text for number, part in enumerate(self._parts)
        )

    def set_part(self, index: int, leaf: Code) -> None:
        """Note the text of a part. Parts are told in their order."""
        if index < len(self._parts) and self._parts[index] == leaf:
            return
        self._parts[index:] = [leaf]
        if leaf.last:
            self.coloring.set_text(self.source, leaf.closed)


class CodeItem(SlidingItem):
    """A code block, or one part of a long one."""

    leaf: Code

    def __init__(self, kit: Kit, leaf: Code, bubble: bool) -> None:
        super().__init__(kit, leaf, bubble)
        self.leaf = leaf
        self.gap = 0 if leaf.place.joint.cut else GAP
        self.block = CodeBlock(kit, leaf.language)
        self._index = 0
        self._first_line = 0
        self._applied: dict[int, Line] = {}  # by line of this part
        self._shown: list[Line] | None = None  # the colours that were applied last

    @property
    def sideways(self) -> Sideways:
        """How far the block is scrolled."""
        return self.block.sideways

    @property
    def copy_rect(self) -> QRect:
        """Where the copy button stands."""
        label = QCoreApplication.translate("Transcript", "Copy")
        copied = QCoreApplication.translate("Transcript", "Copied")
        metrics = QFontMetrics(self.kit.theme.ui)
        width = max(metrics.horizontalAdvance(text) for text in (label, copied)) + COPY_PAD
        return QRect(self.width - width - 4, 3, width, HEAD - 6)

    def join(self, previous: LeafItem | None) -> None:
        """Share the block with the part before."""
        super().join(previous)
        if not self.leaf.first and isinstance(previous, CodeItem):
            self.block = previous.block
            self._index = previous._index + 1
            lines = previous.leaf.text.count("\n") + (self.leaf.place.joint is Joint.NEXT_LINE)
            self._first_line = previous._first_line + lines
        self.block.set_part(self._index, self.leaf)

    def update(self, leaf: Leaf) -> bool:
        """Show a text that has grown, or another one."""
        if not isinstance(leaf, Code) or (leaf.language, leaf.first) != (self.leaf.language, self.leaf.first):
            return False
        old, self.leaf = self.leaf, leaf
        self.block.set_part(self._index, leaf)
        if self._document is None:
            return True
        if not leaf.text.startswith(old.text) or leaf.place != old.place:
            self._applied.clear()
            self.rebuild()
            return True
        self._append(leaf.text[len(old.text) :])
        return True

    def _append(self, text: str) -> None:
        last = self.document.lastBlock()
        top = self.document.documentLayout().blockBoundingRect(last).top() + self.origin.y()
        if text:
            cursor = QTextCursor(self.document)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(undisguised(text))
            self._applied.pop(last.blockNumber(), None)
        self.block.coloring.work(GROWING_SLICE)
        self._apply()
        self.width = -1
        self.unchanged_above = max(0, math.floor(top) - 2 * self.kit.zoomed(PITCH))

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Give a piece of the leaf's text in positions of the document."""
        return utf16(self.leaf.text[:start]), utf16(self.leaf.text[:end])

    def build(self) -> SafeDocument:
        """Make the document, in one colour at first."""
        mono = self.kit.theme.mono
        document = SafeDocument(mono, QTextOption.WrapMode.NoWrap)
        option = document.defaultTextOption()
        option.setTabStopDistance(TAB * QFontMetricsF(mono).horizontalAdvance(" "))
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(line_height(self.kit.zoomed(PITCH)))
        format = self.kit.text_format(Look.PLAIN, False, mono, "text")
        cursor.setBlockCharFormat(format)
        cursor.insertText(undisguised(self.leaf.text), format)
        cursor.endEditBlock()
        return document

    def color(self, seconds: float) -> bool:
        """Colour the lines for about so long. True if everything is coloured that will be."""
        self.block.coloring.work(seconds)
        self._apply()
        return self.block.coloring.done

    @property
    def colored(self) -> bool:
        """Whether nothing is left to colour."""
        return self.block.coloring.done and self._shown is self.block.coloring.lines

    def _apply(self) -> None:
        self._shown = self.block.coloring.lines
        lines = self._shown[self._first_line :]
        cursor = QTextCursor(self.document)
        block = self.document.begin()
        changed = False
        for number, line in enumerate(lines):
            if not block.isValid():
                break
            if self._applied.get(number) != line:
                if not changed:
                    cursor.beginEditBlock()  # else every line is laid out on its own
                    changed = True
                self._applied[number] = line
                block.layout().setFormats(_formats(self.kit, line))
            block = block.next()
        if changed:
            cursor.endEditBlock()
            self.touch()

    def lay_out(self, width: int) -> int:
        """Set out the lines; none is broken."""
        top = HEAD + PAD - 2 if self.leaf.first else 0
        bottom = PAD if self.leaf.last else 0
        self.origin = QPointF(self.left + PAD + 2, top)
        size = self.document.size()
        first = self.document.begin().layout().lineAt(0)
        extra = max(0.0, self.kit.zoomed(PITCH) - first.height()) if first.isValid() else 0.0
        self.origin.setY(top - round(extra / 2))
        self.sideways.fit(math.ceil(self.document.idealWidth()), width - self.left - 2 * PAD - 4)
        return math.ceil(size.height()) + top + bottom

    def estimate(self, width: int) -> int:
        """Give the height, which is known by the number of lines (but for fonts with taller ones)."""
        pads = (HEAD + PAD - 2 if self.leaf.first else 0) + (PAD if self.leaf.last else 0)
        return (self.leaf.text.count("\n") + 1) * self.kit.zoomed(PITCH) + pads

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint the box, its head and the lines in sight."""
        self.paint_quote(painter)
        width = self.width - self.left
        _paint_box(self, painter, open_box(self.left, width, self.height, self.leaf.first, self.leaf.last))
        head = HEAD if self.leaf.first else 0
        area = QRectF(self.left + 1, head, width - 2, self.height - head)
        self.paint_inside(painter, area, clip, part)
        if self.leaf.last:
            self.paint_slider(painter, area)


def _paint_box(item: CodeItem, painter: QPainter, box: QRectF) -> None:
    theme = item.kit.theme
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, CORNER, CORNER)
    painter.fillPath(path, theme.color("code_bg"))
    if item.leaf.first:
        head = QPainterPath()
        head.addRect(QRectF(box.left(), box.top(), box.width(), HEAD))
        painter.fillPath(path.intersected(head), theme.color("code_head"))
    painter.setPen(QPen(theme.color("border"), 1))
    painter.drawPath(path)
    if item.leaf.first:
        painter.setFont(theme.ui_font(TEXT_SIZE.caption))
        painter.setPen(theme.color("text2"))
        name = undisguised(item.leaf.language) or QCoreApplication.translate("Transcript", "text")
        where = QRectF(box.left() + 14, 0, item.copy_rect.left() - box.left() - 24, HEAD)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
    painter.restore()


def _formats(kit: Kit, line: Line) -> list[QTextLayout.FormatRange]:
    ranges: list[QTextLayout.FormatRange] = []
    for span in line:
        range_ = QTextLayout.FormatRange()
        range_.start, range_.length = span.start, span.length
        range_.format = kit.code_color(span.color)
        ranges.append(range_)
    return ranges

"""Paragraphs and headings."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCursor,
    QTextLayout,
    QTextOption,
)

from desktop.widgets.style import TEXT_SIZE
from desktop.widgets.transcript.documents import SafeDocument, Writer, copied_text, line_height
from desktop.widgets.transcript.item import GAP, GAP_TIGHT, INDENT, MAX_NEST, LeafItem, Mark, Part
from desktop.widgets.transcript.kit import CODE_PROPERTY, Kit
from desktop.widgets.transcript.leaves import LIST, Joint, Leaf, Paragraph, plain_cell, units
from desktop.widgets.transcript.markers import paint_marker
from desktop.widgets.transcript.marking import (
    Spans,
    mark_format,
    positions_in,
    rect_in,
    selected_format,
    selection,
    x_of,
)

BODY_PITCH = 25
HEADING_PITCH = 1.38  # of the size
GAP_HEADING = 22
MIN_WIDTH = 60
UNIT = 7.6  # pixels of a Latin character of the body, on average
PILL_PAD = 3.5
PILL_LEAD = 1.5
FEW_MARKS = 50  # that are painted without asking where they are


class DocumentItem(LeafItem):
    """An item whose content is one text document. The document is made when it is first needed."""

    def __init__(self, kit: Kit, leaf: Leaf, bubble: bool) -> None:
        super().__init__(kit, leaf)
        self.bubble = bubble
        self.origin = QPointF(0, 0)  # of the document, in the item
        self._document: SafeDocument | None = None
        self._pills: list[QRectF] | None = None

    @property
    def document(self) -> SafeDocument:
        """The content."""
        if self._document is None:
            self._document = self.build()
        return self._document

    def build(self) -> SafeDocument:
        """Make the document."""
        raise NotImplementedError

    def rebuild(self) -> None:
        """Forget the document and its layout, for the leaf has changed."""
        self._document = self._pills = None
        self.width = -1

    def forget_pills(self) -> None:
        """Note that the layout has changed."""
        self._pills = None

    def end(self) -> int:
        """Give the position after the last character."""
        return self.document.characterCount() - 1

    def hit(self, x: float, y: float) -> int:
        """Give the position nearest to a point."""
        point = QPointF(x, y) - self.origin
        return max(0, self.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit))

    def link_at(self, x: float, y: float) -> str:
        """Give the address of the link under a point, or nothing."""
        return self.document.documentLayout().anchorAt(QPointF(x, y) - self.origin)

    def text(self, part: Part) -> str:
        """Give the selected text."""
        return copied_text(self.document, part.start, self._bounded(part.end))

    def word_at(self, position: int) -> Part:
        """Give the word around a position."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(min(position, self.end()))
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return Part(cursor.selectionStart(), cursor.selectionEnd())

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Give a piece of the leaf's text in positions of the document."""
        raise NotImplementedError

    def rect_of(self, start: int, end: int) -> QRectF:
        """Give the room of a piece of the text in the item, which is laid out and not scrolled sideways."""
        return rect_in(self.document, *self.span_of(start, end)).translated(self.origin)

    def paint_document(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint pills, text and selection."""
        theme = self.kit.theme
        self._paint_pills(painter)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip.translated(-self.origin)  # pyright: ignore[reportAttributeAccessIssue]  # stub
        selections = [
            selection(self.document, *self.span_of(mark.start, mark.end), mark_format(theme, mark.current))
            for mark in _marks_in(self, clip)
        ]
        if part is not None:
            end = self._bounded(part.end)
            selections.append(selection(self.document, part.start, end, selected_format(theme)))
        if selections:
            context.selections = selections  # pyright: ignore[reportAttributeAccessIssue]  # stub
        painter.save()
        painter.translate(self.origin)
        self.document.documentLayout().draw(painter, context)
        painter.restore()

    def _bounded(self, end: int | None) -> int:
        return self.end() if end is None else min(end, self.end())

    def _paint_pills(self, painter: QPainter) -> None:
        if self._pills is None:
            self._pills = pills(self.document)
        if not self._pills:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.kit.theme.color("user_inline_bg" if self.bubble else "inline_bg"))
        for pill in self._pills:
            painter.drawRoundedRect(pill.translated(self.origin), 4, 4)
        painter.restore()


def _marks_in(item: DocumentItem, clip: QRectF) -> Sequence[Mark]:
    """Give the marks that are in sight, and perhaps some more: Qt takes long for thousands of them."""
    if len(item.marks) <= FEW_MARKS:
        return item.marks
    top = clip.top() - item.origin.y()
    first, last = positions_in(item.document, top, top + clip.height())
    start = bisect_left(item.marks, first, key=lambda mark: item.span_of(mark.start, mark.end)[1])
    end = bisect_right(item.marks, last, key=lambda mark: item.span_of(mark.start, mark.end)[0])
    return item.marks[start:end]


class TextItem(DocumentItem):
    """A paragraph or a heading, with the marker of its list item."""

    def __init__(self, kit: Kit, leaf: Paragraph, bubble: bool) -> None:
        super().__init__(kit, leaf, bubble)
        self._set(leaf)

    def _set(self, leaf: Paragraph) -> None:
        self.leaf: Paragraph = leaf
        self._spans: Spans | None = None  # made when something is marked
        self._font = QFont(self.kit.theme.body)
        self._pitch = self.kit.zoomed(BODY_PITCH)
        if leaf.level:
            self._font.setPixelSize(self.kit.zoomed(TEXT_SIZE.heading(leaf.level)))
            self._font.setWeight(QFont.Weight.DemiBold)
            self._pitch = round(self._font.pixelSize() * HEADING_PITCH)
        self.gap = {Joint.BLOCK: GAP, Joint.TIGHT: GAP_TIGHT}.get(leaf.place.joint, 0)
        if 0 < leaf.level < 4 and leaf.place.joint is Joint.BLOCK:
            self.gap = GAP_HEADING

    def update(self, leaf: Leaf) -> bool:
        """Show another state of the paragraph."""
        if not isinstance(leaf, Paragraph) or leaf.place.nest != self.leaf.place.nest:
            return False
        self._set(leaf)
        self.rebuild()
        return True

    def span_of(self, start: int, end: int) -> tuple[int, int]:
        """Give a piece of the leaf's text in positions of the document."""
        if self._spans is None:
            self._spans = Spans(self.leaf.runs, self.kit.formulas)
        return self._spans.of(start, end)

    def build(self) -> SafeDocument:
        """Make the document."""
        document = SafeDocument(self._font, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(line_height(self._pitch))
        color = "text2" if "q" in self.leaf.place.nest else "text"
        Writer(self.kit, document, self._font, color).write(cursor, self.leaf.runs)
        cursor.endEditBlock()
        return document

    def lay_out(self, width: int) -> int:
        """Break the lines."""
        self.document.setTextWidth(max(MIN_WIDTH, width - self.left))
        self.forget_pills()
        height = math.ceil(self.document.size().height())  # this lays out; there are no lines before it
        first = self.document.begin().layout().lineAt(0)
        # Qt puts all of the extra height above the text; half of it belongs below.
        extra = max(0.0, self._pitch - first.height()) if first.isValid() else 0.0
        # A text that reads from right to left is indented for its lists at the right.
        in_lists = INDENT * self.leaf.place.nest[:MAX_NEST].count(LIST) if self.right_to_left else 0
        self.origin = QPointF(self.left - in_lists, -round(extra / 2))
        return height

    @property
    def right_to_left(self) -> bool:
        """Whether the text reads from right to left, as its first letter tells."""
        return self.document.begin().textDirection() is Qt.LayoutDirection.RightToLeft

    def estimate(self, width: int) -> int:
        """Guess the height from the length of the text."""
        text = plain_cell(self.leaf.runs)
        per_line = max(8.0, (width - self.left) / (UNIT * self.kit.theme.measures.zoom))
        lines = sum(max(1, math.ceil(units(line) / per_line)) for line in text.split("\n"))
        return lines * self._pitch

    def natural_width(self) -> int:
        """Give the width of the longest line."""
        return min(self.width, self.left + math.ceil(self.document.idealWidth()) + 1)

    def paint(self, painter: QPainter, clip: QRectF, part: Part | None) -> None:
        """Paint marker, quote bars and text."""
        self.paint_quote(painter)
        if self.leaf.place.marker:
            line = self.document.begin().layout().lineAt(0)
            base = line.y() + line.ascent() + self.origin.y() if line.isValid() else self._font.pixelSize()
            x = self.width - (self.left - self.origin.x()) + 8 if self.right_to_left else self.left - 8
            corner = QPointF(x, base)
            paint_marker(painter, self.leaf.place.marker, corner, self.kit.theme, self.right_to_left)
        self.paint_document(painter, clip, part)


def pills(document: SafeDocument) -> list[QRectF]:
    """Give the grounds of inline code, line by line."""
    found: list[QRectF] = []
    block = document.begin()
    while block.isValid():
        bounds = document.documentLayout().blockBoundingRect(block)
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if fragment.charFormat().hasProperty(CODE_PROPERTY):
                start = fragment.position() - block.position()
                end = start + fragment.length()
                found += _pills_of(bounds, block.layout(), (start, end), fragment.charFormat().font())
            iterator += 1
        block = block.next()
    return found


def _pills_of(bounds: QRectF, layout: QTextLayout, span: tuple[int, int], font: QFont) -> list[QRectF]:
    """Give the grounds of one run of code, as high as its font: a line may be higher."""
    found: list[QRectF] = []
    metrics = QFontMetricsF(font)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(span[0], line.textStart()), min(span[1], line.textStart() + line.textLength())
        if first >= last:
            continue
        x0, x1 = x_of(line.cursorToX(first)), x_of(line.cursorToX(last))
        top = bounds.top() + line.y() + line.ascent() - metrics.ascent() - PILL_LEAD
        left = bounds.left() + min(x0, x1) - PILL_PAD
        found.append(QRectF(left, top, abs(x1 - x0) + 2 * PILL_PAD, metrics.height() + 2 * PILL_LEAD))
    return found

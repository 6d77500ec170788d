"""Text documents that are built from runs, and that can never read a file or a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPyTextObject,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from desktop.widgets.transcript.formulas import Formula, Formulas
from desktop.widgets.transcript.kit import USER_PROPERTY, Kit
from desktop.widgets.transcript.leaves import Look, Run

MATH_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
TEX_PROPERTY = USER_PROPERTY + 1
OBJECT = "\ufffc"  # stands for a formula in the document's text
THIN = "\u200a\u200a"  # hair spaces beside inline code; taken out of copied text
DIRECTION = "\u21c4"  # stands for a character that would change the order of the text after it
_DIRECTIONS = str.maketrans(
    dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), DIRECTION)
)
MATH_LEADING = 3  # pixels between a tall formula and the lines beside it
MATH_SCALE = 0.86  # of the line's height; STIX Two then has the x-height of the text


class SafeDocument(QTextDocument):
    """A document that answers every wish for a resource with one empty pixel.

    No image is ever put into a document here; this is the second lock. An empty answer would not do:
    QTextDocument then opens the *name* as a file, and a UNC path as a connection.
    """

    def __init__(self, font: QFont, wrap: QTextOption.WrapMode) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        option = self.defaultTextOption()
        option.setWrapMode(wrap)
        self.setDefaultTextOption(option)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Refuse."""
        nothing = QImage(1, 1, QImage.Format.Format_ARGB32)
        nothing.fill(0)
        return nothing


class InlineFormulas(QPyTextObject):
    """Lays out and paints the formulas inside paragraphs. A document's layout does not own it."""

    def __init__(self, formulas: Formulas, parent: QObject) -> None:
        super().__init__(parent)
        self._formulas = formulas

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        """Give the room that a formula takes."""
        char = format.toCharFormat()
        formula = self._formula(char)
        if formula is None:
            return QSizeF(0, 0)
        metrics = QFontMetricsF(char.font())
        scale = math_scale(char.font())
        width = formula.width * scale + 2
        ascent, descent = formula.ascent * scale, formula.descent * scale
        if on_baseline(formula, char.font()):
            above = ascent + MATH_LEADING if ascent > metrics.ascent() else metrics.ascent()
            return QSizeF(width, above + metrics.descent())
        above = metrics.xHeight() / 4  # Qt's middle lies so far above the baseline
        return QSizeF(width, 2 * (max(ascent - above, descent + above) + MATH_LEADING))

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        """Paint a formula."""
        char = format.toCharFormat()
        formula = self._formula(char)
        if formula is None:
            return
        font, room = char.font(), QRectF(rect)
        metrics = QFontMetricsF(font)
        low = on_baseline(formula, font)
        base = room.bottom() - metrics.descent() if low else room.center().y() + metrics.xHeight() / 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(room.left() + 1, base)
        painter.scale(math_scale(font), math_scale(font))
        painter.fillPath(formula.path, char.foreground().color())
        painter.restore()

    def _formula(self, char: QTextCharFormat) -> Formula | None:
        return self._formulas.formula(str(char.property(TEX_PROPERTY)), display=False)


def undisguised(text: str) -> str:
    """Show characters that change the direction of text instead of obeying them; the length stays.

    In code and in links they could make something read as what it is not.
    """
    return text if text.isascii() else text.translate(_DIRECTIONS)


def math_scale(font: QFont) -> float:
    """Give the pixels of one unit of a formula that stands in a line of this font."""
    return QFontMetricsF(font).height() * MATH_SCALE / 1000


def on_baseline(formula: Formula, font: QFont) -> bool:
    """Tell whether a formula reaches no lower than the text does; a deeper one is centred on the line."""
    return formula.descent * math_scale(font) <= QFontMetricsF(font).descent() + 1


def line_height(pixels: int) -> QTextBlockFormat:
    """Make a block format with one pitch for Latin and Chinese lines.

    A height in proportion would make lines with Chinese text taller than the others.
    """
    made = QTextBlockFormat()
    made.setLineHeight(pixels, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    return made


class Writer:
    """Writes runs into a document. Its cursor must be inside an edit block, or every run is laid out."""

    def __init__(self, kit: Kit, document: SafeDocument, font: QFont, color: str) -> None:
        self._kit = kit
        self._document = document
        self._font = font
        self._color = color
        self._has_handler = False

    def write(self, cursor: QTextCursor, runs: Sequence[Run], bold: bool = False) -> None:
        """Append runs at the cursor."""
        for run in runs:
            look = run.look | (Look.BOLD if bold and not run.look & Look.CODE else Look.PLAIN)
            if look & Look.MATH:
                self._write_formula(cursor, run.text, look & ~(Look.MATH | Look.DISPLAY))
                continue
            link = bool(run.href)
            format = self._kit.text_format(look, link, self._font, self._color)
            if link:
                format = QTextCharFormat(format)
                format.setAnchor(True)
                format.setAnchorHref(run.href)
            if look & Look.CODE:
                beside = self._kit.text_format(Look.PLAIN, False, self._font, self._color)
                cursor.insertText(THIN, beside)
                cursor.insertText(undisguised(run.text), format)
                cursor.insertText(THIN, beside)
            else:
                cursor.insertText(undisguised(run.text) if link else run.text, format)

    def _write_formula(self, cursor: QTextCursor, tex: str, look: Look) -> None:
        formula = self._kit.formulas.formula(tex, display=False)
        if formula is None:
            cursor.insertText(tex, self._kit.text_format(Look.CODE, False, self._font, self._color))
            return
        if not self._has_handler:
            handler = InlineFormulas(self._kit.formulas, self._document)
            self._document.documentLayout().registerHandler(MATH_OBJECT, handler)
            self._has_handler = True
        plain = self._kit.text_format(look, False, self._font, self._color)
        format = QTextCharFormat(plain)
        format.setObjectType(MATH_OBJECT)
        format.setProperty(TEX_PROPERTY, tex)
        alignment = QTextCharFormat.VerticalAlignment
        low = on_baseline(formula, plain.font())
        format.setVerticalAlignment(alignment.AlignBaseline if low else alignment.AlignMiddle)
        cursor.insertText(OBJECT, format)


def copied_text(document: QTextDocument, start: int, end: int) -> str:
    """Give a part of a document as copied text: formulas as TeX, without the spaces beside code."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    text = cursor.selectedText()
    if OBJECT in text:
        place = QTextCursor(document)
        parts: list[str] = []
        for index, character in enumerate(text):
            if character == OBJECT:
                place.setPosition(start + len(text[:index].encode("utf-16-le")) // 2 + 1)
                tex = place.charFormat().property(TEX_PROPERTY)
                parts.append(f"${tex}$" if tex is not None else character)
            else:
                parts.append(character)
        text = "".join(parts)
    return text.replace("\u2029", "\n").replace("\u2028", "\n").replace(THIN, "")

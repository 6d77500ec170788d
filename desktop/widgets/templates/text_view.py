"""Shows texts of templates below titles, or how two versions of them differ: to be read and copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.core.template_diff import Line, Mark, Piece
from desktop.widgets.look import Look
from desktop.widgets.style import TEXT_SIZE

MOST = 100_000  # characters that are shown; writing more would hold the window up for longer than 0.1 s
MOST_LINES = 3_000
SIGNS = {Mark.SAME: "  ", Mark.GONE: "− ", Mark.NEW: "+ ", Mark.LEFT_OUT: "  "}


@dataclass(frozen=True, slots=True)
class Section:
    """A title, and a text or the lines of a comparison."""

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()


class TextView(QPlainTextEdit):
    """Stays where it was scrolled to while what is shown changes."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateview")
        self._look = look
        self._sections: tuple[Section, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        look.changed.connect(self._write)

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these."""
        if tuple(sections) != self._sections:
            self._sections = tuple(sections)
            self._write()

    @Slot()
    def _write(self) -> None:
        self.setFont(self._look.theme.ui_font(TEXT_SIZE.ui))
        place = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, section in enumerate(_within(self._sections)):
            if number:
                self._line(cursor, "", QTextCharFormat())
            self._line(cursor, section.title, self._title())
            for text in section.text.split("\n") if section.text or not section.lines else ():
                self._line(cursor, text, self._format("text"))
            for line in section.lines:
                self._compared(cursor, line)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.deletePreviousChar()  # the end of the last line
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)

    def _line(self, cursor: QTextCursor, text: str, shape: QTextCharFormat) -> None:
        cursor.insertText(text, shape)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())

    def _compared(self, cursor: QTextCursor, line: Line) -> None:
        theme, block = self._look.theme, QTextBlockFormat()
        if line.mark is Mark.LEFT_OUT:
            self._line(cursor, "  ⋯", self._format("text3"))
            return
        kind = {Mark.GONE: "danger", Mark.NEW: "ok"}.get(line.mark)
        if kind is not None:
            block.setBackground(theme.color(f"{kind}_soft"))
        cursor.setBlockFormat(block)
        cursor.insertText(SIGNS[line.mark], self._format(kind or "text3"))
        for piece in line.pieces:
            cursor.insertText(piece.text, self._piece(line.mark, piece))
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())

    def _piece(self, mark: Mark, piece: Piece) -> QTextCharFormat:
        made = self._format("text" if mark is not Mark.SAME else "text2")
        if piece.changed and mark in (Mark.GONE, Mark.NEW):
            made.setForeground(self._look.theme.color("danger" if mark is Mark.GONE else "ok"))
            made.setFontUnderline(mark is Mark.NEW)
            made.setFontStrikeOut(mark is Mark.GONE)
            made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def _title(self) -> QTextCharFormat:
        made = self._format("text2")
        made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def _format(self, color: str) -> QTextCharFormat:
        made = QTextCharFormat()
        ground: QColor = self._look.theme.color(color)
        made.setForeground(ground)
        return made


def _within(sections: Sequence[Section]) -> Iterator[Section]:
    """Give as much as can be shown, with a mark where the rest is left out."""
    room = _Room()
    for section in sections:
        yield Section(section.title, room.text(section.text), tuple(room.lines(section.lines)))
        if room.full:
            return


class _Room:
    """What is left of the most that is shown."""

    def __init__(self) -> None:
        self._characters = MOST
        self._lines = MOST_LINES
        self.full = False

    def text(self, text: str) -> str:
        """Take as much of a text as there is room for."""
        lines = text[: self._characters].split("\n")[: self._lines]
        shown = "\n".join(lines)
        self._characters -= len(shown)
        self._lines -= len(lines)
        self.full = len(shown) < len(text)
        return f"{shown}\n⋯" if self.full else shown

    def lines(self, lines: Sequence[Line]) -> Iterator[Line]:
        """Take as many lines as there is room for."""
        for line in lines:
            if self._lines <= 0 or self._characters <= 0:
                self.full = True
                yield Line(Mark.LEFT_OUT)
                return
            yield replace(line, pieces=tuple(self._pieces(line.pieces)))
            self._lines -= 1

    def _pieces(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            text = piece.text[: self._characters]
            self._characters -= len(text)
            if text:
                yield piece if len(text) == len(piece.text) else replace(piece, text=f"{text}⋯")

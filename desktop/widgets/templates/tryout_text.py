"""The whole text of an answer, plain as it came, with what differs from another one marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.core.template_diff import Piece
from desktop.widgets.format_ranges import units
from desktop.widgets.look import Look
from desktop.widgets.models.compare_column import Answer

LOWEST = 60  # px


class MarkedText(Answer):
    """An answer beside another one. What only it says is coloured, and underlined or struck through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(LOWEST)

    def show_text(self, text: str) -> None:
        """Show the text of an answer that has ended, from its beginning."""
        if text != self._text:
            self.setPlainText(text)
            self._text = text

    def mark_pieces(self, lines: Sequence[Sequence[Piece]], gone: bool, look: Look) -> None:
        """Mark the changed pieces of the text, which has these lines."""
        form = QTextCharFormat()
        form.setBackground(look.theme.color("danger_soft" if gone else "ok_soft"))
        form.setForeground(look.theme.color("danger" if gone else "ok"))
        form.setFontStrikeOut(gone)
        form.setFontUnderline(not gone)
        selections: list[QTextEdit.ExtraSelection] = []
        at = 0
        for line in lines:
            for piece in line:
                length = units(piece.text)
                if piece.changed:
                    selections.append(self._selection(at, at + length, form))
                at += length
            at += 1
        begun = bool(self.extraSelections())
        self.setExtraSelections(selections)
        if selections and not begun:
            self.setTextCursor(self._at(selections[0]))

    def _at(self, selection: QTextEdit.ExtraSelection) -> QTextCursor:
        """Give the place before a mark, which comes into sight with it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(selection.cursor.selectionStart())  # type: ignore[attr-defined]  # not in the stub
        return cursor

    def _selection(self, begin: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, form  # type: ignore[attr-defined]  # the stub has neither
        return selection


def text_of_lines(lines: Sequence[Sequence[Piece]]) -> str:
    """Write lines as they are shown."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)

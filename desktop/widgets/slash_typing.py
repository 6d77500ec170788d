"""Notices in the composer that a template is called by a slash."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QTextCursor

from desktop.widgets.input import Input

SLASHES = ("/", "／", "、")  # the key of the slash gives the last two with a Chinese input method
BREAKS = ("\u2028", "\u2029")  # between lines, as documents have them; Shift+Enter makes the first
LONGEST = 80  # characters of a name


class SlashTyping(QObject):
    """Only a slash that is typed at the beginning of a line counts: a path that is pasted is text.

    It ends with a second slash, with a blank right behind it, with the line, and by `leave`; what was
    typed stays text then.
    """

    called = Signal(str)  # what stands behind the slash now
    ended = Signal()

    def __init__(self, field: Input) -> None:
        super().__init__(field)
        self._field = field
        self._slash: int | None = None  # where it stands
        self._lent = 0  # characters up to the slash that nobody typed
        field.typed.connect(self._typed)
        field.textChanged.connect(self._look)
        field.cursorPositionChanged.connect(self._look)

    @property
    def active(self) -> bool:
        """Whether a name is being typed."""
        return self._slash is not None

    @property
    def composing(self) -> bool:
        """Whether keys are those of an input method now."""
        return self._field.composing

    def catch_up(self) -> None:
        """Count a slash that was typed at the very beginning before anything listened."""
        if self._field.hasFocus() and self._field.toPlainText()[:1] in SLASHES:
            self._slash = 0
            self._look()

    def begin(self) -> None:
        """Call the list of all: with a slash in the text, in a line of its own where there is some.

        The slash goes again if nothing is typed behind it.
        """
        self.leave()
        field = self._field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = field.textCursor()
        cursor.clearSelection()
        if cursor.block().text():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
            self._lent = 1
        cursor.insertText(SLASHES[0])
        field.setTextCursor(cursor)
        self._lent += 1
        self._typed(SLASHES[0])

    def leave(self) -> None:
        """Take it as text from now on."""
        if self._slash is not None:
            start, lent, self._slash, self._lent = self._slash, self._lent, None, 0
            cursor = self._field.textCursor()
            if lent and cursor.position() == start + 1 and cursor.atBlockEnd():
                cursor.setPosition(start + 1 - lent, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
            self.ended.emit()

    def take_out(self) -> None:
        """Remove slash and name from the text; the cursor stands where they stood."""
        start, self._slash, self._lent = self._slash, None, 0
        if start is not None:
            cursor = self._field.textCursor()
            cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._field.setTextCursor(cursor)
            self.ended.emit()

    @Slot(str)
    def _typed(self, text: str) -> None:
        cursor = self._field.textCursor()
        before = self._field.document().characterAt(cursor.position() - 2)
        begins = cursor.positionInBlock() == 1 or (cursor.positionInBlock() > 1 and before in BREAKS)
        if text in SLASHES and not cursor.hasSelection() and begins:
            self._slash = cursor.position() - 1
            self.called.emit("")

    @Slot()
    def _look(self) -> None:
        if self._slash is None:
            return
        name = self._name(self._slash)
        if name is None:
            self.leave()
        else:
            self.called.emit(name)

    def _name(self, slash: int) -> str | None:
        """Give what stands between the slash and the cursor; None where that is no name."""
        cursor, document = self._field.textCursor(), self._field.document()
        count = cursor.position() - slash - 1
        if cursor.hasSelection() or not 0 <= count <= LONGEST:
            return None
        if document.characterAt(slash) not in SLASHES or document.findBlock(slash) != cursor.block():
            return None
        start = cursor.positionInBlock() - count
        name = cursor.block().text()[start : start + count]
        return name if _is_name(name) else None


def may_call(text: str) -> bool:
    """Tell whether a whole text can be the name of a template behind a slash."""
    name = text[1:]
    short = text[:1] in SLASHES and 0 < len(text) <= LONGEST + 1
    return short and _is_name(name) and not any(c in name for c in ("\n", *BREAKS))


def _is_name(name: str) -> bool:
    return not name[:1].isspace() and not any(c in "/／" for c in name)

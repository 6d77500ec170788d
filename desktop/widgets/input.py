"""The field of the composer."""

from __future__ import annotations

import math
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.core.choices import SendKey

MOST_LINES = 10
FEWEST_LINES = 3  # that a low window still shows
WINDOW = 3  # the field takes one part in so many of the window's height
LINE = 4_000  # characters of a line that are shown as one: a line is laid out as a whole, at every key
PIECE = 1  # user state of a text block that continues the line of the one before


class Input(QPlainTextEdit):
    """A text field that grows with its text and sends on Enter, but never on an input method's Enter.

    It may be told to send on Ctrl+Enter alone.
    """

    submitted = Signal()
    recalled = Signal()  # Up in an empty field: the last message is wanted back
    focused = Signal(bool)
    files_pasted = Signal(object)  # list of Path
    composed = Signal()  # an input method has nothing on its way any more
    typed = Signal(str)  # by keys or an input method, not pasted; it stands before the cursor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input")
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.least = 1  # lines that are always shown
        self.around = 4  # px of the height that no line takes
        self.send_key = SendKey.ENTER
        self._composing = False
        self._pieces = False  # whether lines that belong together were shown apart
        self._end = QTimer(self)  # of a composition
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._composed)
        self.textChanged.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Take the height of the text, up to ten lines or a third of the window."""
        line = self.fontMetrics().lineSpacing()
        most = max(FEWEST_LINES, min(MOST_LINES, self.window().height() // WINDOW // line))
        lines = 0
        block = self.document().firstBlock()
        while block.isValid() and lines < most:
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self.setFixedHeight(math.ceil(line * min(max(lines, self.least), most)) + self.around)
        scrolls = lines >= most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Send on Enter; Shift+Enter breaks the line; Up in an empty field recalls."""
        enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not e.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if e.key() == Qt.Key.Key_Up and self.document().isEmpty() and not self._composing:
            self.recalled.emit()
        elif enter and plain and self._composing:
            e.accept()
        elif enter and plain and self._sends(e.modifiers()):
            self.submitted.emit()
        else:
            super().keyPressEvent(e)
            if e.text().isprintable() and e.text():
                self.typed.emit(e.text())

    def inputMethodEvent(self, e: QInputMethodEvent) -> None:
        """Note whether an input method is composing.

        Some systems deliver the Enter that commits a composition as a key press too, right after the
        commit: the composition therefore ends for us only with the next turn of the event loop.
        """
        if e.preeditString():
            self._composing = True
            self._end.stop()  # the next composition has begun already
        elif self._composing:
            self._end.start(0)
        super().inputMethodEvent(e)
        if e.commitString():
            self.typed.emit(e.commitString())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files can be pasted too; what is dropped as a file is left to the page."""
        return bool(local_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, or attach files."""
        files = local_files(source)
        if files:
            self.files_pasted.emit(files)
        else:
            self._insert(_lines(source.text()))

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        """Leave files to the page, which shows where they go."""
        if local_files(e.mimeData()):
            e.ignore()
        else:
            super().dragEnterEvent(e)

    @property
    def composing(self) -> bool:
        """Whether an input method is composing, and keys are its."""
        return self._composing

    def insert(self, text: str) -> None:
        """Insert at the cursor, in the place of what is selected."""
        self._insert(_lines(text))

    def put(self, text: str) -> None:
        """Replace the text; the cursor goes to its end."""
        self.clear()
        self._pieces = False
        self._insert(_lines(text))

    def go_on(self, text: str, anchor: int, cursor: int) -> None:
        """Hold what another field held, with its selection."""
        self.put(text)
        here = self.textCursor()
        here.setPosition(anchor)
        here.setPosition(cursor, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(here)

    def put_first(self, text: str) -> None:
        """Put text before what stands here, where the user goes on typing, or has an input method compose."""
        if not text:
            return
        if self.document().isEmpty() and not self._composing:
            self.put(text)
            return
        lines = _lines(text)
        if max(map(len, lines)) > LINE:
            self.put(text + self.text())
            return
        cursor = QTextCursor(self.document())
        cursor.insertText("\n".join(lines))

    def text(self) -> str:
        """Give the text as it was typed and pasted."""
        if not self._pieces:
            return self.toPlainText()
        parts: list[str] = []
        block = self.document().firstBlock()
        while block.isValid():
            if parts and block.userState() != PIECE:
                parts.append("\n")
            parts.append(block.text().replace("\u2028", "\n"))  # what Shift+Enter makes
            block = block.next()
        return "".join(parts)

    def resizeEvent(self, e: QResizeEvent) -> None:
        """Lines break elsewhere now."""
        super().resizeEvent(e)
        self.fit()

    def focusInEvent(self, e: QFocusEvent) -> None:
        """Let the frame show it."""
        super().focusInEvent(e)
        self.focused.emit(True)

    def focusOutEvent(self, e: QFocusEvent) -> None:
        """Let the frame show it; an unfinished composition is dropped by the system."""
        super().focusOutEvent(e)
        if self._composing:
            self._composed()
        self.focused.emit(False)

    def _sends(self, held: Qt.KeyboardModifier) -> bool:
        return self.send_key is SendKey.ENTER or bool(held & Qt.KeyboardModifier.ControlModifier)

    def _insert(self, lines: list[str]) -> None:
        """Insert at the cursor; of a huge line, pieces are shown as lines, since whole lines are laid out."""
        if max(map(len, lines)) <= LINE:
            self.insertPlainText("\n".join(lines))
        else:
            self._insert_in_pieces(lines)
        self.ensureCursorVisible()

    def _insert_in_pieces(self, lines: list[str]) -> None:
        self._pieces = True  # before anybody is told of the change, and reads the text
        cursor = self.textCursor()
        cursor.beginEditBlock()
        for number, line in enumerate(lines):
            for start in range(0, len(line) or 1, LINE):
                if number or start:
                    cursor.insertBlock()
                    cursor.block().setUserState(PIECE if start else -1)
                cursor.insertText(line[start : start + LINE])
        cursor.endEditBlock()

    @Slot()
    def _composed(self) -> None:
        self._composing = False
        self.composed.emit()


def local_files(source: QMimeData) -> list[Path]:
    """Give the files that a clipboard or a drag holds; none if it holds other addresses too."""
    addresses = source.urls() if source.hasUrls() else []
    if not all(address.isLocalFile() for address in addresses):
        return []
    return [Path(address.toLocalFile()) for address in addresses]


def _lines(text: str) -> list[str]:
    """Split text at every kind of line end that Qt takes for one."""
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.split("\n")

"""A message that was sent before the chats were open, shown above the composer until it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.core.plain_line import one_line

if TYPE_CHECKING:
    from desktop.widgets.look import Look
    from desktop.widgets.wishes import Sent

SHOWN = 300  # characters
SIDES, UPPER, GAP = 16, 8, 8


class WaitingMessage(QWidget):
    """Looks like a question of the conversation, in one line, with words that say what it waits for."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        look.changed.connect(self._dress)
        self.hide()

    def tell(self, message: Sent | None) -> None:
        """Show a message; None hides what was shown."""
        files = ", ".join(file.name for file in message.files) if message is not None else ""
        self._text = one_line(message.text or files, SHOWN) if message is not None else ""
        self._dress()
        self.setVisible(message is not None)

    def fit(self, room: QRect) -> None:
        """Stand at the lower right of a room."""
        size = self.sizeHint().boundedTo(room.size())
        self.setGeometry(
            QRect(room.right() + 1 - size.width(), room.bottom() - size.height(), *size.toTuple())
        )

    def sizeHint(self) -> QSize:
        """Take the text's width."""
        text, words = (QFontMetrics(font) for font in self._fonts())
        width = max(text.horizontalAdvance(self._text) + 2 * SIDES, words.horizontalAdvance(self._words()))
        return QSize(width + 2, text.height() + 2 * UPPER + words.height() + GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a bubble, and the words below it."""
        theme, (font, small) = self._look.theme, self._fonts()
        lower = QFontMetrics(small).height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, 0, 0, -lower - GAP)
        text = QFontMetrics(font).elidedText(
            self._text, Qt.TextElideMode.ElideRight, room.width() - 2 * SIDES
        )
        width = QFontMetrics(font).horizontalAdvance(text) + 2 * SIDES
        bubble = QRect(room.right() + 1 - width, room.top(), width, room.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("user"))
        painter.drawRoundedRect(QRectF(bubble), 12, 12)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(small)
        painter.setPen(theme.color("text2"))
        below = self.rect().adjusted(0, self.height() - lower, 0, 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, right, self._words())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._dress()
        super().changeEvent(event)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._look.theme.body, self._look.theme.ui_font(12)

    def _words(self) -> str:
        return self.tr("Goes out as soon as the chats are open")

    @Slot()
    def _dress(self) -> None:
        self.setAccessibleName(f"{self._text}\n{self._words()}" if self._text else "")
        self.updateGeometry()
        self.update()

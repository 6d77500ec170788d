"""The box to type in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.input import Input
from desktop.widgets.look import Look

BUTTON = 36  # px


class Composer(QWidget):
    """The input with its frame, the button that sends or stops, and a hint below."""

    submitted = Signal(str)
    stop_asked = Signal()
    edited = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self._model = ""
        self.input = Input()
        self.button = QPushButton()
        self.button.setObjectName("send")
        self.button.setFixedSize(BUTTON, BUTTON)
        self.button.setIconSize(QSize(18, 18))
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._frame = self._lay_out()
        self.setFocusProxy(self.input)
        self.input.submitted.connect(self._submit)
        self.input.textChanged.connect(self._edited)
        self.input.focused.connect(self._focused)
        self.button.clicked.connect(self._pressed)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def text(self) -> str:
        """What stands in it."""
        return self.input.text()

    def set_text(self, text: str) -> None:
        """Replace what stands in it; the cursor goes to the end."""
        self.input.put(text)

    @Slot(str)
    def begin(self, text: str) -> None:
        """Let the user go on from here."""
        self.set_text(text)
        self.setFocus()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Show a stop button while an answer is on its way."""
        if busy != self._busy:
            self._busy = busy
            self._say()
            self._dress()

    def set_model(self, name: str) -> None:
        """Name whom the message goes to."""
        self._model = name
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("composer")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(10)
        row.addWidget(self.input, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(frame)
        column.addWidget(self._hint)
        return frame

    @Slot()
    def _submit(self) -> None:
        if not self._busy and self.text().strip():
            self.submitted.emit(self.text())

    @Slot()
    def _pressed(self) -> None:
        if self._busy:
            self.stop_asked.emit()
        else:
            self._submit()

    @Slot()
    def _edited(self) -> None:
        self._able()
        self.edited.emit(self.text())

    @Slot(bool)
    def _focused(self, focused: bool) -> None:
        self._frame.setProperty("active", focused)
        self._frame.style().polish(self._frame)

    def _able(self) -> None:
        # Not whether there is more than blanks: that would copy a megabyte at every key.
        self.button.setEnabled(self._busy or not self.input.document().isEmpty())

    def _say(self) -> None:
        placeholder = (
            self.tr("Message {model}…").format(model=self._model) if self._model else self.tr("Message…")
        )
        self.input.setPlaceholderText(placeholder)
        self.input.viewport().update()  # Qt forgets to, where the field has the focus
        self.input.setAccessibleName(self.tr("Message"))
        self.button.setAccessibleName(self.tr("Stop") if self._busy else self.tr("Send"))
        self.button.setToolTip(self.tr("Stop (Esc)") if self._busy else self.tr("Send (Enter)"))
        self._hint.setText(
            self.tr("Enter to send · Shift+Enter for a new line · Answers are made on this computer")
        )

    @Slot()
    def _dress(self) -> None:
        theme = self._look.theme
        self.input.setFont(theme.body)
        icon = _stop_icon(theme.color("bg")) if self._busy else self._look.icon("arrow-up", "on_accent", 18)
        self.button.setIcon(icon)
        self.button.setProperty("stop", self._busy)
        self.button.style().polish(self.button)
        self.input.fit()
        self._able()


def _stop_icon(color: QColor) -> QIcon:
    """Draw a filled square; Lucide has outlines only."""
    picture = QPixmap(72, 72)  # sharp up to four pixels for one
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(12, 12, 48, 48, 10, 10)
    painter.end()
    return QIcon(picture)

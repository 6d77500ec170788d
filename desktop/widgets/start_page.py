"""What is shown when the chats cannot be opened: what happened, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy, describe
from desktop.core.errors import DatabaseDamaged, UserError
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.wording import remedy_words


class StartPage(QWidget):
    """Explains why Fireside cannot begin and offers the ways out."""

    remedy_asked = Signal(object)  # Remedy
    again_asked = Signal()

    def __init__(self, look: Look, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._error = error
        self._notice: Notice = describe(error, QtSpeaker())
        icon = QLabel()
        pixmap = look.icons.pixmap("circle-alert", look.theme.color("danger"), 40, self.devicePixelRatioF())
        icon.setPixmap(pixmap)
        icon.setFixedSize(QSize(40, 40))
        self.what = _words("big")
        self.advice = _words("soft")
        self.again = QPushButton()
        self.again.setProperty("primary", True)
        self.remedy = QPushButton()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.remedy)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 48, 48, 48)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.what)
        column.addWidget(self.advice)
        column.addLayout(buttons)
        column.addStretch(1)
        self.again.clicked.connect(self.again_asked)
        self.remedy.clicked.connect(self._asked)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._notice = describe(self._error, QtSpeaker())
        self.what.setText(self._notice.what)
        self.advice.setText(self._notice.advice)
        damaged = isinstance(self._error, DatabaseDamaged)
        self.again.setText(self.tr("Begin with no chats") if damaged else self.tr("Try again"))
        text = "" if self._notice.remedy is Remedy.RETRY else remedy_words(self._notice.remedy)
        self.remedy.setText(text)
        self.remedy.setVisible(bool(text))

    @Slot()
    def _asked(self) -> None:
        self.remedy_asked.emit(self._notice.remedy)


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

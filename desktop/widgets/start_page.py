"""What is shown when the chats cannot be opened: what happened, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy, describe
from desktop.core.errors import DatabaseDamaged, UserError
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.wording import remedy_words

WIDEST = 420  # px, of a button


class StartPage(QWidget):
    """Explains why Fireside cannot begin and offers the ways out, the best one first."""

    remedy_asked = Signal(object)  # Remedy
    again_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, look: Look, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._error = error
        self._notice: Notice = describe(error, QtSpeaker())
        icon = QLabel()
        pixmap = look.icons.pixmap("circle-alert", look.theme.color("danger"), 40, self.devicePixelRatioF())
        icon.setPixmap(pixmap)
        icon.setFixedSize(QSize(40, 40))
        self.what, self.advice = _words("big"), _words("soft")
        self.remedy, self.backup, self.again = QPushButton(), QPushButton(), QPushButton()
        self.state, self.bar, self.cancel = _words("soft"), QProgressBar(), QPushButton()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self._lay_out(icon)
        self.again.clicked.connect(self.again_asked)
        self.remedy.clicked.connect(self._asked)
        self.backup.clicked.connect(self._restore)
        self.cancel.clicked.connect(self.cancel_asked)
        self._working(False)
        self._say()

    @Slot(float)
    def progress(self, done: float) -> None:
        """Show how much of a rescue is done, from 0 to 1."""
        self._working(True)
        self.bar.setValue(round(1000 * done))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self, icon: QLabel) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 32, 48, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.what)
        column.addWidget(self.advice)
        for part in (self.remedy, self.backup, self.again, self.state, self.bar, self.cancel):
            part.setMaximumWidth(WIDEST)
            if isinstance(part, QPushButton):
                part.setMinimumWidth(WIDEST // 2)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        self.bar.setMinimumWidth(WIDEST // 2)
        self.state.setMinimumWidth(WIDEST)
        column.addStretch(1)

    def _working(self, working: bool) -> None:
        for part in (self.state, self.bar, self.cancel):
            part.setVisible(working)
        for button in (self.remedy, self.backup, self.again):
            button.setEnabled(not working)

    def _say(self) -> None:
        self._notice = describe(self._error, QtSpeaker())
        self.what.setText(self._notice.what)
        self.advice.setText(self._notice.advice)
        damaged = isinstance(self._error, DatabaseDamaged)
        self.again.setText(self.tr("Begin with no chats") if damaged else self.tr("Try again"))
        text = "" if self._notice.remedy is Remedy.RETRY else remedy_words(self._notice.remedy)
        has_backup = isinstance(self._error, DatabaseDamaged) and self._error.backup is not None
        if has_backup:
            text = self.tr("Restore the backup and recover newer messages")
        self.remedy.setText(text)
        self.remedy.setVisible(bool(text))
        self.backup.setText(self.tr("Restore only the backup"))
        self.backup.setVisible(has_backup)
        best = self.remedy if damaged else self.again
        for button in (self.remedy, self.again):
            button.setProperty("primary", button is best)
        self.state.setText(self.tr("The chats are being recovered…"))
        self.bar.setAccessibleName(self.tr("The chats are being recovered…"))
        self.cancel.setText(self.tr("Cancel"))

    @Slot()
    def _asked(self) -> None:
        self.remedy_asked.emit(self._notice.remedy)

    @Slot()
    def _restore(self) -> None:
        self.remedy_asked.emit(Remedy.RESTORE)


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

"""The small window that is shown while the application is closed and something is done with the data."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import Notice
from desktop.core.keeping import Compact, Deed, Erase, MoveData, RecoverFile, RestoreBackup
from desktop.widgets.models.network_card import put, sentence

WIDTH = 460


class Between(QWidget):
    """Says what is being done; closes by itself, unless something has to be said."""

    cancel_asked = Signal()
    again_asked = Signal()
    left = Signal()  # the user has read it, and goes on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("between")
        self.setWindowTitle("Fireside")  # a name, not translated
        self.setFixedWidth(WIDTH)
        self._busy = False
        self.title, self.advice = QLabel(), sentence("soft")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # it may name a folder
        self.title.setObjectName("cardtitle")
        self.title.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel, self.again, self.on = QPushButton(), QPushButton(), QPushButton()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.again, self.cancel, self.on):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        for part in (self.title, self.advice, self.bar):
            column.addWidget(part)
        column.addLayout(buttons)
        self.cancel.setText(self.tr("Cancel"))
        self.again.setText(self.tr("Try again"))
        self.on.setText(self.tr("Go on"))
        self.on.setProperty("primary", True)
        self.cancel.clicked.connect(self.cancel_asked)
        self.again.clicked.connect(self.again_asked)
        self.on.clicked.connect(self.left)

    def work(self, deed: Deed) -> None:
        """Say that something is on its way."""
        self._busy = True
        self.title.setText(self._name(deed))
        self.bar.setAccessibleName(self._name(deed))
        put(self.advice, "")
        steps = isinstance(deed, RecoverFile | MoveData)
        self.bar.setRange(0, 1000 if steps else 0)
        self._offer(self.cancel if steps else None)
        self.bar.show()

    @Slot(float)
    def progress(self, done: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.bar.setValue(round(1000 * done))

    def tell(self, notice: Notice, again: bool = False, on: str = "") -> None:
        """Say what went wrong; `on` names the button that goes on all the same."""
        self._busy = False
        self.title.setText(notice.what)
        put(self.advice, notice.advice)
        self.bar.hide()
        self._offer(*([self.again] if again else []), self.on)
        self.on.setText(on or self.tr("Go on"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing cancels what can be cancelled, and else waits for its end."""
        if self._busy:
            event.ignore()
            if self.cancel.isVisible():
                self.cancel_asked.emit()
        else:
            self.left.emit()
            super().closeEvent(event)

    def finish(self) -> None:
        """Let the window be closed."""
        self._busy = False

    def _offer(self, *offered: QPushButton | None) -> None:
        for button in (self.cancel, self.again, self.on):
            button.setVisible(button in offered)

    def _name(self, deed: Deed) -> str:
        match deed:
            case RestoreBackup():
                return self.tr("The backup is being restored…")
            case RecoverFile():
                return self.tr("The chats are being recovered…")
            case MoveData(folder):
                return self.tr("The data is being copied to {folder}…").format(folder=folder)
            case Compact():
                return self.tr("The chats are being compacted…")
            case Erase():
                return self.tr("Everything is being deleted…")

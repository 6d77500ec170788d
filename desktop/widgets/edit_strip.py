"""Says that an earlier message is being edited, and gives a way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.core.chat import Attachment, MessageId


class EditStrip(QFrame):
    """Stands above the composer while its text belongs to an earlier message."""

    cancelled = Signal(str, object)  # what stood in the composer before: text, and files as a tuple

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "info")
        self.message: MessageId | None = None
        self._before = ""
        self._files: tuple[Attachment, ...] = ()
        self._words = QLabel()
        self._words.setObjectName("bannertext")
        self._words.setWordWrap(True)
        self.cancel = QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self._cancel)
        self._say()
        self.hide()

    def begin(self, message: MessageId, before: str, files: tuple[Attachment, ...] = ()) -> None:
        """Begin to edit a message; `before` and `files` come back when that is over."""
        if self.message is None:
            self._before, self._files = before, files
        self.message = message
        self.show()

    def end(self) -> tuple[str, tuple[Attachment, ...]]:
        """Editing is over. Gives what stood in the composer before, nothing where nothing was edited."""
        before, files = self._before, self._files
        self.message = None
        self._before, self._files = "", ()
        self.hide()
        return before, files

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._words.setText(self.tr("You are editing an earlier message. What was there stays as a branch."))
        self.cancel.setText(self.tr("Cancel"))

    @Slot()
    def _cancel(self) -> None:
        self.cancelled.emit(*self.end())

"""One file that goes with the message."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.core.chat import Attachment
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.context_words import ContextWords
from desktop.widgets.look import Look

NAME, HEIGHT = 200, 34  # px: the longest name, and all chips are equally high


class FileChip(QFrame):
    """Shows name and tokens, and lets the file be taken away."""

    removed = Signal(object)  # the Attachment

    def __init__(self, file: Attachment, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file")
        self.setFixedHeight(HEIGHT)
        self.file = file
        self.tokens: int | None = None  # None while they are counted
        self._look = look
        self._words = ContextWords(self)
        self._icon, self._name, self._count = QLabel(), QLabel(), QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setObjectName("filename")
        self._count.setObjectName("caption")
        self.remove = QToolButton()
        self.remove.setIconSize(QSize(14, 14))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 3, 2)
        row.setSpacing(7)
        for widget in (self._icon, self._name, self._count, self.remove):
            row.addWidget(widget)
        self.remove.clicked.connect(self._remove)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def show_tokens(self, tokens: int | None) -> None:
        """Show what the file takes of the context; None while it is counted."""
        self.tokens = tokens
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        name = self.file.name
        count = "…" if self.tokens is None else self._words.tokens(self.tokens)
        self._count.setText(count)
        self._count.setAccessibleName(self.tr("Tokens are being counted") if self.tokens is None else count)
        self.setAccessibleName(f"{name}, {self._count.accessibleName()}")
        self.setToolTip(plain_tip(name))
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=name))
        self.remove.setToolTip(self.tr("Remove"))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self.file)

    @Slot()
    def _dress(self) -> None:
        self._icon.setPixmap(
            self._look.icons.pixmap("file-text", self._look.theme.color("link"), 16, self.devicePixelRatioF())
        )
        self.remove.setIcon(self._look.icon("x", size=14))
        self._name.setFont(self._look.theme.ui)
        shown = self._name.fontMetrics().elidedText(self.file.name, Qt.TextElideMode.ElideMiddle, NAME)
        self._name.setText(shown)

"""What stands in the place of the list where there is nothing to list."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.look import Look

WIDEST = 460  # px of the words
LOW = 230  # px; below this there is no picture


class Nothing(StrEnum):
    """Why the list is empty."""

    SEARCHING = "searching"
    NONE = "none"  # there are no models
    NO_MATCH = "no_match"  # none has the words that were typed


class EmptyLibrary(QWidget):
    """Says why nothing is listed, and what to do."""

    discover_asked = Signal()
    open_asked = Signal()
    folder_asked = Signal()
    clear_asked = Signal()  # of what was typed

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._why = Nothing.SEARCHING
        self._icon, self._big, self._soft = QLabel(), QLabel(), QLabel()
        self._big.setObjectName("big")
        self._soft.setObjectName("soft")
        self._soft.setWordWrap(True)
        self._soft.setFixedWidth(WIDEST)
        for label in (self._icon, self._big, self._soft):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.discover, self.open, self.folder, self.clear = (QPushButton() for _ in range(4))
        self.discover.setProperty("primary", True)
        self._lay_out()
        self.discover.clicked.connect(self.discover_asked)
        self.open.clicked.connect(self.open_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.clear.clicked.connect(self.clear_asked)
        look.changed.connect(self._dress)
        self.explain(Nothing.SEARCHING)

    def explain(self, why: Nothing) -> None:
        """Say why there is nothing."""
        self._why = why
        self._say()
        self._dress()
        for button in (self.discover, self.open, self.folder):
            button.setVisible(why is Nothing.NONE)
        self.clear.setVisible(why is Nothing.NO_MATCH)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the picture out where there is little room; the words come first."""
        super().resizeEvent(event)
        self._icon.setVisible(self.height() >= LOW)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for button in (self.discover, self.open, self.folder, self.clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        words = QHBoxLayout()
        words.addStretch(1)  # no alignment: Qt then takes the height for the whole width
        words.addWidget(self._soft)
        words.addStretch(1)
        page.addStretch(2)
        page.addWidget(self._icon)
        page.addWidget(self._big)
        page.addLayout(words)
        page.addSpacing(8)
        page.addLayout(buttons)
        page.addStretch(3)

    def _say(self) -> None:
        match self._why:
            case Nothing.SEARCHING:
                big, soft = self.tr("Looking for models…"), self.tr("All folders are being looked through.")
            case Nothing.NONE:
                big = self.tr("No model yet")
                soft = self.tr(
                    "Fetch one under Discover, open a .gguf file that you have, or add a folder in which"
                    " there are some. You can also drop a file on this window."
                )
            case Nothing.NO_MATCH:
                big = self.tr("Nothing found")
                soft = self.tr("No model on this computer has these words in its name, quant or place.")
        self._big.setText(big)
        self._soft.setText(soft)
        self.discover.setText(self.tr("Discover models"))
        self.open.setText(self.tr("Open a file…"))
        self.folder.setText(self.tr("Add a folder…"))
        self.clear.setText(self.tr("Show all models"))

    @Slot()
    def _dress(self) -> None:
        name = "search" if self._why is Nothing.NO_MATCH else "box"
        color = self._look.theme.color("text3")
        self._icon.setPixmap(self._look.icons.pixmap(name, color, 40, self.devicePixelRatioF()))

"""What stands in the place of the list of templates where there is nothing to list."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.templates import TRASH_DAYS
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button

LOW = 300  # px; below this there is no picture


class Nothing(StrEnum):
    """Why the list is empty."""

    READING = "reading"
    NONE = "none"  # there are no templates
    NO_MATCH = "no_match"  # none has the words or the place
    NO_TRASH = "no_trash"


class EmptyTemplates(QWidget):
    """Says why nothing is listed, and what to do."""

    new_asked = Signal()
    starters_asked = Signal()
    import_asked = Signal()
    clear_asked = Signal()  # of what was typed and chosen

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._why = Nothing.READING
        self._icon, self._big, self._soft = QLabel(), QLabel(), QLabel()
        self._big.setObjectName("emptytitle")
        self._soft.setObjectName("cardhint")
        for label in (self._icon, self._big, self._soft):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self.new, self.starters, self.bring, self.clear = (QPushButton() for _ in range(4))
        self.new.setProperty("primary", True)
        self._lay_out()
        self.new.clicked.connect(self.new_asked)
        self.starters.clicked.connect(self.starters_asked)
        self.bring.clicked.connect(self.import_asked)
        self.clear.clicked.connect(self.clear_asked)
        look.changed.connect(self._dress)
        self.explain(Nothing.READING)

    def explain(self, why: Nothing) -> None:
        """Say why there is nothing."""
        self._why = why
        for button in (self.new, self.starters, self.bring):
            button.setVisible(why is Nothing.NONE)
        self.clear.setVisible(why in (Nothing.NO_MATCH, Nothing.NO_TRASH))
        self._say()
        self._dress()

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
        page = QVBoxLayout(self)
        page.setContentsMargins(8, 0, 8, 0)
        page.setSpacing(8)
        page.addStretch(2)
        page.addWidget(self._icon)
        page.addWidget(self._big)
        page.addWidget(self._soft)
        page.addSpacing(6)
        for button in (self.new, self.starters, self.bring, self.clear):
            page.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def _say(self) -> None:
        match self._why:
            case Nothing.READING:
                big, soft = self.tr("Reading the templates…"), ""
            case Nothing.NONE:
                big = self.tr("No template yet")
                soft = self.tr(
                    "A template is a prompt with fields, kept to be used again. Type a slash and its name"
                    " in a chat, and it asks for what goes into the fields."
                )
            case Nothing.NO_MATCH:
                big = self.tr("Nothing found")
                soft = self.tr("No template here has these words in its name, texts, folder or tags.")
            case Nothing.NO_TRASH:
                big = self.tr("The trash is empty")
                soft = self.tr("Templates that you delete stay here for %n day(s).", "", TRASH_DAYS)
        self._big.setText(big)
        self._soft.setText(soft)
        self._soft.setVisible(bool(soft))
        name_button(self.new, self.tr("New template"))
        name_button(self.starters, self.tr("Add starter templates"))
        name_button(self.bring, self.tr("Import…"))
        self.clear.setText(self.tr("Show all templates"))

    @Slot()
    def _dress(self) -> None:
        names = {Nothing.NO_MATCH: "search", Nothing.NO_TRASH: "trash-2"}
        color = self._look.theme.color("text3")
        name = names.get(self._why, "layout-template")
        self._icon.setPixmap(self._look.icons.pixmap(name, color, 36, self.devicePixelRatioF()))
        self.new.setIcon(self._look.icon("plus", "on_accent"))
        self.starters.setIcon(self._look.icon("sparkles"))
        self.bring.setIcon(self._look.icon("download"))

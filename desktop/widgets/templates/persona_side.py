"""The left side of the page about personas: their list, and how a new one begins."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.look import Look
from desktop.widgets.templates.persona_list import PersonaList

WIDTH = 248  # px


class PersonaSide(QWidget):
    """The button above the list offers all ways to a new persona."""

    write_asked = Signal()
    from_chat_asked = Signal()
    starters_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.list = PersonaList(look)
        self.new, self.menu = QPushButton(), QMenu(self)
        self.new.setObjectName("personanew")
        self.new.setIconSize(QSize(18, 18))
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 8)
        column.setSpacing(8)
        column.addWidget(self.new)
        column.addWidget(self.list, 1)
        self.menu.aboutToShow.connect(self._fill)
        self.new.clicked.connect(self._open)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.new.setText("  " + self.tr("New persona"))  # apart from the icon
        self.new.setAccessibleName(self.tr("New persona"))
        self.list.setAccessibleName(self.tr("Personas"))

    @Slot()
    def _open(self) -> None:
        self.menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    @Slot()
    def _fill(self) -> None:
        self.menu.clear()
        icon = self._look.icon
        self.menu.addAction(icon("pencil-line"), self.tr("Write one…"), self.write_asked.emit)
        self.menu.addAction(icon("message-square-text"), self.tr("From the chat…"), self.from_chat_asked.emit)
        words = self.tr("Those that come with Fireside…")
        self.menu.addAction(icon("sparkles"), words, self.starters_asked.emit)

    @Slot()
    def _dress(self) -> None:
        self.new.setIcon(self._look.icon("user-round-plus", "accent", 18))

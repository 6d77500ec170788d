"""The can at the foot of the list of chats, which opens the trash."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.widgets.look import Look


class TrashButton(QToolButton):
    """Stays pressed while the trash is shown; a second click does not close it."""

    asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trashbutton")
        self.setCheckable(True)
        self._look = look
        self.clicked.connect(self._ask)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _ask(self) -> None:
        self.setChecked(True)
        self.asked.emit()

    def _say(self) -> None:
        self.setToolTip(self.tr("Trash: deleted chats (Ctrl+Shift+Delete)"))
        self.setAccessibleName(self.tr("Trash"))

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon("trash-2", "text2", 18))
        self.setIconSize(QSize(18, 18))

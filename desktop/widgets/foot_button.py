"""The buttons at the foot of the list of chats, which open the settings and the trash."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.widgets.look import Look


class FootButton(QToolButton):
    """Stays pressed while its page is shown; a second click does not close that."""

    asked = Signal()

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._look, self._name = look, icon
        self.clicked.connect(self._ask)
        look.changed.connect(self._dress)
        self.say()
        self._dress()

    def say(self) -> None:
        """Speak the language of the window."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

    @Slot()
    def _ask(self) -> None:
        self.setChecked(True)
        self.asked.emit()

    @Slot()
    def _dress(self) -> None:
        self.setIcon(self._look.icon(self._name, "text2", 18))
        self.setIconSize(QSize(18, 18))


class SettingsButton(FootButton):
    """The gear."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "settings", parent)
        self.setObjectName("settingsbutton")

    def say(self) -> None:
        """Speak the language of the window."""
        self.setToolTip(self.tr("Settings (Ctrl+,)"))
        self.setAccessibleName(self.tr("Settings"))


class TrashButton(FootButton):
    """The can."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "trash-2", parent)
        self.setObjectName("trashbutton")

    def say(self) -> None:
        """Speak the language of the window."""
        self.setToolTip(self.tr("Trash: deleted chats (Ctrl+Shift+Delete)"))
        self.setAccessibleName(self.tr("Trash"))

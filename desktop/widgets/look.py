"""How the window looks now: theme and icons, and when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.core.settings import Appearance
from desktop.widgets import style
from desktop.widgets.style import Theme

if TYPE_CHECKING:
    from desktop.widgets.icons import Icons

SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,  # lets the system decide
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Look(QObject):
    """The theme of the application; follows the system's light or dark where it is asked to."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._icons: Icons | None = None
        self._hints = app.styleHints()
        self._hints.setColorScheme(SCHEMES[appearance])
        self.theme: Theme = self._wanted()

    def wear(self) -> None:
        """Dress the application, and from now on whenever something changes."""
        self._app.setStyle("Fusion")
        self._hints.colorSchemeChanged.connect(self._scheme_changed)
        self._wear()

    @property
    def icons(self) -> Icons:
        """What draws the icons; made when the first one is wanted."""
        if self._icons is None:
            from desktop.widgets.icons import Icons  # here: the first frame has no icons

            self._icons = Icons()
        return self._icons

    def choose(self, appearance: Appearance) -> None:
        """Go over to light, dark, or what the system has."""
        self._appearance = appearance
        self._hints.setColorScheme(SCHEMES[appearance])
        self._wear()

    def icon(self, name: str, color: str = "text2", size: int = 16) -> QIcon:
        """Make an icon in a colour of the theme."""
        return self.icons.icon(name, self.theme.color(color), size, self.theme.color("border_strong"))

    @Slot()
    def _scheme_changed(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self._wear()

    def _wanted(self) -> Theme:
        dark = self._appearance is Appearance.DARK
        if self._appearance is Appearance.SYSTEM:
            dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        return style.make(dark)

    def _wear(self) -> None:
        self.theme = self._wanted()
        from desktop.widgets.sheet import stylesheet  # here: the first frame has no style sheet

        self._app.setPalette(style.palette(self.theme))
        self._app.setFont(self.theme.ui)
        self._app.setStyleSheet(stylesheet(self.theme))
        self.changed.emit()

"""How the window looks now: theme and icons, and when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.core.choices import Appearance
from desktop.widgets import style
from desktop.widgets.style import Measures, Theme

if TYPE_CHECKING:  # the first frame has a look, and neither settings nor icons
    from desktop.core.glimpse import Glimpse
    from desktop.core.setting_list import Settings
    from desktop.widgets.icons import Icons

SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,  # lets the system decide
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
    Appearance.HIGH_CONTRAST: Qt.ColorScheme.Light,
    Appearance.HIGH_CONTRAST_DARK: Qt.ColorScheme.Dark,
}
EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
HIGH = (Appearance.HIGH_CONTRAST, Appearance.HIGH_CONTRAST_DARK)


class Look(QObject):
    """The theme of the application; follows the system's light or dark where it is asked to."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance,
        measures: Measures = Measures(),
        started: int = 100,
    ) -> None:
        """`started` is the scale that Qt itself has been giving everything since the start, in percent."""
        super().__init__(app)
        self._app = app
        self._appearance = appearance
        self._measures = measures
        self.started = started
        self._icons: Icons | None = None
        self._worn = False
        self._hints = app.styleHints()
        self._hints.setColorScheme(SCHEMES[appearance])
        self.theme: Theme = self._wanted()

    def wear(self) -> None:
        """Dress the application, and from now on whenever something changes."""
        self._app.setStyle("Fusion")
        for told in self._told():
            told.connect(self._scheme_changed)
        self._worn = True
        self._wear()

    def close(self) -> None:
        """Dress the application no more: a next run of the window has a look of its own."""
        if self._worn:
            self._worn = False
            for told in self._told():
                told.disconnect(self._scheme_changed)

    def _told(self) -> list[SignalInstance]:
        """Give what tells that the system has other colours."""
        told = [self._hints.colorSchemeChanged]
        accessibility = getattr(self._hints, "accessibility", None)  # Qt 6.10
        return [*told, accessibility().contrastPreferenceChanged] if accessibility is not None else told

    @property
    def icons(self) -> Icons:
        """What draws the icons; made when the first one is wanted."""
        if self._icons is None:
            from desktop.widgets.icons import Icons  # here: the first frame has no icons

            self._icons = Icons()
        return self._icons

    def choose(self, appearance: Appearance, measures: Measures | None = None) -> None:
        """Go over to light, dark, high contrast, or what the system has; and to other sizes."""
        self._appearance = appearance
        self._measures = measures or self._measures
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
        dark = SCHEMES[self._appearance] is Qt.ColorScheme.Dark
        contrast = self._appearance in HIGH
        if self._appearance is Appearance.SYSTEM:
            dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
            contrast = self._system_contrast()
        return style.make(dark, contrast, self._measures)

    def _system_contrast(self) -> bool:
        accessibility = getattr(self._hints, "accessibility", None)  # Qt 6.10
        if accessibility is None:
            return False
        return accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast

    def _wear(self) -> None:
        self.theme = self._wanted()
        from desktop.widgets.sheet import stylesheet  # here: the first frame has no style sheet

        self._app.setPalette(style.palette(self.theme))
        self._app.setFont(self.theme.ui)
        self._app.setStyleSheet(stylesheet(self.theme))
        for effect in EFFECTS:
            self._app.setEffectEnabled(effect, not self._measures.still)
        self.changed.emit()


def measures_of(settings: Settings | Glimpse, started: int = 100) -> Measures:
    """Give the sizes for a window that Qt itself has scaled to `started` percent."""
    return Measures(settings.scale / started, settings.message_size, settings.reduced_motion)

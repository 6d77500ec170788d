"""Asks a quick question by keys that work everywhere, if the user has chosen some."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.setting_list import Settings
from desktop.core.settings import SettingsFile
from desktop.widgets.quick_in_window import QuickInWindow
from desktop.widgets.system.hotkey import Hotkey
from desktop.widgets.workplace import Workplace


class HotkeyInWindow(QObject):
    """Belongs to the workplace."""

    def __init__(
        self, workplace: Workplace, hotkey: Hotkey, quick: QuickInWindow, settings: SettingsFile
    ) -> None:
        super().__init__(workplace)
        self._hotkey = hotkey
        self._quick = quick
        hotkey.pressed.connect(self._pressed)
        settings.changed.connect(self._apply)
        self._apply(settings.value)

    def _apply(self, now: Settings) -> None:
        self._hotkey.take(now.global_key)

    @Slot()
    def _pressed(self) -> None:
        self._quick.ask()
        window = self._quick.window
        handle = window.windowHandle() if window is not None else None
        if handle is not None:
            self._hotkey.bring_forward(handle)

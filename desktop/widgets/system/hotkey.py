"""The keys that ask a quick question from every program: chosen in the settings, held by the system's way."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow

from desktop.widgets.system.hotkey_way import HotkeyWay, NoWay, State

Make = Callable[[QObject], HotkeyWay]


class Hotkey(QObject):
    """Does nothing, and imports nothing, until keys are wanted."""

    pressed = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None, make: Make | None = None) -> None:
        super().__init__(parent)
        self._make = make or self._for_this_system
        self.possible = make is not None or possible(QGuiApplication.platformName())
        self._way: HotkeyWay | None = None
        self._keys = ""
        self.state = State.OFF

    @property
    def assigned(self) -> str:
        """What keys the system has given instead, in its own words."""
        return self._way.assigned if self._way is not None else ""

    def take(self, keys: str) -> None:
        """Hold these keys, as they are stored; none for ""."""
        if keys == self._keys:
            return
        self._keys = keys
        sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
        if sequence.count() == 1:
            if self._way is None:
                self._way = self._make(self)
                self._way.pressed.connect(self.pressed)
                self._way.changed.connect(self._changed)
            self._way.take(cast("Sequence[QKeyCombination]", sequence)[0])  # which the stub does not know
        elif self._way is not None:
            self._way.release()

    def bring_forward(self, window: QWindow) -> None:
        """Give a window the keyboard after the keys."""
        if self._way is not None:
            self._way.bring_forward(window)

    def close(self) -> None:
        """Hold none."""
        self.take("")

    @Slot(object)
    def _changed(self, state: State) -> None:
        self.state = state
        self.changed.emit()

    def _for_this_system(self, parent: QObject) -> HotkeyWay:
        def describe() -> str:
            return self.tr("Ask Fireside a quick question")

        return way_for(QGuiApplication.platformName(), parent, describe)


def possible(platform: str) -> bool:
    """Say whether a system may have a way; some find out by asking."""
    return platform in ("xcb", "wayland", "windows")


def way_for(
    platform: str,
    parent: QObject,
    describe: Callable[[], str],
    environment: Mapping[str, str] = os.environ,
) -> HotkeyWay:
    """Choose by what Qt draws on. Under Wayland, X11 holds keys only in front of programs of X11."""
    if platform == "windows":
        from desktop.widgets.system.hotkey_windows import WindowsHotkey

        return WindowsHotkey(parent)
    if platform == "wayland" or (platform == "xcb" and environment.get("WAYLAND_DISPLAY")):
        from desktop.widgets.system.bus import SessionBus
        from desktop.widgets.system.hotkey_portal import PortalHotkey

        return PortalHotkey(SessionBus(parent), describe, parent)
    if platform == "xcb":
        from desktop.widgets.system.hotkey_x11 import X11Hotkey

        return X11Hotkey(parent)
    return NoWay(State.NO_WAY, parent)

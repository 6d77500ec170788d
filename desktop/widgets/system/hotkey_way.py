"""How keys are held that work everywhere; each system has another way."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QWindow


class State(Enum):
    """How it stands with the keys."""

    OFF = auto()  # none are wanted
    ASKING = auto()  # the system asks the user, or has not answered yet
    ON = auto()
    TAKEN = auto()  # another program has them
    NOT_ON_KEYBOARD = auto()
    REFUSED = auto()  # by the user, whom the system asked
    NO_PORTAL = auto()  # a Wayland desktop that lets no program have such keys
    ELSEWHERE = auto()  # the screen is on another machine
    NO_WAY = auto()  # not on this system
    BROKEN = auto()  # the system went away, or does not answer as it should


class HotkeyWay(QObject):
    """`take` and `release` are answered by `changed`; `pressed` comes from whatever program is in front."""

    pressed = Signal()
    changed = Signal(object)  # State

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.assigned = ""  # by the system, in its own words, where it does not take ours

    def take(self, keys: QKeyCombination) -> None:
        """Hold keys, and no others any more."""
        raise NotImplementedError

    def release(self) -> None:
        """Hold none."""
        raise NotImplementedError

    def bring_forward(self, window: QWindow) -> None:
        """Give a window the keyboard: the user has asked for it, which the system may want proven."""
        window.requestActivate()


class NoWay(HotkeyWay):
    """Where there is none."""

    def __init__(self, why: State, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.why = why

    def take(self, keys: QKeyCombination) -> None:
        """Say so."""
        self.changed.emit(self.why)

    def release(self) -> None:
        """There is nothing to let go."""
        self.changed.emit(State.OFF)


def modifiers_of(keys: QKeyCombination) -> list[str]:
    """Name the modifiers, as the portal does."""
    held = keys.keyboardModifiers()
    named = (
        (Qt.KeyboardModifier.ControlModifier, "CTRL"),
        (Qt.KeyboardModifier.AltModifier, "ALT"),
        (Qt.KeyboardModifier.ShiftModifier, "SHIFT"),
        (Qt.KeyboardModifier.MetaModifier, "LOGO"),
    )
    return [name for modifier, name in named if held & modifier]

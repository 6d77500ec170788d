"""The shortcuts of the window as they are now: the declared keys, or those that the user has chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.widgets.shortcut_table import SHORTCUTS, Shortcut

PORTABLE = QKeySequence.SequenceFormat.PortableText
NATIVE = QKeySequence.SequenceFormat.NativeText
TABLE: Mapping[str, Shortcut] = {shortcut.name: shortcut for shortcut in SHORTCUTS}
MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_NAMED = re.compile(r"(\s?[(（])(?:Ctrl|Alt|Shift|Meta)\+[^()（）\s]{1,24}([)）])")  # in a tool tip
HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Shortcuts(QObject):
    """Gives keys to what was bound. Belongs to the window."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._bound: dict[str, QShortcut] = {}
        self._tips: dict[QWidget, tuple[str, str]] = {}  # whose shortcut a tool tip names, and its own words
        self._writing = False  # a tool tip, at this moment
        self._keys = {shortcut.name: shortcut.keys for shortcut in SHORTCUTS}
        self.problems: list[str] = []  # lines of the settings that were not taken

    def bind(self, name: str, call: Callable[[], object]) -> None:
        """Have something done in the whole window."""
        shortcut = QShortcut(self._window)
        shortcut.activated.connect(call)
        self.adopt(name, shortcut)

    def adopt(self, name: str, shortcut: QShortcut) -> None:
        """Give keys to a shortcut of some part of the window."""
        assert name in TABLE
        self._bound[name] = shortcut
        shortcut.setKey(QKeySequence(self._keys[name], PORTABLE))

    def trigger(self, name: str) -> None:
        """Do what a shortcut does."""
        self._bound[name].activated.emit()

    def tip(self, name: str, *widgets: QWidget) -> None:
        """Have tool tips name the keys as they are now; they are set with the declared keys in brackets."""
        for widget in widgets:
            self._tips[widget] = name, widget.toolTip()
            widget.installEventFilter(self)
            self._write(widget)

    def keys(self, name: str) -> str:
        """Give the keys of a shortcut as they are stored; "" is none."""
        return self._keys[name]

    def text(self, name: str) -> str:
        """Give the keys of a shortcut as this system writes them."""
        return native(self._keys[name])

    def is_default(self, name: str) -> bool:
        """Say whether a shortcut has the keys it is declared with."""
        return self._keys[name] == TABLE[name].keys

    def holder(self, keys: str, apart_from: str = "") -> Shortcut | None:
        """Say which shortcut has these keys already."""
        others = (TABLE[name] for name, held in self._keys.items() if held == keys and name != apart_from)
        return next(others, None) if keys else None

    def with_keys(self, changes: Mapping[str, str]) -> tuple[str, ...]:
        """Give what the settings are to hold once some shortcuts have other keys."""
        wanted = self._keys | dict(changes)
        return tuple(f"{name}={keys}" for name, keys in wanted.items() if keys != TABLE[name].keys)

    def take(self, lines: Iterable[str]) -> None:
        """Put the keys of the settings into force, as far as they are valid and nothing has them twice."""
        wanted, self.problems = _read(lines)
        self._keys = {shortcut.name: shortcut.keys for shortcut in SHORTCUTS} | wanted
        for name in _twice(self._keys, wanted):
            self.problems.append(f"{name}={self._keys[name]}")
            self._keys[name] = ""
        for name, shortcut in self._bound.items():
            shortcut.setKey(QKeySequence(self._keys[name], PORTABLE))
        for widget in self._tips:
            self._write(widget)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over the words of a tool tip that is set anew."""
        if event.type() is QEvent.Type.ToolTipChange and isinstance(watched, QWidget) and not self._writing:
            self._tips[watched] = self._tips[watched][0], watched.toolTip()
            self._write(watched)
        return super().eventFilter(watched, event)

    def _write(self, widget: QWidget) -> None:
        name, words = self._tips[widget]
        text = self.text(name)
        self._writing = True
        widget.setToolTip(_NAMED.sub(lambda at: f"{at[1]}{text}{at[2]}" if text else "", words))
        self._writing = False


def native(keys: str) -> str:
    """Write keys as this system does."""
    return QKeySequence(keys, PORTABLE).toString(NATIVE)


def usable(combination: QKeyCombination) -> bool:
    """Tell whether keys can be a shortcut: a letter alone is for typing, Enter for what has the focus."""
    key, held = combination.key(), combination.keyboardModifiers()
    if key in (*MODIFIERS, Qt.Key.Key_unknown, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return False
    return Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35 or bool(held & HELD)


def written(combination: QKeyCombination) -> str:
    """Write keys as they are stored."""
    return QKeySequence(combination).toString(PORTABLE)


def _read(lines: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    wanted: dict[str, str] = {}
    problems: list[str] = []
    for line in lines:
        name, equals, keys = line.partition("=")
        keys = keys.strip()
        sequence = QKeySequence(keys, PORTABLE)
        good = not keys or (sequence.count() == 1 and usable(_first(sequence)))
        if equals and name in TABLE and not TABLE[name].fixed and good:
            wanted[name] = sequence.toString(PORTABLE)
        else:
            problems.append(line)
    return wanted, problems


def _first(sequence: QKeySequence) -> QKeyCombination:
    return cast("Sequence[QKeyCombination]", sequence)[0]  # which the stub does not know


def _twice(keys: Mapping[str, str], changed: Mapping[str, str]) -> list[str]:
    """Name the shortcuts whose keys another one has, too: of two, the one that was changed gives way."""
    held: set[str] = set()
    twice: list[str] = []
    for name in sorted(keys, key=lambda name: name in changed):  # the others first
        if keys[name] and keys[name] in held:
            twice.append(name)
        held.add(keys[name])
    return twice

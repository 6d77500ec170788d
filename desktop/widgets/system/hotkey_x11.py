"""Keys that work everywhere on X11: grabbed from the root window, by a connection of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress

from PySide6.QtCore import QKeyCombination, QObject, QSocketNotifier, Qt, Slot
from PySide6.QtGui import QWindow

from desktop.core import x11_wire as x
from desktop.widgets.system.hotkey_way import HotkeyWay, State
from desktop.widgets.system.keysyms import symbol_of
from desktop.widgets.system.x11_connection import X11Connection


class X11Hotkey(HotkeyWay):
    """Connected only while keys are held."""

    def __init__(self, parent: QObject | None = None, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__(parent)
        self._environment = environment
        self._connection: X11Connection | None = None
        self._notifier: QSocketNotifier | None = None
        self._keyboard = x.Keyboard(0, (), ())
        self._activating = 0  # the number of a name, see `x11_wire.activate`
        self._wanted: QKeyCombination | None = None
        self._held: list[tuple[int, int]] = []  # keycode and mask
        self._pressed_at = 0  # by the server's clock

    def take(self, keys: QKeyCombination) -> None:
        """Hold keys, and no others any more."""
        self._wanted = keys
        try:
            connection = self._connection or self._connect()
            state = self._grab(connection, keys)
            self._hear_all(connection)
        except (OSError, x.WireError):
            here = x.address_of(self._environment.get("DISPLAY", "")) is not None
            state = State.BROKEN if here else State.ELSEWHERE
        if state is not State.ON:
            self._let_go()
        self.changed.emit(state)

    def release(self) -> None:
        """Hold none: the server forgets them with the connection."""
        self._wanted = None
        self._let_go()
        self.changed.emit(State.OFF)

    def bring_forward(self, window: QWindow) -> None:
        """Prove to who manages the windows that the user has just asked for it."""
        window.requestActivate()
        if self._connection is not None:
            root, number = self._connection.display.root, window.winId()
            with suppress(OSError):
                self._connection.send(x.activate(root, number, self._activating, self._pressed_at))

    def _connect(self) -> X11Connection:
        connection = self._connection = X11Connection(self._environment)
        self._keyboard = connection.keyboard()
        self._activating = x.number_from(connection.ask(x.ask_atom(x.ACTIVATE)))
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        return connection

    def _grab(self, connection: X11Connection, keys: QKeyCombination) -> State:
        """Hold keys whatever the locks are; an error tells that another program has them."""
        root = connection.display.root
        for code, mask in self._held:
            connection.send(x.let_go(root, code, mask))
        self._held = list(self._codes(keys))
        if not self._held:
            return State.NOT_ON_KEYBOARD
        for code, mask in self._held:
            connection.send(x.grab(root, code, mask))
        _, errors = connection.ask_with_errors(x.ask_nothing())
        if errors - {x.BAD_ACCESS}:
            raise x.WireError("refused")
        return State.TAKEN if errors else State.ON

    def _codes(self, keys: QKeyCombination) -> Iterator[tuple[int, int]]:
        symbol = symbol_of(keys.key())
        code = self._keyboard.code(symbol) if symbol is not None else None
        if code is None:
            return
        mask = self._mask(keys.keyboardModifiers())
        number = self._keyboard.mask(x.NUM_LOCK)
        for locks in sorted({0, x.LOCK, number, x.LOCK | number}):
            yield code, mask | locks

    def _mask(self, held: Qt.KeyboardModifier) -> int:
        modifiers = (
            (Qt.KeyboardModifier.ShiftModifier, x.SHIFT),
            (Qt.KeyboardModifier.ControlModifier, x.CONTROL),
            (Qt.KeyboardModifier.AltModifier, self._keyboard.mask(*x.ALT_KEYS)),
            (Qt.KeyboardModifier.MetaModifier, self._keyboard.mask(*x.META_KEYS)),
        )
        return sum(mask for modifier, mask in modifiers if held & modifier)

    @Slot()
    def _read(self) -> None:
        connection = self._connection
        if connection is None:
            return
        try:
            connection.receive()
            self._hear_all(connection)
        except (OSError, x.WireError):
            self._let_go()
            self.changed.emit(State.BROKEN)

    def _hear_all(self, connection: X11Connection) -> None:
        for unit in connection.events():
            kind = unit[0] & 0x7F  # the highest bit says that another client has sent it
            if kind == x.KEY_PRESS:
                self._pressed_at = x.time_of(unit)
                self.pressed.emit()
            elif kind == x.MAPPING_CHANGED and self._wanted is not None:
                self._keyboard = connection.keyboard()
                self.changed.emit(self._grab(connection, self._wanted))

    def _let_go(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._held = []

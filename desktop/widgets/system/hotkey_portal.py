"""Keys that work everywhere on Wayland: the desktop's portal asks the user, and tells when they are pressed.

Wayland lets no program hold keys of others. GNOME 48, KDE Plasma 5.27, Hyprland and later ones have this
portal; what keys it takes is the user's choice there, ours are a wish.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QKeyCombination, QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow

from desktop.core.dbus_wire import Kind, Message, Variant, plain
from desktop.widgets.system.bus import LOST, Method, SessionBus
from desktop.widgets.system.hotkey_way import HotkeyWay, State, modifiers_of
from desktop.widgets.system.keysyms import name_of

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS, REQUEST = "org.freedesktop.portal.GlobalShortcuts", "org.freedesktop.portal.Request"
REGISTRY, SESSION = "org.freedesktop.host.portal.Registry", "org.freedesktop.portal.Session"
NAME = "quick-question"
ALLOWED, DENIED = 0, 1  # what a request ends with; anything else is a failure

Results = dict[str, Any]


class PortalHotkey(HotkeyWay):
    """One session of the portal while keys are wanted. What comes from the bus is checked."""

    def __init__(self, bus: SessionBus, describe: Callable[[], str], parent: QObject | None = None) -> None:
        """`describe` says in the user's language what the keys are for; the portal shows it."""
        super().__init__(parent)
        self._bus = bus
        self._describe = describe
        self._app_id = QGuiApplication.desktopFileName()
        self._listening = False
        self._session = ""
        self._keys: QKeyCombination | None = None
        self._pending: dict[str, Callable[[int, Results], None]] = {}  # by the end of a request's path
        self._token = ""  # proves to the desktop that the user wants our window
        bus.lost.connect(self._lost)

    def take(self, keys: QKeyCombination) -> None:
        """Have the portal ask for keys."""
        self._end()
        self._keys = keys
        self.changed.emit(State.ASKING)
        if not self._listening:
            self._listening = True
            register = Method(PORTAL, PATH, REGISTRY, "Register")  # who we are; older portals find that out
            self._bus.call(register, "sa{sv}", (self._app_id, {}), lambda _: None)
            self._bus.listen(PORTAL, REQUEST, "Response", self._responded)
            self._bus.listen(PORTAL, SHORTCUTS, "Activated", self._activated)
            self._bus.listen(PORTAL, SHORTCUTS, "ShortcutsChanged", self._reassigned)
        options = {"session_handle_token": Variant("s", _token())}
        self._request("CreateSession", "a{sv}", (options,), self._created)

    def release(self) -> None:
        """Want none any more."""
        self._end()
        self.changed.emit(State.OFF)

    def bring_forward(self, window: QWindow) -> None:
        """Show what the portal gave with the keys: without it a Wayland desktop only marks the window."""
        if self._token:
            os.environ["XDG_ACTIVATION_TOKEN"] = self._token  # where Qt looks for it, and takes it away
            self._token = ""
        window.requestActivate()

    def _request(
        self, member: str, signature: str, body: tuple[Any, ...], done: Callable[[int, Results], None]
    ) -> None:
        """Call a method whose outcome comes as a signal; its last argument are options."""
        handle = _token()
        self._pending[handle] = done
        body[-1]["handle_token"] = Variant("s", handle)

        def replied(message: Message) -> None:
            if message.kind is Kind.ERROR and self._pending.pop(handle, None) is not None:
                lost = message.error == LOST and bool(self._bus.name)
                self.changed.emit(State.BROKEN if lost else State.NO_PORTAL)

        self._bus.call(Method(PORTAL, PATH, SHORTCUTS, member), signature, body, replied)

    def _created(self, outcome: int, results: Results) -> None:
        session = plain(results.get("session_handle"))
        if outcome != ALLOWED or not isinstance(session, str) or not session.startswith("/"):
            self.changed.emit(State.BROKEN)
            return
        assert self._keys is not None
        self._session = session
        trigger = "+".join((*modifiers_of(self._keys), name_of(self._keys.key())))
        wanted = {"description": Variant("s", self._describe()), "preferred_trigger": Variant("s", trigger)}
        body: tuple[Any, ...] = (session, [(NAME, wanted)], "", {})
        self._request("BindShortcuts", "oa(sa{sv})sa{sv}", body, self._bound)

    def _bound(self, outcome: int, results: Results) -> None:
        bound = self._take_names(results.get("shortcuts"))
        if outcome == ALLOWED and bound:
            self.changed.emit(State.ON)
        else:
            self._end()
            self.changed.emit(State.REFUSED if outcome <= DENIED else State.BROKEN)

    def _take_names(self, shortcuts: object) -> bool:
        """Learn what keys the portal has given; False if ours is not among them."""
        for each in _list(plain(shortcuts)):
            parts = cast("tuple[object, ...]", each) if isinstance(each, tuple) else ()
            if len(parts) == 2 and parts[0] == NAME:
                words = plain(_map(parts[1]).get("trigger_description"))
                self.assigned = words[:60] if isinstance(words, str) and words.isprintable() else ""
                return True
        return False

    def _responded(self, message: Message) -> None:
        match message.body:
            case (int(outcome), results):
                done = self._pending.pop(message.path.rpartition("/")[2], None)
                if done is not None:
                    done(outcome, _map(results))
            case _:
                pass

    def _activated(self, message: Message) -> None:
        match message.body:
            case (str(session), str(name), _, options) if session == self._session and name == NAME:
                token = plain(_map(options).get("activation_token"))
                self._token = token if isinstance(token, str) and "\0" not in token else ""
                self.pressed.emit()
            case _:
                pass

    def _reassigned(self, message: Message) -> None:
        match message.body:
            case (str(session), shortcuts) if session == self._session and self._take_names(shortcuts):
                self.changed.emit(State.ON)
            case _:
                pass

    def _end(self) -> None:
        session, self._session = self._session, ""
        self._keys, self.assigned = None, ""
        self._pending.clear()
        if session:
            self._bus.call(Method(PORTAL, session, SESSION, "Close"), "", (), lambda _: None)

    @Slot()
    def _lost(self) -> None:
        self._listening = False
        if self._session:
            self._session = ""
            self.changed.emit(State.BROKEN)


def _map(value: object) -> Results:
    return cast("Results", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _token() -> str:
    return f"fireside_{secrets.token_hex(8)}"

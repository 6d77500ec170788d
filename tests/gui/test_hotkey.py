"""Keys that work everywhere: on a real X server, with a fake portal on a real bus, and in the settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QWindow

from desktop.core.dbus_wire import Kind, Variant
from desktop.core.settings import SettingsFile
from desktop.widgets.hotkey_in_window import HotkeyInWindow
from desktop.widgets.system.bus import Method, SessionBus
from desktop.widgets.system.hotkey import Hotkey, possible, way_for
from desktop.widgets.system.hotkey_portal import NAME, PATH, PORTAL, REQUEST, SHORTCUTS, PortalHotkey
from desktop.widgets.system.hotkey_way import NoWay, State
from desktop.widgets.system.hotkey_windows import modifier_bits, virtual_key
from desktop.widgets.system.hotkey_x11 import X11Hotkey
from desktop.widgets.system.keysyms import name_of, symbol_of
from tests.fakes.bus import DAEMON, WHY, Daemon, Service
from tests.fakes.hotkey import FakeWay

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
KEYS = CTRL_ALT | Qt.Key.Key_Space
OTHERS = CTRL_ALT | Qt.Key.Key_J
needs_bus = pytest.mark.skipif(DAEMON is None, reason=WHY)
needs_x11 = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb or xdotool is not installed"
)


def following(way):
    """Keep what a way tells."""
    seen = SimpleNamespace(states=[], pressed=0)
    way.changed.connect(seen.states.append)
    way.pressed.connect(lambda: setattr(seen, "pressed", seen.pressed + 1))
    return seen


@pytest.fixture(scope="module")
def screen():
    """An X server of the tests' own."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        environment = {"DISPLAY": f":{told.readline().strip()}"}
    yield environment
    server.terminate()
    server.wait()


def press(screen, keys):
    subprocess.run(["xdotool", "key", keys], env=os.environ | screen, check=True)


@pytest.fixture
def x11(screen, qapp):
    way = X11Hotkey(None, screen)
    yield way
    way.release()


@needs_x11
def test_keys_are_heard_on_the_whole_screen_whatever_the_locks_are(x11, screen, qtbot):
    seen = following(x11)
    x11.take(KEYS)
    assert seen.states == [State.ON]
    press(screen, "ctrl+alt+space")
    qtbot.waitUntil(lambda: seen.pressed == 1)
    press(screen, "Num_Lock")
    press(screen, "Caps_Lock")
    press(screen, "ctrl+alt+space")
    qtbot.waitUntil(lambda: seen.pressed == 2)
    press(screen, "Num_Lock")
    press(screen, "Caps_Lock")
    press(screen, "ctrl+space")
    press(screen, "space")
    x11.take(OTHERS)
    press(screen, "ctrl+alt+space")
    press(screen, "ctrl+alt+j")
    qtbot.waitUntil(lambda: seen.pressed == 3)
    x11.release()
    press(screen, "ctrl+alt+j")
    qtbot.wait(30)
    assert seen.pressed == 3 and set(seen.states[:-1]) == {State.ON} and seen.states[-1] is State.OFF


@needs_x11
def test_keys_of_another_program_are_told_and_can_be_had_once_it_lets_go(x11, screen, qtbot):
    other = X11Hotkey(None, screen)
    other.take(KEYS)
    seen = following(x11)
    x11.take(KEYS)
    assert seen.states == [State.TAKEN]
    x11.take(OTHERS)
    other.release()
    assert seen.states == [State.TAKEN, State.ON]

    def had():
        x11.take(KEYS)
        return seen.states[-1] is State.ON

    qtbot.waitUntil(had)  # the server hears of it a moment later


@needs_x11
def test_keys_that_no_keyboard_has_are_told(x11):
    seen = following(x11)
    for key in (Qt.Key(0x4E00), Qt.Key.Key_MediaPlay):
        x11.take(CTRL_ALT | key)
        assert seen.states[-1] is State.NOT_ON_KEYBOARD


@needs_x11
def test_a_server_that_goes_away_is_told(qtbot, qapp):
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write)], pass_fds=(write,), stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as told:
        way = X11Hotkey(None, {"DISPLAY": f":{told.readline().strip()}"})
    seen = following(way)
    way.take(KEYS)
    server.terminate()
    server.wait()
    qtbot.waitUntil(lambda: seen.states == [State.ON, State.BROKEN])
    way.take(KEYS)
    assert seen.states[-1] is State.BROKEN


@needs_x11
def test_the_server_may_ask_for_a_cookie(qtbot, qapp, tmp_path):
    cookie = bytes(range(16))

    def record(family, *parts):
        body = b"".join(len(part).to_bytes(2, "big") + part for part in parts)
        return family.to_bytes(2, "big") + body

    name = b"MIT-MAGIC-COOKIE-1"
    wanted = record(65535, b"", b"", name, cookie)
    (tmp_path / "wanted").write_bytes(wanted)
    (tmp_path / "ours").write_bytes(record(256, b"host", b"9999", name, b"x" * 16) + wanted + b"\0")
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-auth", str(tmp_path / "wanted")]
    server = subprocess.Popen(words, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}.0"
    for file, state in (("none", State.BROKEN), ("ours", State.ON)):
        way = X11Hotkey(None, {"DISPLAY": display, "XAUTHORITY": str(tmp_path / file)})
        seen = following(way)
        way.take(KEYS)
        assert seen.states == [state]
        way.release()
    server.terminate()
    server.wait()


@pytest.mark.parametrize("display", ["", "elsewhere:0", "localhost:10.0", ":x", "/tmp/x"])
def test_a_screen_elsewhere_is_told(qapp, display):
    way = X11Hotkey(None, {"DISPLAY": display})
    seen = following(way)
    way.take(KEYS)
    assert seen.states == [State.ELSEWHERE]


class Portal(Service):
    """The desktop's portal; the user is asked `allow`."""

    def __init__(self, environment):
        super().__init__(environment, PORTAL)
        self.allow = 0
        self.fail = False
        self.shortcuts = []

    def answer(self, call):
        if call.member in ("CreateSession", "BindShortcuts"):
            if self.fail:
                return None
            options = call.body[-1]
            request = f"{PATH}/request/1_1/{options['handle_token'].value}"
            self._later = (call, request)
            from PySide6.QtCore import QTimer

            QTimer.singleShot(0, lambda: self.respond(call, request))
            return "o", (request,)
        return "", ()

    def respond(self, call, request):
        results = {}
        if call.member == "CreateSession":
            token = call.body[-1]["session_handle_token"].value
            results = {"session_handle": Variant("s", f"{PATH}/session/1_1/{token}")}
            outcome = 0
        else:
            outcome = self.allow
            self.session = call.body[0]
            self.shortcuts = call.body[1]
            given = [(NAME, {"trigger_description": Variant("s", "Ctrl+Alt+Space")})]
            results = {"shortcuts": Variant("a(sa{sv})", given)}
        self.tell(request, f"{REQUEST}.Response", "ua{sv}", (outcome, results))

    def activate(self, session=None, name=NAME, **options):
        told = {key: Variant("s", value) for key, value in options.items()}
        body = (session or self.session, name, 5, told)
        self.tell(PATH, f"{SHORTCUTS}.Activated", "osta{sv}", body)


@pytest.fixture
def bus(qapp):
    daemon = Daemon()
    yield daemon.environment
    daemon.end()


@pytest.fixture
def portal(bus, qtbot):
    made = Portal(bus)
    qtbot.waitUntil(lambda: made.there)
    yield made
    made.close()


@pytest.fixture
def asking(bus):
    ours = SessionBus(None, bus)
    yield PortalHotkey(ours, lambda: "Ask something")
    ours.close()


@needs_bus
def test_the_portal_is_asked_and_tells_when_the_keys_are_pressed(portal, asking, qtbot, monkeypatch):
    seen = following(asking)
    asking.take(KEYS)
    qtbot.waitUntil(lambda: seen.states == [State.ASKING, State.ON])
    ((name, wanted),) = portal.shortcuts
    assert (name, wanted["description"].value) == (NAME, "Ask something")
    assert wanted["preferred_trigger"].value == "CTRL+ALT+space"
    assert asking.assigned == "Ctrl+Alt+Space"
    portal.activate(session="/another")
    portal.activate(name="another")
    portal.activate(activation_token="proof")
    qtbot.waitUntil(lambda: seen.pressed == 1)
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    asking.bring_forward(QWindow())
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "proof"
    asking.release()
    qtbot.waitUntil(lambda: any(call.member == "Close" for call in portal.calls))
    portal.activate()
    qtbot.wait(30)
    assert seen.pressed == 1 and seen.states[-1] is State.OFF


@needs_bus
def test_who_does_not_allow_it_is_heard_and_can_be_asked_again(portal, asking, qtbot):
    portal.allow = 1
    seen = following(asking)
    asking.take(KEYS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.REFUSED)
    portal.allow = 0
    asking.take(OTHERS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.ON)
    assert portal.shortcuts[0][1]["preferred_trigger"].value == "CTRL+ALT+j"


@needs_bus
def test_a_desktop_without_the_portal_is_told(bus, asking, qtbot):
    seen = following(asking)
    asking.take(KEYS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.NO_PORTAL)


@needs_bus
def test_a_portal_without_shortcuts_is_told(portal, asking, qtbot):
    portal.fail = True
    seen = following(asking)
    asking.take(KEYS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.NO_PORTAL)


@needs_bus
def test_nonsense_on_the_bus_is_no_harm(portal, asking, qtbot):
    seen = following(asking)
    asking.take(KEYS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.ON)
    for signature, body in (("s", ("x",)), ("ua{sv}", (0, {})), ("osta{sv}", ("/x", "y", 1, {})), ("", ())):
        for name in (f"{REQUEST}.Response", f"{SHORTCUTS}.Activated", f"{SHORTCUTS}.ShortcutsChanged"):
            portal.tell(PATH, name, signature, body)
    portal.activate()
    qtbot.waitUntil(lambda: seen.pressed == 1)


@needs_bus
def test_a_bus_that_goes_away_is_told(qapp, qtbot):
    daemon = Daemon()
    portal = Portal(daemon.environment)
    qtbot.waitUntil(lambda: portal.there)
    ours = SessionBus(None, daemon.environment)
    way = PortalHotkey(ours, str)
    seen = following(way)
    way.take(KEYS)
    qtbot.waitUntil(lambda: seen.states[-1] is State.ON)
    daemon.end()
    qtbot.waitUntil(lambda: seen.states[-1] is State.BROKEN)
    way.take(KEYS)
    assert seen.states[-1] is State.NO_PORTAL or seen.states[-1] is State.BROKEN
    ours.close()
    portal.close()


def test_without_a_bus_a_call_is_answered_with_an_error(qapp):
    for environment in ({}, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere;tcp:host=x;nonsense"}):
        answers = []
        SessionBus(None, environment).call(Method("a.b", "/", "a.b", "X"), "", (), answers.append)
        assert [answer.kind for answer in answers] == [Kind.ERROR]


@pytest.mark.parametrize(
    ("key", "symbol", "name"),
    [
        (Qt.Key.Key_Space, 0x20, "space"),
        (Qt.Key.Key_A, 0x61, "a"),
        (Qt.Key.Key_F12, 0xFFC9, "F12"),
        (Qt.Key.Key_Slash, 0x2F, "slash"),
        (Qt.Key.Key_Adiaeresis, 0xE4, "U00E4"),
        (Qt.Key(0x416), 0x1000436, "U0436"),
        (Qt.Key.Key_PageUp, 0xFF55, "Prior"),
        (Qt.Key.Key_MediaPlay, None, ""),
    ],
)
def test_keys_have_their_symbols(key, symbol, name):
    assert (symbol_of(key), name_of(key)) == (symbol, name)


def test_keys_have_their_numbers_on_windows():
    assert virtual_key(Qt.Key.Key_Q) == 0x51 and virtual_key(Qt.Key.Key_F5) == 0x74
    assert virtual_key(Qt.Key.Key_Space) == 0x20 and virtual_key(Qt.Key.Key_Adiaeresis) is None
    assert modifier_bits(KEYS) == 3


def test_each_system_has_its_way(qapp):
    parent = QObject()
    kinds = {
        platform: type(way_for(platform, parent, str, {})).__name__
        for platform in ("xcb", "wayland", "windows", "cocoa", "offscreen")
    }
    assert kinds == {
        "xcb": "X11Hotkey",
        "wayland": "PortalHotkey",
        "windows": "WindowsHotkey",
        "cocoa": "NoWay",
        "offscreen": "NoWay",
    }
    assert isinstance(way_for("xcb", parent, str, {"WAYLAND_DISPLAY": "wayland-0"}), PortalHotkey)
    assert possible("xcb") and not possible("cocoa")
    seen = following(way := NoWay(State.NO_WAY))
    way.take(KEYS)
    way.release()
    assert seen.states == [State.NO_WAY, State.OFF]


def test_nothing_is_held_until_keys_are_chosen_and_a_press_asks(qapp, tmp_path):
    made, asked = [], []
    window = QWindow()

    def make(_):
        made.append(FakeWay())
        return made[-1]

    hotkey = Hotkey(None, make)
    settings = SettingsFile(tmp_path / "settings.json")
    small = SimpleNamespace(windowHandle=lambda: window)
    quick = SimpleNamespace(ask=lambda: asked.append(1), window=small)
    place = QObject()
    HotkeyInWindow(place, hotkey, quick, settings)
    assert made == []
    settings.set(global_key="Ctrl+Alt+Space")
    (way,) = made
    assert way.held == "Ctrl+Alt+Space" and hotkey.state is State.ON
    way.pressed.emit()
    assert asked == [1] and way.brought == [window]
    settings.set(global_key="not keys at all, and more")
    assert way.held == ""
    settings.set(global_key="F9")
    assert way.held == "F9"
    hotkey.close()
    assert way.held == ""

"""Notifications of Linux desktops: on a real bus, from a fake service; by the tray where there is none."""

from __future__ import annotations

import os
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.widgets.main_window import MainWindow
from desktop.widgets.system.bus import SessionBus
from desktop.widgets.system.notifications import NAME, PATH, News, Notifications, Topic, session_bus
from desktop.widgets.tokens import LIGHT
from tests.fakes.bus import DAEMON, WHY, Daemon, Service

pytestmark = [
    pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing"),  # offscreen cannot do these
    pytest.mark.skipif(DAEMON is None, reason=WHY),
]


class Desktop(Service):
    """Shows notifications, and keeps what it has been asked."""

    def __init__(self, environment):
        super().__init__(environment, NAME)
        self.shown = {}
        self.able = ["body", "actions", "body-markup"]
        self.refuse = False

    def answer(self, call):
        if call.member == "GetCapabilities":
            return "as", (self.able,)
        if call.member == "Notify":
            if self.refuse:
                return None
            number = call.body[1] or len(self.shown) + 1
            self.shown[number] = call.body
            return "u", (number,)
        if call.member == "CloseNotification":
            self.shown.pop(call.body[0], None)
        return "", ()


@pytest.fixture
def stage(qapp, qtbot, monkeypatch):
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    made = SimpleNamespace(tray=[], done=[])
    made.daemon = Daemon()
    made.window = MainWindow(LIGHT, 264)
    qtbot.addWidget(made.window)
    made.bus = SessionBus(None, made.daemon.environment)
    tray = SimpleNamespace(tell=lambda *told: made.tray.append(told))
    made.system = Notifications(made.window, tray, made.bus)
    made.tell = lambda words, topic=Topic.ANSWER: made.system.tell(
        News(topic, "Title", words, "Open the chat", lambda: made.done.append(words))
    )
    yield made
    made.bus.close()
    made.daemon.end()


@pytest.fixture
def desktop(stage, qtbot):
    made = Desktop(stage.daemon.environment)
    qtbot.waitUntil(lambda: made.there)
    yield made
    made.close()


def test_news_is_shown_with_a_button_and_replaced_by_later_news(stage, desktop, qtbot):
    stage.tell("first <b>")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    name, _, picture, title, words, actions, hints, _ = desktop.shown[1]
    assert (name, title, words) == ("Fireside", "Title", "first &lt;b&gt;")
    assert actions == ["default", "Open the chat", "open", "Open the chat"]
    assert picture.startswith("file://") and set(hints) == {"desktop-entry", "urgency"}
    qtbot.waitUntil(lambda: bool(stage.system._numbers))
    stage.tell("second")
    qtbot.waitUntil(lambda: desktop.shown[1][4] == "second")
    stage.tell("of a download", Topic.DOWNLOAD)
    qtbot.waitUntil(lambda: len(desktop.shown) == 2)
    assert stage.tray == []


@pytest.mark.parametrize("action", ["default", "open"])
def test_a_click_raises_the_window_and_leads_there(stage, desktop, qtbot, action):
    stage.tell("an answer")
    qtbot.waitUntil(lambda: 1 in stage.system._shown)
    for number, what in ((9, action), (1, "something else")):
        desktop.tell(PATH, f"{NAME}.ActionInvoked", "us", (number, what))
    desktop.tell(PATH, f"{NAME}.ActivationToken", "us", (1, "proof"))
    desktop.tell(PATH, f"{NAME}.ActionInvoked", "us", (1, action))
    desktop.tell(PATH, f"{NAME}.NotificationClosed", "uu", (1, 2))
    desktop.tell(PATH, f"{NAME}.ActionInvoked", "us", (1, action))
    qtbot.waitUntil(lambda: stage.done == ["an answer"])
    assert stage.window.isVisible() and os.environ["XDG_ACTIVATION_TOKEN"] == "proof"
    qtbot.wait(20)
    assert stage.done == ["an answer"]


def test_what_is_looked_at_is_taken_back_and_nothing_is_told_meanwhile(stage, desktop, qtbot):
    stage.tell("an answer")
    qtbot.waitUntil(lambda: 1 in stage.system._shown)
    stage.window.show()
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: desktop.shown == {})
    before = len(desktop.calls)
    stage.tell("another")
    qtbot.wait(20)
    assert len(desktop.calls) == before and stage.tray == []


def test_a_service_that_can_do_little_gets_plain_words(stage, desktop, qtbot):
    desktop.able = ["body"]
    stage.tell("<b>")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    assert desktop.shown[1][4] == "<b>" and desktop.shown[1][5] == []


def test_without_the_service_the_tray_tells(stage, qtbot):
    stage.tell("first")
    stage.tell("second")
    qtbot.waitUntil(lambda: [told[1] for told in stage.tray] == ["second"])
    stage.tell("third")
    qtbot.waitUntil(lambda: [told[1] for told in stage.tray] == ["second", "third"])
    stage.tray[0][2]()
    assert stage.done == ["second"]


def test_a_service_that_refuses_leaves_it_to_the_tray(stage, desktop, qtbot):
    desktop.refuse = True
    stage.tell("x")
    qtbot.waitUntil(lambda: len(stage.tray) == 1)


def test_a_bus_that_goes_away_is_looked_for_again(stage, desktop, qtbot):
    stage.tell("x")
    qtbot.waitUntil(lambda: 1 in stage.system._shown)
    stage.daemon.end()
    qtbot.waitUntil(lambda: stage.system._able is None)
    stage.tell("y")
    qtbot.waitUntil(lambda: len(stage.tray) == 1)


def test_nonsense_on_the_bus_is_no_harm(stage, desktop, qtbot):
    stage.tell("x")
    qtbot.waitUntil(lambda: 1 in stage.system._shown)
    for signature, body in (("", ()), ("s", ("x",)), ("us", (7, "default")), ("uu", (1, 1))):
        for member in ("ActionInvoked", "ActivationToken", "NotificationClosed"):
            desktop.tell(PATH, f"{NAME}.{member}", signature, body)
    qtbot.waitUntil(lambda: 1 not in stage.system._shown)
    assert stage.done == []


def test_elsewhere_there_is_no_bus_and_the_tray_tells(stage):
    assert session_bus(stage.window) is None  # offscreen
    told = []
    system = Notifications(stage.window, SimpleNamespace(tell=lambda *given: told.append(given)), None)
    system.tell(News(Topic.EXPORT, "T", "w", "b", lambda: None))
    assert len(told) == 1

"""News that the system shows: by the notifications of Linux desktops, else by the icon in the tray."""

from __future__ import annotations

import html
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QGuiApplication

from desktop.core.dbus_wire import Kind, Message, Variant
from desktop.core.places import resource
from desktop.widgets.main_window import MainWindow
from desktop.widgets.system.bus import LOST, Method, SessionBus
from desktop.widgets.tray import Tray

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
BY_THE_SYSTEM = -1  # how long it is shown
DEFAULT, OPEN = "default", "open"  # what can be done: a click on it, and its button


class Topic(StrEnum):
    """What news is about; a later one takes the place of the one before."""

    ANSWER = "answer"
    DOWNLOAD = "download"
    EXPORT = "export"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class News:
    """What is told, and where a click leads."""

    topic: Topic
    title: str
    words: str
    button: str
    then: Callable[[], object]


class Notifications(QObject):
    """Belongs to the window, and tells only while another one is in front. Connects with the first news."""

    def __init__(self, window: MainWindow, tray: Tray, bus: SessionBus | None) -> None:
        """Without a bus it is the tray that tells."""
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._bus = bus
        self._able: frozenset[str] | None = None  # what the system's notifications can do, once it is known
        self._listening = False
        self._waiting: list[News] = []
        self._shown: dict[int, News] = {}
        self._numbers: dict[Topic, int] = {}  # what was shown last
        window.installEventFilter(self)
        if bus is not None:
            bus.lost.connect(self._lost)

    def tell(self, news: News) -> None:
        """Have the system tell something, if another window is in front."""
        if self._window.isActiveWindow():
            return
        if self._bus is None:
            self._fall_back(news)
            return
        self._waiting.append(news)
        if self._able is not None:
            self._send_waiting()
        elif len(self._waiting) == 1:
            self._begin(self._bus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take back what was told once the window is looked at."""
        if event.type() is QEvent.Type.WindowActivate and self._shown:
            for number in tuple(self._shown):
                self._call("CloseNotification", "u", (number,))
            self._shown.clear()
            self._numbers.clear()
        return super().eventFilter(watched, event)

    def _begin(self, bus: SessionBus) -> None:
        if not self._listening:
            self._listening = True
            bus.listen(NAME, NAME, "ActivationToken", self._token_came)
            bus.listen(NAME, NAME, "ActionInvoked", self._chosen)
            bus.listen(NAME, NAME, "NotificationClosed", self._closed)
        bus.call(Method(NAME, PATH, NAME, "GetCapabilities"), "", (), self._learn)

    def _learn(self, reply: Message) -> None:
        if reply.kind is Kind.ERROR:
            waiting, self._waiting = self._waiting, []
            for news in waiting[-1:]:
                self._fall_back(news)
            return
        told: object = reply.body[0] if reply.body else ()
        self._able = (
            frozenset(map(str, cast("list[object]", told))) if isinstance(told, list) else frozenset()
        )
        self._send_waiting()

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for news in waiting:
            self._send(news, self._able or frozenset())

    def _send(self, news: News, able: frozenset[str]) -> None:
        def replied(message: Message) -> None:
            if message.kind is Kind.ERROR or not message.body:
                if message.error != LOST:
                    self._fall_back(news)
                return
            number = int(message.body[0])
            self._shown[number] = news
            self._numbers[news.topic] = number

        replaced = self._numbers.get(news.topic, 0)
        self._shown.pop(replaced, None)
        words = html.escape(news.words, quote=False) if "body-markup" in able else news.words
        actions = [DEFAULT, news.button, OPEN, news.button] if "actions" in able else []
        hints = {
            "desktop-entry": Variant("s", QGuiApplication.desktopFileName()),
            "urgency": Variant("y", 1),
        }
        picture = QUrl.fromLocalFile(str(resource("resources/icons/fireside.svg"))).toString()
        body = ("Fireside", replaced, picture, news.title, words, actions, hints, BY_THE_SYSTEM)
        self._call("Notify", "susssasa{sv}i", body, replied)

    def _call(
        self,
        member: str,
        signature: str,
        body: tuple[object, ...],
        done: Callable[[Message], object] = lambda _: None,
    ) -> None:
        if self._bus is not None:
            self._bus.call(Method(NAME, PATH, NAME, member), signature, body, done)

    def _token_came(self, message: Message) -> None:
        match message.body:
            case (int(number), str(token)) if number in self._shown and "\0" not in token:
                os.environ["XDG_ACTIVATION_TOKEN"] = token  # where Qt looks for it, and takes it away
            case _:
                pass

    def _chosen(self, message: Message) -> None:
        match message.body:
            case (int(number), str(action)) if action in (DEFAULT, OPEN):
                news = self._shown.pop(number, None)
                if news is not None:
                    self._window.come_forward()
                    news.then()
            case _:
                pass

    def _closed(self, message: Message) -> None:
        match message.body:
            case (int(number), int()):
                self._shown.pop(number, None)
            case _:
                pass

    def _fall_back(self, news: News) -> None:
        self._tray.tell(news.title, news.words, news.then)

    @Slot()
    def _lost(self) -> None:
        """The bus has gone; the next news looks for it again."""
        self._able = None
        self._listening = False
        self._shown.clear()
        self._numbers.clear()


def session_bus(parent: QObject) -> SessionBus | None:
    """Give the bus where desktops have notifications on it."""
    return SessionBus(parent) if QGuiApplication.platformName() in ("xcb", "wayland") else None

"""Doing something with many chats: some in each turn of the event loop, so that the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import SignalInstance

from desktop.core.chat import ChatId
from desktop.core.events import Later
from desktop.viewmodels.trying import trying

PORTION = 100  # chats; some ten milliseconds

Ids: TypeAlias = Sequence[ChatId]


class Portions:
    """One thing that is done with chats. The first portion is done at once, or the whole thing failed."""

    def __init__(self, chats: Ids, work: Callable[[Ids], None], failed: SignalInstance, later: Later) -> None:
        self._chats = tuple(chats)
        self._work = work
        self._failed = failed
        self._later = later
        self._stopped = False
        self.done: list[ChatId] = []
        self._go_on()

    def stop(self) -> None:
        """Leave the others as they are."""
        self._stopped = True

    def _go_on(self) -> None:
        start = len(self.done)
        portion = self._chats[start : start + PORTION]
        if self._stopped or not portion:
            return
        if not trying(self._failed, lambda: self._work(portion)):
            return
        self.done.extend(portion)
        if len(self.done) < len(self._chats):
            self._later(0, self._go_on)

"""Changes of chats that wait to be shown, so that thousands at once never stop the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop.core.chat import ChatId
from desktop.core.chat_order import Standing
from desktop.core.events import Later

AT_ONCE = 200  # changes that are shown at once where none waits
SLICE = 40  # in each turn of the event loop: some milliseconds


@dataclass(frozen=True, slots=True)
class Change:
    """Where a chat stands from now on; nowhere when it is gone."""

    chat: ChatId
    standing: Standing | None


class Changes:
    """Hands changes on, in their order."""

    def __init__(self, show: Callable[[Change], None], later: Later) -> None:
        self._show = show
        self._later = later
        self._waiting: deque[Change] = deque()
        self._on_its_way = False

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, changes: Iterable[Change]) -> None:
        """Show these, a few at once."""
        at_once = not self._waiting
        self._waiting.extend(changes)
        if at_once and len(self._waiting) <= AT_ONCE:
            self._hand_on(AT_ONCE)
        self._go_on()

    def clear(self) -> None:
        """Forget what waits: the whole order is read."""
        self._waiting.clear()

    def _go_on(self) -> None:
        if self._waiting and not self._on_its_way:
            self._on_its_way = True
            self._later(0, self._next)

    def _next(self) -> None:
        self._on_its_way = False
        self._hand_on(SLICE)
        self._go_on()

    def _hand_on(self, count: int) -> None:
        for _ in range(min(count, len(self._waiting))):
            self._show(self._waiting.popleft())

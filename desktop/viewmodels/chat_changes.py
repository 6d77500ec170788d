"""Changes of chats that wait to be shown, so that thousands at once never stop the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.chat import ChatId
from desktop.core.chat_order import Standing

AT_ONCE = 200  # changes that are shown at once where none waits
SLICE = 40  # in each turn of the event loop: some milliseconds


@dataclass(frozen=True, slots=True)
class Change:
    """Where a chat stands from now on; nowhere when it is gone."""

    chat: ChatId
    standing: Standing | None


class Changes(QObject):
    """Hands changes on, in their order."""

    def __init__(self, show: Callable[[Change], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._waiting: deque[Change] = deque()
        self._turns = QTimer(self)
        self._turns.timeout.connect(self._next)

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, changes: Iterable[Change]) -> None:
        """Show these, a few at once."""
        at_once = not self._waiting
        self._waiting.extend(changes)
        if at_once and len(self._waiting) <= AT_ONCE:
            self._hand_on(AT_ONCE)
        if self._waiting:
            self._turns.start(0)

    def clear(self) -> None:
        """Forget what waits: the whole order is read."""
        self._waiting.clear()
        self._turns.stop()

    @Slot()
    def _next(self) -> None:
        self._hand_on(SLICE)
        if not self._waiting:
            self._turns.stop()

    def _hand_on(self, count: int) -> None:
        for _ in range(min(count, len(self._waiting))):
            self._show(self._waiting.popleft())

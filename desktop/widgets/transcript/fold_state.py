"""Which folded parts of messages the reader has opened, and how long answers were seen thinking. No Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.core.chat import Message, MessageId, Role, Status


class FoldKind(StrEnum):
    """What is folded."""

    THINKING = "thinking"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class FoldKey:
    """Tells one folded part from all others."""

    message: MessageId
    kind: FoldKind
    index: int = 0  # of the file among those of its message


class FoldState:
    """What a view remembers as long as it lives, whatever happens to the items of its messages."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._opened: set[FoldKey] = set()
        self._began: dict[MessageId, float] = {}
        self._took: dict[MessageId, float] = {}

    def is_open(self, key: FoldKey) -> bool:
        """Tell whether the reader wants to see a part."""
        return key in self._opened

    def toggle(self, key: FoldKey) -> None:
        """Open what is closed, close what is open."""
        self._opened ^= {key}

    def watch(self, message: Message) -> None:
        """Note that an answer is thinking now, or that it no longer is."""
        if message.thinking and thinks(message):
            self._began.setdefault(message.id, self._clock())
        elif self._began and message.id in self._began:
            self._took[message.id] = self._clock() - self._began.pop(message.id)

    def seconds(self, message: Message) -> float | None:
        """Give how long an answer thought, or has thought so far; None if nobody knows.

        The engine's figure comes with the end of the answer. Until then it is what was seen here.
        """
        if message.record is not None and message.record.thinking_seconds is not None:
            return message.record.thinking_seconds
        if message.id in self._began:
            return self._clock() - self._began[message.id]
        return self._took.get(message.id)


def thinks(message: Message) -> bool:
    """Tell whether an answer is thinking: nothing of its text has come yet."""
    return message.status is Status.STREAMING and bool(message.thinking) and not message.text


def fold_keys(message: Message) -> list[FoldKey]:
    """Give the parts of a message that are folded, in their order."""
    if not message.thinking and not message.attachments:
        return []
    if message.role is Role.USER:
        return [FoldKey(message.id, FoldKind.FILE, n) for n in range(len(message.attachments))]
    thought = bool(message.thinking) and message.role is Role.ASSISTANT
    return [FoldKey(message.id, FoldKind.THINKING)] if thought else []

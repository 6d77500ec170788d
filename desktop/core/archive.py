"""A chat as a whole, as it leaves Fireside and comes back: all branches, with all that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop.core.chat import Chat, ChatOptions, Message, MessageId


@dataclass(frozen=True, slots=True)
class WholeChat:
    """Everything about one chat but its draft."""

    chat: Chat
    messages: tuple[Message, ...]  # of all branches, a parent before its children
    shown: MessageId | None = None  # the last message of the branch that is shown
    options: ChatOptions = field(default_factory=ChatOptions)
    deleted: datetime | None = None  # when it was put into the trash

    def branch(self) -> list[Message]:
        """Give the branch that is shown, root first."""
        known = {message.id: message for message in self.messages}
        path: list[Message] = []
        at = self.shown
        while at is not None and at in known:
            path.append(known.pop(at))  # once: a tree from outside may have a cycle
            at = path[-1].parent
        return path[::-1]

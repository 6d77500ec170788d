"""A chat as a whole, as it leaves Fireside and comes back: all branches, with all that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desktop.core.chat import Chat, ChatOptions, FolderId, Message, MessageId


@dataclass(frozen=True, slots=True)
class Which:
    """Which of all chats are meant: those outside the trash, unless it says more."""

    folder: FolderId | None = None  # only those in this folder, however deep
    archived: bool = False  # only those that are archived
    trash: bool = False  # also those in the trash


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

    def written(self, every: bool) -> tuple[list[list[Message]], bool]:
        """Give the branches that are to be written, and whether others are not."""
        if every:
            return self.branches(), False
        branch = self.branch()
        return [branch], len(branch) < len(self.messages)

    def branches(self) -> list[list[Message]]:
        """Give every message once: the branch that is shown, then others from where they leave those."""
        known = {message.id: message for message in self.messages}
        parents = {message.parent for message in self.messages}
        found = [self.branch()]
        given = {message.id for message in found[0]}
        for leaf in (message for message in self.messages if message.id not in parents):
            path: list[Message] = []
            at: MessageId | None = leaf.id
            while at is not None and at in known and at not in given:
                given.add(at)
                path.append(known[at])
                at = known[at].parent
            if path:
                found.append(path[::-1])
        return found

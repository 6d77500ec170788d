"""The message tree of a chat: which messages stand beside each other, and where a branch ends."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core.chat import MessageId


class Tree:
    """The shape of a tree without its texts. A child is newer than its parent and has a greater id."""

    def __init__(self, links: Iterable[tuple[MessageId, MessageId | None]]) -> None:
        """Take each message with its parent, None for one that begins the chat."""
        self._parents: dict[MessageId, MessageId | None] = {}
        self._children: dict[MessageId | None, list[MessageId]] = {}
        for message, parent in sorted(links, key=lambda link: link[0]):
            self.add(message, parent)

    def add(self, message: MessageId, parent: MessageId | None) -> None:
        """Take one more message, the newest."""
        self._parents[message] = parent
        self._children.setdefault(parent, []).append(message)

    def alternatives(self, message: MessageId) -> tuple[MessageId, ...]:
        """Give the messages that stand in the same place, this one included, the oldest first."""
        return tuple(self._children[self._parents[message]])

    def path(self, leaf: MessageId | None) -> list[MessageId]:
        """List the messages of the branch that ends with this one, root first. Raises LookupError."""
        found: list[MessageId] = []
        while leaf is not None:
            found.append(leaf)
            leaf = self._parents[leaf]
        found.reverse()
        return found

    def tip(self, message: MessageId) -> MessageId:
        """Follow the newest messages from this one to the end of the branch."""
        while below := self._children.get(message):
            message = below[-1]
        return message

"""The messages of a chat that are shown: one path through its message tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, Message, MessageId, Role, Status
from desktop.core.events import Event
from desktop.core.tree import Tree
from desktop.engine.protocol import Turn

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chats import ChatStore


class Branch:
    """A chat's shown messages, in memory and on the disk. Lives on the owner thread.

    Methods raise a `DataError` when nothing can be stored; then nothing has changed.
    """

    def __init__(self, store: ChatStore, chat: Chat | None) -> None:
        self._store = store
        self.chat = chat
        self._tree = Tree(store.tree(chat.id) if chat else ())
        self.messages: list[Message] = self._stored() if chat else []
        self.added: Event[Message] = Event()
        self.changed: Event[Message] = Event()  # always the last one
        self.removed: Event[int] = Event()  # so many, from the end

    def begin(self, title: str) -> Chat:
        """Store a new chat for messages to come."""
        self.chat = self._store.new_chat(title)
        return self.chat

    def add(self, role: Role, text: str, status: Status) -> Message:
        """Append a message."""
        from desktop.store.chats import NewMessage

        assert self.chat is not None
        parent = self.messages[-1].id if self.messages else None
        message = self._store.add(self.chat.id, NewMessage(parent, role, text, status))
        self._tree.add(message.id, parent)
        message = self._placed(message)
        self.messages.append(message)
        self.added.emit(message)
        return message

    def change(self, message: Message) -> None:
        """Show the last message as it now is; storing it is the answer's business."""
        self.messages[-1] = message
        self.changed.emit(message)

    def index(self, message: MessageId) -> int | None:
        """Tell where a message stands."""
        return next((i for i, m in enumerate(self.messages) if m.id == message), None)

    def cut(self, index: int) -> None:
        """Show the messages before `index` only; the others stay stored as a branch."""
        count = len(self.messages) - index
        del self.messages[index:]
        self.removed.emit(count)

    def put_back(self, messages: Sequence[Message]) -> None:
        """Show messages again that `cut` took away."""
        for message in messages:
            self.messages.append(message)
            self.added.emit(message)

    def show(self, message: MessageId) -> None:
        """Go over to the branch that this message stands in, as far as it was last written."""
        assert self.chat is not None
        self._store.select(self.chat.id, self._tree.tip(message))
        there = self._stored()
        pairs = enumerate(zip(self.messages, there, strict=False))
        same = next((i for i, (a, b) in pairs if a.id != b.id), min(len(self.messages), len(there)))
        self.cut(same)
        self.put_back(there[same:])

    def keep_tip(self) -> None:
        """Store that the branch ends where it is shown to end."""
        assert self.chat is not None
        self._store.select(self.chat.id, self.messages[-1].id if self.messages else None)

    def _stored(self) -> list[Message]:
        assert self.chat is not None
        return [self._placed(message) for message in self._store.messages(self.chat.id)]

    def _placed(self, message: Message) -> Message:
        alternatives = self._tree.alternatives(message.id)
        return replace(message, alternatives=alternatives) if len(alternatives) > 1 else message

    def turns(self) -> tuple[Turn, ...]:
        """Give what the model is asked to go on from."""
        return tuple(Turn(m.role, m.text) for m in self.messages if m.text)

    def day(self) -> date:
        """Give the day that the model is told; always the same, so that the prompt's beginning is."""
        assert self.chat is not None
        return self.chat.created.astimezone().date()

"""The messages of a chat that are shown: one path through its message tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.chat import Attachment, Chat, Message, MessageId, Role, Status
from desktop.core.events import Event
from desktop.core.tree import Tree

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
        self.added: Event[Message] = Event()  # a new one
        self.returned: Event[Sequence[Message]] = Event()  # stored before, and shown at the end now
        self.changed: Event[Message] = Event()  # one of them, mostly the last
        self.removed: Event[int] = Event()  # so many, from the end

    def begin(self, title: str) -> Chat:
        """Store a new chat for messages to come."""
        self.chat = self._store.new_chat(title)
        return self.chat

    @property
    def tip(self) -> MessageId | None:
        """The last message that is shown."""
        return self.messages[-1].id if self.messages else None

    def add(
        self,
        role: Role,
        text: str,
        files: Sequence[Attachment] = (),
        covers: MessageId | None = None,
        status: Status = Status.DONE,
    ) -> Message:
        """Append a message."""
        from desktop.store.chats import NewMessage

        assert self.chat is not None
        parent = self.tip
        new = NewMessage(parent, role, text, status, attachments=tuple(files), covers=covers)
        message = self._store.add(self.chat.id, new)
        self._tree.add(message.id, parent)
        message = self._placed(message)
        self.messages.append(message)
        self.added.emit(message)
        return message

    def change(self, message: Message) -> None:
        """Show a message as it now is; storing it is the caller's business."""
        index = self.index(message.id)
        if index is not None:
            self.messages[index] = message
            self.changed.emit(message)

    def index(self, message: MessageId) -> int | None:
        """Tell where a message stands."""
        places = range(len(self.messages) - 1, -1, -1)  # mostly it is one of the last
        return next((i for i in places if self.messages[i].id == message), None)

    def cut(self, index: int) -> None:
        """Show the messages before `index` only; the others stay stored as a branch."""
        count = len(self.messages) - index
        if count:
            del self.messages[index:]
            self.removed.emit(count)

    def put_back(self, messages: Sequence[Message]) -> None:
        """Show messages again that `cut` took away."""
        if messages:
            self.messages.extend(messages)
            self.returned.emit(messages)

    def show(self, message: MessageId) -> None:
        """Go over to the branch that this message stands in, as far as it was last written.

        If it was discarded meanwhile, as another process may do, what is there is shown anew.
        """
        try:
            self.go_to(self._tree.tip(message))
        except LookupError:
            self.refresh()

    def go_to(self, leaf: MessageId | None) -> None:
        """Show the branch that ends with this message; none shows an empty chat."""
        assert self.chat is not None
        self._store.select(self.chat.id, leaf)
        self._show_stored()

    def refresh(self) -> None:
        """Take the tree and the shown branch from the disk anew."""
        assert self.chat is not None
        self._tree = Tree(self._store.tree(self.chat.id))
        self._show_stored()

    def _show_stored(self) -> None:
        there = self._stored()
        pairs = list(zip(self.messages, there, strict=False))
        same = next((i for i, (old, new) in enumerate(pairs) if old.id != new.id), len(pairs))
        for old, new in pairs[:same]:
            if old.alternatives != new.alternatives:
                self.change(replace(old, alternatives=new.alternatives))
        self.cut(same)
        self.put_back(there[same:])

    def _stored(self) -> list[Message]:
        assert self.chat is not None
        return [self._placed(message) for message in self._store.messages(self.chat.id)]

    def _placed(self, message: Message) -> Message:
        alternatives = self._tree.alternatives(message.id)
        return replace(message, alternatives=alternatives) if len(alternatives) > 1 else message

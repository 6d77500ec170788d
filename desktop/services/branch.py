"""The messages of a chat that are shown: one path through its message tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.chat import Attachment, Chat, ChatId, Message, MessageId, Role, Status
from desktop.core.events import Event
from desktop.core.folders import NOWHERE, Place
from desktop.core.tree import Tree

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.core.templates import TemplateUse
    from desktop.store.chats import ChatStore, NewMessage
    from desktop.store.messages import Between

LARGE = 400  # messages; as many are read within a picture, more by a worker
END = 60  # messages of a larger chat that are shown before all others have been read


@dataclass(frozen=True, slots=True)
class Stored:
    """A branch as it is on the disk, and where it stands in its tree."""

    tree: Tree
    messages: list[Message]  # each knows its alternatives


def read_stored(store: ChatStore, chat: ChatId, between: Between | None = None) -> Stored:
    """Read the branch that is shown, on any thread; see `ChatStore.messages`."""
    messages = store.messages(chat, between)  # before the tree, which may get more at any time
    tree = Tree(store.tree(chat))
    return Stored(tree, placed(messages, tree))


def placed(messages: Sequence[Message], tree: Tree) -> list[Message]:
    """Let messages that have just been read know what stands in the same places."""
    return [_placed(message, tree) for message in messages]


def _placed(message: Message, tree: Tree) -> Message:
    alternatives = _alternatives(message, tree)
    return replace(message, alternatives=alternatives) if alternatives else message


def _alternatives(message: Message, tree: Tree) -> tuple[MessageId, ...]:
    found = tree.alternatives(message.id)
    return found if len(found) > 1 else ()


class Branch:
    """A chat's shown messages, in memory and on the disk. Lives on the owner thread.

    Of a large chat only the end is here at first: then `whole` is false until `fill`. Methods raise a
    `DataError` when nothing can be stored; then nothing has changed.
    """

    def __init__(self, store: ChatStore, chat: Chat | None, place: Place = NOWHERE) -> None:
        self._store = store
        self.chat = chat
        self.place = place  # of a chat to come
        self.tree = Tree(())
        self.messages: list[Message] = []
        self.whole = True
        self.added: Event[Message] = Event()  # a new one
        self.returned: Event[Sequence[Message]] = Event()  # stored before, and shown at the end now
        self.filled: Event[Sequence[Message]] = Event()  # stand before those that were here until then
        self.changed: Event[Message] = Event()  # one of them, mostly the last
        self.removed: Event[int] = Event()  # so many, from the end
        self.placed: Event[Place] = Event()  # the chat to come will be elsewhere
        if chat is not None:
            self._read(chat.id)

    def put(self, place: Place) -> None:
        """Let the chat to come be stored in another place."""
        if place != self.place:
            self.place = place
            self.placed.emit(place)

    def begin(self, title: str) -> Chat:
        """Store a new chat for messages to come."""
        self.chat = self._store.new_chat(title, self.place.folder)
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

        return self.append(NewMessage(self.tip, role, text, status, attachments=tuple(files), covers=covers))

    def write(
        self, role: Role, text: str, files: Sequence[Attachment] = (), template: TemplateUse | None = None
    ) -> Message:
        """Append a message that a template may have made."""
        from desktop.store.chats import NewMessage

        return self.append(NewMessage(self.tip, role, text, attachments=tuple(files), template=template))

    def append(self, *chain: NewMessage) -> Message:
        """Append messages, all of them or none; gives the last one."""
        assert self.chat is not None
        chain = (replace(chain[0], parent=self.tip), *chain[1:])
        added = self._store.add_chain(self.chat.id, chain)
        for message in added:
            self.tree.add(message.id, message.parent)
            self.messages.append(_placed(message, self.tree))
            self.added.emit(self.messages[-1])
        return self.messages[-1]

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

    def fill(self, stored: Stored, most: int) -> None:
        """Take at most so many messages of the whole branch, of which only the end was here.

        `whole` tells whether they were the last ones.
        """
        start = len(stored.messages) - len(self.messages)
        end = [message.id for message in self.messages]
        if start < 0 or [message.id for message in stored.messages[start:]] != end:
            self.tree, self.whole = stored.tree, True  # another process has gone on with the chat
            self.cut(0)
            self.put_back(stored.messages)
            return
        before = stored.messages[max(0, start - most) : start]
        self.messages[:0] = before
        if start <= most:
            self.tree, self.whole = stored.tree, True
        if before:
            self.filled.emit(before)

    def common(self, path: Sequence[MessageId]) -> int:
        """Count the first messages of a path that are shown already."""
        pairs = enumerate(zip(self.messages, path, strict=False))
        least = min(len(self.messages), len(path))
        return next((i for i, (message, wanted) in pairs if message.id != wanted), least)

    def take(self, tree: Tree, same: int, rest: Sequence[Message]) -> None:
        """Show another branch: the first messages of this one, and the rest, which knows its alternatives."""
        self.tree = tree
        for message in self.messages[:same]:
            alternatives = _alternatives(message, tree)
            if alternatives != message.alternatives:
                self.change(replace(message, alternatives=alternatives))
        self.cut(same)
        self.put_back(rest)

    def _read(self, chat: ChatId) -> None:
        if not self._store.has_more_than(chat, LARGE):
            stored = read_stored(self._store, chat)
            self.tree, self.messages = stored.tree, stored.messages
            return
        tail = self._store.tail(chat, END)
        self.tree, self.whole = Tree(tail.links), False
        self.messages = placed(tail.messages, self.tree)

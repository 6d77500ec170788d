"""Reading and writing the message trees of chats. Takes and gives values, never rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import Connection, Integer, Row, bindparam, delete, func, insert, or_, select, update

from desktop.core.chat import AnswerRecord, Attachment, ChatId, Message, MessageId, Role, Status, clean
from desktop.core.templates import TemplateUse
from desktop.store import schema as tables
from desktop.store.copying import Gap, copy_chain
from desktop.store.database import Database
from desktop.store.message_templates import keep_template_of_message
from desktop.store.messages import Between, read_branch, read_tail, read_those
from desktop.store.records import look_at, write_record
from desktop.store.rows import change_chat, insert_row, require

_message = tables.message.c
_TREE = select(_message.id, _message.parent_id).where(_message.chat_id == bindparam("chat"))
_PIN = update(tables.message).where(_message.id == bindparam("message"))
_LEAF = select(tables.chat.c.leaf_id).where(tables.chat.c.id == bindparam("chat"))
_GROWN = select(_message.id).where(
    _message.chat_id == bindparam("chat"),
    _message.parent_id.in_(bindparam("chain", expanding=True)),
    _message.id.not_in(bindparam("chain", expanding=True)),
)
_DISCARD = delete(tables.message).where(
    _message.chat_id == bindparam("chat"), _message.id == bindparam("message")
)
_NUMBER = _TREE.limit(1).offset(bindparam("count", type_=Integer()))
_parents = func.json_each(bindparam("parents")).table_valued("value", name="parents")
_BESIDE = _TREE.where(or_(_message.parent_id.in_(select(_parents.c.value)), _message.parent_id.is_(None)))
_SUMMARY = _PIN.where(_message.role == Role.SUMMARY)

Link: TypeAlias = tuple[MessageId, MessageId | None]  # a message and its parent; None begins the chat


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be added to a chat's tree. Texts are clean (see core.chat.clean)."""

    parent: MessageId | None  # None begins the chat, or one more tree in it
    role: Role
    text: str
    status: Status = Status.DONE
    record: AnswerRecord | None = None
    attachments: Sequence[Attachment] = ()
    covers: MessageId | None = None  # of a summary
    template: TemplateUse | None = None  # what it was made with


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of a branch, and all messages that stand beside one of it."""

    messages: list[Message]
    links: list[Link]


class TreeStore:
    """The messages of all chats on the disk; the half of `ChatStore` that is about them."""

    def __init__(self, database: Database, owner: str) -> None:
        """Work for the process that `owner` names; see `AnswerStore`."""
        self._database = database
        self._owner = owner

    def messages(self, chat: ChatId, between: Between | None = None) -> list[Message]:
        """Read the branch that is shown, root first; of an answer on its way, what has been kept.

        `between` is called every few milliseconds, so that a worker can let other threads run.
        """
        with self._database.read() as db:
            return read_branch(db, chat, between)

    def those(self, wanted: Sequence[MessageId], between: Between | None = None) -> list[Message]:
        """Read messages, the oldest first."""
        with self._database.read() as db:
            return read_those(db, wanted, between)

    def tail(self, chat: ChatId, count: int) -> Tail:
        """Read the last messages of the branch that is shown; takes as long for a long branch."""
        with self._database.read() as db:
            messages = read_tail(db, chat, count)
            parents = json.dumps([m.parent for m in messages if m.parent is not None])
            rows = db.execute(_BESIDE, {"chat": chat, "parents": parents}).all()
            return Tail(messages, _links(rows))

    def has_more_than(self, chat: ChatId, count: int) -> bool:
        """Tell whether a chat has more messages than this, shown or not."""
        with self._database.read() as db:
            return db.execute(_NUMBER, {"chat": chat, "count": count}).first() is not None

    def leaf(self, chat: ChatId) -> MessageId | None:
        """Tell with which message the shown branch ends."""
        with self._database.read() as db:
            found = db.execute(_LEAF, {"chat": chat}).scalar_one_or_none()
            return None if found is None else MessageId(found)

    def tree(self, chat: ChatId) -> list[Link]:
        """List all messages of a chat, shown or not, with their parents."""
        with self._database.read() as db:
            return _links(db.execute(_TREE, {"chat": chat}))

    def add(self, chat: ChatId, new: NewMessage) -> Message:
        """Add a message and show the branch that it ends; the chat becomes the newest.

        One that was put into the trash meanwhile, in another window, comes back: somebody goes on in it.
        Raises LookupError if there is no such chat, or the parent or what is covered is no message of it.
        """
        return self.add_chain(chat, (new,))[0]

    def add_chain(self, chat: ChatId, chain: Sequence[NewMessage]) -> list[Message]:
        """Add messages at once or not at all, each one but the first under the one before; as `add` else."""
        now = datetime.now(UTC)
        added: list[Message] = []
        with self._database.write() as db:
            for new in chain:
                parent = added[-1].id if added else new.parent
                require(db, chat, parent)
                require(db, chat, new.covers)
                added.append(self._insert(db, chat, replace(new, parent=parent), now))
            change_chat(db, chat, leaf_id=added[-1].id, updated=now, deleted=None)
        return added

    def _insert(self, db: Connection, chat: ChatId, new: NewMessage, now: datetime) -> Message:
        files = tuple(Attachment(clean(file.name), file.text) for file in new.attachments)
        row = {
            "chat_id": chat,
            "parent_id": new.parent,
            "role": new.role,
            "text": new.text,
            "status": new.status,
            "created": now,
            "owner": self._owner if new.status is Status.STREAMING else None,
            "covers_id": new.covers,
        }
        message = MessageId(insert_row(db, tables.message, row))
        _attach(db, message, files)
        if new.record is not None:
            write_record(db, message, new.record, look_at)
        if new.template is not None:
            keep_template_of_message(db, message, new.template)
        given = (new.parent, new.role, new.text, new.status, now, new.record)
        return Message(message, *given, attachments=files, covers=new.covers, template=new.template)

    def select(self, chat: ChatId, leaf: MessageId | None) -> None:
        """Show the branch that ends with a message; None shows an empty chat. Raises LookupError."""
        with self._database.write() as db:
            require(db, chat, leaf)
            change_chat(db, chat, leaf_id=leaf)

    def set_pinned(self, message: MessageId, pinned: bool) -> None:
        """Keep a message in the context whatever is left out, or no longer. Raises LookupError."""
        with self._database.write() as db:
            if db.execute(_PIN, {"message": message, "pinned": pinned}).rowcount == 0:
                raise LookupError(f"there is no message {message}")

    def set_summary(self, message: MessageId, text: str) -> None:
        """Change the text of a summary, the only one that ever changes. Raises LookupError for others."""
        with self._database.write() as db:
            if db.execute(_SUMMARY, {"message": message, "text": text}).rowcount == 0:
                raise LookupError(f"there is no summary {message}")

    def delete_message(self, chat: ChatId, path: Sequence[MessageId], message: MessageId) -> None:
        """Show a branch without one message of `path`, the shown branch, root first.

        Nothing is deleted: what follows the message is copied to a chain under the message before it,
        with all that belongs to it, and the branch as it was stays in the tree. Raises LookupError if
        the message is not in the path, or a message of the path is none of the chat; ValueError if a
        message to copy is still being written.
        """
        if message not in path:
            raise LookupError(f"the branch has no message {message}")
        place = path.index(message)
        before = path[place - 1] if place > 0 else None
        with self._database.write() as db:
            require(db, chat, message)
            require(db, chat, before)
            leaf = before
            if rest := path[place + 1 :]:
                leaf = copy_chain(db, chat, rest, Gap(before, message))
            change_chat(db, chat, leaf_id=leaf)

    def discard(self, chat: ChatId, chain: Sequence[MessageId]) -> bool:
        """Delete a chain of messages, root first, that nobody has got to see; tell whether it was done.

        For what was refused and has been given back. Nothing happens if anything was added to one of
        them, or the chat shows one.
        """
        with self._database.write() as db:
            shown = db.execute(_LEAF, {"chat": chat}).scalar_one_or_none()
            found = {"chat": chat, "chain": list(chain)}
            if shown in chain or db.execute(_GROWN, found).first() is not None:
                return False
            for message in reversed(chain):
                db.execute(_DISCARD, {"chat": chat, "message": message})
        return True


def _links(rows: Iterable[Row[int, int | None]]) -> list[Link]:
    return [(MessageId(number), None if parent is None else MessageId(parent)) for number, parent in rows]


def _attach(db: Connection, message: MessageId, files: Sequence[Attachment]) -> None:
    rows = [
        {"message_id": message, "seq": number, "name": file.name, "text": file.text}
        for number, file in enumerate(files)
    ]
    if rows:
        db.execute(insert(tables.attachment), rows)

"""Keeping answers while they are written, ending them, and finding what a crash left behind."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, String, bindparam, delete, func, insert, select, update

from desktop.core.chat import AnswerRecord, ChatId, Message, MessageId, Status
from desktop.store import schema as tables
from desktop.store.database import Database
from desktop.store.messages import Parts, parts_of, read_message
from desktop.store.records import Look, ModelFile, keep_file, look_at, mark_interrupted, write_record
from desktop.store.rows import require, set_columns

_message, _part = tables.message.c, tables.stream_part.c
_THIS = _message.id == bindparam("message")
_NEXT = (
    select(func.coalesce(func.max(_part.seq) + 1, 0)).where(_part.message_id == _message.id).scalar_subquery()
)
_APPEND = insert(tables.stream_part).from_select(
    ["message_id", "seq", "text", "kind"],
    select(_message.id, _NEXT, bindparam("more", type_=String()), bindparam("of", type_=String())).where(
        _THIS, _message.status == Status.STREAMING
    ),
)
_END = update(tables.message).where(_THIS).values(owner=None)
_STATUS = select(_message.chat_id, _message.status).where(_THIS)
_RESUME = update(tables.message).where(_THIS).values(status=Status.STREAMING)
_DROP_PARTS = delete(tables.stream_part).where(_part.message_id == bindparam("message"))
_OWNERS = select(_message.owner).where(_message.owner.is_not(None)).distinct()
_LEFT = select(_message.id, _message.chat_id, _message.text, _message.thinking).where(
    _message.owner == bindparam("owner")
)

_file = tables.model_file.c
_HASH = select(_file.sha256).where(
    _file.path == bindparam("path"), _file.size == bindparam("size"), _file.mtime_ns == bindparam("mtime_ns")
)


class AnswerStore:
    """The answers on their way; one short transaction a call, on any thread. Raises `DataError`s.

    An answer that is written belongs to a process, its owner, since a window and a command line may
    use the same data at the same time; while `alive` says that the owner lives, no one else ends it.
    """

    def __init__(self, database: Database, owner: str, alive: Callable[[str], bool]) -> None:
        """Work for the process that `owner` names, by a name that no later process gets."""
        self._database = database
        self._owner = owner
        self._alive = alive
        self.look: Look = look_at  # at model files; the window knows them, and must not wait for a disk

    def append(self, message: MessageId, text: str, thinking: bool = False) -> None:
        """Keep more text of an answer, or of its thinking; the cost does not grow with what is there.

        Nothing happens if the answer has ended or is gone with its chat: then it was kept whole, or
        is no longer wanted.
        """
        with self._database.write() as db:
            kind = tables.THINKING if thinking else tables.TEXT
            db.execute(_APPEND, {"message": message, "more": text, "of": kind})

    def note(self, message: MessageId, record: AnswerRecord) -> None:
        """Keep what is known of an answer that is on its way, so that a crash does not lose it."""
        with self._database.write() as db:
            read_message(db, message)
            write_record(db, message, record, self.look)

    def finish(
        self,
        message: MessageId,
        text: str,
        status: Status,
        record: AnswerRecord | None,
        thinking: str = "",
    ) -> Message:
        """Write the whole text of an answer and how it ended; may be called again. Raises LookupError.

        The chat of an answer that is on its way is never purged, so the message is there, be it in
        the trash. Without a record, one that was noted before stays.
        """
        with self._database.write() as db:
            _end(db, message, Parts(text, thinking), status)
            if record is not None:
                write_record(db, message, record, self.look)
            return read_message(db, message)

    def resume(self, message: MessageId) -> Message:
        """Let an ended answer go on: it is STREAMING again and this process's, with what it has.

        Its chat comes back if it was put into the trash meanwhile. Raises LookupError, and ValueError for
        an answer that is being written.
        """
        with self._database.write() as db:
            chat, status = db.execute(_STATUS, {"message": message}).one_or_none() or (0, "")
            if status == Status.STREAMING:
                raise ValueError(f"message {message} is being written")
            require(db, ChatId(chat), message)
            set_columns(db, ChatId(chat), deleted=None)
            db.execute(_RESUME, {"message": message, "owner": self._owner})
            return read_message(db, message)

    def recover(self) -> list[ChatId]:
        """End the answers of processes that no longer live, with the text that was kept.

        They become FAILED and INTERRUPTED. Gives the chats that they belong to.
        """
        with self._database.read() as db:
            dead = [owner for owner in db.scalars(_OWNERS) if owner is not None and not self._lives(owner)]
        chats: dict[ChatId, None] = {}
        if dead:
            with self._database.write() as db:
                for owner in dead:
                    chats.update(dict.fromkeys(_recover(db, owner)))
        return list(chats)

    def keep_hash(self, path: str, size: int, mtime_ns: int, sha256: str) -> None:
        """Note the hash of a model file; all answers by it, earlier and later ones, carry it then."""
        with self._database.write() as db:
            keep_file(db, ModelFile(path, size, mtime_ns, sha256))

    def hash_of(self, path: str, size: int, mtime_ns: int) -> str | None:
        """Give the hash of a model file, if it is known."""
        with self._database.read() as db:
            return db.execute(_HASH, {"path": path, "size": size, "mtime_ns": mtime_ns}).scalar_one_or_none()

    def _lives(self, owner: str) -> bool:
        return owner == self._owner or self._alive(owner)


def _recover(db: Connection, owner: str) -> list[ChatId]:
    chats: list[ChatId] = []
    for number, chat, text, thinking in db.execute(_LEFT, {"owner": owner}).all():
        message = MessageId(number)
        parts = parts_of(db, message)
        _end(db, message, Parts(text + parts.text, thinking + parts.thinking), Status.FAILED)
        mark_interrupted(db, message)
        chats.append(ChatId(chat))
    return chats


def _end(db: Connection, message: MessageId, whole: Parts, status: Status) -> None:
    values = {"message": message, "text": whole.text, "thinking": whole.thinking, "status": status}
    db.execute(_END, values)
    db.execute(_DROP_PARTS, {"message": message})

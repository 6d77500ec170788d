"""The tables: chats, their message trees, what is known about each answer, presets, downloads.

Core tables, not mapped classes: nothing here needs a session, and importing the ORM would make
every start about 80 ms longer (measured with SQLAlchemy 2.1.9).
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Named,
    PrimaryKeyConstraint,
    String,
    Table,
    TypedColumns,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

from desktop.core.chat import Naming, Policy, Role, Status

TEXT, THINKING = "text", "thinking"
"""The kinds of stream parts."""

DOOMED = datetime(1970, 1, 1, tzinfo=UTC)
"""When a chat seems to have been deleted that is being deleted for good; see store.trash."""

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as text in UTC, always with microseconds: so its order is the order of time."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the moment in UTC. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).isoformat(" ", "microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its zone."""
        return None if value is None else datetime.fromisoformat(value)


class ChatColumns(TypedColumns):
    """A conversation."""

    id: Named[int] = Column(primary_key=True)
    title: Named[str]
    created: Named[datetime] = Column(UtcTime)
    updated: Named[datetime] = Column(UtcTime)  # when the newest message was added
    deleted: Named[datetime | None] = Column(UtcTime)  # when it was put into the trash
    leaf_id: Named[int | None] = Column(ForeignKey("message.id"))  # ends the branch that is shown
    policy: Named[str] = Column(server_default=Policy.ASK.value)
    thinking: Named[bool] = Column(server_default=true())
    sampling: Named[str] = Column(server_default="")  # JSON of core.chat.ChatOptions.sampling; "" is None
    pinned: Named[bool] = Column(server_default=false())
    archived: Named[bool] = Column(server_default=false())
    naming: Named[str] = Column(server_default=Naming.USER.value)
    folder_id: Named[int | None] = Column(ForeignKey("folder.id", ondelete="SET NULL"))
    # Last: they may be long, and lists never read them.
    draft: Named[str] = Column(server_default="")
    draft_files: Named[str] = Column(server_default="")  # JSON, see packing.pack_files
    draft_template: Named[str] = Column(server_default="")  # JSON of what a template put into the draft


class FolderColumns(TypedColumns):
    """Where chats can be put, with what they are answered with."""

    id: Named[int] = Column(primary_key=True)
    parent_id: Named[int | None] = Column(ForeignKey("folder.id", ondelete="SET NULL"))  # NULL: at the top
    name: Named[str]
    system: Named[str] = Column(server_default="")  # "" is what the model begins with
    model: Named[str] = Column(server_default="")  # JSON of core.folders.WantedModel; "" is none
    created: Named[datetime] = Column(UtcTime)


class ChatTagColumns(TypedColumns):
    """A word that chats are gathered by."""

    chat_id: Named[int] = Column(ForeignKey("chat.id", ondelete="CASCADE"))
    folded: Named[str]  # see core.folding; the same for tags that count as one
    tag: Named[str]


class MessageColumns(TypedColumns):
    """A node of a chat's message tree."""

    id: Named[int] = Column(primary_key=True)
    chat_id: Named[int] = Column(ForeignKey("chat.id", ondelete="CASCADE"))
    parent_id: Named[int | None]  # NULL for a root
    role: Named[str]
    status: Named[str]
    created: Named[datetime] = Column(UtcTime)
    owner: Named[str | None]  # the process that writes this answer; NULL once it has ended
    covers_id: Named[int | None]  # of a summary: the last message that it stands for
    pinned: Named[bool] = Column(server_default=false())
    text: Named[str]
    thinking: Named[str] = Column(server_default="")


class AttachmentColumns(TypedColumns):
    """A text file that goes with a message."""

    message_id: Named[int] = Column(ForeignKey("message.id", ondelete="CASCADE"))
    seq: Named[int]
    name: Named[str]
    text: Named[str]


class ModelFileColumns(TypedColumns):
    """A model file as it was when it answered; another size or time is another file."""

    id: Named[int] = Column(primary_key=True)
    path: Named[str]
    size: Named[int]  # bytes; 0 with mtime_ns 0 where the file could not be looked at
    mtime_ns: Named[int]
    sha256: Named[str | None]  # NULL until the file has been read in idle time


class AnswerColumns(TypedColumns):
    """How an assistant's message came about. The names stay what they were, even if a file is renamed."""

    message_id: Named[int] = Column(ForeignKey("message.id", ondelete="CASCADE"), primary_key=True)
    model_file_id: Named[int | None] = Column(ForeignKey("model_file.id"))
    model_name: Named[str]
    quant: Named[str]
    chat_template: Named[str]
    sampling: Named[str]  # JSON of all fields of core.chat.Sampling
    seed: Named[int | None]
    prompt_tokens: Named[int | None]
    reused_tokens: Named[int | None]
    tokens: Named[int | None]
    first_token_seconds: Named[float | None]
    tokens_per_second: Named[float | None]
    finish: Named[str | None]
    failure: Named[str | None]
    thinking_tokens: Named[int | None]
    thinking_seconds: Named[float | None]
    thinking: Named[bool | None]
    policy: Named[str | None]
    left_out: Named[str | None]  # JSON of core.chat.LeftOut
    drafted_tokens: Named[int | None]
    accepted_tokens: Named[int | None]


class StreamPartColumns(TypedColumns):
    """A piece of an answer that is still being written; it goes when the answer has ended."""

    message_id: Named[int] = Column(ForeignKey("message.id", ondelete="CASCADE"))
    seq: Named[int]
    text: Named[str]
    kind: Named[str] = Column(server_default=TEXT)


class PresetColumns(TypedColumns):
    """Parameters of answers under a name."""

    id: Named[int] = Column(primary_key=True)
    name: Named[str]
    folded: Named[str]  # the name without upper case; SQLite folds ASCII only
    sampling: Named[str]  # JSON of all fields of core.chat.Sampling
    created: Named[datetime] = Column(UtcTime)


class DownloadColumns(TypedColumns):
    """A model that is being downloaded, or was."""

    id: Named[int] = Column(primary_key=True)
    position: Named[int]  # in the queue; several may be the same after a crash
    stage: Named[str]  # of core.downloads.Stage
    what: Named[str]  # JSON of core.downloads.Order
    created: Named[datetime] = Column(UtcTime)
    ended: Named[datetime | None] = Column(UtcTime)


class ChatAdapterColumns(TypedColumns):
    """A LoRA adapter that a chat is answered with."""

    chat_id: Named[int] = Column(ForeignKey("chat.id", ondelete="CASCADE"))
    seq: Named[int]
    path: Named[str]
    scale: Named[float]


class AnswerAdapterColumns(TypedColumns):
    """A LoRA adapter that an answer was given with."""

    message_id: Named[int] = Column(ForeignKey("message.id", ondelete="CASCADE"))
    seq: Named[int]
    path: Named[str]
    scale: Named[float]


metadata = MetaData(naming_convention=NAMES)

# Ids are never used twice (AUTOINCREMENT): whatever remembers a purged chat must not meet another one.
chat = Table("chat", metadata, ChatColumns, sqlite_autoincrement=True)
message = Table(
    "message",
    metadata,
    MessageColumns,
    UniqueConstraint("chat_id", "id"),  # the index of a chat's messages, and the target of the next line
    ForeignKeyConstraint(["chat_id", "parent_id"], ["message.chat_id", "message.id"]),
    ForeignKeyConstraint(["chat_id", "covers_id"], ["message.chat_id", "message.id"]),
    CheckConstraint("parent_id < id", "older_parent"),  # so the tree has no cycle
    CheckConstraint(f"(status = '{Status.STREAMING}') = (owner IS NOT NULL)", "owned_stream"),
    sqlite_autoincrement=True,
)
folder = Table("folder", metadata, FolderColumns, sqlite_autoincrement=True)
chat_tag = Table(
    "chat_tag",
    metadata,
    ChatTagColumns,
    PrimaryKeyConstraint("chat_id", "folded"),
    sqlite_with_rowid=False,
)
attachment = Table(
    "attachment",
    metadata,
    AttachmentColumns,
    PrimaryKeyConstraint("message_id", "seq"),
    sqlite_with_rowid=False,
)
model_file = Table("model_file", metadata, ModelFileColumns, UniqueConstraint("path", "size", "mtime_ns"))
answer = Table("answer", metadata, AnswerColumns)
stream_part = Table(
    "stream_part",
    metadata,
    StreamPartColumns,
    PrimaryKeyConstraint("message_id", "seq"),
    sqlite_with_rowid=False,
)
preset = Table("preset", metadata, PresetColumns, UniqueConstraint("folded"), sqlite_autoincrement=True)
download = Table("download", metadata, DownloadColumns, sqlite_autoincrement=True)
chat_adapter = Table(
    "chat_adapter",
    metadata,
    ChatAdapterColumns,
    PrimaryKeyConstraint("chat_id", "seq"),
    sqlite_with_rowid=False,
)
answer_adapter = Table(
    "answer_adapter",
    metadata,
    AnswerAdapterColumns,
    PrimaryKeyConstraint("message_id", "seq"),
    sqlite_with_rowid=False,
)

Index(None, chat.c.updated, sqlite_where=chat.c.deleted.is_(None))
# The order of the list: a scan of it reads no row, and gives each place's chats by time. With what its
# condition is about, too: SQLite would look that up in each row.
Index(
    "ix_chat_place",
    chat.c.archived,
    chat.c.pinned,
    chat.c.folder_id,
    chat.c.updated,
    chat.c.id,
    chat.c.deleted,
    sqlite_where=chat.c.deleted.is_(None),
)
Index(None, chat.c.folder_id, chat.c.updated, sqlite_where=chat.c.folder_id.is_not(None))
Index(None, folder.c.parent_id)
Index(None, chat_tag.c.folded)
Index(None, chat.c.leaf_id)  # for its foreign key: else every purged message looks through all chats
Index(None, message.c.chat_id, message.c.parent_id)
# For its foreign key, with both of its columns: else SQLite may prefer an index of all of a chat's messages.
Index(None, message.c.chat_id, message.c.covers_id, sqlite_where=message.c.covers_id.is_not(None))
Index(None, message.c.owner, sqlite_where=message.c.owner.is_not(None))
Index(None, answer.c.model_file_id)
# By these a search finds what is rare, where it would else go through all that is common.
Index(None, answer.c.model_name)
Index(None, message.c.role, sqlite_where=message.c.role.in_((Role.SYSTEM, Role.SUMMARY)))
Index(None, chat.c.deleted, sqlite_where=chat.c.deleted.is_not(None))

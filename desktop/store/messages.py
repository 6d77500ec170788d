"""Reading messages, with their records and attachments: what `ChatStore` and `AnswerStore` share.

Each function works inside a transaction of its caller.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Integer, Row, Select, String, bindparam, func, select, type_coerce

from desktop.core.chat import (
    AnswerRecord,
    Attachment,
    ChatId,
    Finish,
    Message,
    MessageId,
    Policy,
    Role,
    Status,
)
from desktop.core.sampling import Sampling
from desktop.store.adapters import adapters_of_answers
from desktop.store.holders import Kind, holders_among
from desktop.store.message_templates import templates_of_messages
from desktop.store.packing import sampling_of, unpack_left_out
from desktop.store.schema import TEXT, THINKING, answer, attachment, chat, message, model_file, stream_part

# Only types that SQLAlchemy gives as they come: converting them for each row costs a tenth of the time.
MESSAGES = select(
    message.c.id,
    message.c.parent_id,
    message.c.role,
    message.c.text,
    message.c.status,
    type_coerce(message.c.created, String),
    message.c.thinking,
    message.c.covers_id,
    type_coerce(message.c.pinned, Integer),
    answer.c.message_id,  # NULL where there is no record
    answer.c.model_name,
    model_file.c.path,
    model_file.c.sha256,
    answer.c.quant,
    answer.c.chat_template,
    answer.c.sampling,
    answer.c.seed,
    answer.c.prompt_tokens,
    answer.c.reused_tokens,
    answer.c.tokens,
    answer.c.first_token_seconds,
    answer.c.tokens_per_second,
    answer.c.finish,
    answer.c.failure,
    answer.c.thinking_tokens,
    answer.c.thinking_seconds,
    type_coerce(answer.c.thinking, Integer),
    answer.c.policy,
    answer.c.left_out,
    answer.c.drafted_tokens,
    answer.c.accepted_tokens,
).select_from(message.outerjoin(answer).outerjoin(model_file))

_tip = (
    select(chat.c.leaf_id.label("id"))
    .where(chat.c.id == bindparam("chat"), chat.c.leaf_id.is_not(None))
    .cte("branch", recursive=True)
)
_branch = _tip.union(  # not UNION ALL: ends even if the tree of a damaged file has a cycle
    select(message.c.parent_id).join(_tip, message.c.id == _tip.c.id).where(message.c.parent_id.is_not(None))
)
BRANCH = MESSAGES.where(message.c.id.in_(select(_branch.c.id))).order_by(message.c.id)
TAIL = MESSAGES.where(
    message.c.id.in_(select(_branch.c.id).limit(bindparam("count", type_=Integer())))
).order_by(message.c.id)
ONE = MESSAGES.where(message.c.id == bindparam("message"))
_PARTS = (
    select(stream_part.c.kind, stream_part.c.text)
    .where(stream_part.c.message_id == bindparam("message"))
    .order_by(stream_part.c.seq)
)
_wanted = func.json_each(bindparam("wanted")).table_valued("value", name="wanted")
_ATTACHMENTS = (
    select(attachment.c.message_id, attachment.c.name, attachment.c.text)
    .join_from(_wanted, attachment, attachment.c.message_id == _wanted.c.value)
    .order_by(attachment.c.message_id, attachment.c.seq)
)
THOSE = MESSAGES.where(message.c.id.in_(select(_wanted.c.value))).order_by(message.c.id)

OF_CHATS = (
    MESSAGES.add_columns(message.c.chat_id)
    .where(message.c.chat_id.in_(select(_wanted.c.value)))
    .order_by(message.c.chat_id, message.c.id)
)

Between: TypeAlias = Callable[[], None]

AT_A_TIME = 100  # messages that are read without a pause; takes about 2 ms
ROLES = {role.value: role for role in Role}
STATUSES = {status.value: status for status in Status}
STREAMING = Status.STREAMING.value
FINISHES = {finish.value: finish for finish in Finish}
POLICIES = {policy.value: policy for policy in Policy}


@dataclass(frozen=True, slots=True)
class Parts:
    """What has been kept of an answer that is being written."""

    text: str
    thinking: str


def read_branch(db: Connection, chat_id: ChatId, between: Between | None = None) -> list[Message]:
    """Read the shown branch; a parent is older than its children, so the order of ids is root first."""
    return _read(db, BRANCH, {"chat": chat_id}, between)


def read_tail(db: Connection, chat_id: ChatId, count: int) -> list[Message]:
    """Read the last messages of the shown branch, however long that is."""
    return _read(db, TAIL, {"chat": chat_id, "count": count})


def read_those(db: Connection, wanted: Sequence[MessageId], between: Between | None = None) -> list[Message]:
    """Read messages, in the order of their ids."""
    return _read(db, THOSE, {"wanted": json.dumps(list(wanted))}, between)


def read_chats(db: Connection, wanted: str, between: Between | None = None) -> dict[int, list[Message]]:
    """Read all messages of chats, each chat's in the order of their ids; `wanted` is a JSON list of chats."""
    samplings: dict[str, Sampling] = {}
    found: dict[int, list[Message]] = {}
    for rows in db.execute(OF_CHATS, {"wanted": wanted}).partitions(AT_A_TIME):
        reader = _Reader(db, sorted(rows, key=_number), samplings)
        for row in rows:
            *known, chat_id = row
            found.setdefault(chat_id, []).append(reader.message(known))
        if between is not None:
            between()
    return found


def _number(row: Sequence[Any]) -> int:
    return row[0]


def read_message(db: Connection, message_id: MessageId) -> Message:
    """Read one message. Raises LookupError."""
    found = _read(db, ONE, {"message": message_id})
    if not found:
        raise LookupError(f"there is no message {message_id}")
    return found[0]


def parts_of(db: Connection, message_id: MessageId) -> Parts:
    """Join what has been kept of an answer that is being written."""
    rows = db.execute(_PARTS, {"message": message_id}).all()
    text = "".join(text for kind, text in rows if kind == TEXT)
    return Parts(text, "".join(text for kind, text in rows if kind == THINKING))


class _Reader:
    """Makes values of rows; remembers what many of them share."""

    def __init__(
        self, db: Connection, rows: Sequence[Row[*tuple[Any, ...]]], samplings: dict[str, Sampling]
    ) -> None:
        self._db = db
        holders = holders_among(db, [row[0] for row in rows])
        self._files = attachments_of(db, holders[Kind.FILES])
        self._adapters = adapters_of_answers(db, holders[Kind.ADAPTERS])
        self._templates = templates_of_messages(db, holders[Kind.TEMPLATE])
        self._samplings = samplings  # most answers of a chat share one

    def message(self, row: Sequence[Any]) -> Message:
        # By position and by dictionaries: a chat of 10,000 messages takes a third less time than by names.
        number, parent, role, text, status, created, thinking, covers, pinned, answered, *known = row
        if status == STREAMING:
            parts = parts_of(self._db, number)
            text, thinking = text + parts.text, thinking + parts.thinking
        return Message(
            number,
            parent,
            ROLES[role],
            text,
            STATUSES[status],
            datetime.fromisoformat(created),
            None if answered is None else self._record(number, known),
            (),
            thinking,
            self._files.get(number, ()),
            covers,
            pinned != 0,
            self._templates.get(number),
        )

    def _record(self, number: int, known: list[Any]) -> AnswerRecord:
        name, path, sha256, quant, template, sampled, seed, *numbers = known
        prompt_tokens, reused_tokens, tokens, first_token_seconds, tokens_per_second, *ended = numbers
        finish, failure, thinking_tokens, thinking_seconds, thinking, policy, left_out, *drafted = ended
        sampling = self._samplings.get(sampled)
        if sampling is None:
            sampling = self._samplings[sampled] = sampling_of(json.loads(sampled))
        return AnswerRecord(
            name,
            path or "",
            sha256,
            quant,
            template,
            sampling,
            seed,
            prompt_tokens,
            reused_tokens,
            tokens,
            first_token_seconds,
            tokens_per_second,
            None if finish is None else FINISHES[finish],
            failure,
            thinking_tokens,
            thinking_seconds,
            None if thinking is None else thinking != 0,
            None if policy is None else POLICIES[policy],
            None if left_out is None else unpack_left_out(left_out),
            self._adapters.get(number, ()),
            *drafted,
        )


def _read(
    db: Connection,
    wanted: Select[*tuple[Any, ...]],
    values: dict[str, object],
    between: Between | None = None,
) -> list[Message]:
    """Read messages; `between` is called again and again, so that it can let other threads run."""
    samplings: dict[str, Sampling] = {}
    found: list[Message] = []
    for rows in db.execute(wanted, values).partitions(AT_A_TIME):
        reader = _Reader(db, rows, samplings)
        found += [reader.message(row) for row in rows]
        if between is not None:
            between()
    return found


def attachments_of(db: Connection, holders: Collection[int]) -> dict[int, tuple[Attachment, ...]]:
    """Read the attachments of these messages."""
    if not holders:
        return {}
    found: dict[int, tuple[Attachment, ...]] = {}
    for number, name, text in db.execute(_ATTACHMENTS, {"wanted": json.dumps(list(holders))}):
        found[number] = (*found.get(number, ()), Attachment(name, text))
    return found

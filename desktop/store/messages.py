"""Reading messages, with their records: what `ChatStore` and `AnswerStore` share.

Each function works inside a transaction of its caller.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Result, Row, bindparam, select

from desktop.core.chat import AnswerRecord, ChatId, Finish, Message, MessageId, Role, Status
from desktop.core.sampling import Sampling, from_values
from desktop.store.schema import answer, chat, message, model_file, stream_part

MESSAGES = select(
    message.c.id,
    message.c.parent_id,
    message.c.role,
    message.c.text,
    message.c.status,
    message.c.created,
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
ONE = MESSAGES.where(message.c.id == bindparam("message"))
PARTS = (
    select(stream_part.c.text)
    .where(stream_part.c.message_id == bindparam("message"))
    .order_by(stream_part.c.seq)
)


ROLES = {role.value: role for role in Role}
STATUSES = {status.value: status for status in Status}
FINISHES = {finish.value: finish for finish in Finish}


def read_branch(db: Connection, chat_id: ChatId) -> list[Message]:
    """Read the shown branch; a parent is older than its children, so the order of ids is root first."""
    return _values(db, db.execute(BRANCH, {"chat": chat_id}))


def read_message(db: Connection, message_id: MessageId) -> Message:
    """Read one message. Raises LookupError."""
    found = _values(db, db.execute(ONE, {"message": message_id}))
    if not found:
        raise LookupError(f"there is no message {message_id}")
    return found[0]


def parts_of(db: Connection, message_id: MessageId) -> str:
    """Join what has been kept of an answer that is being written."""
    return "".join(db.scalars(PARTS, {"message": message_id}))


def _values(db: Connection, rows: Result[*tuple[Any, ...]]) -> list[Message]:
    samplings: dict[str, Sampling] = {}  # most answers of a chat share one
    return [_value(db, row, samplings) for row in rows.all()]


def _value(db: Connection, row: Row[*tuple[Any, ...]], samplings: dict[str, Sampling]) -> Message:
    # By position and by dictionaries: a chat of 10,000 messages takes a third less time than by names.
    number, parent, role, text, status, created, answered, *known = row
    if status == Status.STREAMING:
        text += parts_of(db, number)
    record = None if answered is None else _record(known, samplings)
    return Message(number, parent, ROLES[role], text, STATUSES[status], created, record)


def _record(known: list[Any], samplings: dict[str, Sampling]) -> AnswerRecord:
    name, path, sha256, quant, template, sampled, seed, *numbers, finish, failure = known
    prompt_tokens, reused_tokens, tokens, first_token_seconds, tokens_per_second = numbers
    sampling = samplings.get(sampled)
    if sampling is None:
        sampling = samplings[sampled] = from_values(json.loads(sampled))
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
    )

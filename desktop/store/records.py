"""Writing what is known about answers, and about the files that gave them.

Each function works inside a transaction of its caller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from desktop.core.chat import AnswerRecord, Finish, MessageId, clean
from desktop.store import schema as tables
from desktop.store.adapters import keep_adapters_of_answer
from desktop.store.packing import pack_left_out, pack_sampling


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file as it is at some moment: with another size or time it is another file."""

    path: str
    size: int  # bytes
    mtime_ns: int
    sha256: str | None = None


Look = Callable[[str], ModelFile | None]


_known_file = (
    select(tables.model_file.c.id)
    .join(tables.answer)
    .where(
        tables.answer.c.message_id == bindparam("message"),
        tables.model_file.c.path == bindparam("path"),
    )
)
_new_file = insert(tables.model_file)
_keep_file = _new_file.on_conflict_do_update(
    index_elements=["path", "size", "mtime_ns"],
    set_={"sha256": func.coalesce(_new_file.excluded.sha256, tables.model_file.c.sha256)},
).returning(tables.model_file.c.id)

_new_answer = insert(tables.answer)
_keep_answer = _new_answer.on_conflict_do_update(
    index_elements=["message_id"],
    set_={name: column for name, column in _new_answer.excluded.items() if name != "message_id"},
)
_interrupt = _new_answer.on_conflict_do_update(
    index_elements=["message_id"],
    # An answer that went on after a failure has not failed for that reason now.
    set_={name: _new_answer.excluded[name] for name in ("finish", "failure")},
)


def write_record(db: Connection, message: MessageId, record: AnswerRecord, look: Look | None = None) -> None:
    """Write what is known about an answer, in place of what was known before.

    `look` tells what the file is like that it names; else its path may come from elsewhere, and even
    asking for it could go to another machine.
    """
    file = _named_file(db, record) if look is None else _file_of(db, message, record, look)
    db.execute(_keep_answer, _row(message, record) | {"model_file_id": file})
    keep_adapters_of_answer(db, message, record.adapters)


def mark_interrupted(db: Connection, message: MessageId) -> None:
    """Note that the application ended before the answer did; its model's name may not be known."""
    unknown = AnswerRecord(model_name="", model_path="", finish=Finish.INTERRUPTED)
    db.execute(_interrupt, _row(message, unknown) | {"model_file_id": None})


def keep_file(db: Connection, file: ModelFile) -> int:
    """Find or make the row of a model file, and give its number; a hash that is known is not forgotten."""
    row = asdict(file) | {"path": clean(file.path)}
    return db.execute(_keep_file, row).scalar_one()


def _file_of(db: Connection, message: MessageId, record: AnswerRecord, look: Look) -> int | None:
    if not record.model_path:
        return None
    path = clean(record.model_path)
    known = db.execute(_known_file, {"message": message, "path": path}).scalar_one_or_none()
    if known is not None and record.model_sha256 is None:
        return known  # looked at when the answer began: the file may have been replaced since
    there = look(record.model_path) or ModelFile(record.model_path, 0, 0)
    return keep_file(db, replace(there, sha256=record.model_sha256))


def _named_file(db: Connection, record: AnswerRecord) -> int | None:
    if not record.model_path:
        return None
    return keep_file(db, ModelFile(record.model_path, 0, 0, record.model_sha256))


def look_at(path: str) -> ModelFile | None:
    """Look at a file; None where it is gone, or no path at all: the answer is kept all the same."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return ModelFile(path, found.st_size, found.st_mtime_ns)


def _row(message: MessageId, record: AnswerRecord) -> dict[str, object]:
    return {
        "message_id": message,
        "model_name": clean(record.model_name),
        "quant": record.quant,
        "chat_template": record.chat_template,
        "sampling": pack_sampling(record.sampling),
        "seed": record.seed,
        "prompt_tokens": record.prompt_tokens,
        "reused_tokens": record.reused_tokens,
        "tokens": record.tokens,
        "first_token_seconds": record.first_token_seconds,
        "tokens_per_second": record.tokens_per_second,
        "finish": record.finish,
        "failure": record.failure,
        "thinking_tokens": record.thinking_tokens,
        "thinking_seconds": record.thinking_seconds,
        "thinking": record.thinking,
        "policy": record.policy,
        "left_out": pack_left_out(record.left_out),
        "drafted_tokens": record.drafted_tokens,
        "accepted_tokens": record.accepted_tokens,
    }

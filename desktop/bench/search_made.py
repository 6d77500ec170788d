"""A data folder full of made chats in English and Chinese, as a person has them after years."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.bench.search_texts import Texts
from desktop.core.chat import Role, Status
from desktop.core.sampling import DEFAULTS
from desktop.store.opening import open_store
from desktop.store.packing import pack_sampling

TURNS = 10  # messages of a chat
PORTION = 2_000  # chats that are made in one transaction
BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
FOLDERS, TAGS = 40, 60
FILES = 100  # one question of so many has one
ARCHIVED, PINNED = 30, 5_000  # one chat of so many is


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    messages: int
    text: int  # bytes of all titles, messages and files


@dataclass(slots=True)
class _Rows:
    """What goes into the tables at once."""

    chats: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    tags: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    messages: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    answers: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    files: list[tuple[object, ...]] = field(default_factory=list[tuple[object, ...]])
    text: int = 0


def make(path: Path, chats: int, texts: Texts) -> Made:
    """Fill a new database; its index is still to be made."""
    open_store(path, "bench", lambda _: False).close()
    total = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        _make_folders(db)
        for first in range(1, chats + 1, PORTION):
            rows = _drawn(range(first, min(first + PORTION, chats + 1)), texts)
            db.execute("BEGIN")
            _insert(db, rows)
            db.execute("COMMIT")
            total += rows.text
        for _, sql in triggers:
            db.execute(sql)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with closing(open_store(path, "bench", lambda _: False)) as store:
        store.index.rebuild()
    return Made(chats * TURNS, total)


def made_before(path: Path) -> Made:
    """Look at what was made, in a file that was kept."""
    with closing(sqlite3.connect(path)) as db:
        messages: int = db.execute("SELECT max(id) FROM message").fetchone()[0]
        text: int = db.execute(
            "SELECT (SELECT sum(length(CAST(text AS BLOB))) FROM message)"
            " + (SELECT sum(length(CAST(title AS BLOB))) FROM chat)"
            " + (SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM attachment)"
        ).fetchone()[0]
    return Made(messages, text)


def _make_folders(db: sqlite3.Connection) -> None:
    """Make folders, every second one within another."""
    moment = _moment(0)
    for number in range(1, FOLDERS + 1):
        parent = number // 4 if number % 2 else None
        db.execute(
            "INSERT INTO folder (id, parent_id, name, created) VALUES (?, ?, ?, ?)",
            (number, parent or None, f"Project {number}" if number % 3 else f"项目{number}", moment),
        )


def _drawn(chats: range, texts: Texts) -> _Rows:
    rows = _Rows()
    sampling = pack_sampling(DEFAULTS)
    drawn = random.Random(chats.start)
    for chat in chats:
        title = texts.draw(30)
        rows.text += len(title.encode())
        moment = _moment(chat * TURNS)
        folder = drawn.randint(1, FOLDERS) if drawn.random() < 0.3 else None
        state = int(chat % ARCHIVED == 0), int(chat % PINNED == 0)
        rows.chats.append((chat, title, moment, chat * TURNS, folder, *state))
        if drawn.random() < 0.2:
            tag = f"tag{int(TAGS * drawn.random() ** 3)}"
            rows.tags.append((chat, tag, tag))
        for turn in range(TURNS):
            _draw_message(rows, chat, turn, texts)
            if turn % 2:
                rows.answers.append(((chat - 1) * TURNS + turn + 1, texts.model(), sampling))
    return rows


def _draw_message(rows: _Rows, chat: int, turn: int, texts: Texts) -> None:
    number = (chat - 1) * TURNS + turn + 1
    text = texts.message(answer=turn % 2 == 1)
    rows.text += len(text.encode())
    role = Role.ASSISTANT if turn % 2 else Role.USER
    parent = number - 1 if turn else None
    rows.messages.append((number, chat, parent, role.value, Status.DONE.value, _moment(number), text))
    if turn % 2 == 0 and number // 2 % FILES == 0:
        name, text = texts.file()
        rows.text += len(text.encode())
        rows.files.append((number, 0, name, text))


def _insert(db: sqlite3.Connection, rows: _Rows) -> None:
    db.executemany(
        "INSERT INTO chat (id, title, created, updated, leaf_id, folder_id, archived, pinned)"
        " VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)",
        rows.chats,
    )
    db.executemany("INSERT INTO chat_tag (chat_id, folded, tag) VALUES (?, ?, ?)", rows.tags)
    db.executemany(
        "INSERT INTO message (id, chat_id, parent_id, role, status, created, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows.messages,
    )
    db.executemany(
        "INSERT INTO answer (message_id, model_name, quant, chat_template, sampling, prompt_tokens, tokens,"
        " reused_tokens, first_token_seconds, tokens_per_second, finish)"
        " VALUES (?, ?, 'Q4_K_M', 'own', ?, 900, 300, 800, 0.25, 31.5, 'stop')",
        rows.answers,
    )
    db.executemany("INSERT INTO attachment (message_id, seq, name, text) VALUES (?, ?, ?, ?)", rows.files)


def _moment(number: int) -> str:
    return (BEGIN + timedelta(minutes=5 * number)).isoformat(" ", "microseconds")

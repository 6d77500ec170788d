"""A data folder full of made chats in English and Chinese, as a person has them after years."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from desktop.core.chat import Role, Status
from desktop.core.sampling import DEFAULTS
from desktop.store.opening import open_store
from desktop.store.packing import pack_sampling

TURNS = 10  # messages of a chat
PORTION = 2_000  # chats that are made in one transaction
BEGIN = datetime(2016, 1, 1, tzinfo=UTC)
MODELS = ("Qwen3 4B Instruct", "Gemma 3 12B", "SmolLM2 1.7B", "Llama 3.1 8B")
QUESTION, ANSWER = (60, 120, 200, 300), (300, 600, 900, 1_500, 2_500)  # bytes

_HEADS = (*"bcdfghklmnprstvw", "st", "tr", "pr", "ch", "sh")
_TAILS = (*"aeiou", "ai", "ea", "ou", "an", "en", "in", "er")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    messages: int
    text: int  # bytes of all titles and messages


class Texts:
    """Draws texts whose words are as unevenly common as those of people, and come in pairs as theirs do."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        syllables = [head + tail for head in _HEADS for tail in _TAILS]
        characters = [chr(0x4E00 + place) for place in self._random.sample(range(20_000), 4_500)]
        latin = self._words(syllables, 60_000, (1, 2, 2, 3, 3, 4), 0.3)
        chinese = self._words(characters, 40_000, (1, 2, 2, 2, 2, 3, 4), 0.9)
        self._kinds = self._phrases(latin, " "), self._phrases(chinese, "")

    def draw(self, size: int) -> str:
        """Make a text of about so many bytes."""
        kind = self._random.random() < 0.5
        phrases, weights = self._kinds[kind]
        drawn = self._random.choices(phrases, cum_weights=weights, k=max(2, size // (12 if kind else 13)))
        parted = ("，", "。") if kind else (", ", ". ")
        for place in range(2, len(drawn), 3):
            drawn[place] += parted[place % 2]
        text = ("" if kind else " ").join(drawn)
        if kind and self._random.random() < 0.3:
            text += " " + self._random.choices(*self._kinds[0][:1], cum_weights=self._kinds[0][1], k=1)[0]
        return text

    def size(self, answer: bool) -> int:
        """Draw how long a message is."""
        return self._random.choice(ANSWER if answer else QUESTION)

    def model(self) -> str:
        """Draw who answers."""
        return self._random.choice(MODELS)

    def _words(self, pieces: list[str], count: int, lengths: Sequence[int], slope: float) -> list[str]:
        weights = list(accumulate(1 / (place + 2.7) ** slope for place in range(len(pieces))))
        drawn = (
            "".join(self._random.choices(pieces, cum_weights=weights, k=self._random.choice(lengths)))
            for _ in range(count)
        )
        return list(dict.fromkeys(drawn))

    def _phrases(self, words: list[str], space: str) -> tuple[list[str], list[float]]:
        weights = list(accumulate(1 / (place + 2.7) for place in range(len(words))))
        phrases = [
            space.join(self._random.choices(words, cum_weights=weights, k=self._random.choice((1, 2, 2, 3))))
            for _ in range(120_000)
        ]
        return phrases, list(accumulate(1 / (place + 20) ** 0.9 for place in range(len(phrases))))


def make(path: Path, chats: int, texts: Texts) -> Made:
    """Fill a new database; its index is still to be made."""
    open_store(path, "bench", lambda _: False).close()
    total = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for name in [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]:
            sql: str = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
            db.execute(f"DROP TRIGGER {name}")
            db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (sql)")
            db.execute("INSERT INTO kept VALUES (?)", (sql,))
        for first in range(1, chats + 1, PORTION):
            db.execute("BEGIN")
            total += _portion(db, range(first, min(first + PORTION, chats + 1)), texts)
            db.execute("COMMIT")
        for (sql,) in db.execute("SELECT sql FROM kept").fetchall():
            db.execute(sql)
        db.execute("UPDATE search_state SET messages = ?, chats = ?", (chats * TURNS, chats))
        db.execute("UPDATE search_state SET total = messages + chats")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Made(chats * TURNS, total)


def _portion(db: sqlite3.Connection, chats: range, texts: Texts) -> int:
    sampling = pack_sampling(DEFAULTS)
    sizes = 0

    def messages() -> Iterator[tuple[object, ...]]:
        nonlocal sizes
        for chat in chats:
            for turn in range(TURNS):
                number = (chat - 1) * TURNS + turn + 1
                text = texts.draw(texts.size(turn % 2 == 1))
                sizes += len(text.encode())
                role = Role.ASSISTANT if turn % 2 else Role.USER
                parent = number - 1 if turn else None
                yield number, chat, parent, role.value, Status.DONE.value, _moment(number), text

    def answers() -> Iterator[tuple[object, ...]]:
        for chat in chats:
            for turn in range(1, TURNS, 2):
                yield (chat - 1) * TURNS + turn + 1, texts.model(), sampling

    titles = [(chat, texts.draw(30), _moment(chat * TURNS), chat * TURNS) for chat in chats]
    sizes += sum(len(title.encode()) for _, title, _, _ in titles)
    db.executemany(
        "INSERT INTO chat (id, title, created, updated, leaf_id) VALUES (?1, ?2, ?3, ?3, ?4)", titles
    )
    db.executemany(
        "INSERT INTO message (id, chat_id, parent_id, role, status, created, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        messages(),
    )
    db.executemany(
        "INSERT INTO answer (message_id, model_name, quant, chat_template, sampling, prompt_tokens, tokens,"
        " reused_tokens, first_token_seconds, tokens_per_second, finish)"
        " VALUES (?, ?, 'Q4_K_M', 'own', ?, 900, 300, 800, 0.25, 31.5, 'stop')",
        answers(),
    )
    return sizes


def _moment(number: int) -> str:
    return (BEGIN + timedelta(minutes=5 * number)).isoformat(" ", "microseconds")

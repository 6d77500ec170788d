"""What a killed process had been told to be stored, and whether the database has it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop.bench.kill_settings import Settings

DOOMED = "1970-01-01 00:00:00.000000+00:00"  # when a chat was deleted that is just leaving for good
MAY_BE_LOST = 0.5  # seconds of streamed text


@dataclass(slots=True)
class Stream:
    """One text of an answer: all pieces that came, with their times."""

    text: str = ""
    pieces: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])  # when, length then

    def grow(self, at: float, more: str) -> None:
        """Take one more piece."""
        self.text += more
        self.pieces.append((at, len(self.text)))

    def sure(self, end: float) -> int:
        """Tell how many characters came so long before the end that they must be there."""
        return max((length for at, length in self.pieces if at <= end - MAY_BE_LOST), default=0)


@dataclass(slots=True)
class Expected:
    """A message as it was acknowledged."""

    place: tuple[object, object, object]  # chat, parent, role
    text: str
    answer: bool
    streams: dict[str, Stream] = field(default_factory=lambda: {"text": Stream(), "thinking": Stream()})

    def fault(self, row: tuple[Any, ...] | None) -> str | None:
        """Tell what is wrong with the row of it: chat, parent, role, status, text, thinking."""
        if row is None:
            return "is missing"
        if row[:3] != self.place:
            return "stands elsewhere"
        if row[3] == "streaming":
            return "was not recovered"
        if not self.answer:
            return None if row[4] == self.text else "has another text"
        texts = zip(self.streams.values(), row[4:], strict=True)
        return None if all(_kept(stream, text) for stream, text in texts) else "has lost text"


@dataclass(slots=True)
class Ledger:
    """All that has been acknowledged since the database was begun."""

    messages: dict[int, Expected] = field(default_factory=dict[int, Expected])
    settings: Settings = field(default_factory=Settings)
    purged: set[int] = field(default_factory=set[int])  # chats that may have left the trash for good
    gone: set[int] = field(default_factory=set[int])  # chats that have left it for good, as was told
    troubled: set[int] = field(default_factory=set[int])  # answers that could not be stored, as was told
    named: dict[str, set[str]] = field(default_factory=lambda: {"template_version": set(), "preset": set()})
    changes: int = 0
    errors: Counter[str] = field(default_factory=Counter[str])  # that were told

    def read(self, paths: Sequence[Path]) -> None:
        """Take what processes were told. A last line that is cut off was not told."""
        books = [list(_lines(path)) for path in paths]
        self.settings.shared = sum(map(bool, books)) > 1
        for line in sorted((line for book in books for line in book), key=lambda line: line["at"]):
            self._take(line)
            self.changes += 1
        self.troubled.clear()
        end = min((book[-1]["at"] for book in books if book), default=0.0)
        for expected in self.messages.values():  # what follows comes from other processes
            for stream in expected.streams.values():
                stream.pieces = [(float("-inf"), stream.sure(end))]

    def compare(self, database: Path) -> list[str]:
        """Tell everything that is not as it was acknowledged."""
        with closing(sqlite3.connect(database)) as db:
            faults = [
                f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"
            ]
            faults += [f"reference: {row}" for row in db.execute("PRAGMA foreign_key_check")]
            faults += self._messages(db)
            back = self.gone & {row[0] for row in db.execute("SELECT id FROM chat")}
            faults += [f"chat {chat} was deleted for good and is there" for chat in back]
            faults += self.settings.faults(db, self._gone(db))
            for table, wanted in self.named.items():
                there = {row[0] for row in db.execute(f"SELECT name FROM {table}")} if wanted else set[str]()
                faults += [f"{table} {name} is missing" for name in wanted - there]
        return faults

    def settle(self, database: Path) -> None:
        """Take what is there as what is expected from now on: an answer may have been cut short."""
        with closing(sqlite3.connect(database)) as db:
            for number, text, thinking in db.execute("SELECT id, text, thinking FROM message"):
                expected = self.messages.get(number)
                if expected is not None and expected.answer:
                    for stream, kept in zip(expected.streams.values(), (text, thinking), strict=True):
                        stream.text = kept
                        stream.pieces = [(float("-inf"), len(kept))]
            self.settings.settle(db)
            gone = self._gone(db)
            self.messages = {n: each for n, each in self.messages.items() if each.place[0] not in gone}
            doomed = db.execute("SELECT id FROM chat WHERE deleted <= ?", (DOOMED,))
            self.purged &= {row[0] for row in doomed}  # they go on leaving at the next start

    def _take(self, line: dict[str, Any]) -> None:
        match line["what"]:
            case "added":
                place = (line["chat"], line["parent"], line["role"])
                self.messages[line["id"]] = Expected(place, line["text"], line["role"] == "assistant")
            case "grown" | "ended" if line["id"] in self.messages:
                self._take_text(line)
            case "trouble":
                self._doubt(line["messages"], line["at"])
            case "error":
                self.errors[line["name"]] += 1
            case "purging":
                self.purged.update(line["chats"])
            case "purged":
                self.gone.update(line["chats"])
            case "named":
                self.named[line["table"]].add(line["name"])
            case _:
                self.settings.take(line)

    def _doubt(self, messages: list[int], at: float) -> None:
        """Expect no more of answers than what came so long before the user was told of an error."""
        self.troubled.update(messages)
        for stream in [stream for m in messages if m in self.messages for stream in self._streams(m)]:
            stream.pieces = [
                (when if when <= at - MAY_BE_LOST else float("inf"), size) for when, size in stream.pieces
            ]

    def _streams(self, message: int) -> Iterable[Stream]:
        return self.messages[message].streams.values()

    def _take_text(self, line: dict[str, Any]) -> None:
        """Take more text, or all of it. What comes after an error that was told need not be there."""
        sure = line["id"] not in self.troubled
        for name, stream in self.messages[line["id"]].streams.items():
            if line["what"] == "grown":
                stream.grow(line["at"] if sure else float("inf"), line[name])
            elif not sure:
                stream.text = line[name]
            else:
                stream.text = line[name]
                stream.pieces = [(float("-inf"), len(line[name]))]

    def _messages(self, db: sqlite3.Connection) -> Iterator[str]:
        wanted = "SELECT id, chat_id, parent_id, role, status, text, thinking FROM message"
        found = {row[0]: row[1:] for row in db.execute(wanted)}
        gone = self._gone(db)
        for number, expected in self.messages.items():
            if expected.place[0] in gone:
                continue
            fault = expected.fault(found.get(number))
            if fault is not None:
                yield f"message {number} {fault}"
        for number, row in found.items():
            if row[1] is not None and found[row[1]][0] != row[0]:
                yield f"message {number} hangs under one of another chat"

    def _gone(self, db: sqlite3.Connection) -> set[int]:
        """Give the chats that are no longer there, and need not be."""
        there = db.execute("SELECT id FROM chat WHERE deleted IS NULL OR deleted > ?", (DOOMED,))
        return self.purged - {row[0] for row in there}


def _kept(stream: Stream, text: str) -> bool:
    """Tell whether a text is the beginning of what came, or goes on from it, and long enough."""
    same = stream.text.startswith(text) or text.startswith(stream.text)
    return same and len(text) >= max((length for _, length in stream.pieces), default=0)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)

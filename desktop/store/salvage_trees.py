"""Putting the recovered messages of a chat back into its tree, sound again, beside those of the backup."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from desktop.core.chat import Role, Status
from desktop.core.recovery import Notes
from desktop.store.salvage_rules import MESSAGE

ANSWERED = {Role.USER.value: Role.ASSISTANT.value, Role.ASSISTANT.value: Role.USER.value}
_NAMES = tuple(MESSAGE.rules)
_ADD = f"INSERT INTO message ({', '.join(_NAMES)}) VALUES ({', '.join('?' * len(_NAMES))})"
_FOUND = f"SELECT {', '.join(_NAMES)}, cut FROM message WHERE chat_id = ? ORDER BY id"
_HERE = "SELECT id, parent_id, role, created, text, status FROM message WHERE chat_id = ?"
_CHANGE = "UPDATE message SET status = ?, owner = ?, pinned = ?, text = ?, thinking = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Sources:
    """What was found, and the database that is made of it."""

    found: sqlite3.Connection
    fresh: sqlite3.Connection
    notes: Notes


@dataclass(slots=True)
class Numbers:
    """Gives ids that nothing has yet."""

    last: int

    def new(self) -> int:
        """Give one."""
        self.last += 1
        return self.last


@dataclass(slots=True)
class Tree:
    """One chat while its messages come back."""

    sources: Sources
    numbers: Numbers
    found: int  # the id of the chat in the damaged file
    chat: int  # and in the new one
    here: dict[int, tuple[Any, ...]] = field(default_factory=dict[int, "tuple[Any, ...]"])
    ids: dict[int, int] = field(default_factory=dict[int, int])  # new ones, by those of the damaged file
    added: list[int] = field(default_factory=list[int])
    changed: list[int] = field(default_factory=list[int])

    def merge(self) -> None:
        """Bring in what the damaged file has, and this chat has not."""
        self.here = {row[0]: row for row in self.sources.fresh.execute(_HERE, (self.chat,))}
        known = {(row[3], row[2], row[4]): row[0] for row in self.here.values()}
        for row in self.sources.found.execute(_FOUND, (self.found,)).fetchall():
            message = dict(zip((*_NAMES, "cut"), row, strict=True))
            there = self.here.get(message["id"])
            if there is not None and there[3] == message["created"]:
                self.ids[message["id"]] = there[0]
                self._renew(there, message)
                continue
            same = known.get((message["created"], message["role"], message["text"]))
            if same is not None:
                self.ids[message["id"]] = same
            else:
                self._add(message)

    def leaf(self, wanted: int | None) -> int | None:
        """Give the message that ends the branch which was shown."""
        if wanted is not None and (wanted in self.ids or self._was_here(wanted)):
            found = self._resolve(wanted, self.numbers.last + 1, "")
            if found is not None:
                return found
        return max(self.here, default=None)

    def _renew(self, there: tuple[Any, ...], message: dict[str, Any]) -> None:
        """Take over what became of a message after the backup: its answer went on, or it was pinned."""
        number, _, role, _, text, status = there
        ended = status == Status.STREAMING and message["status"] != Status.STREAMING
        grown = len(message["text"]) > len(text) and (ended or status == Status.STOPPED)
        if message["cut"] or not (ended or grown or role == Role.SUMMARY):
            return
        _own(message)
        changes = [message[name] for name in ("status", "owner", "pinned", "text", "thinking")]
        self.sources.fresh.execute(_CHANGE, (*changes, number))
        self.changed.append(number)

    def _add(self, message: dict[str, Any]) -> None:
        old = message["id"]
        parent = message["parent_id"]
        message["parent_id"] = None if parent is None else self._resolve(parent, old, message["role"])
        message["chat_id"] = self.chat
        covers = message["covers_id"]
        message["covers_id"] = None if covers is None else self._known(covers)
        message["created"] = message["created"] or self._time_of(message["parent_id"])
        message["role"] = message["role"] or self._role_after(message["parent_id"])
        if message.pop("cut"):
            message["text"] = f"{message['text']}\n\n{self.sources.notes.cut}"
            message["status"] = Status.FAILED.value
        _own(message)
        self.ids[old] = message["id"] = self._free(old, message["parent_id"], message["covers_id"])
        self._write(message)
        self.added.append(old)

    def _resolve(self, wanted: int, below: int, role: str) -> int | None:
        """Find the message that another one follows, or have a note stand in its place."""
        known = self._known(wanted)
        if known is not None:
            return known
        above = self._above(wanted)
        if wanted >= below or wanted in self.here or self._elsewhere(wanted):
            return above
        note = {
            "id": wanted,
            "chat_id": self.chat,
            "parent_id": above,
            "role": ANSWERED.get(role) or self._role_after(above),
            "status": Status.FAILED.value,
            "created": self._time_of(above),
            "owner": None,
            "covers_id": None,
            "pinned": 0,
            "text": self.sources.notes.lost,
            "thinking": "",
        }
        note["id"] = self._free(wanted, above, None)
        self.ids[wanted] = note["id"]
        self._write(note)
        return note["id"]

    def _above(self, lost: int) -> int | None:
        """Find what stands above a lost message: by the index, else the message before it in time."""
        seen: set[int] = set()
        at = lost
        while at not in seen:
            seen.add(at)
            row = self.sources.found.execute(
                "SELECT parent_id FROM link WHERE id = ? AND chat_id = ?", (at, self.found)
            ).fetchone()
            if row is None:
                break
            if row[0] is None:
                return None
            at = row[0]
            known = self._known(at)
            if known is not None:
                return known
        return max((number for number in self.here if number < lost), default=None)

    def _known(self, number: int) -> int | None:
        if number in self.ids:
            return self.ids[number]
        return number if number in self.here and self.found == self.chat else None

    def _was_here(self, number: int) -> bool:
        row = self.sources.found.execute(
            "SELECT 1 FROM link WHERE id = ? AND chat_id = ?", (number, self.found)
        )
        return self._known(number) is not None or row.fetchone() is not None

    def _elsewhere(self, number: int) -> bool:
        row = self.sources.found.execute("SELECT chat_id FROM message WHERE id = ?", (number,)).fetchone()
        return row is not None and row[0] != self.found

    def _free(self, wanted: int, *after: int | None) -> int:
        """Give the id that a message had, or another one where it is taken, or a parent came after it."""
        if all(each is None or each < wanted for each in after):
            row = self.sources.fresh.execute("SELECT 1 FROM message WHERE id = ?", (wanted,)).fetchone()
            if row is None:
                return wanted
        return self.numbers.new()

    def _write(self, message: dict[str, Any]) -> None:
        self.sources.fresh.execute(_ADD, [message[name] for name in _NAMES])
        number = message["id"]
        self.here[number] = (
            number,
            *(message[n] for n in ("parent_id", "role", "created", "text", "status")),
        )

    def _time_of(self, message: int | None) -> str:
        if message is not None and message in self.here:
            return self.here[message][3]
        row = self.sources.fresh.execute("SELECT created FROM chat WHERE id = ?", (self.chat,)).fetchone()
        return row[0]

    def _role_after(self, message: int | None) -> str:
        before = None if message is None or message not in self.here else self.here[message][2]
        return Role.ASSISTANT.value if before == Role.USER else Role.USER.value


def _own(message: dict[str, Any]) -> None:
    """Let an answer that was on its way be one that the next start ends."""
    if message["status"] == Status.STREAMING and message["owner"] is None:
        message["status"] = Status.FAILED.value
    if message["status"] != Status.STREAMING:
        message["owner"] = None

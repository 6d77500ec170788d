"""What was set last, and what may have been: titles, places, tags, and whether a folder is there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

Key: TypeAlias = tuple[str, int]  # what it is of, and the number of the chat or the folder

CHAT = {
    "title": "title",
    "trash": "deleted IS NOT NULL",
    "pinned": "pinned",
    "archived": "archived",
    "folder": "folder_id",
}
FOLDER = {"folder name": "name", "folder parent": "parent_id"}
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One value that was set, from the moment when that began to the moment when it was told."""

    begun: float
    value: object
    new: bool  # it could not have been there before
    ended: float = float("inf")


@dataclass(slots=True)
class Setting:
    """What was written over what: with several writers at once, more than one value may be the last."""

    values: set[object] = field(default_factory=set[object])  # that are possible; empty where unknown
    changes: list[Change] = field(default_factory=list[Change])

    def begin(self, at: float, value: object) -> None:
        """Somebody sets it; whether it was set is not known yet."""
        self.changes.append(Change(at, value, value not in self.values))
        if self.values:
            self.values.add(value)

    def end(self, at: float, value: object) -> None:
        """That was done. Others that were not done before it began may have come later."""
        change = self._take(at, value)
        self.changes.append(replace(change, ended=at))
        self.values = {value, *(each.value for each in self.changes if each.ended > change.begun)}

    def refuse(self, at: float, value: object) -> None:
        """That was not done: unless somebody else set the same, it cannot be what is there."""
        change = self._take(at, value)
        if change.new and all(each.value != value for each in self.changes):
            self.values.discard(value)

    def settle(self, value: object) -> None:
        """Know what it is now."""
        self.values, self.changes = {value}, []

    def forget(self) -> None:
        """Know nothing of it, whatever is still to be told of changes that have begun."""
        self.values = set()

    def _take(self, at: float, value: object) -> Change:
        """Take the change out that has ended now: the newest one that had not."""
        change = max(
            (each for each in self.changes if each.value == value and each.ended > at),
            key=lambda each: each.begun,
        )
        self.changes.remove(change)
        return change


@dataclass(slots=True)
class Settings:
    """All that was set since the database was begun."""

    known: defaultdict[Key, Setting] = field(default_factory=lambda: defaultdict(Setting))
    folders: set[int] = field(default_factory=set[int])  # that were made, and not begun to be removed
    leaving: set[int] = field(default_factory=set[int])  # that somebody began to remove
    gone: set[int] = field(default_factory=set[int])  # that are removed
    shared: bool = False  # by two processes: one brings back what it goes on in and the other put away

    def take(self, line: dict[str, Any]) -> None:
        """Take a line of a process: what it began to set, and how that went."""
        match line["what"]:
            case "setting" | "set" | "refused":
                self._take_value(line)
            case "folder added":
                self.folders.add(line["id"])
                for of in FOLDER:
                    self.known[of, line["id"]].settle(line[of])
            case "folder leaving" | "folder gone":
                self._take_removal(line["id"], gone=line["what"] == "folder gone")
            case _:
                pass

    def faults(self, db: sqlite3.Connection, purged: set[int]) -> Iterator[str]:
        """Tell what is set otherwise than was told; of purged chats nothing is known."""
        there = current(db)
        for (of, number), setting in self.known.items():
            chat = of not in FOLDER
            out = number in purged if chat else number not in self.folders or (of, number) not in there
            if out or not setting.values:
                continue
            now = there.get((of, number), False if of.startswith("tag ") else None)
            if now not in setting.values and not (self.shared and of == "trash" and now is False):
                words = f"{now!r} and not one of {setting.values!r}"
                yield f"{of} of {'chat' if chat else 'folder'} {number} is {words}"
        yield from self._folder_faults(db)

    def settle(self, db: sqlite3.Connection) -> None:
        """Take what is there as what is expected from now on."""
        there = current(db)
        for key in {*self.known, *there}:
            self.known[key].settle(there.get(key, False if key[0].startswith("tag ") else None))
        self.folders = {number for of, number in there if of == "folder name"}
        self.leaving.clear()

    def _take_value(self, line: dict[str, Any]) -> None:
        setting, at, value = self.known[line["of"], line["id"]], line["at"], line["value"]
        if line["what"] == "setting":
            setting.begin(at, value)
        elif line["what"] == "refused":
            setting.refuse(at, value)
        else:
            setting.end(at, value)
        if line["of"] in ("folder", "folder parent") and value in self.leaving | self.gone:
            setting.forget()  # it went into the folder above, or was put there too late

    def _take_removal(self, folder: int, gone: bool) -> None:
        self.folders.discard(folder)
        self.leaving.add(folder)
        if gone:
            self.gone.add(folder)
        for (of, _), setting in self.known.items():
            if of in ("folder", "folder parent") and folder in setting.values:
                setting.forget()

    def _folder_faults(self, db: sqlite3.Connection) -> Iterator[str]:
        parents = dict(db.execute("SELECT id, parent_id FROM folder"))
        for folder in self.folders - set(parents):
            yield f"folder {folder} is missing"
        for folder in self.gone & set(parents):
            yield f"folder {folder} was deleted and is there"
        for folder in parents:
            above, at = 0, folder
            while at is not None and above <= DEEPEST:
                above, at = above + 1, parents[at]
            if above > DEEPEST:
                yield f"folder {folder} is too deep, or in itself"


def current(db: sqlite3.Connection) -> dict[Key, object]:
    """Read all that can be set."""
    found: dict[Key, object] = {}
    for table, columns in (("chat", CHAT), ("folder", FOLDER)):
        for row in db.execute(f"SELECT id, {', '.join(columns.values())} FROM {table}"):
            for of, value in zip(columns, row[1:], strict=True):
                found[of, row[0]] = bool(value) if of in ("trash", "pinned", "archived") else value
    for chat, tag in db.execute("SELECT chat_id, tag FROM chat_tag"):
        found[f"tag {tag}", chat] = True
    return found

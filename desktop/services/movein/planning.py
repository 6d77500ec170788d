"""Tells by their names which files of a folder or zip may hold chats. What is in them tells what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.moving_in import Flaw, FlawKind
from desktop.services.movein import jan, lm_studio
from desktop.services.movein.members import Member, Members

MOST_OTHERS = 1_000  # files with names that say nothing

_CHATGPT = re.compile(r"conversations([-_]\d{1,6})?\.json")
_HOME = "conversations"  # the folder in which LM Studio keeps the user's own


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read, and what belongs to it."""

    member: Member
    messages: Member | None = None  # of a chat of Jan
    folder: tuple[str, ...] = ()  # in which LM Studio shows the chat


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a folder or zip is read."""

    tasks: Sequence[Task]
    flaws: Sequence[Flaw]

    @property
    def size(self) -> int:
        """How many bytes these are."""
        return sum(task.member.size + (task.messages.size if task.messages else 0) for task in self.tasks)


def plan(found: Members) -> Plan:
    """Choose the files that are needed, and no others."""
    members = list(found.members)
    if len(members) == 1 and members[0].kind is None:
        return Plan([_task(members[0], {})], found.flaws)
    by_name = {member.name: member for member in members}
    tasks = [task for member in members if (task := _known(member, by_name)) is not None]
    if not tasks:
        tasks = [_task(member, by_name) for member in _others(members)][:MOST_OTHERS]
    elif any(_CHATGPT.fullmatch(_base(task.member).casefold()) for task in tasks):
        tasks = [task for task in tasks if not _base(task.member).endswith(".jsonl")]
    refused = [task.member for task in tasks if task.member.kind is not None]
    nested = [] if tasks else [m for m in members if m.kind is not None]
    flaws = [Flaw(m.kind, m.name) for m in (*refused, *nested[:MOST_OTHERS]) if m.kind is not None]
    kept = [task for task in tasks if task.member.kind is None]
    nothing = [] if kept or flaws or found.flaws else [Flaw(FlawKind.UNKNOWN, found.root)]
    return Plan(kept, (*found.flaws, *flaws, *nothing))


def _known(member: Member, by_name: dict[str, Member]) -> Task | None:
    base = _base(member).casefold()
    if base == jan.THREAD:
        task = _task(member, by_name)
        return task if task.messages is not None else None
    if _CHATGPT.fullmatch(base) or base.endswith((lm_studio.ENDING, ".chat")):
        return _task(member, by_name)
    return _task(member, by_name) if base.endswith(".jsonl") and base != jan.MESSAGES else None


def _task(member: Member, by_name: dict[str, Member]) -> Task:
    folder = member.name.split("/")[:-1]
    beside = by_name.get("/".join((*folder, jan.MESSAGES))) if _base(member) == jan.THREAD else None
    if _HOME in folder:
        folder = folder[folder.index(_HOME) + 1 :]
    return Task(member, beside, tuple(folder))


def _others(members: Sequence[Member]) -> list[Member]:
    """Give files that may hold chats, whatever they are called; of a folder not those in others."""
    return [member for member in members if _base(member).casefold().endswith(".json")]


def _base(member: Member) -> str:
    return member.name.rpartition("/")[2]

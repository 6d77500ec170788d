"""Puts a chat together from what a reader found out about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop.core.archive import WholeChat
from desktop.core.chat import AnswerRecord, Chat, ChatId, Finish, Naming, Role, title_of
from desktop.core.folders import DEEPEST, folder_name, one_line, tag_names
from desktop.core.moving_in import Incoming, Marks, Place, Source
from desktop.services.movein.marking import Marker
from desktop.services.movein.plain import UNKNOWN, stamp
from desktop.services.movein.tree import Node, grow

LONGEST_TITLE = 200  # characters
DROPPED = 500  # nodes at a time: all of a large chat at once would hold up other threads


@dataclass(frozen=True, slots=True)
class Kit:
    """What a reader is given beside the values."""

    marks: Marks = field(default_factory=Marks)
    file: str = ""  # path in the folder or zip that is read, with "/"
    folder: tuple[str, ...] = ()  # the folders that it lies in


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a chat beside its messages."""

    source: Source
    origin: str  # its number in the other program
    title: str = ""
    created: datetime | None = None
    updated: datetime | None = None
    shown: str | None = None  # key of the node that ends the branch that is shown
    folder: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pinned: bool = False
    archived: bool = False
    dropped: int = 0


def chat_from(facts: Facts, nodes: list[Node], marker: Marker) -> Incoming:
    """Make a chat; takes the nodes away. Raises `Unreadable`."""
    times = [node.created for node in nodes if node.created is not None]
    begun = facts.created or min(times, default=UNKNOWN)
    grown = grow(nodes, begun)
    while nodes:
        del nodes[-DROPPED:]
    said = next((m.text for m in grown.messages if m.role is Role.USER), "")
    title = one_line(facts.title[: 4 * LONGEST_TITLE], LONGEST_TITLE)
    chat = Chat(
        ChatId(0),
        title or one_line(title_of(said[: 4 * LONGEST_TITLE]), LONGEST_TITLE),
        stamp(begun, f"{facts.source}:{facts.origin}"),
        facts.updated or max(times, default=begun),
        pinned=facts.pinned,
        archived=facts.archived,
        tags=tag_names(facts.tags),
        naming=Naming.USER if title else Naming.FIRST_WORDS,
    )
    whole = WholeChat(chat, tuple(grown.messages), grown.last(facts.shown))
    return Incoming(whole, _path(facts.folder), tuple(marker.losses), facts.dropped)


def record_of(model: str, finish: Finish | None = None, **numbers: float | int | None) -> AnswerRecord | None:
    """Make the record of an answer; None where nothing is known."""
    name = one_line(model[:400], 200)
    if not name and finish is None and not any(value is not None for value in numbers.values()):
        return None
    return AnswerRecord(name, "", finish=finish, **numbers)  # type: ignore[arg-type]


def _path(names: Sequence[str]) -> tuple[Place, ...]:
    """Make names of folders; below the deepest level that there is, chats go into the last one."""
    kept = [name for name in names if one_line(name, 1)]
    return tuple(Place(folder_name(name)) for name in kept[:DEEPEST])

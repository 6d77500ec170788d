"""What rows the list of chats has, and those of its first screenful. Imports next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """A heading of the list: what stands at the top, or the day of the last message."""

    PINNED = "pinned"
    FOLDERS = "folders"
    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"  # the seven days before
    MONTH = "month"  # the thirty days before
    OLDER = "older"


DAYS = {Section.TODAY: 0, Section.YESTERDAY: 1, Section.WEEK: 7, Section.MONTH: 30}
DATES = (*DAYS, Section.OLDER)


class Kind(StrEnum):
    """What a part of the list is. All but chats are one row."""

    HEADING = "heading"
    FOLDER = "folder"
    EMPTY = "empty"  # says that a folder holds no chat
    CHATS = "chats"


class Activity(StrEnum):
    """What goes on in a chat."""

    NOTHING = "nothing"
    WAITING = "waiting"  # for the model, or for its turn
    ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """A chat or a folder, as far as the list shows it."""

    id: int
    title: str
    tags: tuple[str, ...] = ()
    archived: bool = False

    @property
    def name(self) -> str:
        """What a folder is called."""
        return self.title


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row of the first screenful, read before anything else is there."""

    kind: Kind
    depth: int = 0  # of folders above
    section: Section | None = None
    folder: FirstEntry | None = None
    expanded: bool = False
    inside: int = 0  # chats in the folder and those in it; counted up to a thousand
    chat: FirstEntry | None = None
    pinned: bool = False
    activity: Activity = Activity.NOTHING

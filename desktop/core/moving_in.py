"""Chats on their way in from other programs, as values. `services.movein` has the formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from desktop.core.archive import WholeChat
from desktop.core.chat import Chat, FolderId
from desktop.core.personas import WantedModel
from desktop.core.user_error import UserError

MOST_FLAWS = 1_000  # that are kept of one import; the others are counted


class Source(StrEnum):
    """A program whose chats can be read."""

    FIRESIDE = "fireside"
    CHATGPT = "chatgpt"
    OPEN_WEBUI = "open-webui"
    LM_STUDIO = "lm-studio"
    JAN = "jan"
    GPT4ALL = "gpt4all"
    LLAMA_CPP = "llama-cpp"


NAMES = {
    Source.FIRESIDE: "Fireside",
    Source.CHATGPT: "ChatGPT",
    Source.OPEN_WEBUI: "Open WebUI",
    Source.LM_STUDIO: "LM Studio",
    Source.JAN: "Jan",
    Source.GPT4ALL: "GPT4All",
    Source.LLAMA_CPP: "llama.cpp",
}
"""What the programs call themselves, in every language."""


class Loss(StrEnum):
    """What of a message cannot be kept; a mark stands in its place."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    TOOL = "tool"  # what a model had a program do, and what came of it
    OTHER = "other"
    CUT = "cut"  # the end of a text that is too long


class FlawKind(StrEnum):
    """What is wrong with a file, or with a chat in it."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"  # no chats of any program that is known
    EMPTY_FILE = "empty file"
    BAD_BYTES = "bad bytes"  # they became U+FFFD
    DAMAGED = "damaged"  # from this chat on; what stands before was read
    NOT_A_CHAT = "not a chat"
    NO_MESSAGES = "no messages"
    SOME_MESSAGES = "some messages"  # `count` of them are none
    TOO_DEEP = "too deep"
    TOO_LARGE = "too large"  # a chat
    TOO_MANY = "too many"  # messages of a chat
    TOO_MANY_FILES = "too many files"
    NEWER = "newer"  # a version of the format that came later
    ENCRYPTED = "encrypted"  # a member of a zip
    ZIP_IN_ZIP = "zip in zip"
    BOMB = "bomb"  # a member of a zip that would become enormous
    BAD_NAME = "bad name"  # a member that would lie outside its folder
    LARGE_ZIP = "large zip"  # its list of members


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong, and where."""

    kind: FlawKind
    file: str = ""  # without the folders of this computer
    number: int = 0  # of the chat in the file, from 1; 0 is the file
    title: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of the other program."""

    name: str
    system: str = ""  # prompt
    model: WantedModel | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A chat from elsewhere, with what only its place among others tells."""

    whole: WholeChat
    folder: tuple[Place, ...] = ()  # from the top down
    losses: tuple[Loss, ...] = ()  # in the order of their marks
    dropped: int = 0  # messages that were none


@dataclass(frozen=True, slots=True)
class Found:
    """A chat that a file holds."""

    source: Source
    incoming: Incoming
    file: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Shelves:
    """The folders of a file, each by the way to it: some may hold no chat."""

    paths: tuple[tuple[Place, ...], ...]


Piece: TypeAlias = Found | Flaw | Shelves


class State(StrEnum):
    """How a chat compares with those that are here."""

    NEW = "new"
    GROWN = "grown"  # is here, without some of its messages
    HERE = "here"
    TRASHED = "trashed"  # is in the trash


@dataclass(frozen=True, slots=True)
class Pick:
    """Names a chat of an import: its place in the order of reading, and when it was begun."""

    number: int
    created: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What a preview shows of a chat."""

    pick: Pick
    source: Source
    title: str
    updated: datetime
    messages: int
    state: State
    more: int = 0  # messages that are not here, of a grown one
    folder: tuple[str, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Losses:
    """How much could not be kept, by its kind."""

    counts: tuple[tuple[Loss, int], ...] = ()

    @classmethod
    def of(cls, losses: Iterable[Loss]) -> Losses:
        """Count what was lost of each kind, in the order of the kinds."""
        counts = Counter(losses)
        return cls(tuple((kind, counts[kind]) for kind in Loss if counts[kind]))


@dataclass(frozen=True, slots=True)
class Preview:
    """What files would bring."""

    entries: tuple[Entry, ...] = ()
    losses: Losses = field(default_factory=Losses)
    flaws: tuple[Flaw, ...] = ()
    more_flaws: int = 0  # that were counted only

    def count(self, state: State) -> int:
        """Tell how many chats are in this state."""
        return sum(entry.state is state for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which chats are wanted, and where they go."""

    picks: frozenset[Pick] | None = None  # None: all that are new or have grown
    target: FolderId | None = None  # None: at the top
    folders: bool = True  # whether the folders of the other program are made here

    def wants(self, pick: Pick, state: State) -> bool:
        """Tell whether a chat is to come in."""
        if self.picks is None:
            return state in (State.NEW, State.GROWN)
        return pick in self.picks


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import has done, also one that was ended early."""

    chats: int = 0  # that are new
    messages: int = 0
    grown: int = 0  # chats that were here, and have more messages now
    restored: int = 0  # chats that were in the trash
    here: int = 0  # were here already, and were left as they are
    left_out: int = 0  # were not chosen
    losses: Losses = field(default_factory=Losses)
    flaws: tuple[Flaw, ...] = ()
    more_flaws: int = 0
    arrived: tuple[Chat, ...] = ()  # those that are new
    changed: tuple[Chat, ...] = ()  # those that have grown or were in the trash
    cancelled: bool = False
    failure: UserError | None = None  # that ended it


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading or importing has come."""

    chats: int = 0
    done: int = 0  # bytes
    total: int = 0  # bytes; 0 where it is not known


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in a message in place of what cannot be kept, in the user's language."""

    image: str = "Image, not imported"
    audio: str = "Audio, not imported"
    video: str = "Video, not imported"
    file: str = "File, not imported"
    tool: str = "Tool call, not imported"
    other: str = "Not imported"
    cut: str = "The rest of this text was too long, and was not imported"

    def words(self, loss: Loss) -> str:
        """Give the words for one kind."""
        return {
            Loss.IMAGE: self.image,
            Loss.AUDIO: self.audio,
            Loss.VIDEO: self.video,
            Loss.FILE: self.file,
            Loss.TOOL: self.tool,
            Loss.OTHER: self.other,
            Loss.CUT: self.cut,
        }[loss]

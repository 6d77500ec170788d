"""An error as people read it, and who says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Speaker(Protocol):
    """Says things in somebody's language."""

    def translate(self, context: str, text: str) -> str:
        """Give the sentence in the user's language."""
        ...

    def size(self, count: int) -> str:
        """Write a number of bytes."""
        ...

    def number(self, count: int) -> str:
        """Write a number."""
        ...


class Remedy(StrEnum):
    """What the window can do about an error, offered as a button."""

    NONE = "none"
    RETRY = "retry"  # ask for the answer once more
    RELOAD = "reload"  # load the model once more
    CHOOSE_MODEL = "choose_model"
    CONTINUE = "continue"  # the answer that was cut short
    NEW_CHAT = "new_chat"
    OPEN_FOLDER = "open_folder"  # the data folder
    RESTORE = "restore"  # the newest good backup
    RECOVER = "recover"  # that, and what is newer in the damaged file
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Notice:
    """An error as people read it."""

    what: str  # what happened
    advice: str  # what to do
    remedy: Remedy = Remedy.NONE


def listed(names: Iterable[str], speaker: Speaker) -> str:
    """Put names one after the other, as the language does it."""
    return speaker.translate("Words", ", ").join(names)


FULL = "。！？；：，、）"  # signs that bring their own distance


def together(*sentences: str) -> str:
    """Put sentences one after the other, but those that say nothing; Chinese ones need no gap."""
    said = ""
    for sentence in filter(None, sentences):
        gap = " " if said and said[-1] not in FULL else ""
        said += gap + sentence
    return said

"""What a search gives: chats with the messages that were found in them, and pieces of their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeAlias

from desktop.core.chat import ChatId, MessageId, Role
from desktop.core.folding import fold
from desktop.core.search_query import Query, Term, Wrong
from desktop.core.search_words import folded_with_origins, pattern

BEFORE = 20  # characters before a hit that are shown with it
LENGTH = 140  # characters of a message that are shown
PER_CHAT = 3  # messages of a chat that are shown at first

Span: TypeAlias = tuple[int, int]

ENOUGH = 20  # places of a term that are looked at

_SPACE = re.compile(r"\s")
_TURNING = (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))  # change the order of characters
_ONE_LINE = dict.fromkeys((*range(0x20), *range(0x7F, 0xA1), 0x2028, 0x2029, 0x3000, *_TURNING), " ")

_Place: TypeAlias = tuple[int, int, int]  # start, end, which of the terms


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text on one line, and what of it was searched for."""

    text: str = ""
    marks: tuple[Span, ...] = ()

    @property
    def first(self) -> str:
        """What was found first, as it is written."""
        return self.text[slice(*self.marks[0])] if self.marks else ""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a message that was found."""

    name: str
    index: int  # among the files of the message


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that was found, or a file of it."""

    message: MessageId
    role: Role
    created: datetime
    model: str  # of an answer
    excerpt: Excerpt
    file: FoundFile | None = None


@dataclass(frozen=True, slots=True)
class FoundChat:
    """A chat with the newest of its messages that were found."""

    chat: ChatId
    title: Excerpt  # the whole of it
    updated: datetime
    hits: tuple[Hit, ...] = ()
    more: int = 0  # messages that were found beside
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found: chats whose titles fit first, then the others, the newest hit first."""

    chats: tuple[FoundChat, ...] = ()
    cut: bool = False  # there is more than what was asked for
    unknown: tuple[Wrong, ...] = ()  # filters with a tag or a folder that is not there; they were left out

    @property
    def messages(self) -> int:
        """How many messages were found."""
        return sum(len(chat.hits) + chat.more for chat in self.chats)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of all chats is in the index."""

    done: int = 0
    total: int = 0
    behind: int = 0  # changes that have not been taken over

    @property
    def whole(self) -> bool:
        """Whether everything can be found."""
        return self.done >= self.total and not self.behind

    @property
    def percent(self) -> int:
        """How much can be found."""
        return 100 if self.done >= self.total else 100 * self.done // self.total


def flat(text: str) -> str:
    """Give a text, as long as it is, without what breaks lines or changes the order of characters."""
    return text.translate(_ONE_LINE)


class Looking:
    """Tells whether a text is what a query wants, and where."""

    def __init__(self, query: Query) -> None:
        self._wanted = _patterns(query.terms)
        self._unwanted = _patterns(query.unwanted)

    def excerpt(self, text: str, length: int = LENGTH) -> Excerpt | None:
        """Give the piece of a text that has most of what is wanted; None if the text is not it."""
        folded = fold(text)
        if any(each.search(folded) for each in self._unwanted):
            return None
        found: list[_Place] = []
        for number, each in enumerate(self._wanted):
            spans = [(*match.span(), number) for match in islice(each.finditer(folded), ENOUGH)]
            if not spans:
                return None
            found += spans
        spans = sorted(_back(text, folded, found))
        start = _start(text, _best(spans, length), length)
        return _cut(text, start, start + length, spans)

    def fits(self, text: str) -> bool:
        """Tell whether a text is what is wanted."""
        return self._fits(fold(text))

    def which(self, texts: Sequence[str]) -> list[bool]:
        """Tell of many texts whether each is what is wanted; they are folded together."""
        if not self._wanted and not self._unwanted:
            return [True] * len(texts)
        folded = fold("\0".join(texts)).split("\0")
        if len(folded) != len(texts):
            folded = [fold(text) for text in texts]
        return [self._fits(text) for text in folded]

    def _fits(self, folded: str) -> bool:
        return all(each.search(folded) for each in self._wanted) and not any(
            each.search(folded) for each in self._unwanted
        )

    def whole(self, text: str) -> Excerpt | None:
        """Mark what is wanted in a title; None if it is not it."""
        return self.excerpt(text, max(len(text) + 1, LENGTH))


def _patterns(terms: Sequence[Term]) -> list[re.Pattern[str]]:
    return [found for term in terms if (found := pattern(term.text, term.whole)) is not None]


def _back(text: str, folded: str, found: Sequence[_Place]) -> Sequence[_Place]:
    """Lead places in the folded text back to those in the text; mostly they are the same."""
    if found and len(folded) == len(text):
        start, end, _ = found[-1]
        if fold(text[start:end]) == folded[start:end]:
            return found
    folded_one_by_one, origins = folded_with_origins(text)
    if len(folded_one_by_one) != len(folded):  # characters that make one another up, as in Korean
        return []
    origins.append(len(text))
    return [  # with the combining marks that follow
        (origins[start], max(origins[end], origins[end - 1] + 1), number) for start, end, number in found
    ]


def _best(places: Sequence[_Place], length: int) -> int:
    """Give where the piece with most of the terms begins."""
    best, place = 0, 0
    for index, (start, _, _) in enumerate(places):
        terms: set[int] = set()
        for _, end, number in places[index:]:
            if end - start > length - BEFORE:
                break
            terms.add(number)
        if len(terms) > best:
            best, place = len(terms), start
    return place if best else (places[0][0] if places else 0)


def _start(text: str, place: int, length: int) -> int:
    """Begin a little before a place, at a word; and not so late that there is little to show."""
    start = min(place - BEFORE, max(len(text) - length, 0) + BEFORE)
    if start <= 0:
        return 0
    space = _SPACE.search(text, start, place)
    return space.end() if space is not None else start


def _cut(text: str, start: int, end: int, places: Sequence[_Place]) -> Excerpt:
    """Put a piece of a text on one line, without what would change the order of its characters."""
    line = ("…" if start > 0 else "") + text[start:end].translate(_ONE_LINE)
    shift = start - (1 if start > 0 else 0)
    marks: list[Span] = []
    for first, after, _ in places:
        if start <= first < end:
            mark = first - shift, min(after, end) - shift
            if marks and mark[0] < marks[-1][1]:
                before = marks.pop()
                mark = before[0], max(before[1], mark[1])
            marks.append(mark)
    if "  " in line:
        line, marks = _narrowed(line, marks)
    return Excerpt(line + ("…" if end < len(text) else ""), tuple(marks))


def _narrowed(line: str, marks: Sequence[Span]) -> tuple[str, list[Span]]:
    """Leave one of several spaces."""
    kept: list[str] = []
    places: list[int] = []
    for character in line:
        places.append(len(kept))
        if character != " " or (kept and kept[-1] != " "):
            kept.append(character)
    places.append(len(kept))
    return "".join(kept), [(places[start], places[end]) for start, end in marks]

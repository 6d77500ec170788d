"""The user manual as values: chapters, their headings, the links between them, and finding words in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.folding import fold

CHAPTERS = (  # files of `resources/manual/<language>/`; the numbers are what links name
    "01-first-chat",
    "02-choosing",
    "03-downloads",
    "04-conversations",
    "05-files",
    "06-templates",
    "07-organising",
    "08-data",
    "09-settings",
    "10-command-line",
    "11-trouble",
)
PICTURES = ("window", "context", "templates", "settings")  # of `resources/manual/pictures/`, in each language
HOST = "https://fireside.invalid/"  # no host is ever called so; addresses of the manual are written like this
MOST = 100  # places that a search gives
BEFORE, AFTER = 20, 60  # characters around a hit
LONG_WORD = 16  # characters; of Chinese, which has no spaces, nothing more is cut off

_HEADING = re.compile(r"^(#{1,3}) +(.+?)(?: *\{#([a-z-]+)\})? *$")
_FENCE = re.compile(r"^(```|~~~)")
_LINK = re.compile(r"\]\((chapter|setting|section|picture):([a-z0-9_]+)(?:#([a-z-]+))?\)")
_MARKUP = re.compile(r"\]\([^)\s]*\)|[*`\]]|!?\[|^\|[-| :]+\|$|^#+ |^ *(?:-|[0-9]+\.) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading."""

    anchor: str  # "" of the chapter itself
    title: str
    text: str  # without markup, for searches


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the manual."""

    name: str  # of its file
    text: str  # Markdown, its links as addresses
    sections: tuple[Section, ...]  # in the order of the headings; the first is the chapter

    @property
    def number(self) -> str:
        """What links call it."""
        return self.name[:2]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].title

    def place(self, anchor: str) -> int:
        """Say which heading an anchor belongs to, counted from 0; the chapter's own where there is none."""
        anchors = [section.anchor for section in self.sections]
        return anchors.index(anchor) if anchor in anchors else 0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of the manual leads."""

    kind: str  # "chapter", "setting", "section" or "picture"
    name: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds what was searched for."""

    chapter: str  # number
    anchor: str
    title: str  # of the section
    around: str  # the text around the hit
    word: str  # that is to be marked there


def read(name: str, source: str) -> Chapter:
    """Take a chapter apart. Headings end in “{#anchor}”, which is not shown."""
    lines: list[str] = []
    heads: list[tuple[str, str, int]] = []
    fenced = False
    for line in source.splitlines():
        fenced ^= _FENCE.match(line) is not None
        head = None if fenced else _HEADING.match(line)
        if head is not None:
            heads.append((head[3] or "", head[2], len(lines)))
            line = f"{head[1]} {head[2]}"
        lines.append(line)
    ends = [*(at for _, _, at in heads[1:]), len(lines)]
    sections = tuple(
        Section(anchor, title, _plain("\n".join(lines[at + 1 : end])))
        for (anchor, title, at), end in zip(heads, ends, strict=True)
    )
    return Chapter(name, _LINK.sub(_address, "\n".join(lines)), sections)


def links(source: str) -> list[Target]:
    """Give every link of a chapter's source that leads into the program."""
    return [Target(kind, name, anchor or "") for kind, name, anchor in _LINK.findall(source)]


def target(address: str) -> Target | None:
    """Say where an address of the manual leads; None for any other."""
    kind, _, rest = address.removeprefix(HOST).partition("/")
    if not address.startswith(HOST) or kind not in ("chapter", "setting", "section", "picture"):
        return None
    name, _, anchor = rest.partition("/")
    return Target(kind, name, anchor)


def search(chapters: Sequence[Chapter], typed: str) -> list[Found]:
    """Find the sections that hold every word that was typed, those with it in the title first."""
    words = fold(typed).split()
    if not words:
        return []
    titled: list[Found] = []
    others: list[Found] = []
    for chapter in chapters:
        for section in chapter.sections:
            title = fold(section.title)
            if all(word in f"{title}\n{fold(section.text)}" for word in words):
                found = _found(chapter, section, typed.strip(), words)
                (titled if any(word in title for word in words) else others).append(found)
    return [*titled, *others][:MOST]


def _found(chapter: Chapter, section: Section, typed: str, words: list[str]) -> Found:
    flat = section.text.replace("\n", " ")
    folded = fold(flat)
    whole = fold(typed)
    word = typed if whole in folded or whole in fold(section.title) else max(words, key=len)
    at = max(0, folded.find(fold(word)))  # of a text as long as the folded one, or nearly
    start = _word_start(flat, max(0, at - BEFORE), at)
    end = _word_end(flat, at, at + AFTER)
    around = f"{'…' if start else ''}{flat[start:end].strip()}{'…' if end < len(flat) else ''}"
    return Found(chapter.number, section.anchor, section.title, around, word)


def _word_start(text: str, start: int, end: int) -> int:
    """Give where a word begins between two places, or the first where none does, as in Chinese."""
    space = text.find(" ", start, end) if start else -1
    return space + 1 if space >= 0 else start


def _word_end(text: str, start: int, end: int) -> int:
    """Give where the last word ends between two places, or the second where none does."""
    space = text.rfind(" ", max(start, end - LONG_WORD), end) if end < len(text) else -1
    return space if space >= 0 else min(end, len(text))


def _plain(text: str) -> str:
    plain = _MARKUP.sub("", text).replace("|", " ")
    return "\n".join(" ".join(line.split()) for line in plain.splitlines() if line.strip())


def _address(link: re.Match[str]) -> str:
    kind, name, anchor = link.groups()
    return f"]({HOST}{kind}/{name}/{anchor})" if anchor else f"]({HOST}{kind}/{name})"

"""Folders and tags of chats, as values: what they are, and what may be done with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.core.chat import Chat, ChatId, FolderId, clean
from desktop.core.chat_defaults import LONGEST_SYSTEM
from desktop.core.folder_errors import (
    FolderError,
    FolderGone,
    FolderInItself,
    FolderNameMissing,
    FoldersTooDeep,
)
from desktop.core.folding import fold
from desktop.core.personas import WantedModel
from desktop.core.plain_line import one_line as one_line  # for importers, too

DEEPEST = 8  # levels; the list of chats is narrow
LONGEST_NAME = 80  # characters
LONGEST_TAG = 40  # characters
MOST_TAGS = 20  # of one chat
BETWEEN = "\x1f"  # stands in no tag, since control characters are taken out


@dataclass(frozen=True, slots=True)
class Folder:
    """A place for chats, with what new chats in it begin with."""

    id: FolderId
    name: str
    parent: FolderId | None
    created: datetime
    system: str = ""  # prompt; "" is what the folder above has, or the model
    model: WantedModel | None = None  # None is what the folder above has, or the one that is loaded


@dataclass(frozen=True, slots=True)
class Removed:
    """A folder that was deleted, and what went out of it into the folder above."""

    folder: Folder
    chats: tuple[ChatId, ...]
    folders: tuple[FolderId, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chat to come is stored, and what that place lets it begin with."""

    folder: FolderId | None = None
    system: str = ""  # prompt; "" leaves it to the model


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag, and how many chats outside the trash have it."""

    tag: str
    count: int


@dataclass(frozen=True, slots=True)
class TagShare:
    """A tag of some of several chats, or of all."""

    tag: str
    count: int  # of these chats


def folder_name(text: str) -> str:
    """Make a folder's name of what was typed. Raises `FolderNameMissing`."""
    name = one_line(text, LONGEST_NAME)
    if not name:
        raise FolderNameMissing
    return name


def tag_names(texts: Iterable[str]) -> tuple[str, ...]:
    """Make tags of what was typed: each once, whatever its case and accents, in the order of typing."""
    names = (one_line(text.strip().lstrip("#＃"), LONGEST_TAG).replace(",", " ") for text in texts)
    once: dict[str, str] = {}
    for name in names:
        if name and fold(name):
            once.setdefault(fold(name), name)
    return tuple(once.values())[:MOST_TAGS]


def shared_tags(chats: Iterable[Chat]) -> list[TagShare]:
    """Tell which tags chats have, and how many of them; in the order of the alphabet."""
    counts: dict[str, TagShare] = {}
    for chat in chats:
        for tag in chat.tags:
            known = counts.get(fold(tag), TagShare(tag, 0))
            counts[fold(tag)] = TagShare(known.tag, known.count + 1)
    return [counts[key] for key in sorted(counts)]


def system_prompt(text: str) -> str:
    """Make a folder's system prompt of what was typed."""
    return clean(text).strip()[:LONGEST_SYSTEM]


def path_of(folders: Sequence[Folder], folder: FolderId | None) -> tuple[Folder, ...]:
    """Give the folders from the top down to this one; () for None and for a folder that is gone."""
    known = {each.id: each for each in folders}
    path: list[Folder] = []
    while folder is not None and folder in known:
        path.append(known.pop(folder))  # once: so a cycle ends
        folder = path[-1].parent
    return tuple(reversed(path))


def below(folders: Sequence[Folder], folder: FolderId) -> frozenset[FolderId]:
    """Give a folder and all that are in it, however deep."""
    children: dict[FolderId | None, list[FolderId]] = {}
    for each in folders:
        children.setdefault(each.parent, []).append(each.id)
    found: set[FolderId] = set()
    ahead = [folder]
    while ahead:
        at = ahead.pop()
        if at not in found:
            found.add(at)
            ahead.extend(children.get(at, ()))
    return frozenset(found)


def check_place(folders: Sequence[Folder], folder: FolderId | None, parent: FolderId | None) -> None:
    """Raise `FolderGone`, `FolderInItself` or `FoldersTooDeep` if a folder cannot stand in another one.

    `folder` is None for one that is still to be made.
    """
    known = {each.id for each in folders}
    if (parent is not None and parent not in known) or (folder is not None and folder not in known):
        raise FolderGone
    if folder is not None and parent in below(folders, folder):
        raise FolderInItself
    if len(path_of(folders, parent)) + _height(folders, folder) > DEEPEST:
        raise FoldersTooDeep(DEEPEST)


def can_stand(folders: Sequence[Folder], folder: FolderId, parent: FolderId | None) -> bool:
    """Tell whether a folder can be put into another one, or to the top, and is not there yet."""
    try:
        check_place(folders, folder, parent)
    except FolderError:
        return False
    return any(each.id == folder and each.parent != parent for each in folders)


def _height(folders: Sequence[Folder], folder: FolderId | None) -> int:
    if folder is None:
        return 1
    above = len(path_of(folders, folder)) - 1
    return max(len(path_of(folders, each)) for each in below(folders, folder)) - above


def in_force(folders: Sequence[Folder], folder: FolderId | None) -> tuple[str, WantedModel | None]:
    """Give the system prompt and the model of new chats in a folder: the nearest ones on the way up."""
    system, model = "", None
    for each in reversed(path_of(folders, folder)):
        system = system or each.system
        model = model or each.model
    return system, model

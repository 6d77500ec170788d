"""What was typed into the search, taken apart. Nothing that is typed is ever an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.core.chat import Role
from desktop.core.folding import fold
from desktop.core.search_words import runs

LONGEST = 400  # characters that are read; who pastes a page searches for its beginning
MOST = 16  # words and phrases

_CHUNK = re.compile(
    r"(?P<no>-)?"
    r"(?:(?P<name>[^\W\d_]+)[:：](?:[\"“”](?P<named>[^\"“”]*)[\"“”]?|(?P<value>[^\s\"“”]*))"
    r"|[\"“”](?P<phrase>[^\"“”]*)(?P<closed>[\"“”])?"
    r"|(?P<word>[^\s\"“”]+))"
)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


class Filter(StrEnum):
    """What a search can be narrowed by."""

    BEFORE = "before"
    AFTER = "after"
    MODEL = "model"
    ROLE = "role"
    TAG = "tag"
    FOLDER = "folder"
    IS = "is"


class Standing(StrEnum):
    """What a chat can be besides found."""

    PINNED = "pinned"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that is to be found, folded."""

    text: str
    whole: bool = False  # the last word is written out: it was in quotes that were closed, or unwanted


@dataclass(frozen=True, slots=True)
class Wrong:
    """A filter that says nothing."""

    filter: Filter
    value: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. All of it must be true of a message; titles have only words."""

    terms: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    after: date | None = None  # on this day or later
    before: date | None = None  # earlier than this day
    models: tuple[str, ...] = ()  # a part of the name, folded; any of them
    roles: frozenset[Role] = field(default_factory=frozenset[Role])  # any of them
    tags: tuple[str, ...] = ()  # folded; each of them, or one that begins with it
    folders: tuple[str, ...] = ()  # folded names or paths; any of them, with the folders in it
    standings: frozenset[Standing] = field(default_factory=frozenset[Standing])  # each of them
    wrongs: tuple[Wrong, ...] = ()

    @property
    def about_chats(self) -> bool:
        """Whether there is a filter of whole chats."""
        return bool(self.tags or self.folders or self.standings)

    @property
    def about_messages(self) -> bool:
        """Whether there is a filter of messages, which titles do not have."""
        return bool(self.models or self.roles)

    @property
    def filtered(self) -> bool:
        """Whether there is a filter."""
        return bool(self.after or self.before) or self.about_chats or self.about_messages

    @property
    def empty(self) -> bool:
        """Whether nothing is searched for."""
        return not (self.terms or self.filtered)


FILTER_NAMES = {
    "before": Filter.BEFORE,
    "after": Filter.AFTER,
    "model": Filter.MODEL,
    "role": Filter.ROLE,
    "tag": Filter.TAG,
    "folder": Filter.FOLDER,
    "is": Filter.IS,
    "之前": Filter.BEFORE,
    "之后": Filter.AFTER,
    "模型": Filter.MODEL,
    "角色": Filter.ROLE,
    "标签": Filter.TAG,
    "文件夹": Filter.FOLDER,
    "状态": Filter.IS,
}
_ROLES = {
    **{role.value: role for role in Role},
    "me": Role.USER,
    "ai": Role.ASSISTANT,
    "用户": Role.USER,
    "我": Role.USER,
    "助手": Role.ASSISTANT,
    "系统": Role.SYSTEM,
    "摘要": Role.SUMMARY,
}
_STANDINGS = {
    **{each.value: each for each in Standing},
    "置顶": Standing.PINNED,
    "已置顶": Standing.PINNED,
    "归档": Standing.ARCHIVED,
    "已归档": Standing.ARCHIVED,
}
_DAYS = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1, "前天": 2}

_Taker = Callable[[Query, str, date], Query | None]


def parse(typed: str, today: date) -> Query:
    """Read what was typed: words, "phrases", -unwanted ones, and filters; anything else is text."""
    query = Query()
    for chunk in _CHUNK.finditer(typed[:LONGEST]):
        name = FILTER_NAMES.get(fold(chunk["name"])) if chunk["name"] and not chunk["no"] else None
        if name is not None:
            value = (chunk["named"] if chunk["named"] is not None else chunk["value"]).strip()
            query = _narrowed(query, name, value, today)
        else:
            query = _with_term(query, chunk)
    return query


def _narrowed(query: Query, name: Filter, value: str, today: date) -> Query:
    if not value:
        return query  # still being typed
    taken = _TAKERS[name](query, value, today)
    return replace(query, wrongs=(*query.wrongs, Wrong(name, value))) if taken is None else taken


def _with_term(query: Query, chunk: re.Match[str]) -> Query:
    phrase: str | None = chunk["phrase"]
    text = phrase if phrase is not None else chunk[0].removeprefix("-" if chunk["no"] else "")
    term = Term(fold(text), chunk["closed"] is not None or chunk["no"] is not None)
    if not runs(term.text) or len(query.terms) + len(query.unwanted) >= MOST:
        return query
    if chunk["no"]:
        return replace(query, unwanted=(*query.unwanted, term))
    return replace(query, terms=(*query.terms, term))


def day_of(value: str, today: date) -> date | None:
    """Read a day; of a month or year, its first."""
    back = _DAYS.get(fold(value))
    if back is not None:
        return today - timedelta(days=back)
    found = _DATE.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _take_after(query: Query, value: str, today: date) -> Query | None:
    day = day_of(value, today)
    return None if day is None else replace(query, after=max(day, query.after or day))


def _take_before(query: Query, value: str, today: date) -> Query | None:
    day = day_of(value, today)
    return None if day is None else replace(query, before=min(day, query.before or day))


def _take_model(query: Query, value: str, today: date) -> Query | None:
    return replace(query, models=(*query.models, fold(value)))


def _take_role(query: Query, value: str, today: date) -> Query | None:
    role = _ROLES.get(fold(value))
    return None if role is None else replace(query, roles=query.roles | {role})


def _take_tag(query: Query, value: str, today: date) -> Query | None:
    tag = fold(value.lstrip("#＃"))
    return replace(query, tags=(*query.tags, tag)) if tag else query


def _take_folder(query: Query, value: str, today: date) -> Query | None:
    return replace(query, folders=(*query.folders, fold(value)))


def _take_standing(query: Query, value: str, today: date) -> Query | None:
    standing = _STANDINGS.get(fold(value))
    return None if standing is None else replace(query, standings=query.standings | {standing})


_TAKERS: dict[Filter, _Taker] = {
    Filter.AFTER: _take_after,
    Filter.BEFORE: _take_before,
    Filter.MODEL: _take_model,
    Filter.ROLE: _take_role,
    Filter.TAG: _take_tag,
    Filter.FOLDER: _take_folder,
    Filter.IS: _take_standing,
}

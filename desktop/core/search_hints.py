"""What can be typed next into the search: filters, and what there is to filter by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.folding import fold
from desktop.core.search_query import FILTER_NAMES, Filter, Standing

MOST = 12

_AT = re.compile(r"(?<!\S)(?P<name>[^\W\d_]+)(?P<colon>[:：])(?P<value>[\"“”][^\"“”]*|[^\s\"“”]*)$")


@dataclass(frozen=True, slots=True)
class Choices:
    """What chats can be told apart by in this data folder."""

    tags: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()  # paths, with a slash between the names
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What can stand in the place of what was typed before the cursor."""

    start: int = 0
    options: tuple[str, ...] = ()  # with the name of the filter


def asks_for_choices(before: str) -> bool:
    """Tell whether what stands before the cursor is a filter."""
    found = _AT.search(before)
    return found is not None and fold(found["name"]) in FILTER_NAMES


def hints(before: str, choices: Choices) -> Hints:
    """Give what can stand in the place of the filter before the cursor; all filters where nothing is."""
    if not before.strip():
        return Hints(len(before), tuple(f"{name.value}:" for name in Filter))
    found = _AT.search(before)
    if found is None:
        return Hints()
    name = FILTER_NAMES.get(fold(found["name"]))
    if name is None:
        return Hints()
    typed = fold(found["value"].lstrip('"“”'))
    fitting = [value for value in _values(name, choices) if _fits(value, typed)]
    if [fold(value) for value in fitting] == [typed]:
        return Hints()
    lead = found["name"] + found["colon"]
    return Hints(found.start("name"), tuple(lead + _quoted(value) for value in fitting[:MOST]))


def _values(name: Filter, choices: Choices) -> Sequence[str]:
    match name:
        case Filter.TAG:
            return choices.tags
        case Filter.FOLDER:
            return choices.folders
        case Filter.MODEL:
            return choices.models
        case Filter.ROLE:
            return ("user", "assistant", "system", "summary")
        case Filter.IS:
            return tuple(each.value for each in Standing)
        case Filter.BEFORE | Filter.AFTER:
            return ("today", "yesterday")


def _fits(value: str, typed: str) -> bool:
    folded = fold(value)
    return folded.startswith(typed) or any(part.startswith(typed) for part in re.split(r"[\s/]+", folded))


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value

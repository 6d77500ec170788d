"""What the list of templates shows, worked out from all of them; on a worker where they are many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from desktop.core.template_search import Known, search
from desktop.core.templates import Entry
from desktop.viewmodels.template_rows import (
    Filter,
    Order,
    Scope,
    Step,
    arranged,
    filtered,
    folders_of,
    step_to,
    tags_of,
)

Counts = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be listed."""

    words: str
    filter: Filter
    order: Order
    new: tuple[Entry, ...]  # that were never saved
    shown: Sequence[Entry]  # the rows that there are


@dataclass(frozen=True, slots=True)
class Arranged:
    """The rows; with folders and tags, each with how many templates it has."""

    step: Step
    folders: Counts
    tags: Counts


def arrange(wish: Wish, known: Collection[Known]) -> Arranged:
    """Find what is to be shown of the templates, which come by their names."""
    everything = [each.entry for each in known]
    found = filtered(search(wish.words, known), wish.filter)
    if wish.filter.scope is not Scope.RECENT:
        found = arranged(found, wish.order)
    if wish.filter == Filter() and not wish.words.strip():
        found = [*wish.new, *found]
    return Arranged(step_to(wish.shown, found), folders_of(everything), tags_of(everything))


def arrange_trash(wish: Wish, known: Collection[Known]) -> Step:
    """Find what is to be shown of the trash: the newest first where nothing is searched for."""
    found = search(wish.words, known)
    return step_to(wish.shown, found if wish.words.strip() else sorted(found, key=_when, reverse=True))


def _when(entry: Entry) -> float:
    return entry.deleted.timestamp() if entry.deleted is not None else 0.0

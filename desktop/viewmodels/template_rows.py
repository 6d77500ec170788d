"""Prompt templates as rows: filtered, in order, and changed without starting over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.core.templates import Entry, TemplateId
from desktop.viewmodels.messages import Index

NEVER = datetime.min.replace(tzinfo=UTC)
MOST_TOLD = 100  # stretches of changed rows that are told one by one


class Scope(StrEnum):
    """Which templates are listed."""

    ALL = "all"
    FAVOURITES = "favourites"
    RECENT = "recent"  # those that were used, the last one first
    FOLDER = "folder"  # with the folders in it
    TAG = "tag"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which templates are listed; with the name of the folder or the tag."""

    scope: Scope = Scope.ALL
    name: str = ""


class Order(StrEnum):
    """In which order templates are listed."""

    NAME = "name"
    USED = "used"  # the one that was used last comes first
    CHANGED = "changed"  # the one that was saved last comes first


class TemplateRole(IntEnum):
    """What the list asks of a row."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    ENTRY = int(Qt.ItemDataRole.UserRole) + 1  # Entry
    EDITED = int(Qt.ItemDataRole.UserRole) + 2  # whether there are changes that are not saved


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one list to another."""

    rows: list[Entry]
    removed: range  # of the rows before
    inserted: range  # of these rows
    changed: tuple[tuple[int, int], ...]  # first and last of these rows, of those that stay
    places: Mapping[TemplateId, int]


class TemplateListModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entry] = []
        self._edited: frozenset[TemplateId] = frozenset()
        self._places: Mapping[TemplateId, int] | None = {}
        self.spoken: Callable[[Entry, bool], str] | None = None  # what a screen reader says of a row

    @property
    def rows(self) -> Sequence[Entry]:
        """The rows that are shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many templates are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of one template."""
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        match role:
            case TemplateRole.TITLE:
                return entry.name
            case TemplateRole.ENTRY:
                return entry
            case TemplateRole.EDITED:
                return entry.id in self._edited
            case Qt.ItemDataRole.AccessibleTextRole if self.spoken is not None:
                return self.spoken(entry, entry.id in self._edited)
            case _:
                return None

    def place_of(self, template: TemplateId) -> int | None:
        """Find a template's row."""
        if self._places is None:  # somebody asks between two parts of a step
            return next((row for row, entry in enumerate(self._rows) if entry.id == template), None)
        return self._places.get(template)

    def take(self, step: Step, edited: frozenset[TemplateId]) -> None:
        """Go over to other rows with one removal and one insertion, or only with changes."""
        removed = step.removed.stop > step.removed.start
        inserted = step.inserted.stop > step.inserted.start
        kept = step.rows[: step.inserted.start] + step.rows[step.inserted.stop :] if inserted else step.rows
        if removed:
            self.beginRemoveRows(QModelIndex(), step.removed.start, step.removed.stop - 1)
        self._rows, self._places = kept, None if inserted else step.places
        if removed:
            self.endRemoveRows()
        if inserted:
            self.beginInsertRows(QModelIndex(), step.inserted.start, step.inserted.stop - 1)
            self._rows, self._places = step.rows, step.places
            self.endInsertRows()
        marked, self._edited = self._edited ^ edited, edited
        places = (step.places[each] for each in marked if each in step.places)
        for first, last in (*step.changed, *((place, place) for place in places)):
            self.dataChanged.emit(self.index(first), self.index(last))


def step_to(old: Sequence[Entry], new: list[Entry]) -> Step:
    """Work out how to go from one list to another."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    removed, inserted = range(head, len(old) - tail), range(head, len(new) - tail)
    pairs = [(row, old[row], new[row]) for row in range(head)]
    pairs += [(row, old[row + len(old) - len(new)], new[row]) for row in range(len(new) - tail, len(new))]
    changed = [row for row, before, after in pairs if before is not after and before != after]
    places = {entry.id: row for row, entry in enumerate(new)}
    parts = stretches(changed)
    told = parts if len(parts) <= MOST_TOLD else [(changed[0], changed[-1])]
    return Step(new, removed, inserted, tuple(told), places)


def stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Put rows together that follow each other: the first and the last of each stretch."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found


def filtered(entries: Iterable[Entry], chosen: Filter) -> list[Entry]:
    """Keep the templates that are to be listed."""
    match chosen.scope:
        case Scope.FAVOURITES:
            return [entry for entry in entries if entry.place.favourite]
        case Scope.RECENT:
            return arranged((entry for entry in entries if entry.used is not None), Order.USED)
        case Scope.FOLDER:
            return [entry for entry in entries if _lies_in(entry.place.folder, chosen.name)]
        case Scope.TAG:
            tag = chosen.name.casefold()
            return [entry for entry in entries if any(each.casefold() == tag for each in entry.place.tags)]
        case Scope.ALL | Scope.TRASH:
            return list(entries)


def arranged(entries: Iterable[Entry], order: Order) -> list[Entry]:
    """Put templates into an order; by their names they come already."""
    match order:
        case Order.NAME:
            return list(entries)
        case Order.USED:
            return sorted(entries, key=lambda entry: entry.used or NEVER, reverse=True)
        case Order.CHANGED:
            return sorted(entries, key=lambda entry: entry.updated, reverse=True)


def folders_of(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """List all folders, those within others behind them, each with how many templates lie there."""
    counts: Counter[str] = Counter()
    for folder, count in Counter(entry.place.folder for entry in entries).items():
        names = folder.split("/") if folder else []
        for depth in range(1, len(names) + 1):
            counts["/".join(names[:depth])] += count
    return sorted(counts.items(), key=lambda pair: [name.casefold() for name in pair[0].split("/")])


def tags_of(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """List all tags, each with how many templates have it."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for tag, count in Counter(tag for entry in entries for tag in entry.place.tags).items():
        folded = tag.casefold()
        counts[folded] += count
        names.setdefault(folded, tag)
    return [(names[folded], counts[folded]) for folded in sorted(counts)]


def _lies_in(folder: str, other: str) -> bool:
    return folder == other or folder.startswith(other + "/")


def _common(a: Sequence[Entry], b: Sequence[Entry]) -> int:
    """Length of the common beginning."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x.id != y.id), min(len(a), len(b)))

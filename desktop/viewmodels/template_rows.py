"""Prompt templates as rows: filtered, in order, and changed without starting over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.core.templates import Entry, TemplateId
from desktop.viewmodels.messages import Index

NEVER = datetime.min.replace(tzinfo=UTC)


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


class TemplateListModel(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entry] = []
        self._edited: frozenset[TemplateId] = frozenset()
        self._places: dict[TemplateId, int] | None = None
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
        if self._places is None:
            self._places = {entry.id: row for row, entry in enumerate(self._rows)}
        return self._places.get(template)

    def show_rows(self, rows: list[Entry], edited: frozenset[TemplateId]) -> None:
        """Go over to these rows with one removal and one insertion, or only with changes."""
        old = self._rows
        head = _common(old, rows)
        tail = _common(old[head:][::-1], rows[head:][::-1])
        self._remove(head, len(old) - tail)
        self._insert(head, rows[head : len(rows) - tail])
        marked, self._edited = self._edited ^ edited, edited
        if not marked and rows == self._rows:  # looks at most of them for being the same only: that is quick
            return
        for number, entry in enumerate(rows):
            if entry is not self._rows[number] or entry.id in marked:
                self._rows[number] = entry
                self.dataChanged.emit(self.index(number), self.index(number))

    def _remove(self, start: int, stop: int) -> None:
        if stop > start:
            self._places = None
            self.beginRemoveRows(QModelIndex(), start, stop - 1)
            del self._rows[start:stop]
            self.endRemoveRows()

    def _insert(self, start: int, rows: list[Entry]) -> None:
        if rows:
            self._places = None
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows[start:start] = rows
            self.endInsertRows()


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


def _common(a: list[Entry], b: list[Entry]) -> int:
    """Length of the common beginning."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x.id != y.id), min(len(a), len(b)))

"""The models on this computer as rows: filtered, in order, and changed without starting over."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.core.errors import UserError
from desktop.core.fit import Verdict
from desktop.core.library import Listed
from desktop.viewmodels.messages import Index

NEVER = datetime.min.replace(tzinfo=UTC)


class Order(StrEnum):
    """In which order models are listed."""

    USED = "used"  # the one that was used last comes first
    NAME = "name"
    LARGEST = "largest"
    SMALLEST = "smallest"


class LibraryRole(IntEnum):
    """What the list asks of a row."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    ROW = int(Qt.ItemDataRole.UserRole) + 1  # LibraryRow
    FIT = int(Qt.ItemDataRole.UserRole) + 2  # HowItFits


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A model as it stands."""

    listed: Listed
    used: datetime | None = None
    loaded: bool = False
    loading: bool = False

    @property
    def title(self) -> str:
        """Its name with its quant."""
        return f"{self.listed.model.name} {self.listed.model.quant}".strip()


@dataclass(frozen=True, slots=True)
class HowItFits:
    """How a model fits; a value of its own, since Qt makes a plain text of an enumeration of texts."""

    outcome: Verdict | UserError | None  # None while it is not known


Fits: TypeAlias = Callable[[Listed], HowItFits]


class LibraryListModel(QAbstractListModel):
    """The rows. How a model fits is worked out for rows that are looked at."""

    def __init__(self, fits: Fits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fits = fits
        self._rows: list[LibraryRow] = []

    @property
    def rows(self) -> Sequence[LibraryRow]:
        """The rows that are shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many models are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of one model."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case LibraryRole.TITLE:
                return row.title
            case LibraryRole.ROW:
                return row
            case LibraryRole.FIT:
                return self._fits(row.listed)
            case _:
                return None

    def show_rows(self, rows: list[LibraryRow]) -> None:
        """Go over to these rows with one removal and one insertion, or only with changes."""
        old = self._rows
        head = _common(old, rows)
        tail = _common(old[head:][::-1], rows[head:][::-1])
        self._remove(head, len(old) - tail)
        self._insert(head, rows[head : len(rows) - tail])
        for number, row in enumerate(rows):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def fits_changed(self) -> None:
        """What is free, or what the engine can do, is something else now."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [LibraryRole.FIT])

    def _remove(self, start: int, stop: int) -> None:
        if stop > start:
            self.beginRemoveRows(QModelIndex(), start, stop - 1)
            del self._rows[start:stop]
            self.endRemoveRows()

    def _insert(self, start: int, rows: list[LibraryRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows[start:start] = rows
            self.endInsertRows()


def matching(rows: Iterable[LibraryRow], words: str) -> list[LibraryRow]:
    """Keep the rows that have every word somewhere, whatever the case and the accents."""
    wanted = fold(words).split()
    return [row for row in rows if all(word in _text(row) for word in wanted)]


def arranged(rows: Iterable[LibraryRow], order: Order) -> list[LibraryRow]:
    """Put rows into an order."""
    by_name = sorted(rows, key=lambda row: (fold(row.listed.model.name), row.listed.model.size))
    match order:
        case Order.NAME:
            return by_name
        case Order.LARGEST:
            return sorted(by_name, key=lambda row: -row.listed.model.size)
        case Order.SMALLEST:
            return sorted(by_name, key=lambda row: row.listed.model.size)
        case Order.USED:
            return sorted(by_name, key=lambda row: row.used or NEVER, reverse=True)


def fold(text: str) -> str:
    """Make texts alike that people take for the same: case, accents and width do not count."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _text(row: LibraryRow) -> str:
    listed, model = row.listed, row.listed.model
    architecture = listed.header.architecture if listed.header is not None else ""
    origin = model.origin.value.replace("_", " ")
    return fold(" ".join((model.name, model.quant, listed.repo, architecture, origin, model.path.name)))


def _common(a: list[LibraryRow], b: list[LibraryRow]) -> int:
    """Length of the common beginning."""
    pairs = enumerate(zip(a, b, strict=False))
    return next((i for i, (x, y) in pairs if x.listed.path != y.listed.path), min(len(a), len(b)))

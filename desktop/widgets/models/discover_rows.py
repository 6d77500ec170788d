"""The list of what there is: the catalogue, or what a search has found. Made as it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.catalogue import Capability
from desktop.core.hub import Found, RepoId
from desktop.services.hub_search import SearchStage, SearchState
from desktop.viewmodels.hub_search import Suggestion
from desktop.widgets.models.discover_words import DiscoverWords, capability_words, gate_words, language
from desktop.widgets.speech import listed

Index = QModelIndex | QPersistentModelIndex


class RowKind(StrEnum):
    """What a row is."""

    FITS = "fits"  # the headings
    LARGER = "larger"
    SUGGESTION = "suggestion"
    FOUND = "found"
    BROWSE = "browse"  # shows all of the hub
    MORE = "more"  # shows further results


class DiscoverRole(IntEnum):
    """What the delegate and the tab ask of a row."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1  # a Row


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is painted."""

    kind: RowKind
    title: str
    note: str = ""  # the second line
    words: str = ""  # the third one: a sentence
    mark: str = ""  # a chip at the right
    chips: tuple[str, ...] = ()  # what the model can do
    warn: bool = False  # the chip tells of something in the way
    repo: RepoId | None = None


Line = Suggestion | Found | RowKind
HEADINGS = (RowKind.FITS, RowKind.LARGER)


class DiscoverRows(QAbstractListModel):
    """Rows for the catalogue while nothing is searched for, else for what was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._words = DiscoverWords(self)

    def show(self, state: SearchState, suggestions: Sequence[Suggestion]) -> None:
        """Show another state. What was found further on is added; what stays is not touched."""
        lines = self._catalogue(suggestions) if state.stage is SearchStage.IDLE else _found(state)
        kept = 0
        for old, new in zip(self._lines, lines, strict=False):
            if old != new:
                break
            kept += 1
        if len(self._lines) > kept:
            self.beginRemoveRows(QModelIndex(), kept, len(self._lines) - 1)
            del self._lines[kept:]
            self.endRemoveRows()
        if len(lines) > kept:
            self.beginInsertRows(QModelIndex(), kept, len(lines) - 1)
            self._lines += lines[kept:]
            self.endInsertRows()

    def speak(self) -> None:
        """The language is another one."""
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def place_of(self, repo: RepoId) -> int:
        """Give the row of a repository, −1 where there is none."""
        return next((n for n in range(len(self._lines)) if self._row(n).repo == repo), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._lines[index.row()] in HEADINGS:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, or says to a screen reader."""
        if not index.isValid():
            return None
        row = self._row(index.row())
        if role == DiscoverRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listed(filter(None, (row.title, row.mark, row.note, *row.chips, row.words)))
        return None

    def _row(self, number: int) -> Row:
        line = self._lines[number]
        if isinstance(line, Suggestion):
            model = line.model
            mark = self.tr("best for this computer") if line.best else ""
            words, note = model.said(language()), self._words.suggested(model)
            can = [capability_words(each) for each in model.capabilities if each is not Capability.CHAT]
            repo = model.source.repo
            return Row(RowKind.SUGGESTION, model.name, note, words, mark, chips=tuple(can), repo=repo)
        if isinstance(line, Found):
            mark = gate_words(line.gated)
            note, gated = self._words.found(line), bool(mark)
            return Row(RowKind.FOUND, line.repo, note, mark=mark, warn=gated, repo=line.repo)
        if line is RowKind.BROWSE:
            return Row(RowKind.BROWSE, self.tr("Show what is trending on the hub"))
        if line is RowKind.MORE:
            return Row(RowKind.MORE, self.tr("Show more"))
        fits = line is RowKind.FITS
        return Row(line, self.tr("Fits this computer") if fits else self.tr("Needs more memory"))

    def _catalogue(self, suggestions: Sequence[Suggestion]) -> list[Line]:
        fitting: list[Line] = [each for each in suggestions if each.fits]
        others: list[Line] = [each for each in suggestions if not each.fits]
        lines: list[Line] = [RowKind.FITS, *fitting] if fitting else []
        return [*lines, RowKind.BROWSE, *([RowKind.LARGER, *others] if others else [])]


def _found(state: SearchState) -> list[Line]:
    return [*state.found, *([RowKind.MORE] if state.more else [])]

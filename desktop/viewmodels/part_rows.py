"""Rows made of parts, which go over from one state to the next by as few moves as it takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject

from desktop.core.list_rows import DATES, Kind
from desktop.viewmodels.chat_parts import Key, Part, Rows
from desktop.viewmodels.messages import Index


class PartListModel(QAbstractListModel):
    """Views are told of each step, and see a whole list after it. Nothing is ever reset."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = Rows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are, headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def go_over(self, parts: Sequence[Part]) -> None:
        """Show these parts; rows that are in both lists stay."""
        new = [part.key for part in parts]
        kept = set(new) & {part.key for part in self.rows.parts}
        stay = [key for key in new if key in kept] == [
            part.key for part in self.rows.parts if part.key in kept
        ]
        self._drop(kept if stay else ())  # what changes places with others goes, and comes again
        self._fill(parts)

    def move_chat(
        self, source: int | None, target: int | None, parts: Sequence[Part], change: Callable[[], None]
    ) -> None:
        """Show these parts, in which one chat has another place, comes or goes; `change` lets it.

        `source` is its row now, `target` that in `parts`.
        """
        before = {part.key for part in self.rows.parts}
        left = Rows(parts)
        middle = [part for part in parts if part.kind is Kind.CHATS or part.key in before]
        target = target if target is None else target - _fewer(left, middle, target)
        keys = {part.key for part in parts}
        gone = [part for part in self.rows.parts if part.kind is not Kind.CHATS and part.key not in keys]
        if source is not None and gone:
            stays = [part for part in self.rows.parts if part not in gone]
            source -= _fewer(self.rows, stays, source)
        self._drop({part.key for part in self.rows.parts if part not in gone})
        self._step(source, target, middle, change)
        self._fill(parts)

    def regroup(self, parts: Sequence[Part]) -> None:
        """Show these parts, which differ only in where the groups by date begin."""
        self._drop({part.key for part in self.rows.parts if not _dated(part)})
        self.rows = Rows(part for part in parts if not _dated(part))
        self._fill(parts)

    def tell(self, row: int, roles: Sequence[int] = ()) -> None:
        """Tell that a row has other contents."""
        index = self.index(row)
        self.dataChanged.emit(index, index, list(roles))

    def _step(
        self, source: int | None, target: int | None, parts: Sequence[Part], change: Callable[[], None]
    ) -> None:
        def go() -> None:
            change()
            self.rows = Rows(parts)

        root = QModelIndex()
        if source is None and target is not None:
            self.beginInsertRows(root, target, target)
            go()
            self.endInsertRows()
        elif source is not None and target is None:
            self.beginRemoveRows(root, source, source)
            go()
            self.endRemoveRows()
        elif source is None or target is None or source == target:
            go()
        else:
            self.beginMoveRows(root, source, source, root, target + (target > source))
            go()
            self.endMoveRows()
        if target is not None and source is not None:
            self.tell(target)

    def _drop(self, kept: Collection[Key]) -> None:
        """Remove the parts that do not stay."""
        parts = list(self.rows.parts)
        stop = len(parts)
        while stop:
            start = stop - 1
            if parts[start].key not in kept:
                while start and parts[start - 1].key not in kept:
                    start -= 1
                self.beginRemoveRows(QModelIndex(), self.rows.start(start), self.rows.start(stop) - 1)
                del parts[start:stop]
                self.rows = Rows(parts)
                self.endRemoveRows()
            stop = start

    def _fill(self, parts: Sequence[Part]) -> None:
        """Insert what is missing; what is there is in order."""
        rest = list(self.rows.parts)
        i = 0
        while i < len(parts):
            if rest and rest[0].key == parts[i].key:
                self._fit(parts[:i], rest.pop(0), parts[i], rest)
                i += 1
                continue
            stop = i + 1
            while stop < len(parts) and not (rest and rest[0].key == parts[stop].key):
                stop += 1
            new = Rows(parts[:stop])
            self.beginInsertRows(QModelIndex(), new.start(i), len(new) - 1)
            self.rows = Rows([*parts[:stop], *rest])
            self.endInsertRows()
            i = stop

    def _fit(self, done: Sequence[Part], old: Part, new: Part, rest: Sequence[Part]) -> None:
        """Make one part of the other."""
        if old == new:
            return
        before = len(Rows(done))
        if old.shelf is None or new.shelf is None:
            self.rows = Rows([*done, new, *rest])
            self.tell(before)
            return
        if (old.shelf, old.start, old.count) != (new.shelf, new.start, new.count):
            stretch = (new.start, new.count)
            newest, oldest = old.shelf.shared(old.start, old.count, new.shelf, stretch)
            if (gone := old.count - newest - oldest) > 0:
                self.beginRemoveRows(QModelIndex(), before + newest, before + newest + gone - 1)
                cut = (
                    replace(old, count=newest),
                    replace(old, start=old.start + old.count - oldest, count=oldest),
                )
                self.rows = Rows([*done, *cut, *rest])
                self.endRemoveRows()
            if (come := new.count - newest - oldest) > 0:
                self.beginInsertRows(QModelIndex(), before + newest, before + newest + come - 1)
                self.rows = Rows([*done, new, *rest])
                self.endInsertRows()
        self.rows = Rows([*done, new, *rest])


def _dated(part: Part) -> bool:
    return part.kind is Kind.HEADING and part.section in DATES


def _fewer(rows: Rows, others: Sequence[Part], row: int) -> int:
    """Count the rows before this one whose parts are not among the others."""
    there = {part.key for part in others}
    return sum(
        part.count for i, part in enumerate(rows.parts) if part.key not in there and rows.start(i) < row
    )

"""The answers of a try-out, as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.core.newest import Newest
from desktop.core.tasks import Cancelled, Tasks
from desktop.core.template_diff import SideBySide, side_by_side
from desktop.services.trying_out import TryingOut
from desktop.services.tryout import Cell, Place, Plan, Tryout
from desktop.services.tryout_export import as_csv, same, write_csv

Index = QModelIndex | QPersistentModelIndex
CELL = int(Qt.ItemDataRole.UserRole) + 1  # a Cell
SAME = CELL + 1  # whether it says what the reference's says; None: that is not known, or the reference itself
LONGEST = 400  # characters of an answer that are shown in its cell


class ResultRows(QAbstractTableModel):
    """A row for each input, a column for each version and model."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: Tryout | None = None
        self.reference = 0  # the column that the others are compared with

    def show(self, state: Tryout, place: Place | None) -> None:
        """Show what has become of one cell, or of anything."""
        before, self.state = self.state, state
        if before is None or before.plan is not state.plan:
            self.beginResetModel()
            self.reference = 0
            self.endResetModel()
        elif place is None:
            self._tell_all()
        else:
            index = self.index(place.row, place.column)
            last = self.index(place.row, self.columnCount() - 1)
            reference = place.column == self.reference
            self.dataChanged.emit(
                self.index(place.row, 0) if reference else index, last if reference else index
            )

    def compare_with(self, column: int) -> None:
        """Compare all columns with this one."""
        if column != self.reference and 0 <= column < self.columnCount():
            self.reference = column
            self._tell_all()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many inputs there are."""
        return 0 if parent.isValid() or self.state is None else len(self.state.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """How many versions, by models."""
        return 0 if parent.isValid() or self.state is None else len(self.state.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell holds."""
        if not index.isValid() or self.state is None:
            return None
        place = Place(index.row(), index.column())
        cell = self.state.at(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join((cell.answer or cell.thinking)[:LONGEST].split())
        if role == SAME:
            return same(self.state, place, self.reference)
        return cell if role == CELL else None

    def _tell_all(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class TryoutRun(QObject):
    """Begins and ends try-outs, and shows the last one."""

    changed = Signal()  # how far it has come
    cell_changed = Signal(int, int)  # row and column
    models_changed = Signal()  # those that can answer
    failed = Signal(object)  # UserError
    compared = Signal()  # what `side_by_side` was asked for is known now
    written = Signal(str)  # the file with the results

    def __init__(
        self,
        trying: TryingOut,
        tasks: Tasks,
        installed: Callable[[], list[Installed]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trying = trying
        self._tasks = tasks
        self.installed = installed
        self.rows = ResultRows(self)
        self._comparing: Newest[SideBySide] = Newest(tasks)
        self._known: SideBySide | None = None
        self._end = trying.changed.connect(self._on_changed)

    @property
    def state(self) -> Tryout | None:
        """The last try-out as it stands; None before the first."""
        return self._trying.state

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._trying.running

    def start(self, plan: Plan) -> bool:
        """Try out; tells whether it has begun."""
        try:
            self._trying.start(plan)
        except UserError as error:
            self.failed.emit(error)
            return False
        return True

    @Slot()
    def stop(self) -> None:
        """End it now and keep what came."""
        self._trying.stop()

    def side_by_side(self, before: str, after: str) -> SideBySide | None:
        """Tell what differs between two answers; None until `compared` tells that this is known."""
        known = self._known
        if known is not None and (known.before, known.after) == (before, after):
            return known
        self._comparing.run(lambda job: side_by_side(before, after, job.check), self._on_compared)
        return None

    def write(self, path: Path, say: Callable[[Cell], str]) -> None:
        """Put the results into a file; `written` or `failed` tells what came of it."""
        if self.state is None:
            return
        data = as_csv(self.state, self.rows.reference, say)
        self._tasks.run(
            lambda _: write_csv(path, data),
            done=lambda _: self.written.emit(str(path)),
            failed=self._not_written,
        )

    def close(self) -> None:
        """Hear no more."""
        self._comparing.cancel()
        self._end()

    def _on_compared(self, found: SideBySide) -> None:
        self._known = found
        self.compared.emit()

    def _on_changed(self, place: Place | None) -> None:
        state = self._trying.state
        assert state is not None
        self.rows.show(state, place)
        if place is None:
            self.changed.emit()
        else:
            self.cell_changed.emit(place.row, place.column)

    def _not_written(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.failed.emit(error)

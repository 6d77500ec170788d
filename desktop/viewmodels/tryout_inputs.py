"""The saved inputs of the chosen template, as rows, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.template_filling import fields_in
from desktop.core.template_text import Wording, text_of
from desktop.core.template_values import Wrong, check_values
from desktop.core.templates import Field, TemplateId, Value
from desktop.core.tryout import NewInput, SavedInput
from desktop.services.template_inputs import TemplateInputs
from desktop.viewmodels.tryout_choice import TryoutChoice

Index = QModelIndex | QPersistentModelIndex
INPUT = int(Qt.ItemDataRole.UserRole) + 1  # a SavedInput
WRONGS = INPUT + 1  # a tuple of Wrongs: why it is skipped, by the first version that it does not fit
LONGEST = 200  # characters of a value that are shown in a row


class InputRows(QAbstractTableModel):
    """A row for each input; the first column is its name, the others are the fields."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields: tuple[Field, ...] = ()
        self._rows: list[tuple[SavedInput, tuple[Wrong, ...]]] = []
        self.wording = Wording()

    @property
    def inputs(self) -> tuple[SavedInput, ...]:
        """All of them."""
        return tuple(saved for saved, _ in self._rows)

    def field(self, column: int) -> Field | None:
        """Give the field of a column."""
        return self.fields[column - 1] if 0 < column <= len(self.fields) else None

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Have other columns; the rows go."""
        self.beginResetModel()
        self.fields, self._rows = fields, []
        self.endResetModel()

    def show_inputs(self, rows: Sequence[tuple[SavedInput, tuple[Wrong, ...]]]) -> None:
        """Have these rows; those that stay keep their places."""
        wanted = {saved.id for saved, _ in rows}
        for at in reversed(range(len(self._rows))):
            if self._rows[at][0].id not in wanted:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        for at, row in enumerate(rows):
            if at == len(self._rows) or self._rows[at][0].id != row[0].id:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many inputs there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """The name, and the fields."""
        return 0 if parent.isValid() else 1 + len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell holds."""
        if not index.isValid():
            return None
        saved, wrongs = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            field = self.field(index.column())
            text = saved.name if field is None else text_of(saved.values.get(field.name), self.wording)
            return " ".join(text[:LONGEST].split())
        return {INPUT: saved, WRONGS: wrongs}.get(role)


class TryoutInputs(QObject):
    """Shows the inputs of the chosen template, and changes them."""

    changed = Signal()
    failed = Signal(object)  # UserError
    imported = Signal(object)  # Imported

    def __init__(self, inputs: TemplateInputs, choice: TryoutChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inputs = inputs
        self._choice = choice
        self._shown: TemplateId | None = None
        self.rows = InputRows(self)
        choice.changed.connect(self._show)
        self._ends = (
            inputs.changed.connect(self._on_changed),
            inputs.imported.connect(self.imported.emit),
            inputs.failed.connect(self.failed.emit),
        )

    @property
    def removed(self) -> int:
        """How many were deleted last, and can be brought back."""
        removed = self._inputs.removed
        here = removed is not None and removed.template == self._choice.template
        return len(removed.inputs) if removed is not None and here else 0

    def wrongs(self, values: Mapping[str, Value]) -> tuple[Wrong, ...]:
        """Tell why values would be skipped."""
        checks = (check_values(fields_in(v.draft.body), values) for v in self._choice.chosen)
        return next((wrongs for wrongs in checks if wrongs), ())

    def add(self, name: str, values: Mapping[str, Value]) -> bool:
        """Keep values under a name; tells whether that went well."""
        return self._do(lambda template: self._inputs.add(template, [NewInput(name, values)]))

    def change(self, saved: SavedInput) -> bool:
        """Keep other values; tells whether that went well."""
        return self._do(lambda template: self._inputs.change(template, saved))

    def duplicate(self, rows: Sequence[int]) -> None:
        """Keep copies, at the end."""
        copies = [NewInput(self.rows.inputs[row].name, self.rows.inputs[row].values) for row in rows]
        self._do(lambda template: self._inputs.add(template, copies))

    def remove(self, rows: Sequence[int]) -> None:
        """Delete inputs."""
        gone = [self.rows.inputs[row] for row in rows]
        self._do(lambda template: self._inputs.remove(template, gone))

    @Slot()
    def bring_back(self) -> None:
        """Undo the last deletion."""
        self._do(lambda _: self._inputs.bring_back())

    @Slot()
    def take_last_use(self) -> None:
        """Keep what the template was filled in with the last time."""
        body = self._choice.body
        if body is not None:
            self._do(lambda template: self._inputs.take_last_use(template, body))

    def read(self, path: Path) -> None:
        """Keep the rows of a table."""
        body = self._choice.body
        if body is not None:
            self._do(lambda template: self._inputs.read(template, body, path))

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _do(self, what: Callable[[TemplateId], None]) -> bool:
        template = self._choice.template
        if template is None:
            return False
        try:
            what(template)
        except UserError as error:
            self.failed.emit(error)
            return False
        return True

    @Slot()
    def _show(self) -> None:
        template, fields = self._choice.template, self._choice.fields
        if template != self._shown or self.rows.fields != fields:
            self._shown = template
            self.rows.show_fields(fields)
        self._refresh()

    def _refresh(self) -> None:
        template = self._choice.template
        try:
            inputs = self._inputs.all(template) if template is not None else []
        except UserError as error:
            self.failed.emit(error)
            return
        fields = [fields_in(version.draft.body) for version in self._choice.chosen]
        self.rows.show_inputs([(saved, _misfit(fields, saved)) for saved in inputs])
        self.changed.emit()

    def _on_changed(self, template: TemplateId) -> None:
        if template == self._choice.template:
            self._refresh()


def _misfit(fields: Sequence[tuple[Field, ...]], saved: SavedInput) -> tuple[Wrong, ...]:
    """Tell what keeps an input from at least one of the versions."""
    checks = (check_values(each, saved.values) for each in fields)
    return next((wrongs for wrongs in checks if wrongs), ())

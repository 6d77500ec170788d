"""The templates whose names are taken, and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from desktop.core.template_exchange import OnConflict
from desktop.core.template_moving import Choice, Conflict
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice as ChoiceBox
from desktop.widgets.templates.plain_text import one_line

CHOICES = tuple(OnConflict)
ROW = 28  # px

Index = QModelIndex | QPersistentModelIndex


class ConflictRows(QAbstractTableModel):
    """Name and fate of each; rows, however many, are made as they are looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._conflicts: Sequence[Conflict] = ()
        self._chosen: dict[int, OnConflict] = {}
        self.usual = OnConflict.KEEP

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these, and keep what is here of all of them."""
        self.beginResetModel()
        self._conflicts, self._chosen, self.usual = conflicts, {}, OnConflict.KEEP
        self.endResetModel()

    def choose(self, rows: Sequence[int], fate: OnConflict) -> None:
        """Choose for some; for all where none are named."""
        if rows:
            self._chosen |= dict.fromkeys(rows, fate)
        else:
            self.usual, self._chosen = fate, {}
        self.say()

    def say(self) -> None:
        """Show the words anew."""
        if self._conflicts:
            last = self.index(len(self._conflicts) - 1, 1)
            self.dataChanged.emit(self.index(0, 1), last, [Qt.ItemDataRole.DisplayRole])

    def fate(self, row: int) -> OnConflict:
        """Tell what was chosen for a row."""
        return self._chosen.get(row, self.usual)

    def choice(self) -> Choice:
        """Give what was chosen."""
        single = {self._conflicts[row].slash: fate for row, fate in self._chosen.items()}
        return Choice(self.usual, single)

    def words(self) -> dict[OnConflict, str]:
        """Name what can become of a template."""
        return {
            OnConflict.KEEP: self.tr("Keep the one here"),
            OnConflict.REPLACE: self.tr("Add as a new version"),
            OnConflict.BOTH: self.tr("Keep both"),
        }

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Count the conflicts."""
        return 0 if parent.isValid() else len(self._conflicts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Name, and what becomes of it."""
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        if index.column() == 0:
            return one_line(self._conflicts[index.row()].name)
        return self.words()[self.fate(index.row())]


class ImportConflicts(QWidget):
    """Lets the user choose for all, or for the rows that are selected."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ConflictRows(self)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self.choice = ChoiceBox(look)
        self.table = QTableView()
        self.table.setObjectName("importconflicts")
        self.table.setModel(self.rows)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().resizeSection(1, 170)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.hint)
        column.addWidget(self.choice)
        column.addWidget(self.table, 1)
        for _ in CHOICES:
            self.choice.addItem("")
        self.choice.activated.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._say()

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        """Show these."""
        self.rows.show_conflicts(conflicts)
        self.choice.setCurrentIndex(0)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.hint.setText(self.tr("These names are taken. Choose for all, or for those that are selected:"))
        for number, fate in enumerate(CHOICES):
            self.choice.setItemText(number, self.rows.words()[fate])
        self.choice.setAccessibleName(self.tr("What becomes of templates whose names are taken"))
        self.table.setAccessibleName(self.tr("Templates whose names are taken"))
        self.rows.say()

    @Slot(int)
    def _choose(self, number: int) -> None:
        selected = self.table.selectionModel().selectedRows()
        self.rows.choose([index.row() for index in selected], CHOICES[number])

    @Slot()
    def _selected(self) -> None:
        """Show what was chosen for the selected ones, or for all."""
        current = self.table.selectionModel().selectedRows()
        fate = self.rows.fate(current[0].row()) if current else self.rows.usual
        self.choice.setCurrentIndex(CHOICES.index(fate))

"""The answers of a try-out: a table, and below it the chosen one beside the one it is compared with."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.core.spreadsheet import table
from desktop.services.tryout import Cell, Place
from desktop.viewmodels.tryout_results import TryoutRun
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.sampling_style import field_rules
from desktop.widgets.templates.tryout_answer import AnswerView
from desktop.widgets.templates.tryout_table import (
    CELL_HEIGHT,
    NARROWEST,
    CellPainter,
    SpokenResults,
    TryoutTable,
)
from desktop.widgets.templates.tryout_text import text_of_lines

NAMES = 130  # px, of the inputs
FILE = "results.csv"


class ResultsPanel(QWidget):
    """Works once attached. Ctrl+C copies the table, Enter goes to the text of the current answer."""

    link_activated = Signal(str)  # an address in an answer

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._run: TryoutRun | None = None
        self._spoken: SpokenResults | None = None
        self.table = TryoutTable(CELL_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.reference = ChoiceField(look)
        self._with = QLabel()
        self.differences = QCheckBox()  # marked in plain text, else both answers are shown as they are meant
        self.differences.setChecked(True)
        self.save, self.copy = QPushButton(), QPushButton()
        self.empty = sentence("soft")
        self.caption, self.why, self.other_caption = (
            sentence("caption"),
            sentence("fault"),
            sentence("caption"),
        )
        self.other, self.answer = AnswerView(look), AnswerView(look)
        self._left = QWidget()  # the answer that is compared with
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setObjectName("tryoutsplit")
        self._lay_out()
        self.reference.chosen.connect(self._refer)
        self.differences.toggled.connect(self._show_cell)
        for view in (self.other, self.answer):
            view.link_activated.connect(self.link_activated)
        self.save.clicked.connect(self._ask_for_file)
        self.copy.clicked.connect(self.copy_table)
        self.table.copy_asked.connect(self.copy_table)
        self.table.moved.connect(self._show_cell)
        self.table.opened.connect(self.answer.setFocus)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, run: TryoutRun) -> None:
        """Go to work."""
        self._run = run
        self._spoken = SpokenResults(run.rows, self)
        self.table.setModel(self._spoken)
        self.table.setItemDelegate(CellPainter(self._look, self._spoken, self.table))
        run.rows.modelReset.connect(self.refresh)
        run.cell_changed.connect(self._cell_changed)
        run.changed.connect(self._show_cell)
        run.compared.connect(self._show_cell)
        self.refresh()

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        part = self.table if self.table.isVisible() else self
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self.refresh()
        super().changeEvent(event)

    @Slot()
    def refresh(self) -> None:
        """Show another table."""
        state = self._run.state if self._run is not None else None
        self._split.setVisible(state is not None)
        for part in (self.save, self.copy):
            part.setVisible(state is not None)
        several = state is not None and len(state.columns) > 1
        for part in (self.reference, self._with, self.differences):
            part.setVisible(several)
        self.empty.setVisible(state is None)
        if state is None or self._run is None or self._spoken is None:
            return
        names: list[tuple[str, object]] = [
            (self._spoken.words.column(column), at) for at, column in enumerate(state.columns)
        ]
        self.reference.put(names, self._run.rows.reference)
        for column in range(len(state.columns)):
            self.table.setColumnWidth(column, NARROWEST)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._spoken.index(0, 0))
        self._show_cell()

    @Slot()
    def copy_table(self) -> None:
        """Copy the answers as they stand in the table."""
        state = self._run.state if self._run is not None else None
        if state is None or self._spoken is None:
            return
        lines: list[list[object]] = [["", *map(self._spoken.words.column, state.columns)]]
        for saved, row in zip(state.plan.inputs, state.cells, strict=True):
            lines.append([saved.name, *(cell.text for cell in row)])
        QGuiApplication.clipboard().setText(table(lines, "\t", "\n"))

    @Slot()
    def _ask_for_file(self) -> None:
        words = self.tr("Tables") + " (*.csv)"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export results"), FILE, words)
        if path and self._run is not None and self._spoken is not None:
            file = Path(path)
            self._run.write(file if file.suffix else file.with_suffix(".csv"), self._spoken.words.why)

    @Slot(int, int)
    def _cell_changed(self, row: int, column: int) -> None:
        current = self.table.currentIndex()
        reference = self._run.rows.reference if self._run is not None else 0
        if current.row() == row and column in (current.column(), reference):
            self._show_cell()

    @Slot()
    def _refer(self) -> None:
        column = self.reference.value
        if self._run is not None and isinstance(column, int):
            self._run.rows.compare_with(column)
            self._show_cell()

    @Slot()
    def _show_cell(self) -> None:
        """Show the current answer, and beside it the one that it is compared with."""
        index = self.table.currentIndex()
        state = self._run.state if self._run is not None else None
        if state is None or self._run is None or self._spoken is None or not index.isValid():
            return
        place = Place(index.row(), index.column())
        other = Place(place.row, self._run.rows.reference)
        cell = state.at(place)
        words = self._spoken.words
        name = words.column(state.columns[place.column])
        parts = (name, self._spoken.figures(cell, None), words.ending(cell))
        put(self.caption, " · ".join(filter(None, parts)))
        put(self.why, words.why(cell))
        self.answer.say(self.tr("Answer of {model}").format(model=name))
        compared = words.column(state.columns[other.column])
        self.other.say(self.tr("Answer of {model}").format(model=compared))
        self._show_texts(cell, state.at(other) if other != place else None)
        put(self.other_caption, compared)

    def _show_texts(self, cell: Cell, other: Cell | None) -> None:
        compared = other is not None and cell.whole and other.whole and cell.text != other.text
        self._left.setVisible(compared)
        if not compared or other is None or not self.differences.isChecked():
            self.answer.show_answer(cell.text)
            if compared and other is not None:
                self.other.show_answer(other.text)
            return
        found = self._run.side_by_side(other.text, cell.text) if self._run is not None else None
        for view, text, lines, gone in (
            (self.other, other.text, found.old if found is not None else (), True),
            (self.answer, cell.text, found.new if found is not None else (), False),
        ):
            shown = text_of_lines(lines) if found is not None else "\n".join(text.splitlines())
            view.show_marked(shown, lines, gone)

    def _say(self) -> None:
        self.empty.setText(
            self.tr(
                "Nothing has been tried out yet. Choose a template, inputs and models, and press “Try out”."
            )
        )
        self._with.setText(self.tr("Compare with"))
        self.reference.setAccessibleName(self.tr("Compare with"))
        self.differences.setText(self.tr("Mark differences"))
        self.differences.setToolTip(
            self.tr("Shows both answers as plain text, with what only one of them says marked")
        )
        self.save.setText(self.tr("Export as CSV…"))
        self.copy.setText(self.tr("Copy table"))
        self.table.setAccessibleName(self.tr("Answers"))

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.verticalHeader().setFixedWidth(NAMES)
        below = QWidget()
        beside = QHBoxLayout(below)
        beside.setContentsMargins(0, 6, 0, 0)
        beside.setSpacing(8)
        for side, parts in (
            (self._left, (self.other_caption, self.other)),
            (QWidget(), (self.caption, self.why, self.answer)),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(6)
            for part in parts:
                column.addWidget(part, int(isinstance(part, AnswerView)))
            beside.addWidget(side, 1)
        self._split.addWidget(self.table)
        self._split.addWidget(below)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._with)
        head.addWidget(self.reference)
        head.addWidget(self.differences)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.save)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(self.empty, 1)
        page.addWidget(self._split, 1)

    @Slot()
    def _dress(self) -> None:
        self.reference.setStyleSheet(field_rules(self._look.theme))
        self._show_cell()

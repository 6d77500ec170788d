"""The saved inputs of the chosen template: a table, and what can be done with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QVBoxLayout, QWidget

from desktop.core.spreadsheet import table
from desktop.core.template_text import Wording, text_of
from desktop.core.template_values import first_values
from desktop.core.templates import Value
from desktop.core.tryout import SavedInput
from desktop.core.tryout_advice import say_refused
from desktop.core.tryout_import import NAME, Imported
from desktop.viewmodels.tryout import TryoutViewModel
from desktop.viewmodels.tryout_inputs import WRONGS
from desktop.widgets.look import Look
from desktop.widgets.models.compare_column import Answer
from desktop.widgets.models.network_card import put, sentence
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.tryout_input_bar import Deed, InputBar
from desktop.widgets.templates.tryout_input_dialog import InputDialog
from desktop.widgets.templates.tryout_table import ROW, SpokenInputs, TryoutTable
from desktop.widgets.templates.tryout_words import TryoutWords

MOST_SAID = 100  # lines of a table that are named
NEWS, LOWEST = 64, 84  # px
WIDE = 160  # px of a column


class InputsPanel(QWidget):
    """Works once attached. Enter edits a row, Delete deletes it, Ctrl+D copies it, Ctrl+Z brings it back."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._viewmodel: TryoutViewModel | None = None
        self._words = TryoutWords(self)
        self.table = TryoutTable(ROW)
        self.table.setMinimumHeight(LOWEST)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.bar = InputBar(look)
        self.problem = sentence("fault")
        self.news = Answer()  # what came of an import, which may be long
        self.news.setMinimumHeight(0)
        self.news.setMaximumHeight(NEWS)
        self.news.hide()
        self.empty = sentence("soft")
        self._lay_out()
        self.bar.asked.connect(self.do)
        self.table.opened.connect(lambda: self.do(Deed.EDIT))
        self.table.delete_asked.connect(lambda: self.do(Deed.DELETE))
        self.table.copy_asked.connect(self.copy)
        self.table.moved.connect(self._able)
        self._able()

    def attach(self, viewmodel: TryoutViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.table.setModel(SpokenInputs(self._look, viewmodel.inputs.rows, self))
        viewmodel.inputs.rows.modelReset.connect(self._widen)
        viewmodel.inputs.changed.connect(self._changed)
        viewmodel.inputs.imported.connect(self._imported)
        viewmodel.choice.changed.connect(self.news.hide)
        self.table.selectionModel().selectionChanged.connect(self._able)
        self._widen()
        self._able()

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        part = self.table if self.table.isVisible() else self.bar.buttons[Deed.ADD]
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[int]:
        """Give the rows that are selected, or the current one."""
        current = self.table.currentIndex()
        found = sorted({index.row() for index in self.table.selectedIndexes()})
        return found or ([current.row()] if current.isValid() else [])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add on Insert, copy rows on Ctrl+D, bring back on Ctrl+Z."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        keys = {
            (Qt.Key.Key_Insert, False): Deed.ADD,
            (Qt.Key.Key_D, True): Deed.DUPLICATE,
            (Qt.Key.Key_Z, True): Deed.BRING_BACK,
        }
        deed = keys.get((Qt.Key(event.key()), control))
        if deed is not None:
            self.bar.buttons[deed].click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.news.hide()
            self._widen()
            self._able()
        super().changeEvent(event)

    @Slot(object)
    def do(self, deed: Deed) -> None:
        """Do what was asked for."""
        viewmodel, rows = self._viewmodel, self.rows()
        if viewmodel is None:
            return
        self.news.hide()
        match deed:
            case Deed.ADD:
                self.ask(None)
            case Deed.EDIT if rows:
                self.ask(viewmodel.inputs.rows.inputs[self.table.currentIndex().row()])
            case Deed.DUPLICATE if rows:
                viewmodel.inputs.duplicate(rows)
            case Deed.DELETE if rows:
                viewmodel.inputs.remove(rows)
            case _:
                self._do_with_all(viewmodel, deed)

    def ask(self, saved: SavedInput | None) -> InputDialog:
        """Open the dialog for an input, or for a new one."""
        assert self._viewmodel is not None
        inputs, fields = self._viewmodel.inputs, self._viewmodel.choice.fields

        def keep(name: str, values: Mapping[str, Value]) -> bool:
            if saved is None:
                return inputs.add(name, values)
            return inputs.change(SavedInput(saved.id, name, values))

        dialog = InputDialog(self._look, inputs.wrongs, keep, self)
        dialog.begin(fields, saved, saved.values if saved is not None else first_values(fields, {}))
        dialog.open()
        return dialog

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows as a table that can be imported again."""
        if self._viewmodel is None:
            return
        rows = self._viewmodel.inputs.rows
        lines: list[list[object]] = [[NAME, *(field.name for field in rows.fields)]]
        for row in self.rows():
            saved = rows.inputs[row]
            values = [text_of(saved.values.get(field.name), Wording()) for field in rows.fields]
            lines.append([saved.name, *values])
        QGuiApplication.clipboard().setText(table(lines, "\t", "\n"))

    def _do_with_all(self, viewmodel: TryoutViewModel, deed: Deed) -> None:
        if deed is Deed.LAST_USE:
            viewmodel.inputs.take_last_use()
        elif deed is Deed.BRING_BACK:
            viewmodel.inputs.bring_back()
        elif deed is Deed.IMPORT:
            words = self.tr("Tables") + " (*.csv *.tsv *.txt)"
            path, _ = QFileDialog.getOpenFileName(self, self.tr("Import inputs from a table"), "", words)
            if path:
                viewmodel.inputs.read(Path(path))

    @Slot(object)
    def _imported(self, found: Imported) -> None:
        words = [self.tr("%Ln input(s) imported.", "", len(found.inputs))]
        words += [one_line(say_refused(each, QtSpeaker())) for each in found.refused[:MOST_SAID]]
        more = len(found.refused) - MOST_SAID
        if more > 0:
            words.append(self.tr("%Ln more line(s) were left out.", "", more))
        self.news.show_text("\n".join(words))
        self.news.setAccessibleName(words[0])
        self.news.show()
        self.news.verticalScrollBar().setValue(0)

    @Slot()
    def _changed(self) -> None:
        """Have a current row where there is any."""
        if not self.table.currentIndex().isValid() and self.table.model().rowCount():
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._able()

    @Slot()
    def _able(self) -> None:
        """Show what there is, and what can be done with it."""
        viewmodel = self._viewmodel
        fields = viewmodel is not None and bool(viewmodel.choice.fields)
        count = viewmodel.inputs.rows.rowCount() if viewmodel is not None else 0
        some = fields and bool(self.rows())
        back = viewmodel.inputs.removed if viewmodel is not None else 0
        focused = QApplication.focusWidget()
        held = focused is not None and self.isAncestorOf(focused)
        deeds = dict.fromkeys((Deed.ADD, Deed.LAST_USE, Deed.IMPORT), fields)
        chosen = dict.fromkeys((Deed.EDIT, Deed.DUPLICATE, Deed.DELETE), some)
        self.bar.able({**deeds, **chosen, Deed.BRING_BACK: back > 0})
        self.bar.setVisible(fields)
        self.table.setVisible(count > 0 and fields)
        if held and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()  # what had it is gone
        put(self.empty, "" if count and fields else self._empty_words(fields))
        wrongs = self.table.currentIndex().data(WRONGS) if count else None
        put(self.problem, self._words.wrongs(wrongs) if wrongs else "")
        self.table.setAccessibleName(self.tr("Saved inputs"))

    def _empty_words(self, fields: bool) -> str:
        viewmodel = self._viewmodel
        if viewmodel is None or viewmodel.choice.entry is None:
            return self.tr("Choose a template above. Its saved inputs are shown here.")
        if not fields:
            return self.tr(
                "This template has no fields, so it needs no inputs. Choose a model and try it out."
            )
        return self.tr(
            "No inputs yet. Add some values for the fields of this template, take those of its last use, "
            "or import a CSV table whose columns are named like the fields."
        )

    @Slot()
    def _widen(self) -> None:
        """Give each column a width, and values their words."""
        if self._viewmodel is not None:
            self._viewmodel.inputs.rows.wording = Wording(self.tr("yes"), self.tr("no"), self.tr(", "))
            for column in range(self.table.model().columnCount()):
                self.table.setColumnWidth(column, WIDE)

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.problem)
        column.addWidget(self.news)

"""The fields that the texts of a template have, one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core.template_text import MOST_FIELDS
from desktop.core.template_values import Wrong, WrongKind
from desktop.core.templates import Field, FieldKind
from desktop.widgets.look import Look
from desktop.widgets.templates.declared_field import DeclaredField
from desktop.widgets.templates.tab_order import follow

AT_ONCE = 4  # rows that are made in one turn
DETAILS = (WrongKind.NO_OPTIONS, WrongKind.LIMITS_CROSSED)  # that are mended there


class FieldsTable(QWidget):
    """Rows come and go while the texts are typed; those that stay keep what has the focus."""

    edited = Signal(object)  # Field
    rearranged = Signal()  # the first row came

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[DeclaredField] = []
        self._wanted: Sequence[Field] = ()
        self._said: Mapping[str, FieldKind] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._go_on)
        self.nothing = QLabel()
        self.nothing.setObjectName("caption")
        self.nothing.setWordWrap(True)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.nothing)
        look.changed.connect(self._dress)
        self.say()

    def show_fields(self, fields: Sequence[Field], said: Mapping[str, FieldKind]) -> None:
        """Show these fields; `said` are the kinds that stand in the texts. Of many, the last follow soon."""
        self._wanted, self._said = fields[:MOST_FIELDS], said
        if len(self._wanted) != len(self.rows):
            self._fit_rows([field.name for field in self._wanted])
        for row, field in zip(self.rows, self._wanted, strict=False):
            row.show_field(field, field.name in said)
        self.nothing.setVisible(not self._wanted)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Make some of the rows that are wanted; the window goes on in between."""
        for field in self._wanted[len(self.rows) :][:AT_ONCE]:
            self._add(field)
        if len(self.rows) < len(self._wanted):
            self._rest.start()

    def go_to(self, wrong: Wrong) -> None:
        """Go to where a declaration can be mended."""
        while len(self.rows) < len(self._wanted):
            self._go_on()
        row = next((row for row in self.rows if row.field.name == wrong.field.name), None)
        if row is None:
            return
        if wrong.kind in DETAILS:
            row.open_details()
        else:
            row.default.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self) -> None:
        """Speak the language of the window."""
        words = self.tr(
            "Write {braces} in a text, and the field {name} is asked for whenever the template is used."
        )
        self.nothing.setText(words.format(braces="{{topic}}", name="topic"))
        for row in self.rows:
            row.say()

    def _fit_rows(self, names: list[str]) -> None:
        """Take out the rows of names that are gone; in the middle a row may also have come."""
        kept: list[DeclaredField] = []
        gone: list[DeclaredField] = []
        for row in self.rows:
            (kept if row.field.name in names and len(kept) < len(names) else gone).append(row)
        shown = not self.isHidden()
        if len(gone) > AT_ONCE:
            self.hide()  # else everything is laid out after each of them
        for row in gone:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(shown)
        self.rows = kept

    def _add(self, field: Field) -> None:
        row = DeclaredField(field, self._look)
        row.say()
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.show_field(field, field.name in self._said)
        row.show()
        if len(self.rows) > 1:
            follow(self.rows[-2], row)
        else:
            self.rearranged.emit()

    @Slot()
    def _dress(self) -> None:
        for row in self.rows:
            row.dress()

"""The fields that the texts of a template have, one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core.template_text import MOST_FIELDS
from desktop.core.template_values import Wrong, WrongKind
from desktop.core.templates import Field, FieldKind
from desktop.widgets.look import Look
from desktop.widgets.templates.declared_field import DeclaredField

DETAILS = (WrongKind.NO_OPTIONS, WrongKind.LIMITS_CROSSED)  # that are mended there


class FieldsTable(QWidget):
    """Rows come and go while the texts are typed; those that stay keep what has the focus."""

    edited = Signal(object)  # Field
    rearranged = Signal()  # rows came

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: list[DeclaredField] = []
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
        """Show these fields; `said` are the kinds that stand in the texts."""
        shown = fields[:MOST_FIELDS]
        names = [field.name for field in shown]
        if len(shown) != len(self.rows):
            self._fit_rows(names)
        come = len(shown) > len(self.rows)
        while len(self.rows) < len(shown):
            self._add(shown[len(self.rows)])
        for row, field in zip(self.rows, shown, strict=True):
            row.show_field(field, field.name in said)
        self.nothing.setVisible(not shown)
        if come:
            self.rearranged.emit()

    def go_to(self, wrong: Wrong) -> None:
        """Go to where a declaration can be mended."""
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
        for row in self.rows:
            if row.field.name in names and len(kept) < len(names):
                kept.append(row)
            else:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.rows = kept

    def _add(self, field: Field) -> None:
        row = DeclaredField(field, self._look)
        row.say()
        row.edited.connect(self.edited)
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.show()

    @Slot()
    def _dress(self) -> None:
        for row in self.rows:
            row.dress()

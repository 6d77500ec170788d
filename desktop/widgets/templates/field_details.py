"""What of a field is seldom changed: label, help, limits, choices."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from desktop.core.templates import Field, FieldKind
from desktop.widgets.look import Look
from desktop.widgets.sampling_texts import Editor
from desktop.widgets.templates.field_editors import number_of

LONGEST = 500  # characters of a label or a help
LINES = 4  # of choices that are seen at a time
MOST_OPTIONS = 500
CHOICES = (FieldKind.CHOICE, FieldKind.CHOICES)


class FieldDetails(QWidget):
    """Shows what the kind of the field has. What is being typed is not touched."""

    edited = Signal(object)  # Field

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = Field("")
        self._showing = False
        self.label, self.help, self.low, self.high = (QLineEdit() for _ in range(4))
        self.options = Editor(look, LINES)
        self._names = {part: QLabel() for part in (*self._lines(), self.options)}
        form = QFormLayout(self)
        form.setContentsMargins(30, 0, 0, 0)
        form.setSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for part, name in self._names.items():
            name.setObjectName("caption")
            name.setBuddy(part)
            form.addRow(name, part)
        for line in self._lines():
            line.setObjectName("presetname")
            line.setMaxLength(LONGEST)
            line.textEdited.connect(self._on_edit)
        self.options.textChanged.connect(self._on_edit)

    def show_field(self, field: Field) -> None:
        """Show what is declared."""
        self._showing = True
        before, self._field = self._field, field
        for line, text in ((self.label, field.label), (self.help, field.help)):
            if line.text() != text:
                line.setText(text)
        for line, number in ((self.low, field.low), (self.high, field.high)):
            if _limit(line.text()) != number:
                line.setText("" if number is None else f"{number:.10g}")
        if options_of(self.options.toPlainText()) != field.options:
            self.options.setPlainText("\n".join(field.options))
        self._showing = False
        if before.kind is not field.kind or before.name == "":
            self._choose_parts()

    def say(self) -> None:
        """Speak the language of the window."""
        words = {
            self.label: self.tr("Label"),
            self.help: self.tr("Help"),
            self.low: self.tr("Lowest"),
            self.high: self.tr("Highest"),
            self.options: self.tr("Choices, one a line"),
        }
        for part, text in words.items():
            self._names[part].setText(text)
            part.setAccessibleName(text)
        self.label.setPlaceholderText(self.tr("Shown instead of the name"))
        self.help.setPlaceholderText(self.tr("A sentence below the field"))

    def begin(self) -> None:
        """Go to what the kind needs most."""
        if self._field.kind in CHOICES:
            self.options.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._field.kind is FieldKind.NUMBER:
            self.low.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return self.label, self.help, self.low, self.high

    def _choose_parts(self) -> None:
        number = self._field.kind is FieldKind.NUMBER
        choice = self._field.kind in CHOICES
        shown = {self.low: number, self.high: number, self.options: choice}
        form = self.layout()
        assert isinstance(form, QFormLayout)
        for part, visible in shown.items():
            form.setRowVisible(part, visible)

    @Slot()
    def _on_edit(self) -> None:
        if self._showing:
            return
        changed = replace(
            self._field,
            label=self.label.text(),
            help=self.help.text(),
            low=_limit(self.low.text()),
            high=_limit(self.high.text()),
            options=options_of(self.options.toPlainText()),
        )
        if changed != self._field:
            self.edited.emit(changed)


def options_of(text: str) -> tuple[str, ...]:
    """Read choices, one a line, each once."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))[:MOST_OPTIONS]


def _limit(text: str) -> float | None:
    number = number_of(text)
    return number if isinstance(number, int | float) else None

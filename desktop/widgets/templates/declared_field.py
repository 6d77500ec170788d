"""One field of a template as it is declared: kind, default, and what can be unfolded."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.core.templates import Field, FieldKind, Value
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice
from desktop.widgets.templates.field_details import FieldDetails
from desktop.widgets.templates.field_row import editor_for
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.tab_order import set_order_within

LONGEST_SHOWN = 40  # characters of a name


class DeclaredField(QFrame):
    """A row that keeps its widgets while only the name is retyped."""

    edited = Signal(object)  # Field

    def __init__(self, field: Field, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("declaredfield")
        self._look = look
        self._showing = False
        self.field = field
        self.name, self.kind, self.required = QLabel(), Choice(look), QCheckBox()
        self.name.setObjectName("fieldname")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.unfold = QToolButton()
        self.unfold.setCheckable(True)
        self._details: FieldDetails | None = None
        self.default_words = QLabel()
        self.default_words.setObjectName("caption")
        self.default_words.setContentsMargins(0, 8, 0, 0)
        self.default = editor_for(field, look)
        self._lay_out()
        self.kind.activated.connect(self._on_kind)
        self.required.toggled.connect(self._on_required)
        self.unfold.toggled.connect(self.dress)
        self.default.changed.connect(self._on_default)

    @property
    def details(self) -> FieldDetails:
        """What is folded away; made when it is first wanted: a template may have fifty fields."""
        if self._details is None:
            self._details = details = FieldDetails(self._look, self)
            details.hide()
            self._page.addWidget(details)
            details.say()
            details.show_field(self.field)
            details.edited.connect(self._on_details)
            set_order_within(self)
        return self._details

    def show_field(self, field: Field, said: bool) -> None:
        """Show a declaration; `said`: the text itself says the kind."""
        self._showing = True
        before, self.field = self.field, field
        if (before.kind, before.options) != (field.kind, field.options):
            self._renew()
        elif self.default.field != field:
            self.default.field = field
            self.default.say()
        if _given(self.default.value()) != field.default:
            self.default.put(field.default)
        self.name.setText(one_line(field.name, LONGEST_SHOWN))
        self.name.setToolTip(plain_tip(one_line(field.name)))
        self.kind.setCurrentIndex(list(FieldKind).index(field.kind))
        self.kind.setEnabled(not said)
        self.required.setChecked(field.required)
        self.required.setVisible(field.kind is not FieldKind.YES_NO)
        if self._details is not None:
            self._details.show_field(field)
        self._showing = False
        self._name_parts(said)

    def say(self) -> None:
        """Speak the language of the window."""
        while self.kind.count() < len(FieldKind):
            self.kind.addItem("")
        for number, words in enumerate(self.kind_words().values()):
            self.kind.setItemText(number, words)
        self.required.setText(self.tr("Required"))
        self.default_words.setText(self.tr("Default"))
        self.default.say()
        if self._details is not None:
            self._details.say()
        self._name_parts(said=not self.kind.isEnabled())
        self.dress()

    def kind_words(self) -> dict[FieldKind, str]:
        """Name the kinds."""
        words = {
            FieldKind.TEXT: self.tr("Text"),
            FieldKind.LONG: self.tr("Long text"),
            FieldKind.NUMBER: self.tr("Number"),
            FieldKind.CHOICE: self.tr("Choice"),
            FieldKind.CHOICES: self.tr("Several choices"),
            FieldKind.DATE: self.tr("Date"),
            FieldKind.FILE: self.tr("Contents of a file"),
            FieldKind.YES_NO: self.tr("Yes or no"),
        }
        return {kind: words[kind] for kind in FieldKind}

    def open_details(self) -> None:
        """Show everything, and go there."""
        self.unfold.setChecked(True)
        self.details.begin()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the window, and show what is unfolded."""
        if self._details is not None or self.unfold.isChecked():
            self.details.setVisible(self.unfold.isChecked())
        name = "chevron-down" if self.unfold.isChecked() else "chevron-right"
        self.unfold.setIcon(self._look.icon(name))
        self.unfold.setIconSize(QSize(16, 16))

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setSpacing(8)
        top.addWidget(self.unfold)
        top.addWidget(self.name, 1)
        top.addWidget(self.required)
        top.addWidget(self.kind)
        self._below = below
        below.addWidget(self.default_words, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.default, 1)
        self._page = page = QVBoxLayout(self)
        page.setContentsMargins(8, 8, 8, 8)
        page.setSpacing(6)
        page.addLayout(top)
        page.addLayout(below)

    def _renew(self) -> None:
        """Make what suits another kind."""
        old = self.default
        focused = old.main().hasFocus()
        self.default = editor_for(self.field, self._look)
        self.default.say()
        self.default.changed.connect(self._on_default)
        self._below.replaceWidget(old, self.default)
        old.hide()
        old.deleteLater()
        self.default.show()
        if focused:
            self.default.setFocus()

    def _name_parts(self, said: bool) -> None:
        name = one_line(self.field.name, LONGEST_SHOWN)
        self.kind.setAccessibleName(self.tr("Kind of the field “{name}”").format(name=name))
        self.kind.setToolTip(self.tr("The text says the kind of this field.") if said else "")
        self.default.main().setAccessibleName(self.tr("Default of “{name}”").format(name=name))
        self.required.setAccessibleName(self.tr("“{name}” is required").format(name=name))
        self.unfold.setAccessibleName(self.tr("More about the field “{name}”").format(name=name))
        self.unfold.setToolTip(self.tr("Label, help, limits and choices"))

    def _tell(self, field: Field) -> None:
        if not self._showing and field != self.field:
            self.edited.emit(field)

    @Slot(int)
    def _on_kind(self, number: int) -> None:
        self._tell(replace(self.field, kind=list(FieldKind)[number]))

    @Slot(bool)
    def _on_required(self, on: bool) -> None:
        self._tell(replace(self.field, required=on))

    @Slot(object)
    def _on_details(self, field: Field) -> None:
        self._tell(
            replace(
                self.field,
                label=field.label,
                help=field.help,
                low=field.low,
                high=field.high,
                options=field.options,
            )
        )

    @Slot()
    def _on_default(self) -> None:
        value = self.default.value()
        untouched = value is False and self.field.default is None
        self._tell(replace(self.field, default=None if untouched else _given(value)))


def _given(value: Value) -> Value | None:
    return None if value == "" or value == () else value

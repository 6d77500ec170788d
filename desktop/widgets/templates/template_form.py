"""Everything of a template that can be typed, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.template_editing import Finding, Spot
from desktop.core.templates import LONGEST_NAME, Draft, Entry, Field, FieldKind, slash_name
from desktop.viewmodels.template_editing import Look as Found
from desktop.widgets.look import Look
from desktop.widgets.templates.examples_form import ExamplesForm
from desktop.widgets.templates.fields_table import FieldsTable
from desktop.widgets.templates.insert_button import InsertButton
from desktop.widgets.templates.plain_text import one_line
from desktop.widgets.templates.template_text import TemplateText
from desktop.widgets.templates.wishes_form import WishesForm

LONGEST_DESCRIPTION = 500  # characters
SYSTEM_LINES, USER_LINES = (3, 14), (7, 20)  # at least and at most


class TemplateForm(QScrollArea):
    """Shows a draft and tells when it was typed on."""

    typed = Signal()
    declared = Signal(object)  # Field

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templateform")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it scrolls with the focus
        self._look = look
        self._namesake: Entry | None = None
        self.name, self.description = QLineEdit(), QLineEdit()
        self.slash = QLabel()
        self._inner = QWidget(self)
        self.setWidget(self._inner)
        self.system = TemplateText(look, *SYSTEM_LINES, self._inner)
        self.user = TemplateText(look, *USER_LINES, self._inner)
        self.insert = InsertButton(look, self.user)
        self.fields, self.examples = FieldsTable(look, self._inner), ExamplesForm(look, self._inner)
        self.wishes = WishesForm(look, self._inner)
        self.unfold = QPushButton()
        self._heads = {part: QLabel() for part in (self.system, self.user, self.fields, self.examples)}
        self._lay_out()
        for line in (self.name, self.description):
            line.textEdited.connect(self.typed)
        for part in (self.system, self.user, self.examples, self.wishes):
            part.typed.connect(self.typed)
        for text in (self.system, self.user):
            text.entered.connect(self.insert.work_on)
            text.insertions.field_made.connect(self._made)
        self.examples.entered.connect(self.insert.work_on)
        self.examples.field_made.connect(self._made)
        self.fields.edited.connect(self.declared)
        self.unfold.toggled.connect(self._unfolded)
        look.changed.connect(self.dress)
        self.say()
        self.dress()

    def put(self, draft: Draft) -> None:
        """Show a draft; what is the same already keeps its cursor."""
        body = draft.body
        for line, text in ((self.name, draft.name), (self.description, draft.description)):
            if line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        self.system.put(body.system)
        self.user.put(body.user)
        self.examples.put(body.examples)
        self.wishes.put(body)

    def draft(self, over: Draft) -> Draft:
        """Give what was typed; declarations of fields are those of the draft that was typed over."""
        body = replace(
            over.body,
            system=self.system.toPlainText(),
            user=self.user.toPlainText(),
            examples=self.examples.values(),
        )
        return Draft(self.name.text(), self.wishes.put_into(body), self.description.text())

    def show_found(self, found: Found) -> None:
        """Show what was found in the draft."""
        self._namesake = found.namesake
        self.fields.show_fields(found.fields, found.said)
        names = [field.name for field in found.fields]
        for spot, number, text in self.texts():
            text.insertions.offer(names)
            here = [each.problem for each in found.findings if (each.spot, each.number) == (spot, number)]
            text.mark(here)
        self.wishes.tell(found.form)
        self._say_slash()

    def texts(self) -> Sequence[tuple[Spot, int, TemplateText]]:
        """Give all texts with what they are."""
        examples = [
            pair
            for number, row in enumerate(self.examples.rows)
            for pair in ((Spot.QUESTION, number, row.question), (Spot.ANSWER, number, row.answer))
        ]
        return [(Spot.SYSTEM, 0, self.system), *examples, (Spot.USER, 0, self.user)]

    def go_to(self, finding: Finding) -> None:
        """Go to the place of a problem."""
        for spot, number, text in self.texts():
            if (spot, number) == (finding.spot, finding.number):
                self.ensureWidgetVisible(text)
                text.go_to(finding.problem)

    def begin(self) -> None:
        """Go to the name, to be typed over."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def say(self) -> None:
        """Speak the language of the window."""
        self.name.setPlaceholderText(self.tr("Name of the template"))
        self.name.setAccessibleName(self.tr("Name of the template"))
        self.description.setPlaceholderText(self.tr("What is it for? (optional)"))
        self.description.setAccessibleName(self.tr("Description"))
        words = {
            self.system: self.tr("System prompt"),
            self.user: self.tr("Message"),
            self.fields: self.tr("Fields"),
            self.examples: self.tr("Examples"),
        }
        for part, text in words.items():
            self._heads[part].setText(text)
            part.setAccessibleName(text)
        self.system.setPlaceholderText(self.tr("Optional: how the model is to behave"))
        self.user.setPlaceholderText(
            self.tr("What is sent. {braces} is a field that is filled in before.").format(braces="{{topic}}")
        )
        self.unfold.setText(self.tr("Model, sampling and form of the answer"))
        for part in (self.insert, self.fields, self.examples, self.wishes):
            part.say()
        self._say_slash()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the window."""
        self.unfold.setIcon(self._look.icon("chevron-down" if self.unfold.isChecked() else "chevron-right"))
        self.unfold.setIconSize(QSize(16, 16))

    def _lay_out(self) -> None:
        for line, longest in ((self.name, LONGEST_NAME), (self.description, LONGEST_DESCRIPTION)):
            line.setMaxLength(longest)
            line.setObjectName("presetname")
        self.slash.setObjectName("slashname")
        self.slash.setTextFormat(Qt.TextFormat.PlainText)
        self.slash.setWordWrap(True)
        self.unfold.setObjectName("unfold")
        self.unfold.setCheckable(True)
        self.unfold.setFlat(True)
        self.wishes.hide()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(2, 2, 10, 12)
        column.setSpacing(6)
        for part in (self.name, self.slash, self.description):
            column.addWidget(part)
        for part, head in self._heads.items():
            row = QHBoxLayout()
            head.setObjectName("heading")
            row.addWidget(head, 1)
            if part is self.user:
                row.addWidget(self.insert)
            column.addSpacing(8)
            column.addLayout(row)
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.wishes)
        column.addStretch(1)
        self._inner.setObjectName("templateforminner")
        self.setWidgetResizable(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _say_slash(self) -> None:
        slash = slash_name(self.name.text())
        if self._namesake is not None:
            words = self.tr("There is a template named {name} already.").format(
                name=one_line(self._namesake.name)
            )
        elif slash:
            words = self.tr("Type {slash} in a chat to use it.").format(slash=f"/{slash}")
        else:
            words = self.tr("The name is also what you type after a slash in a chat.")
        self.slash.setText(words)
        taken = self._namesake is not None
        if self.slash.property("taken") != taken:
            self.slash.setProperty("taken", taken)
            self.slash.style().polish(self.slash)

    @Slot(str, str)
    def _made(self, name: str, text: str) -> None:
        """A selection became a field: what stood there is its default."""
        self.declared.emit(Field(name, FieldKind.LONG if "\n" in text else FieldKind.TEXT, default=text))

    @Slot(bool)
    def _unfolded(self, on: bool) -> None:
        self.wishes.setVisible(on)
        self.dress()
        if on:
            self.wishes.model.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.wishes)

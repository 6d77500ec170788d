"""The choice of a persona's system prompt: its own text, or a template's with its fields filled in."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.chat_defaults import LONGEST_SYSTEM
from desktop.core.personas import SystemTemplate
from desktop.core.template_filling import fields_in
from desktop.core.template_values import first_values
from desktop.core.templates import Body, Template, TemplateId
from desktop.viewmodels.personas import PersonasViewModel
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField
from desktop.widgets.templates.fields_form import FieldsForm

LINES = 7  # of the text that are seen at once
OWN = TemplateId(0)  # of the choice: no template


class PersonaSystem(QWidget):
    """Shows what is chosen. `changed` tells what the user did. Works once attached."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewmodel: PersonasViewModel | None = None
        self._putting = False
        self._template: SystemTemplate | None = None
        self.source = ChoiceField(look)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + 16)
        self.fields = FieldsForm(look)
        self.note = QLabel()
        self.note.setObjectName("caption")
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.source, self.text, self.fields, self.note):
            column.addWidget(part)
        self.source.chosen.connect(self._chosen)
        self.text.textChanged.connect(self._edited)
        self.fields.changed.connect(self._edited)
        self._say()

    @property
    def system(self) -> str:
        """The text of its own."""
        return self.text.toPlainText()[:LONGEST_SYSTEM]

    @property
    def template(self) -> SystemTemplate | None:
        """The template with what is filled in, where one is chosen."""
        there = self._template
        if there is None or not self.fields.rows:
            return there
        return SystemTemplate(there.template, there.name, tuple(self.fields.values().items()))

    def attach(self, viewmodel: PersonasViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        viewmodel.templates_changed.connect(self._list)
        self._take(None)

    def put(self, system: str, template: SystemTemplate | None) -> None:
        """Show a system prompt."""
        if system != self.text.toPlainText():
            self._putting = True
            self.text.setPlainText(system)
            self._putting = False
        if template != self.template:
            self._take(template)
        elif template is not None:
            self._say_note(self._read(template) is None)
        self._list()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _take(self, template: SystemTemplate | None) -> None:
        """Show the fields of a template, or the own text."""
        there = None if template is None else self._read(template)
        if template is not None and there is not None:
            body = Body(system=there.body.system, fields=there.body.fields)
            fields = fields_in(body)
            self.fields.show_fields(fields, first_values(fields, dict(template.values)))
            template = SystemTemplate(template.template, there.name, template.values)
        else:
            self.fields.show_fields((), {})
        self._template = template
        self.fields.setVisible(bool(self.fields.rows))
        self.fields.setFixedHeight(self.fields.height_of_rows() if self.fields.rows else 0)
        self.text.setVisible(template is None)
        self.note.setVisible(template is not None)
        self._say_note(there is None)

    def _read(self, wanted: SystemTemplate) -> Template | None:
        """Read a template; None where it is gone, or in the trash."""
        found = self._viewmodel.template(wanted.template) if self._viewmodel is not None else None
        return found if found is not None and found.deleted is None else None

    def _say_note(self, gone: bool) -> None:
        if gone:
            words = self.tr("This template has been deleted. Chats begin without a system prompt.")
        else:
            words = self.tr("The template is filled in when a chat begins, as it is then.")
        self.note.setText(words)

    def _say(self) -> None:
        self.source.setAccessibleName(self.tr("Where the system prompt comes from"))
        self.text.setAccessibleName(self.tr("System prompt"))
        self.text.setPlaceholderText(self.tr("Who answers, what for, and in which manner"))
        self._list()

    @Slot()
    def _list(self) -> None:
        """Show the templates that there are."""
        choices: list[tuple[str, object]] = [(self.tr("A text of its own"), OWN)]
        there = self._template
        entries = self._viewmodel.system_templates() if self._viewmodel is not None else []
        pattern = self.tr("Template: {name}")
        choices += [(pattern.format(name=entry.name), entry.id) for entry in entries]
        if there is not None and all(entry.id != there.template for entry in entries):
            choices.append((pattern.format(name=there.name), there.template))
        self.source.put(choices, OWN if there is None else there.template)
        self.source.setVisible(len(choices) > 1)

    @Slot()
    def _chosen(self) -> None:
        chosen = cast(TemplateId, self.source.value)
        self._take(None if chosen == OWN else SystemTemplate(chosen, ""))
        self.changed.emit()

    @Slot()
    def _edited(self) -> None:
        if not self._putting:
            self.changed.emit()

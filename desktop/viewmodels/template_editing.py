"""One template while it is written: what was typed, what is wrong with it, and saving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.template_editing import (
    Finding,
    find_problems,
    follow,
    is_blank,
    read,
    said_kinds,
    same,
    settled,
)
from desktop.core.template_values import Wrong, check_fields
from desktop.core.templates import Body, Draft, Entry, Field, FieldKind, Template, TemplateId, slash_name
from desktop.core.user_error import UserError
from desktop.services.answer_forms import form_problem
from desktop.services.template_edits import Edit, TemplateEdits
from desktop.services.templates import Templates
from desktop.viewmodels.trying import trying

NOTHING = Draft("", Body())


@dataclass(frozen=True, slots=True)
class Look:
    """What is found in a template while it is written."""

    fields: tuple[Field, ...]  # that the texts have
    said: Mapping[str, FieldKind]  # kinds that the texts themselves say
    findings: tuple[Finding, ...]  # what does not mean what was meant
    wrongs: tuple[Wrong, ...]  # with the declarations of the fields
    form: UserError | None  # why answers cannot be held to the schema or the grammar
    namesake: Entry | None  # another template that has this name already


class TemplateEditing(QObject):
    """Keeps every change in memory at once, and soon in a file, until it is saved or given up."""

    opened = Signal()  # another template is written now, or none
    changed = Signal()  # the draft, or what is known of it
    saved = Signal(object)  # TemplateId
    failed = Signal(object)  # UserError

    def __init__(self, templates: Templates, edits: TemplateEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._templates = templates
        self._edits = edits
        self.kept: Template | None = None  # as it is stored
        self.template: TemplateId | None = None  # below 0 where it was never saved
        self.draft = NOTHING
        self._reading = self._kept_reading = read(NOTHING.body)
        self._end = templates.list.changed.connect(lambda _: self._on_list())

    @property
    def edited(self) -> bool:
        """Whether there is something to save."""
        return self.template is not None and self._edits.of(self.template) is not None

    def look(self) -> Look:
        """Look through what was typed."""
        body, reading = self.draft.body, self._reading
        other = self._templates.list.named(self.draft.name) if slash_name(self.draft.name) else None
        namesake = other if other is not None and other.id != self.template else None
        return Look(
            reading.fields,
            said_kinds(reading),
            find_problems(reading),
            check_fields(reading.fields),
            form_problem(body.json_schema, body.grammar),
            namesake,
        )

    def open(self, template: TemplateId) -> None:
        """Write on a template, as it was typed or as it is stored."""
        if template == self.template:
            return
        edit = self._edits.of(template)
        kept: list[Template] = []
        if template > 0 and not trying(self.failed, lambda: kept.append(self._templates.read(template))):
            edit = self._edits.make_new(template)  # what was typed outlives it
            if edit is None:
                return
            template = edit.template
        self._leave()
        self.kept = kept[0] if kept else None
        self.template = template
        self._show(edit.draft if edit is not None else _draft_of(self.kept))

    def begin(self, draft: Draft) -> None:
        """Write on a new template."""
        self._leave()
        self.kept = None
        self.template = self._edits.begin(draft).template
        self._show(draft)

    def close_it(self) -> None:
        """Write on none; what was typed stays."""
        if self.template is not None:
            self._leave()
            self.kept = self.template = None
            self._show(NOTHING)

    def type(self, draft: Draft) -> None:
        """Take what was typed; fields keep their declarations while their names are retyped."""
        if self.template is None or draft == self.draft:
            return
        self._reading = follow(self._reading, draft.body)
        self.draft = replace(draft, body=self._reading.body)
        kept = _draft_of(self.kept)
        if self.kept is not None and same(self.draft, self._reading, kept, self._kept_reading):
            self._edits.forget(self.template)
        else:
            self._edits.keep(Edit(self.template, self.kept.version if self.kept else 0, self.draft))
        self.changed.emit()

    def save(self, note: str) -> bool:
        """Make a version of it; False if that failed."""
        template = self.template
        if template is None:
            return False
        made: list[Template] = []
        where = template if template > 0 else None

        def keep() -> None:
            made.append(self._templates.save(where, settled(self.draft), note))

        if not trying(self.failed, keep):
            return False
        self._edits.forget(template)
        self.kept = made[0]
        self.template = made[0].id
        self._show(_draft_of(made[0]))
        self.saved.emit(self.template)
        return True

    @Slot()
    def revert(self) -> None:
        """Give up what was typed."""
        template = self.template
        if template is not None:
            self._kept_only(template)

    def close(self) -> None:
        """Hear no more."""
        self._leave()
        self._end()

    def _kept_only(self, template: TemplateId) -> None:
        self._edits.forget(template)
        kept, self.template, self.kept = self.kept, None, None
        if kept is not None:
            self.open(template)
        else:
            self._show(NOTHING)

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        self._kept_reading = read(_draft_of(self.kept).body)
        self._reading = read(draft.body, self._kept_reading)
        self.opened.emit()

    def _leave(self) -> None:
        """Forget a new template that nothing was typed into."""
        if self.template is not None and self.template < 0 and is_blank(self.draft):
            self._edits.forget(self.template)

    def _on_list(self) -> None:
        """Show what another part of the window has made of the template; what is being typed stays."""
        kept = self.kept
        if kept is None or not self._templates.list.ready:
            return
        entry = self._templates.list.entry(kept.id)
        if entry is None:
            if kept.deleted is None:  # it was put into the trash; what was typed waits for it
                self.close_it()
        elif kept.deleted is not None or (entry.version != kept.version and not self.edited):
            self.template = None
            self.open(kept.id)


def _draft_of(template: Template | None) -> Draft:
    return NOTHING if template is None else Draft(template.name, template.body, template.description)

"""A template on its way into the composer: what it asks for, how it would look, what it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.prepared import DraftTemplate
from desktop.core.template_filling import Filled, Surroundings, fields_in, unfilled
from desktop.core.template_text import Wording
from desktop.core.template_values import Wrong, first_values
from desktop.core.templates import Body, Field, Part, Template, TemplateId, TemplateUse, Value
from desktop.core.user_error import UserError
from desktop.services.template_filling import Made, TemplateFilling, Wish
from desktop.services.templates import Templates
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.trying import trying

SOON = 150  # ms after the last key; a preview is not made while the next one is on its way

Around = Callable[[Body], Surroundings]
"""Gives what the built-in variables of a body stand for now; reads the clipboard only where it has it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A template that has fields, with what its form begins with."""

    template: Template
    fields: tuple[Field, ...]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a template would make."""

    user: str
    system: str
    examples: int
    tokens: int
    exact: bool  # False for an estimate
    refused: UserError | None = None  # why nothing can be made of it; then there is no text


@dataclass(frozen=True, slots=True)
class TemplateApplied:
    """A template has been used in the shown chat; what else it names may follow."""

    template: Template
    preset: str  # "" changes nothing
    model: str  # "" takes any


@dataclass(frozen=True, slots=True)
class Insertion:
    """Text for the composer, and what is to go with it."""

    text: str
    draft: DraftTemplate  # its text is to be the composer's
    send: bool


class TemplateUseViewModel(QObject):
    """Works on one template at a time. Errors come by signals, never as exceptions."""

    asked = Signal(object)  # Asked: the form is to be shown
    previewed = Signal(object)  # Preview
    wrong = Signal(object)  # tuple of Wrong: what is missing; nothing has happened
    unread = Signal(object)  # UserErrors by field: files that cannot be read; nothing has happened
    inserted = Signal(object)  # Insertion
    applied = Signal(object)  # TemplateApplied
    ended = Signal()  # the form is not wanted any more
    failed = Signal(object)  # UserError

    def __init__(
        self, templates: Templates, chat: ChatViewModel, fillings: tuple[TemplateFilling, TemplateFilling]
    ) -> None:
        super().__init__()
        self.templates = templates
        self._chat = chat
        self._filling, self._looking = fillings  # to use, and to preview
        self._around: Around | None = None
        self.wording = Wording()
        self._asked: Asked | None = None
        self._seen: Surroundings | None = None  # as the form was opened
        self._values: Mapping[str, Value] = {}
        self._shown: Filled | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        chat.context.changed.connect(self._counted)
        chat.shown.connect(self.give_up)

    def look_around(self, around: Around) -> None:
        """Ask this for clipboard, selection and so on, when a template is used."""
        self._around = around

    @Slot(object)
    def pick(self, template: TemplateId) -> None:
        """Use a template: at once, or as soon as its fields are filled in."""
        self.give_up()
        found: list[Template] = []
        last: list[Mapping[str, Value]] = []

        def read() -> None:
            found.append(self.templates.read(template))
            last.append(self.templates.last_values(template))

        if not trying(self.failed, read) or self._around is None:
            return
        fields = fields_in(found[0].body)
        self._asked = Asked(found[0], fields, first_values(fields, last[0]))
        self._seen = self._around(found[0].body)
        if fields:
            self.asked.emit(self._asked)
            self.preview(self._asked.values)
        else:
            self.use({})

    def preview(self, values: Mapping[str, Value]) -> None:
        """Show soon what these values would make."""
        self._values = dict(values)
        self._timer.start(SOON)

    def use(self, values: Mapping[str, Value], send: bool = False) -> None:
        """Make the text of it, for the composer or to be sent at once. What is missing is told before."""
        asked, seen = self._asked, self._seen
        if asked is None or seen is None:
            return
        wrongs: Sequence[Wrong] = unfilled(asked.template.body, values)
        if wrongs:
            self.wrong.emit(tuple(wrongs))
            return
        wish = Wish(asked.template.body, dict(values), seen, self.wording)
        self._filling.make(wish, lambda made: self._made(asked.template, made, send))

    @Slot()
    def give_up(self) -> None:
        """Forget the template that is being filled in."""
        self._timer.stop()
        self._filling.cancel()
        self._looking.cancel()
        if self._asked is not None:
            self._asked = self._seen = self._shown = None
            self.ended.emit()

    def close(self) -> None:
        """Hear no more."""
        self._timer.stop()
        self._filling.cancel()
        self._looking.cancel()

    def _made(self, template: Template, made: Made, send: bool) -> None:
        if made.errors:
            self.unread.emit(made.errors)
            return
        if made.refused is not None:
            self.failed.emit(made.refused)
            return
        if self._chat.conversation.own_drafts is None:  # else it leaves no trace
            trying(self.failed, lambda: self.templates.used(template.id, made.values))
        self.give_up()
        use = TemplateUse(template.id, template.name, template.version)
        filled, body = made.filled, template.body
        if body.system.strip():
            self._chat.prepared.set_system(filled.system, replace(use, part=Part.SYSTEM))
        self.applied.emit(TemplateApplied(template, body.preset, body.model))
        if body.user.strip() or filled.examples or body.json_schema or body.grammar:
            draft = DraftTemplate(use, filled.user, filled.examples)
            self.inserted.emit(Insertion(filled.user, draft, send and bool(filled.user.strip())))

    @Slot()
    def _look(self) -> None:
        if self._asked is not None and self._seen is not None:
            wish = Wish(self._asked.template.body, self._values, self._seen, self.wording)
            self._looking.make(wish, self._looked, fresh=False)

    def _looked(self, made: Made) -> None:
        self._shown = made.filled if made.refused is None else None
        if made.refused is not None:
            self.previewed.emit(Preview("", "", 0, 0, exact=True, refused=made.refused))
        self._counted()

    @Slot()
    def _counted(self) -> None:
        filled, context = self._shown, self._chat.context
        if filled is None:
            return
        examples = [text for each in filled.examples for text in (each.question, each.answer)]
        texts = [filled.user, filled.system, *examples]
        counts = [context.tokens_of(text) for text in texts]
        pairs = zip(texts, counts, strict=True)
        total = sum(context.estimate(text) if count is None else count for text, count in pairs)
        exact = None not in counts
        self.previewed.emit(Preview(filled.user, filled.system, len(filled.examples), total, exact))

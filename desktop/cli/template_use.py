"""Fills in the template that `fireside chat` asks with."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.output import PlainSpeaker, Usage
from desktop.cli.templates_local import find
from desktop.core.notice import listed
from desktop.core.places import Places
from desktop.core.prepared import DraftTemplate
from desktop.core.preset_names import find_preset
from desktop.core.presets import Preset
from desktop.core.sampling import Sampling
from desktop.core.tasks import Job
from desktop.core.template_errors import TemplateUnfilled
from desktop.core.template_filling import Surroundings, fields_in, unfilled
from desktop.core.template_values import first_values
from desktop.core.templates import Field, FieldKind, Part, Template, TemplateUse, Value
from desktop.services.attaching import read_text_file
from desktop.services.starters import begin_with
from desktop.services.template_filling import Made, Wish, make
from desktop.services.template_forms import Form, drawn, formed
from desktop.services.user_language import user_language

if TYPE_CHECKING:
    from desktop.store.opening import Opened

_TEXTS = (FieldKind.TEXT, FieldKind.LONG)
_LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
_YES = {
    "yes": True,
    "true": True,
    "1": True,
    "是": True,
    "no": False,
    "false": False,
    "0": False,
    "否": False,
}


@dataclass(frozen=True, slots=True)
class Used:
    """A template that has been filled in."""

    template: Template
    question: str | None  # None where it has no message of its own, and no PROMPT was given
    system: str
    draft: DraftTemplate
    presets: tuple[Preset, ...] = ()  # the user's own

    def sampling(self, now: Sampling) -> Sampling:
        """Give what the template wants the answer to be drawn with."""
        body = self.template.body
        form = Form(body.json_schema, body.grammar, find_preset(body.preset, self.presets))
        return formed(drawn(now, form), form)

    @property
    def system_use(self) -> TemplateUse:
        """Say how the system prompt was made."""
        return replace(self.draft.use, part=Part.SYSTEM)


def use_template(options: argparse.Namespace, prompt: str | None, store: Opened, places: Places) -> Used:
    """Fill in the template that was named. Raises `TemplateError`s, `AttachmentError`s and `Usage`."""
    from desktop.store.template_intake import TemplateIntake

    language = user_language(places)
    begin_with(language, TemplateIntake(store.database))
    entry = find(store.templates.entries(), options.template)
    template = store.templates.read(entry.id)
    values, rest = values_given(template, options.field, prompt, options.speaker)
    wrongs = unfilled(template.body, values)
    if wrongs:
        raise TemplateUnfilled(template.name, wrongs)
    around = Surroundings(
        datetime.now(), language=_LANGUAGES.get(language, language), model=options.model or ""
    )
    job: Job[None] = Job(lambda _: None, None, 1.0)
    made = make(Wish(template.body, values, around), job)
    for error in made.errors.values():
        raise error
    if made.refused is not None:
        raise made.refused
    store.templates.used(template.id, values)
    return _used(template, made, rest, store)


def values_given(
    template: Template, given: list[str], prompt: str | None, speaker: PlainSpeaker
) -> tuple[dict[str, Value], str | None]:
    """Take the values of fields from the command line; gives what is left of PROMPT, too. Raises `Usage`."""
    fields = {field.name: field for field in fields_in(template.body)}
    translate = speaker.translate
    values = first_values(tuple(fields.values()), {})
    said: set[str] = set()
    for each in given:
        name, sign, text = each.partition("=")
        if not sign:
            raise Usage(translate("Terminal", "--field needs NAME=VALUE, not {word}").format(word=repr(each)))
        field = fields.get(name.strip())
        if field is None:
            sentence = translate("Terminal", "{template} has no field {name}; it has: {fields}")
            there = listed(fields, speaker) or translate("Terminal", "none")
            raise Usage(sentence.format(template=template.name, name=repr(name), fields=there))
        said.add(field.name)
        values[field.name] = value_of(field, text)
    free = [field.name for field in fields.values() if field.kind in _TEXTS and field.name not in said]
    empty = [name for name in free if name not in values]
    if prompt is not None and empty:
        values[empty[-1]] = prompt
        prompt = None
    return values, prompt


def value_of(field: Field, text: str) -> Value:
    """Read a value as it was typed; what it is not stays text, and is told as wrong."""
    match field.kind:
        case FieldKind.LONG if text.startswith("@"):
            job: Job[Any] = Job(lambda _: None, None, 1.0)
            return read_text_file(Path(text[1:]), job).text
        case FieldKind.FILE:
            return text.removeprefix("@")
        case FieldKind.NUMBER:
            for number in (int, float):
                with suppress(ValueError):
                    return number(text)
            return text
        case FieldKind.YES_NO:
            return _YES.get(text.strip().casefold(), text)
        case FieldKind.CHOICE:
            return _option(field, text)
        case FieldKind.CHOICES:
            return tuple(_option(field, part) for part in _parts(field, text))
        case _:
            return text


def _used(template: Template, made: Made, rest: str | None, store: Opened) -> Used:
    filled, own = made.filled, bool(template.body.user.strip())
    question = "\n\n".join(filter(None, (filled.user, rest))) if own else rest
    use = TemplateUse(template.id, template.name, template.version, edited=own and bool(rest))
    draft = DraftTemplate(use, "", filled.examples)
    return Used(template, question, filled.system, draft, tuple(store.presets.all()))


def _parts(field: Field, text: str) -> list[str]:
    """Take several options apart, which have commas in themselves, perhaps."""
    if text.strip() in field.options:
        return [text]
    return [part for part in text.split(",") if part.strip()]


def _option(field: Field, text: str) -> str:
    wanted = text.strip().casefold()
    return next((option for option in field.options if option.casefold() == wanted), text)

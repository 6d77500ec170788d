"""What the command line says of templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desktop.cli.speech import PlainSpeaker
from desktop.core.template_exchange import Kept
from desktop.core.template_filling import fields_in
from desktop.core.template_text import Wording, text_of
from desktop.core.templates import Entry, Field, FieldKind, Template, Version, slash_name
from desktop.services.exchange.records import record_of


def entry_line(entry: Entry) -> str:
    """Sum up a template."""
    place = entry.place
    tags = " ".join(f"#{tag}" for tag in place.tags)
    star = "★" if place.favourite else ""
    return "  ".join(
        filter(None, (f"/{slash_name(entry.name)}", entry.name, place.folder, tags, star, entry.description))
    )


def entry_facts(entry: Entry) -> dict[str, Any]:
    """Give what a list holds of a template, for a program."""
    return {
        "name": entry.name,
        "slash": slash_name(entry.name),
        "description": entry.description,
        "folder": entry.place.folder,
        "tags": list(entry.place.tags),
        "favourite": entry.place.favourite,
        "version": entry.version,
        "updated": entry.updated.isoformat(),
        "used": None if entry.used is None else entry.used.isoformat(),
        "uses": entry.uses,
    }


def template_facts(template: Template, versions: Sequence[Version]) -> dict[str, Any]:
    """Give a template with all its versions, for a program."""
    record = record_of(Kept(template, tuple(versions)))
    fields = [field.name for field in fields_in(template.body)]
    return record | {"slash": slash_name(template.name), "version": template.version, "asks_for": fields}


def template_lines(template: Template, versions: Sequence[Version], speaker: PlainSpeaker) -> Iterator[str]:
    """Say what a template says."""
    body, translate = template.body, speaker.translate
    yield _said(template.name, template.description, speaker) if template.description else template.name
    texts = ((translate("Terminal", "System:"), body.system), (translate("Terminal", "User:"), body.user))
    for title, text in texts:
        if text:
            yield from ("", title, *_indented(text))
    for example in body.examples:
        yield from ("", translate("Terminal", "Example:"), *_indented(example.question), "  →")
        yield from _indented(example.answer)
    fields = [f"  {_field_line(field, speaker)}" for field in fields_in(body)]
    if fields:
        yield from ("", translate("Terminal", "Fields:"), *fields)
    if body.model:
        yield from ("", _said(translate("Terminal", "Model"), body.model, speaker))
    if body.preset:
        yield from ("", _said(translate("Terminal", "Preset"), body.preset, speaker))
    yield from ("", translate("Terminal", "Versions:"), *(f"  {_version_line(each)}" for each in versions))


def _said(name: str, value: str, speaker: PlainSpeaker) -> str:
    return speaker.translate("Terminal", "{name}: {value}").format(name=name, value=value)


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.split("\n"))


def _field_line(field: Field, speaker: PlainSpeaker) -> str:
    translate = speaker.translate
    named = translate("Terminal", "{name} ({kind})")
    facts = [named.format(name=field.name, kind=_kinds(speaker)[field.kind])]
    facts += [field.label] if field.label and field.label != field.name else []
    facts += [field.help] if field.help else []
    facts += [" | ".join(field.options)] if field.options else []
    if (field.low, field.high) != (None, None):
        limits = translate("Terminal", "{low} to {high}")
        facts.append(limits.format(low=_limit(field.low, speaker), high=_limit(field.high, speaker)))
    if field.default is not None:
        text = text_of(field.default, _wording(speaker))
        facts.append(_said(translate("Terminal", "default"), text, speaker))
    return "  ".join(facts if field.required else [*facts, translate("Terminal", "may be empty")])


def _kinds(speaker: PlainSpeaker) -> dict[FieldKind, str]:
    translate = speaker.translate
    return {
        FieldKind.TEXT: translate("Terminal", "text"),
        FieldKind.LONG: translate("Terminal", "long"),
        FieldKind.NUMBER: translate("Terminal", "number"),
        FieldKind.CHOICE: translate("Terminal", "choice"),
        FieldKind.CHOICES: translate("Terminal", "choices"),
        FieldKind.DATE: translate("Terminal", "date"),
        FieldKind.FILE: translate("Terminal", "file"),
        FieldKind.YES_NO: translate("Terminal", "yesno"),
    }


def _wording(speaker: PlainSpeaker) -> Wording:
    translate = speaker.translate
    yes, no = translate("Terminal", "yes"), translate("Terminal", "no")
    return Wording(yes, no, translate("Words", ", "))


def _limit(number: float | None, speaker: PlainSpeaker) -> str:
    return speaker.translate("Terminal", "any") if number is None else f"{number:.10g}"


def _version_line(version: Version) -> str:
    made = version.created.astimezone().strftime("%Y-%m-%d %H:%M")
    return "  ".join(filter(None, (f"{version.number}", made, version.note)))

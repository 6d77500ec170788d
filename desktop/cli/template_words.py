"""What the command line says of templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desktop.core.template_exchange import Kept
from desktop.core.template_filling import fields_in
from desktop.core.template_text import Wording, text_of
from desktop.core.templates import Entry, Field, Template, Version, slash_name
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


def template_lines(template: Template, versions: Sequence[Version]) -> Iterator[str]:
    """Say what a template says."""
    body = template.body
    yield template.name + (f": {template.description}" if template.description else "")
    for title, text in (("System", body.system), ("User", body.user)):
        if text:
            yield from ("", f"{title}:", *(f"  {line}" for line in text.split("\n")))
    for example in body.examples:
        yield from ("", "Example:", *(f"  {line}" for line in example.question.split("\n")), "  →")
        yield from (f"  {line}" for line in example.answer.split("\n"))
    fields = fields_in(body)
    if fields:
        yield from ("", "Fields:", *(f"  {_field_line(field)}" for field in fields))
    for title, said in (("Model", body.model), ("Preset", body.preset)):
        if said:
            yield from ("", f"{title}: {said}")
    yield from ("", "Versions:", *(f"  {_version_line(version)}" for version in versions))


def _field_line(field: Field) -> str:
    facts = [f"{field.name} ({field.kind})"]
    facts += [field.label] if field.label and field.label != field.name else []
    facts += [field.help] if field.help else []
    facts += [" | ".join(field.options)] if field.options else []
    limits = (field.low, field.high)
    facts += [f"{_limit(field.low)} to {_limit(field.high)}"] if limits != (None, None) else []
    facts += [f"default: {text_of(field.default, Wording())}"] if field.default is not None else []
    return "  ".join(facts if field.required else [*facts, "may be empty"])


def _limit(number: float | None) -> str:
    return "any" if number is None else f"{number:.10g}"


def _version_line(version: Version) -> str:
    made = version.created.astimezone().strftime("%Y-%m-%d %H:%M")
    return "  ".join(filter(None, (f"{version.number}", made, version.note)))

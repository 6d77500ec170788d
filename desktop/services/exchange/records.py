"""Templates as plain JSON values, and back; `resources/schemas/templates.schema.json` describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from desktop.core.archive_reading import EARLIEST, LATEST
from desktop.core.chat import clean
from desktop.core.template_exchange import Flaw, FlawKind, Found, Kept, Piece, name_from
from desktop.core.template_parser import parse
from desktop.core.template_values import check_fields
from desktop.core.templates import (
    LONGEST_TEXT,
    Body,
    Draft,
    Example,
    Field,
    Place,
    Version,
    folder_path,
    tag_names,
    template_name,
)
from desktop.services.exchange.field_records import field_record, read_field

LONGEST_DESCRIPTION = 2_000  # characters
MOST_EXAMPLES, MOST_VERSIONS = 100, 1_000
_TEXTS = ("user", "system", "model", "preset", "grammar")
_LISTS = ("fields", "examples")
_OTHERS = ("name", "description", "folder", "tags", "favourite", "note", "created", "versions", "json_schema")
_KNOWN = frozenset([*_OTHERS, *_TEXTS, *_LISTS])


@dataclass
class Reading:
    """Reads one record, and keeps what is wrong with it."""

    line: int = 0
    flaws: list[Flaw] = field(default_factory=list[Flaw])

    def flaw(self, kind: FlawKind, name: str = "") -> None:
        """Tell of something wrong."""
        self.flaws.append(Flaw(kind, self.line, name))

    def text(self, record: Mapping[str, Any], name: str) -> str:
        """Give a text member; of the wrong type, nothing."""
        value = record.get(name)
        if isinstance(value, str):
            return clean(value)
        if value is not None:
            self.flaw(FlawKind.WRONG_TYPE, name)
        return ""

    def items(self, record: Mapping[str, Any], name: str, most: int) -> list[object]:
        """Give a list member; of the wrong type, nothing."""
        value = record.get(name)
        if isinstance(value, list):
            found = cast("list[object]", value)
            if len(found) > most:
                self.flaw(FlawKind.WRONG_TYPE, name)
            return found[:most]
        if value is not None:
            self.flaw(FlawKind.WRONG_TYPE, name)
        return []


def pieces_of(record: object, line: int, text_line: int = 0) -> Iterator[Piece]:
    """Read one template, and tell what is wrong with it; what cannot be used of it is left out.

    `text_line` is where the user's text begins, if that stands in the file as it is.
    """
    if not isinstance(record, dict):
        yield Flaw(FlawKind.NOT_A_TEMPLATE, line)
        return
    values, reading = cast("dict[str, Any]", record), Reading(line)
    body = _body(values, reading)
    if not body.user and not body.system:
        reading.flaw(FlawKind.NO_TEXT)
    if not (body.user or body.system) or not _usable(body, reading):
        yield from reading.flaws
        return
    for name in sorted(values.keys() - _KNOWN)[:10]:
        reading.flaw(FlawKind.IGNORED, name)
    name = template_name(reading.text(values, "name"))
    draft = _draft(values, body, name, reading)
    if not name:
        reading.flaw(FlawKind.NAMELESS, draft.name)
    place = _place(values, reading)
    history = tuple(_history(values, draft.name, reading))
    note = " ".join(reading.text(values, "note").split())
    yield from reading.flaws
    yield from text_flaws(body, line, text_line)
    yield Found(draft, place, history, note, line)


def text_flaws(body: Body, line: int, text_line: int = 0) -> Iterator[Flaw]:
    """Tell what the texts of a template do not say right, and what its fields do not."""
    for problem in parse(body.system).problems[:10]:
        yield Flaw(FlawKind.TEXT, line, problem.name, problem=problem)
    for problem in parse(body.user).problems[:10]:
        there = text_line + body.user.count("\n", 0, problem.start) if text_line else line
        yield Flaw(FlawKind.TEXT, there, problem.name, problem=problem)
    for wrong in check_fields(body.fields):
        yield Flaw(FlawKind.VALUE, line, wrong.field.name, wrong=wrong)


def record_of(kept: Kept) -> dict[str, Any]:
    """Write a template; what says nothing is left out."""
    template = kept.template
    place, versions = template.place, kept.versions
    record = {"name": template.name, "description": template.description} | place_record(place)
    record |= body_record(template.body)
    if versions:
        record |= {"note": versions[-1].note, "created": _time(versions[-1].created)}
    record["versions"] = [_version_record(version) for version in versions[:-1]]
    return {name: value for name, value in record.items() if name == "name" or value not in ("", [], False)}


def place_record(place: Place) -> dict[str, Any]:
    """Write where a template is kept."""
    return {"folder": place.folder, "tags": list(place.tags), "favourite": place.favourite}


def body_record(body: Body) -> dict[str, Any]:
    """Write what a template says."""
    texts: dict[str, Any] = {name: getattr(body, name) for name in _TEXTS}
    examples = [{"question": each.question, "answer": each.answer} for each in body.examples]
    fields = [field_record(each) for each in body.fields]
    return texts | {"json_schema": body.json_schema, "fields": fields, "examples": examples}


def _draft(values: Mapping[str, Any], body: Body, name: str, reading: Reading) -> Draft:
    description = " ".join(reading.text(values, "description").split(" "))[:LONGEST_DESCRIPTION]
    return Draft(name or name_from(body.user or body.system), body, description)


def _body(values: Mapping[str, Any], reading: Reading) -> Body:
    texts = {name: reading.text(values, name) for name in _TEXTS}
    found = [read_field(each) for each in reading.items(values, "fields", 200)]
    for each in found:
        if not isinstance(each, Field):
            reading.flaw(FlawKind.BAD_FIELD, each)
    fields = tuple(each for each in found if isinstance(each, Field))
    examples = tuple(_examples(values, reading))
    return Body(**texts, fields=fields, examples=examples, json_schema=_schema(values, reading))


def _schema(values: Mapping[str, Any], reading: Reading) -> str:
    schema = values.get("json_schema")
    if isinstance(schema, dict):  # written by hand, perhaps
        return clean(json.dumps(schema, ensure_ascii=False, indent=2))
    return reading.text(values, "json_schema")


def _examples(values: Mapping[str, Any], reading: Reading) -> Iterator[Example]:
    for each in reading.items(values, "examples", MOST_EXAMPLES):
        match each:
            case {"question": str(question), "answer": str(answer)}:
                yield Example(clean(question), clean(answer))
            case _:
                reading.flaw(FlawKind.WRONG_TYPE, "examples")


def _usable(body: Body, reading: Reading) -> bool:
    texts = {
        "user": body.user,
        "system": body.system,
        "grammar": body.grammar,
        "json_schema": body.json_schema,
    }
    for each in body.examples:
        texts["examples"] = max(texts.get("examples", ""), each.question, each.answer, key=len)
    long = next((name for name, text in texts.items() if len(text) > LONGEST_TEXT), None)
    if long is not None:
        reading.flaw(FlawKind.TOO_LONG, long)
    return long is None


def _place(values: Mapping[str, Any], reading: Reading) -> Place:
    tags = tuple(each for each in reading.items(values, "tags", 1_000) if isinstance(each, str))
    favourite = values.get("favourite", False)
    if not isinstance(favourite, bool):
        reading.flaw(FlawKind.WRONG_TYPE, "favourite")
    return Place(folder_path(reading.text(values, "folder")), tag_names(tags), favourite is True)


def _history(values: Mapping[str, Any], name: str, reading: Reading) -> Iterator[Version]:
    for number, each in enumerate(reading.items(values, "versions", MOST_VERSIONS), start=1):
        if not isinstance(each, dict):
            reading.flaw(FlawKind.WRONG_TYPE, "versions")
            continue
        record = cast("dict[str, Any]", each)
        body = _body(record, reading)
        if _usable(body, reading):
            draft = _draft(record, body, template_name(reading.text(record, "name")) or name, reading)
            note = " ".join(reading.text(record, "note").split())
            yield Version(number, draft, _read_time(record.get("created")), note)


def _version_record(version: Version) -> dict[str, Any]:
    draft = version.draft
    record = {"name": draft.name, "description": draft.description} | body_record(draft.body)
    record |= {"note": version.note, "created": _time(version.created)}
    return {name: value for name, value in record.items() if value not in ("", [])}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _read_time(value: object) -> datetime:
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value)
            moment = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            return datetime.now(UTC)
        if EARLIEST <= moment < LATEST:
            return moment
    return datetime.now(UTC)

"""YAML: the templates of the program `llm`, and our own records where somebody wrote them as YAML.

`llm` fills `$name` in as Python's `string.Template` does; `$input` is what its user types.
"""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from desktop.core.template_exchange import Flaw, FlawKind, Kept, Piece
from desktop.core.template_filling import fields_in
from desktop.core.template_parser import parse
from desktop.core.template_text import VARIABLES, Choice, Node, Slot, Wording, escape, text_of
from desktop.core.templates import Field, FieldKind
from desktop.services.exchange.markdown_file import words_of
from desktop.services.exchange.own_json import foreign_record
from desktop.services.exchange.records import pieces_of
from desktop.services.exchange.yaml_text import YamlRefused, read_yaml, write_yaml

INPUT = "input"
_LEFT_OUT = "options extract extract_last attachments attachment_types fragments system_fragments tools"
_IGNORED = frozenset([*_LEFT_OUT.split(), "functions"])
_LLM = {"name", "prompt", "system", "model", "defaults", "schema_object"} | _IGNORED


def read_yaml_file(text: str, stem: str) -> Iterator[Piece]:
    """Read the templates of a file that has this name."""
    try:
        for line, value in read_yaml(text.removeprefix("\ufeff")):
            yield from _document(value, line, stem)
    except YamlRefused as refused:
        yield Flaw(refused.kind, refused.line, refused.name)


def write_llm(kept: Kept) -> str:
    """Write a template as `llm` reads it."""
    template, body = kept.template, kept.template.body
    names = _Names()
    record: dict[str, Any] = {"name": template.name}
    texts = {"prompt": _to_llm(body.user, names), "system": _to_llm(body.system, names)}
    record |= {name: text for name, text in texts.items() if text}
    if body.model:
        record["model"] = body.model
    defaults = {names.of(each.name): _plain(each) for each in body.fields if each.default is not None}
    if defaults:
        record["defaults"] = defaults
    schema = _schema(body.json_schema)
    return write_yaml(record | ({"schema_object": schema} if schema else {}))


def losses(kept: Kept) -> Iterator[Flaw]:
    """Tell what of a template `llm` has no place for."""
    name, body = kept.template.name, kept.template.body
    nodes = [node for text in (body.user, body.system) for node in parse(text).nodes]
    if any(isinstance(node, Choice) for node in nodes):
        yield Flaw(FlawKind.LOST_CONDITIONS, name=name)
    if any(
        each != Field(each.name, each.kind, default=each.default) or _typed(each) for each in fields_in(body)
    ):
        yield Flaw(FlawKind.LOST_FIELDS, name=name)
    if body.examples:
        yield Flaw(FlawKind.LOST_EXAMPLES, name=name)


@dataclass
class _Names:
    """What fields are called where only Latin letters, digits and _ are allowed."""

    given: dict[str, str] = field(default_factory=dict[str, str])

    def of(self, name: str) -> str:
        """Give the name of a field, the same one every time."""
        if name not in self.given:
            plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
            plain = re.sub(r"\W+", "_", plain).strip("_")
            if not re.match(r"[A-Za-z_]", plain):
                plain = f"field_{plain}".rstrip("_")
            free, number = plain, 1
            while free.casefold() in (each.casefold() for each in self.given.values()):
                number += 1
                free = f"{plain}_{number}"
            self.given[name] = free
        return self.given[name]


def _document(value: object, line: int, stem: str) -> Iterator[Piece]:
    if isinstance(value, str):
        value = {"prompt": value}
    if isinstance(value, list):
        for each in cast("list[object]", value):
            yield from _element(each, line)
    elif not isinstance(value, dict):
        yield Flaw(FlawKind.NOT_A_TEMPLATE, line)
    else:
        record = cast("dict[str, Any]", value)
        if isinstance(record.get("templates"), list):
            for each in cast("list[object]", record.get("templates") or []):
                yield from _element(each, line)
        elif "prompt" in record or ("system" in record and record.keys() <= _LLM):
            yield from _template(record, line, stem)
        else:
            yield from _element(record, line)


def _element(value: object, line: int) -> Iterator[Piece]:
    if isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        value = foreign_record(record) or words_of(record)
    yield from pieces_of(value, line)


def _template(record: dict[str, Any], line: int, stem: str) -> Iterator[Piece]:
    """Read one of `llm`."""
    names: list[str] = []
    made: dict[str, Any] = {"name": record.get("name") or stem, "model": record.get("model")}
    for ours, theirs in (("system", "system"), ("user", "prompt")):
        text = record.get(theirs)
        made[ours] = _from_llm(text, names) if isinstance(text, str) else text
    schema, defaults = record.get("schema_object"), record.get("defaults")
    if isinstance(schema, dict):
        made["json_schema"] = schema
    given = cast("dict[str, Any]", defaults) if isinstance(defaults, dict) else {}
    made["fields"] = [_field(name, given.get(name)) for name in dict.fromkeys(names)]
    for name in sorted((record.keys() & _IGNORED) | (record.keys() - _LLM)):
        yield Flaw(FlawKind.IGNORED, line, name)
    yield from pieces_of(words_of(made), line)


def _field(name: str, default: object) -> dict[str, Any]:
    kind = FieldKind.LONG if name == INPUT else FieldKind.TEXT
    label = name if name in VARIABLES else ""
    return {"name": _ours(name), "kind": kind.value, "label": label, "default": default}


def _ours(name: str) -> str:
    """Name a field; what is built in here is none."""
    return f"{name}_" if name in VARIABLES else name


def _from_llm(text: str, names: list[str]) -> str:
    """Make fields of the places to fill in, and note their names."""
    parts: list[str] = []
    at = 0
    literal = ""
    for found in string.Template.pattern.finditer(text):
        literal += text[at : found.start()]
        at = found.end()
        name = found.group("named") or found.group("braced")
        if name is None:
            literal += "$" if found.group("escaped") is not None else found.group()
            continue
        parts += [_before_field(literal), "{{", _ours(name), "}}"]
        names.append(name)
        literal = ""
    return "".join([*parts, escape(literal + text[at:])])


def _before_field(text: str) -> str:
    """Write a text so that the field behind it stays one."""
    slashes = len(text) - len(text.rstrip("\\"))
    return escape(text) + "\\" * slashes + (" " if text.endswith("{{") else "")


def _to_llm(text: str, names: _Names) -> str:
    written: list[str] = []
    _write(parse(text).nodes, names, written)
    return "".join(written)


def _write(nodes: Sequence[Node], names: _Names, written: list[str]) -> None:
    for node in nodes:
        match node:
            case str():
                written.append(node.replace("$", "$$"))
            case Slot():
                written.append(f"${{{names.of(node.name)}}}")
            case Choice():
                _write(node.yes, names, written)


def _typed(field: Field) -> bool:
    return field.kind not in (FieldKind.TEXT, FieldKind.LONG)


def _plain(field: Field) -> str:
    return text_of(field.default, Wording())


def _schema(text: str) -> dict[str, Any] | None:
    try:
        found: object = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None

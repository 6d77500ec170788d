"""Our own format, and lists of prompts in JSON as other collections have them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from desktop.core.template_exchange import OWN_FORMAT, OWN_VERSION, Flaw, FlawKind, Kept, Piece
from desktop.core.template_text import escape
from desktop.services.exchange.json_stream import Broken, Item, JsonStream
from desktop.services.exchange.records import pieces_of, record_of

MEMBERS = ("$schema", "format", "version", "generator")
NAMES = ("act", "title", "name")  # in the collections of others
TEXTS = ("prompt", "text", "content")


def read_json(text: str) -> Iterator[Piece]:
    """Read templates as far as the text is JSON."""
    alone: dict[str, Any] = {}  # members of a template that stands there by itself
    try:
        for item in JsonStream(text, "templates").items():
            if not item.member:
                yield from _element(item)
            elif item.member not in MEMBERS:
                alone[item.member] = item.value
            elif (refused := _refused(item)) is not None:
                yield refused
                return
    except Broken as broken:
        yield Flaw(FlawKind.TOO_DEEP if broken.deep else FlawKind.DAMAGED, broken.line)
    if alone.keys() & {"user", "system", *TEXTS}:
        yield from _element(Item(1, alone))
    else:
        yield from (Flaw(FlawKind.IGNORED, 0, name) for name in list(alone)[:10])


def write_json(templates: Iterable[Kept]) -> Iterator[str]:
    """Write templates, piece by piece."""
    yield f'{{\n"format": "{OWN_FORMAT}",\n"version": {OWN_VERSION},\n"templates": ['
    for number, kept in enumerate(templates):
        yield (",\n" if number else "\n") + json.dumps(record_of(kept), ensure_ascii=False, indent=2)
    yield "\n]\n}\n"


def foreign_record(values: dict[str, Any]) -> dict[str, Any] | None:
    """Make a record of ours of a prompt in another collection; its text stays what it is."""
    text = next((values[name] for name in TEXTS if isinstance(values.get(name), str)), None)
    if text is None or "user" in values or "system" in values:
        return None
    name = next((values[name] for name in NAMES if isinstance(values.get(name), str)), "")
    return {"name": name, "user": escape(text)}


def _element(item: Item) -> Iterator[Piece]:
    record = item.value
    if isinstance(record, dict):
        record = foreign_record(cast("dict[str, Any]", record)) or cast("object", record)
    yield from pieces_of(record, item.line)


def _refused(item: Item) -> Flaw | None:
    """Tell why a file that says this of itself is not read."""
    if item.member == "version" and isinstance(item.value, int) and item.value > OWN_VERSION:
        return Flaw(FlawKind.NEWER, item.line)
    if item.member == "format" and item.value != OWN_FORMAT:
        return Flaw(FlawKind.UNKNOWN_FORMAT, item.line)
    return None

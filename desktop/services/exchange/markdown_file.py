"""Markdown with front matter: the front matter is a record as in our JSON, what follows is the user's text.

One blank line after the front matter, and the line end at the end of the file, are not part of the text.
Where a file holds several templates, the first front matter says `separator: KEY`, and between two stands
a line `<!-- next template: KEY -->`. A file without front matter is one text without fields.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from typing import Any, cast

from desktop.core.template_exchange import Flaw, FlawKind, Kept, Piece
from desktop.core.template_text import escape
from desktop.services.exchange.records import pieces_of, record_of
from desktop.services.exchange.yaml_text import LARGEST_DOCUMENT, YamlRefused, read_yaml, write_yaml

_FRONT = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[0-9A-Za-z]{4,40}")
_AS_IS = re.compile(r"[^\r\0\ufeff]*")  # a text that a file of lines gives back as it was
_WORDS = ("name", "description", "folder", "model", "preset", "note")  # a number may stand there, too


def read_markdown(text: str, stem: str) -> Iterator[Piece]:
    """Read the templates of a file that has this name."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = _FRONT.match(text, 0, LARGEST_DOCUMENT)
    if found is None:
        yield from pieces_of({"name": stem, "user": escape(text.strip("\n"))}, 1)
        return
    separator = _separator(found.group(1))
    line = 1
    for number, part in enumerate(text.split(separator) if separator else [text]):
        yield from _template(part, line, "" if number else stem)
        line += part.count("\n") + 1


def write_markdown(templates: Iterable[Kept]) -> Iterator[str]:
    """Write templates, one after the other."""
    key = secrets.token_hex(8)  # stands in no text, so nothing in a text ends it
    for number, kept in enumerate(templates):
        yield (_between(key) if number else "") + _written(kept, key if not number else "")


def write_one(kept: Kept) -> str:
    """Write a template into a file of its own."""
    return _written(kept, "")


def _written(kept: Kept, key: str) -> str:
    record = record_of(Kept(kept.template))
    text = record.pop("user", "")
    if not _AS_IS.fullmatch(text):
        record["user"], text = text, ""
    if key:
        record["separator"] = key
    return f"---\n{write_yaml(record)}---\n\n{text}\n"


def _between(key: str) -> str:
    return f"<!-- next template: {key} -->\n"


def _separator(front: str) -> str:
    found = re.search(r"^separator:[ \t]*['\"]?([^\s'\"]*)['\"]?[ \t]*$", front, re.MULTILINE)
    key = found.group(1) if found is not None else ""
    return _between(key) if _KEY.fullmatch(key) else ""


def _template(part: str, line: int, stem: str) -> Iterator[Piece]:
    found = _FRONT.match(part, 0, LARGEST_DOCUMENT)
    if found is None:
        yield Flaw(FlawKind.NOT_A_TEMPLATE, line)
        return
    try:
        front: object = next((value for _, value in read_yaml(found.group(1))), cast("object", {}))
    except YamlRefused as refused:
        yield Flaw(refused.kind, line + refused.line, refused.name)
        return
    if not isinstance(front, dict):
        yield Flaw(FlawKind.NOT_A_TEMPLATE, line)
        return
    record = words_of(cast("dict[str, Any]", front))
    record.pop("separator", None)
    record.setdefault("name", record.pop("title", stem))
    text_line = 0
    if "user" not in record:
        rest = part[found.end() :]
        record["user"] = rest.removeprefix("\n").removesuffix("\n")
        text_line = line + found.group().count("\n") + rest.startswith("\n")
    yield from pieces_of(record, line, text_line)


def words_of(record: dict[str, Any]) -> dict[str, Any]:
    """Take numbers for the words that they are, and a line of tags for a list, as people write them."""
    words: dict[str, Any] = {
        name: str(value) for name, value in record.items() if name in _WORDS and _is_number(value)
    }
    if isinstance(record.get("tags"), str):
        words["tags"] = [tag for tag in re.split(r"[,;]", record["tags"]) if tag.strip()]
    elif isinstance(record.get("tags"), list):
        words["tags"] = [str(tag) for tag in cast("list[object]", record["tags"])]
    return record | words


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)

"""Prompt collections as CSV: a column of names, one of texts. Read row by row, whatever their number.

What others wrote is text, braces too. In files of ours the column `fireside` holds what has no column of
its own, as JSON, and says that the texts have fields.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from desktop.core.template_exchange import Flaw, FlawKind, Kept, Piece
from desktop.core.template_text import escape
from desktop.core.templates import LONGEST_TEXT
from desktop.services.exchange.records import body_record, pieces_of, place_record

NAMES = ("act", "title", "name", "标题", "名称", "角色", "作为", "行为")
TEXTS = ("prompt", "text", "content", "user", "template", "提示词", "提示语", "提示", "内容", "指令")
OTHERS = ("description", "system", "folder", "tags")
OURS = "fireside"
DELIMITERS = ",;\t"
LONGEST_CELL = 8 * LONGEST_TEXT  # characters; what follows a quote that is not closed ends here
MOST_COLUMNS = 100
_SEPARATE = ";"  # tags


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand in a row."""

    text: int
    name: int | None
    others: dict[str, int]


def read_csv(lines: Iterable[str]) -> Iterator[Piece]:
    """Read rows as they come. What cannot be read is told, and left out."""
    csv.field_size_limit(LONGEST_CELL)  # of the process; nothing else reads CSV
    rows = iter(lines)
    blank, first = next(((number, line) for number, line in enumerate(rows) if line.strip()), (0, ""))
    if not first:
        yield Flaw(FlawKind.EMPTY)
        return
    delimiter = max(DELIMITERS, key=first.count)
    header, number = _header(first, rows, delimiter)
    columns = _columns(header)
    if columns is None:
        yield Flaw(FlawKind.NO_COLUMNS, blank + 1)
        return
    for line, row in _rows(rows, delimiter, blank + number):
        if row is None:
            yield Flaw(FlawKind.BROKEN_ROW, line)
        elif any(cell.strip() for cell in row):
            yield from _pieces(row, columns, line)


def write_csv(templates: Iterable[Kept]) -> Iterator[str]:
    """Write templates, row by row."""
    yield _row(["act", "prompt", *OTHERS, OURS])
    for kept in templates:
        template = kept.template
        place, body = template.place, template.body
        rest = body_record(body) | place_record(place)
        columns = ("user", "system", "folder")
        for name in columns if any(_SEPARATE in tag for tag in place.tags) else (*columns, "tags"):
            del rest[name]
        told = {name: value for name, value in rest.items() if value not in ("", [], False)}
        texts = [template.description, body.system, place.folder, _SEPARATE.join(place.tags)]
        yield _row([template.name, body.user, *texts, json.dumps(told, ensure_ascii=False)])


def _row(cells: list[str]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _header(first: str, rows: Iterator[str], delimiter: str) -> tuple[list[str], int]:
    """Read the names of the columns; gives in which line they end."""
    reader = csv.reader(_before([first.lstrip("\ufeff")], rows), delimiter=delimiter)
    try:
        header = next(reader)
    except (csv.Error, StopIteration):
        return [], 1
    return [cell.strip().casefold() for cell in header[:MOST_COLUMNS]], reader.line_num


def _before(first: list[str], rows: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rows


def _columns(header: list[str]) -> _Columns | None:
    text = next((header.index(name) for name in TEXTS if name in header), None)
    if text is None:
        return None
    name = next((header.index(name) for name in NAMES if name in header), None)
    if name is None and len(header) == 2:
        name = 1 - text
    others = {each: header.index(each) for each in (*OTHERS, OURS) if each in header}
    return _Columns(text, name, others)


def _rows(lines: Iterator[str], delimiter: str, before: int) -> Iterator[tuple[int, list[str] | None]]:
    """Give rows with the line where each begins; None for one whose quotes do not match."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
        else:
            yield line, row


def _pieces(row: list[str], columns: _Columns, line: int) -> Iterator[Piece]:
    def cell(at: int | None) -> str:
        return row[at] if at is not None and at < len(row) else ""

    others = {name: cell(at) for name, at in columns.others.items()}
    rest = _rest(others.pop(OURS, ""))
    tags = [tag for tag in others.pop("tags", "").split(_SEPARATE) if tag.strip()]
    record: dict[str, Any] = {**others, "name": cell(columns.name), "user": cell(columns.text), "tags": tags}
    if rest is None:
        for name in ("user", "system"):
            text = record.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
            record[name] = escape(text) if text.strip() else ""
    else:
        record |= rest
    yield from pieces_of(record, line)


def _rest(text: str) -> dict[str, Any] | None:
    """Read what files of ours have beside the texts; None for other files."""
    try:
        rest: object = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", rest) if isinstance(rest, dict) else None

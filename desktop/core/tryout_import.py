"""Inputs for trying out, from a table whose columns are called as the fields of a template. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.core.chat import clean
from desktop.core.template_values import Wrong, check_values
from desktop.core.templates import Field, FieldKind, Value
from desktop.core.tryout import NewInput, input_name, name_from

NAME = "name"  # the column that names the inputs, unless a field is called so
DELIMITERS = (",", ";", "\t")
LOST = "\ufffd"  # stands for bytes that are no text in the file's encoding
THOUSAND = 3  # digits behind a comma that may part thousands as well as decimals

YES = ("yes", "true", "1", "y", "是", "真")
NO = ("no", "false", "0", "n", "否", "假")


class Refusal(StrEnum):
    """Why a column or a row of a table was not taken."""

    UNKNOWN_COLUMN = "unknown column"
    SAME_COLUMN = "same column"  # another one before it has the same name
    WRONG_VALUE = "wrong value"
    WRONG_ENCODING = "wrong encoding"
    MORE_CELLS = "more cells"  # than there are columns
    UNREADABLE = "unreadable"  # a cell without an end, or longer than any may be
    TOO_MANY = "too many"  # this row, and all that follow


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a table that was not taken."""

    line: int  # of the file, counted from 1
    why: Refusal
    name: str = ""  # of the column
    wrong: Wrong | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken from a table."""

    inputs: tuple[NewInput, ...]
    refused: tuple[Refused, ...]
    known: bool = True  # whether any column is called as a field


@dataclass(frozen=True, slots=True)
class _Columns:
    fields: tuple[Field | None, ...]  # None: not taken
    name: int | None  # the column of the names


def read_table(text: str, fields: Sequence[Field], room: int) -> Imported:
    """Read as many rows as there is room for. What does not fit a field keeps its row out."""
    rows = list(_rows(text, _delimiter(text, fields)))
    if not rows or not isinstance(rows[0][1], list):
        return Imported((), (), known=False)
    (line, head), *rest = rows
    assert isinstance(head, list)
    columns = _columns(head, fields)
    if not any(columns.fields):
        return Imported((), (), known=False)
    inputs: list[NewInput] = []
    refused = list(_refused_columns(line, head, columns))
    for at, cells in rest:
        if isinstance(cells, list) and not any(cell.strip() for cell in cells):
            continue
        if len(inputs) >= room:
            refused.append(Refused(at, Refusal.TOO_MANY))
            break
        taken = _take(at, cells, columns, fields)
        if isinstance(taken, NewInput):
            inputs.append(taken)
        else:
            refused += taken
    return Imported(tuple(inputs), tuple(refused))


def value_of(field: Field, text: str) -> Value | None:
    """Read what stands in a cell; what is none of the field's kind stays text, which the check refuses."""
    text = clean(text)
    bare = text.strip()
    if not bare:
        return None
    match field.kind:
        case FieldKind.NUMBER:
            return _number(bare)
        case FieldKind.YES_NO:
            folded = bare.casefold()
            return True if folded in YES else False if folded in NO else text
        case FieldKind.CHOICES:
            return _choices(field, bare)
        case FieldKind.DATE:
            return _date(bare)
        case FieldKind.CHOICE | FieldKind.FILE:
            return bare
        case FieldKind.TEXT | FieldKind.LONG:
            return text


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Give each row with the line on which it begins; None for one that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except csv.Error:
            yield line, None
        except StopIteration:
            return


def _delimiter(text: str, fields: Sequence[Field]) -> str:
    """Take the delimiter that makes the most fields of the first line."""

    def found(delimiter: str) -> int:
        first = next(_rows(text, delimiter), (1, None))[1]
        return sum(_field(cell, fields) is not None for cell in first or ())

    return max(DELIMITERS, key=found)


def _columns(head: Sequence[str], fields: Sequence[Field]) -> _Columns:
    taken: list[Field | None] = []
    for cell in head:
        field = _field(cell, fields)
        taken.append(None if field in taken else field)
    folded = [cell.strip().casefold() for cell in head]
    name = folded.index(NAME) if NAME in folded and taken[folded.index(NAME)] is None else None
    return _Columns(tuple(taken), name)


def _refused_columns(line: int, head: Sequence[str], columns: _Columns) -> Iterator[Refused]:
    names = [field.name for field in columns.fields if field is not None]
    for at, (cell, field) in enumerate(zip(head, columns.fields, strict=True)):
        if field is None and at != columns.name and cell.strip():
            name = input_name(cell)
            yield Refused(line, Refusal.SAME_COLUMN if name in names else Refusal.UNKNOWN_COLUMN, name)


def _field(cell: str, fields: Sequence[Field]) -> Field | None:
    """Find the field that a column is for: by its name, else by its label."""
    folded = cell.strip().casefold()
    by_name = (field for field in fields if field.name.casefold() == folded)
    by_label = (field for field in fields if field.label and field.label.strip().casefold() == folded)
    return next(by_name, None) or next(by_label, None)


def _take(
    line: int, cells: list[str] | None, columns: _Columns, fields: Sequence[Field]
) -> NewInput | list[Refused]:
    if cells is None:
        return [Refused(line, Refusal.UNREADABLE)]
    if any(LOST in cell for cell in cells):
        return [Refused(line, Refusal.WRONG_ENCODING)]
    if any(cell.strip() for cell in cells[len(columns.fields) :]):
        return [Refused(line, Refusal.MORE_CELLS)]
    pairs = ((f, value_of(f, cell)) for f, cell in zip(columns.fields, cells, strict=False) if f is not None)
    values = {field.name: value for field, value in pairs if value is not None}
    wrongs = check_values(fields, values)
    if wrongs:
        return [Refused(line, Refusal.WRONG_VALUE, wrong=wrong) for wrong in wrongs]
    at = columns.name
    named = input_name(cells[at]) if at is not None and at < len(cells) else ""
    return NewInput(named or name_from(values), values)


def _number(text: str) -> Value:
    whole, comma, digits = text.partition(",")
    if comma and "." not in text and "," not in digits and len(digits) != THOUSAND:
        text = f"{whole}.{digits}"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _choices(field: Field, text: str) -> Value:
    """Part the cell where options end; an option may hold a comma itself."""
    for between in ("\n", ";", "|", "、", ","):
        parts = tuple(part.strip() for part in text.split(between) if part.strip())
        if parts and set(parts) <= set(field.options):
            return parts
    return (text,)


def _date(text: str) -> str:
    """Write a date as it is kept; spreadsheets write slashes, and leave zeros out."""
    year, *rest = text.replace("/", "-").split("-")
    try:
        month, day = (int(part) for part in rest)
        return date(int(year), month, day).isoformat()
    except ValueError:
        return text

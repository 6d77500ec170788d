"""Tables for spreadsheets: text that none of them takes for something to carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULAS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would carry out
BOM = b"\xef\xbb\xbf"  # without it Excel reads Chinese in the encoding of the system


def inert(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula, by an apostrophe before it.

    Answers come from a model, and inputs from anywhere: a cell that begins with `=` can run a program or
    send other cells away as soon as the table is opened. The apostrophe makes it text in every spreadsheet.
    """
    return f"'{text}" if text.startswith(FORMULAS) else text


def table(rows: Iterable[Sequence[object]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Write rows; texts are made inert, numbers stay numbers, None is an empty cell."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return file.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, float):
        return round(value, 3)
    return inert(value) if isinstance(value, str) else value

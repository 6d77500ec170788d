"""The results of a try-out as a table, for spreadsheets."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.core.files import write_atomically
from desktop.core.spreadsheet import BOM, table
from desktop.core.template_filling import fields_in
from desktop.core.template_text import text_of
from desktop.core.tryout_errors import ResultsNotWritten
from desktop.services.tryout import Cell, Place, Tryout

FIGURES = (
    *("prompt_tokens", "tokens", "seconds", "first_token_seconds", "tokens_per_second"),
    *("same_as_reference", "answer", "thinking", "error"),
)

Say = Callable[[Cell], str]  # why a cell has no answer, or no whole one; "" where it has


def as_csv(state: Tryout, reference: int, say: Say) -> bytes:
    """Write a line for each cell: names in English, numbers as they are, in UTF-8 that Excel recognises.

    What a spreadsheet would take for a formula is made text, see `core.spreadsheet.inert`.
    """
    return BOM + table(_lines(state, reference, say)).encode("utf-8", "replace")


def write_csv(path: Path, data: bytes) -> None:
    """Put the table into a file, whole or not at all. Blocks; raises `ResultsNotWritten`."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise ResultsNotWritten(path, error.errno == errno.ENOSPC) from error


def same(state: Tryout, place: Place, reference: int) -> bool | None:
    """Tell whether a cell says what the reference's says; None where one of them has not come to its end."""
    cell, other = state.at(place), state.at(Place(place.row, reference))
    if place.column == reference or not (cell.whole and other.whole):
        return None
    return cell.text == other.text


def _lines(state: Tryout, reference: int, say: Say) -> Iterator[tuple[object, ...]]:
    bodies = (version.draft.body for version in state.plan.versions)
    fields = tuple(dict.fromkeys(field.name for body in bodies for field in fields_in(body)))
    yield ("input", *fields, "version", "model", "quant", "outcome", *FIGURES)
    for row, saved in enumerate(state.plan.inputs):
        values = [text_of(saved.values.get(name), state.plan.wording) for name in fields]
        for at, column in enumerate(state.columns):
            place = Place(row, at)
            cell, model = state.at(place), column.model
            outcome = cell.finish.value if cell.finish is not None else cell.step.value
            texts = (column.version.number, model.name, model.quant, outcome)
            yield (saved.name, *values, *texts, *_figures(state, place, reference), *_texts(cell, say))


def _figures(state: Tryout, place: Place, reference: int) -> tuple[object, ...]:
    cell = state.at(place)
    usage, alike = cell.usage, same(state, place, reference)
    return (
        usage.prompt_tokens if usage is not None else None,
        cell.tokens,
        cell.seconds,
        usage.first_token_seconds if usage is not None else None,
        usage.tokens_per_second if usage is not None else None,
        None if alike is None else "yes" if alike else "no",
    )


def _texts(cell: Cell, say: Say) -> tuple[str, str, str]:
    return cell.answer, cell.thinking, say(cell)

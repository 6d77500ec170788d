"""Cuts long blocks into parts, so that only the parts in sight are ever laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.widgets.transcript.leaves import (
    Align,
    Cell,
    Code,
    Joint,
    Look,
    Paragraph,
    Place,
    Run,
    Table,
    cell_units,
    plain_cell,
)

TEXT_PART = 4_000  # characters; a paragraph of this length takes about 5 ms to lay out
CODE_LINES = 160  # about four screens
CODE_PART = 8_000  # characters
TABLE_ROWS = 20
TABLE_COLUMNS = 40  # a wider table is shown as it is written, for every column must be measured


def cut_text(text: str, limit: int) -> list[str]:
    """Cut a text into pieces of at most `limit` characters, after white space where there is any."""
    pieces: list[str] = []
    start = 0
    while len(text) - start > limit:
        end = start + limit
        space = max(text.rfind(" ", start + limit // 2, end), text.rfind("\u2028", start + limit // 2, end))
        end = space + 1 if space >= 0 else end
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces


def _pieces(runs: Cell) -> Iterator[Run]:
    for run in runs:
        if run.look & Look.MATH or len(run.text) <= TEXT_PART:
            yield run
        else:
            yield from (replace(run, text=piece) for piece in cut_text(run.text, TEXT_PART))


def paragraphs(place: Place, runs: Cell, level: int = 0) -> list[Paragraph]:
    """Make a paragraph or a heading, in parts where it is long."""
    if sum(len(run.text) for run in runs) <= TEXT_PART:
        return [Paragraph(place, runs, level)]
    parts: list[list[Run]] = [[]]
    size = 0
    for run in _pieces(runs):
        if size and size + len(run.text) > TEXT_PART:
            parts.append([])
            size = 0
        parts[-1].append(run)
        size += len(run.text)
    rest = replace(place, marker="", joint=Joint.SAME_LINE)
    return [Paragraph(rest if n else place, tuple(part), level) for n, part in enumerate(parts)]


def code(place: Place, text: str, language: str, closed: bool = True) -> list[Code]:
    """Make a code block, in parts where it is long. A part that is not the last never changes again."""
    parts: list[tuple[Joint, str]] = []
    lines: list[str] = []
    joint, size = place.joint, 0

    def end_part(next_joint: Joint) -> None:
        nonlocal joint, size
        parts.append((joint, "\n".join(lines)))
        lines.clear()
        joint, size = next_joint, 0

    for line in text.split("\n"):
        if lines and (len(lines) >= CODE_LINES or size + len(line) > CODE_PART):
            end_part(Joint.NEXT_LINE)
        while len(line) > CODE_PART:
            lines.append(line[:CODE_PART])
            end_part(Joint.SAME_LINE)
            line = line[CODE_PART:]
        lines.append(line)
        size += len(line) + 1
    end_part(Joint.NEXT_LINE)
    last = len(parts) - 1
    return [
        Code(
            replace(place, marker="" if n else place.marker, joint=j),
            t,
            language,
            n == 0,
            n == last,
            closed or n < last,
        )
        for n, (j, t) in enumerate(parts)
    ]


def tables(
    place: Place, labels: tuple[Cell, ...], rows: list[tuple[Cell, ...]], aligns: tuple[Align, ...]
) -> list[Table] | list[Code]:
    """Make a table, in parts where it is long; plain rows of text where it is extremely wide."""
    if len(labels) > TABLE_COLUMNS:
        lines = (" | ".join(plain_cell(cell) for cell in row) for row in (labels, *rows))
        return code(place, "\n".join(lines), "")
    starts = range(0, max(1, len(rows)), TABLE_ROWS)
    whole = Table(place, labels, (), aligns, ())
    return [
        table_part(whole, rows[start : start + TABLE_ROWS], start == 0, start == starts[-1])
        for start in starts
    ]


def table_part(whole: Table, rows: Sequence[tuple[Cell, ...]], first: bool, last: bool) -> Table:
    """Give the part of a table that has these rows; of `whole`, place, labels and alignment are taken."""
    widest = tuple(
        max((row[column] for row in rows if column < len(row)), key=cell_units, default=())
        for column in range(len(whole.labels))
    )
    place = whole.place if first else replace(whole.place, marker="", joint=Joint.NEXT_LINE)
    return Table(place, whole.labels, tuple(rows), whole.aligns, widest, first, last)

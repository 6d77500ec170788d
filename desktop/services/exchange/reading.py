"""Reads a file of templates, whatever it is."""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.tasks import Job
from desktop.core.template_exchange import LARGEST_FILE, Flaw, FlawKind, Format, Piece
from desktop.core.template_moving import OWN_SUFFIX
from desktop.services.attaching import name_of
from desktop.services.exchange.decoding import Encoding, encoding_of, read_whole
from desktop.services.exchange.llm_yaml import read_yaml_file
from desktop.services.exchange.markdown_file import read_markdown
from desktop.services.exchange.own_json import read_json
from desktop.services.exchange.table import read_csv

LARGEST_TEXT = 20_000_000  # bytes of a file in Markdown or YAML
SUFFIXES = {
    OWN_SUFFIX: Format.JSON,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.MARKDOWN,
    ".yaml": Format.YAML,
    ".yml": Format.YAML,
}
EVERY = 500  # rows between two looks whether the user has had enough


def read_files(paths: Iterable[Path], job: Job[Any]) -> Iterator[Piece]:
    """Read files piece by piece, and of folders the files in them. Blocks; raises only `Cancelled`."""
    for path in paths:
        try:
            files = _inside(path) if path.is_dir() else [path]
        except (OSError, ValueError):  # ValueError: a name with NUL
            files = [path]
        if not files:
            yield Flaw(FlawKind.UNKNOWN_FORMAT, file=name_of(path))
        for file in files:
            yield from read_file(file, job)


def read_file(path: Path, job: Job[Any]) -> Iterator[Piece]:
    """Read a file piece by piece. Blocks; raises only `Cancelled`."""
    name = name_of(path)
    try:
        for piece in _pieces(path, job):
            yield replace(piece, file=name)
    except (OSError, ValueError):  # ValueError: a name with NUL
        yield Flaw(FlawKind.UNREADABLE, file=name)


def _inside(folder: Path) -> list[Path]:
    """Give the files of a folder that hold templates by their names; not those of folders in it."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file()
    )


def _pieces(path: Path, job: Job[Any]) -> Iterator[Piece]:
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):  # a pipe would never end
        yield Flaw(FlawKind.UNREADABLE)
        return
    encoding = encoding_of(path, job) if 0 < state.st_size <= LARGEST_FILE else None
    format_ = _format(path, encoding) if encoding is not None else None
    if state.st_size == 0:
        yield Flaw(FlawKind.EMPTY)
    elif state.st_size > (LARGEST_FILE if format_ in (Format.JSON, Format.CSV, None) else LARGEST_TEXT):
        yield Flaw(FlawKind.TOO_LARGE)
    elif encoding is None or format_ is None:
        yield Flaw(FlawKind.UNKNOWN_FORMAT)
    else:
        if encoding.guessed:
            yield Flaw(FlawKind.ENCODING_GUESSED, name=encoding.guessed)
        elif encoding.damaged:
            yield Flaw(FlawKind.BAD_BYTES)
        yield from _templates(path, encoding, format_, job)


def _templates(path: Path, encoding: Encoding, format_: Format, job: Job[Any]) -> Iterator[Piece]:
    if format_ is Format.CSV:
        yield from read_csv(_lines(path, encoding, job))
        return
    text = read_whole(path, encoding, job)
    if not text.strip("\ufeff \t\r\n"):
        yield Flaw(FlawKind.EMPTY)
        return
    match format_:
        case Format.JSON:
            found = read_json(text.removeprefix("\ufeff"))
        case Format.MARKDOWN:
            found = read_markdown(text, path.stem)
        case Format.YAML:
            found = read_yaml_file(text, path.stem)
    for piece in found:
        job.check()
        yield piece


def _lines(path: Path, encoding: Encoding, job: Job[Any]) -> Iterator[str]:
    with path.open(encoding=encoding.name, errors="replace", newline="") as file:
        for number, line in enumerate(file):
            if not number % EVERY:
                job.check()
            yield line


def _format(path: Path, encoding: Encoding) -> Format | None:
    """Tell the format by the name, else by how the file begins."""
    known = SUFFIXES.get(path.suffix.lower())
    if known is not None:
        return known
    with path.open(encoding=encoding.name, errors="replace") as file:
        start = file.read(2000).lstrip("\ufeff \t\r\n")
    if "\0" in start:
        return None
    if start.startswith(("{", "[")):
        return Format.JSON
    if start.startswith("---"):
        return Format.MARKDOWN
    return Format.CSV if "prompt" in start.partition("\n")[0].casefold() else None

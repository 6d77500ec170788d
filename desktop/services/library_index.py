"""What is known of the models on this computer, kept in a JSON file so that the list is there at once.

Derived from the files alone: it may be deleted or damaged at any time, and the next search makes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from desktop.core.errors import (
    ModelDamaged,
    ModelError,
    ModelMissing,
    ModelTruncated,
    NotChatModel,
    NotGguf,
)
from desktop.core.files import write_atomically
from desktop.core.library import Listed, OnDisk
from desktop.core.models import Block, Body, Header, Installed, Origin

VERSION = 1
LARGEST = 256 << 20  # bytes; what is larger is none of ours
PROBLEMS: dict[str, type[ModelError]] = {
    kind.__name__: kind for kind in (ModelMissing, NotGguf, NotChatModel, ModelTruncated, ModelDamaged)
}
TEXTS = ("name", "architecture", "quant")  # of a header
WRONG = (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError)


def read_index(path: Path) -> list[Listed]:
    """Give what was kept; nothing where the file is not there, or damaged. Takes 20 ms for 1,000 models."""
    try:
        if path.stat().st_size > LARGEST:
            return []
        content: Any = json.loads(path.read_bytes())
        if content["version"] != VERSION:
            return []
        entries = list(content["models"])
    except (OSError, *WRONG):
        return []
    return [listed for entry in entries if (listed := _valid(entry)) is not None]


def _valid(entry: Any) -> Listed | None:
    try:
        return _listed(entry)
    except WRONG:
        return None


def write_index(path: Path, models: Iterable[Listed]) -> None:
    """Keep what is known. Raises OSError."""
    content = {"version": VERSION, "models": [_entry(listed) for listed in models]}
    write_atomically(path, json.dumps(content, separators=(",", ":")).encode())


def _entry(listed: Listed) -> dict[str, Any]:
    model = listed.model
    entry: dict[str, Any] = {
        "name": model.name,
        "origin": model.origin.value,
        "quant": model.quant,
        "files": [_file(file) for file in listed.files],
        "repo": listed.repo,
        "also": [str(path) for path in listed.also],
    }
    if listed.projector is not None:
        entry["projector"] = _file(listed.projector)
    if listed.header is not None:
        entry["header"] = _header(listed.header)
    if type(listed.problem).__name__ in PROBLEMS:
        entry["problem"] = _problem(cast(ModelError, listed.problem))
    return entry


def _file(file: OnDisk) -> list[Any]:
    return [str(file.path), file.size, file.modified, file.sha256]


def _problem(problem: ModelError) -> dict[str, Any]:
    facts = {field.name: getattr(problem, field.name) for field in fields(problem)}  # type: ignore[arg-type]
    return {"kind": type(problem).__name__, **facts, "path": str(facts["path"])}


def _header(header: Header) -> dict[str, Any]:
    """Write a header; of blocks that are the same, one."""
    kinds = list(dict.fromkeys(header.body.blocks))
    body = {field.name: getattr(header.body, field.name) for field in fields(Body) if field.name != "blocks"}
    rest = {field.name: getattr(header, field.name) for field in fields(Header) if field.name != "body"}
    order = {block: index for index, block in enumerate(kinds)}
    return {
        **rest,
        "body": body,
        "kinds": [[getattr(block, field.name) for field in fields(Block)] for block in kinds],
        "blocks": [order[block] for block in header.body.blocks],
    }


def _listed(entry: dict[str, Any]) -> Listed:
    files = tuple(_on_disk(file) for file in entry["files"])
    size = sum(file.size for file in files)
    path = files[0].path
    model = Installed(path, _text(entry["name"]), Origin(entry["origin"]), size, _text(entry["quant"]))
    projector, header = entry.get("projector"), entry.get("header")
    problem = entry.get("problem")
    return Listed(
        model,
        files,
        None if projector is None else _on_disk(projector),
        _text(entry["repo"]),
        None if header is None else _read_header(header),
        None if problem is None else _read_problem(problem),
        tuple(Path(_text(also)) for also in entry["also"]),
    )


def _on_disk(file: list[Any]) -> OnDisk:
    path, size, modified, sha256 = file
    if not isinstance(modified, int):
        raise TypeError
    return OnDisk(Path(_text(path)), _count(size), modified, _text(sha256))


def _read_problem(problem: dict[str, Any]) -> ModelError:
    kind = PROBLEMS[problem["kind"]]
    facts = {name: value for name, value in problem.items() if name not in ("kind", "path")}
    return kind(Path(_text(problem["path"])), **facts)  # type: ignore[call-arg]


def _read_header(raw: dict[str, Any]) -> Header:
    kinds = [Block(*(_count(number) for number in kind)) for kind in raw["kinds"]]
    numbers: dict[str, Any] = {name: _count(value) for name, value in raw["body"].items()}
    body = Body(blocks=tuple(kinds[_count(index)] for index in raw["blocks"]), **numbers)
    sampling = tuple((_text(name), float(value)) for name, value in raw["sampling"])
    skipped = ("body", "kinds", "blocks", "sampling")
    rest: dict[str, Any] = {
        name: _text(value) if name in TEXTS else _count(value)
        for name, value in raw.items()
        if name not in skipped
    }
    return Header(body=body, sampling=sampling, **rest)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or value < 0:  # a flag is one, too
        raise ValueError
    return value

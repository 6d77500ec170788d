"""Values that are kept as JSON text. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, cast

from desktop.core.chat import Attachment, LeftOut
from desktop.core.sampling import Sampling, from_values


def pack_sampling(sampling: Sampling) -> str:
    """Write all fields, those with their default too: a later version may have other defaults."""
    return json.dumps(asdict(sampling), sort_keys=True)


def unpack_sampling(text: str) -> Sampling | None:
    """Read what `pack_sampling` wrote; None for anything else, also for an empty text."""
    values = parsed(text)
    try:
        return from_values(cast("dict[str, Any]", values)) if isinstance(values, dict) else None
    except (TypeError, ValueError):
        return None


def pack_left_out(left_out: LeftOut | None) -> str | None:
    """Write the stretch that a model did not see."""
    return None if left_out is None else json.dumps(asdict(left_out))


def unpack_left_out(text: str | None) -> LeftOut | None:
    """Read what `pack_left_out` wrote."""
    return None if text is None else LeftOut(**json.loads(text))


def pack_files(files: Sequence[Attachment]) -> str:
    """Write attachments; "" for none. What cannot be stored, half a surrogate pair, becomes "?"."""
    if not files:
        return ""
    return storable([{"name": file.name, "text": file.text} for file in files])


def unpack_files(text: str) -> tuple[Attachment, ...]:
    """Read what `pack_files` wrote; nothing of a text that is damaged."""
    entries = parsed(text)
    if not isinstance(entries, list):
        return ()
    files = [_file(entry) for entry in cast("list[object]", entries)]
    return tuple(file for file in files if file is not None)


def _file(entry: object) -> Attachment | None:
    match entry:
        case {"name": str(name), "text": str(text)}:
            return Attachment(name, text)
        case _:
            return None


def storable(values: object) -> str:
    """Write JSON; half a surrogate pair, which cannot be stored, becomes "?"."""
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def parsed(text: str) -> object:
    """Read JSON; None of a text that is damaged."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None

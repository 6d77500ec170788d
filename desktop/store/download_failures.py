"""Why a download failed, as JSON: which error it was, and its facts; words are found when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

from desktop.core import hub_errors as e
from desktop.core.hub import Gated
from desktop.core.user_error import UserError

KINDS: Mapping[str, type[UserError]] = {
    kind.__name__: kind
    for kind in (
        e.HubUnreachable,
        e.HubBusy,
        e.NotTheHub,
        e.NotOnHub,
        e.AccessNeeded,
        e.TokenRejected,
        e.FileChanged,
        e.ChecksumWrong,
        e.NameRefused,
        e.NotEnoughDisk,
        e.FolderGone,
        e.InUseElsewhere,
        e.ProxyUnusable,
    )
}
LONGEST = 5_000  # characters of a fact


def pack_failure(error: UserError | None) -> dict[str, object] | None:
    """Write an error; None where it is none of those that a download ends with."""
    name = type(error).__name__
    if error is None or KINDS.get(name) is not type(error):
        return None
    packed: dict[str, object] = {"kind": name}
    for each in fields(cast("Any", error)):
        value: object = getattr(error, each.name)
        packed[each.name] = str(value) if isinstance(value, Path) else value
    return packed


def unpack_failure(packed: object) -> UserError | None:
    """Read what `pack_failure` wrote; None for anything else."""
    if not isinstance(packed, dict):
        return None
    values = cast("dict[str, object]", packed)
    kind = KINDS.get(str(values.get("kind")))
    if kind is None:
        return None
    try:
        wanted = fields(cast("Any", kind))
        return kind(**{each.name: _READ[str(each.type)](values[each.name]) for each in wanted})
    except (KeyError, TypeError, ValueError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or "\0" in value:
        raise ValueError("no text")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 60:
        raise ValueError("no number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("neither yes nor no")
    return value


_READ: Mapping[str, Callable[[object], object]] = {
    "str": _text,
    "int": _number,
    "bool": _truth,
    "Path": lambda value: Path(_text(value)),
    "Gated": lambda value: Gated(_text(value)),
}

"""Sampling presets as JSON: one or many in a file, to be given away or taken elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, cast

from desktop.core.presets import preset_name
from desktop.core.sampling import Sampling, from_values, within_limits

FORMAT = "fireside.presets"
VERSION = 1
MOST = 500  # presets of one file
LONGEST_NAME = 60  # characters
_KNOWN = frozenset(item.name for item in fields(Sampling))
_TEXTS = ("grammar", "json_schema")


@dataclass(frozen=True, slots=True)
class NamedSampling:
    """A preset that is not kept yet."""

    name: str
    sampling: Sampling


@dataclass(frozen=True, slots=True)
class PresetImport:
    """What a file holds."""

    presets: tuple[NamedSampling, ...]
    unknown: tuple[str, ...] = ()  # names of parameters that are not known here, each once
    changed: tuple[str, ...] = ()  # names of presets of which a value was brought within its limits
    skipped: int = 0  # entries that are no preset


def write_presets(presets: Iterable[NamedSampling]) -> str:
    """Write presets."""
    entries = [{"name": each.name, "sampling": asdict(each.sampling)} for each in presets]
    text = json.dumps(
        {"format": FORMAT, "version": VERSION, "presets": entries}, ensure_ascii=False, indent=2
    )
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def read_presets(text: str, stem: str) -> PresetImport:
    """Read presets: what `write_presets` wrote, a list of presets, or a single one.

    A single one may be nothing but values; then it is named `stem`. Raises ValueError where there is none.
    """
    try:
        parsed = json.loads(text)
    except RecursionError:
        raise ValueError("too deep") from None
    found: list[NamedSampling] = []
    unknown: dict[str, None] = {}
    changed: list[str] = []
    entries = list(_entries(parsed, stem))
    for entry in entries[:MOST]:
        preset = _preset(entry)
        if preset is None:
            continue
        unknown |= dict.fromkeys(_line(name) for name in entry.values if name not in _KNOWN)
        limited = NamedSampling(preset.name, within_limits(preset.sampling))
        if limited != preset:
            changed.append(limited.name)
        found.append(limited)
    if not found:
        raise ValueError("no presets")
    return PresetImport(tuple(found), tuple(unknown), tuple(changed), len(entries) - len(found))


def sampling_from(values: object) -> Sampling | None:
    """Make parameters of what JSON gives, also from elsewhere; None where that cannot be."""
    if not isinstance(values, dict):
        return None
    named = cast("dict[str, Any]", values)
    if any(not isinstance(named.get(text, ""), str) for text in _TEXTS):
        return None
    try:
        return from_values(named)
    except (TypeError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    values: dict[str, Any]


def _entries(parsed: object, stem: str) -> Iterator[_Entry]:
    """Give what may be presets."""
    if isinstance(parsed, dict):
        named = cast("dict[str, Any]", parsed)
        parsed = named.get("presets")
        if not isinstance(parsed, list):
            yield _entry(named, stem)
    if isinstance(parsed, list):
        yield from _listed(cast("list[object]", parsed), stem)


def _listed(presets: Sequence[object], stem: str) -> Iterator[_Entry]:
    for preset in presets:
        yield _entry(cast("dict[str, Any]", preset) if isinstance(preset, dict) else {}, stem)


def _entry(entry: dict[str, Any], stem: str) -> _Entry:
    name, values = entry.get("name"), entry.get("sampling")
    if not isinstance(values, dict):
        values = {key: value for key, value in entry.items() if key != "name"}
    text = name if isinstance(name, str) else ""
    return _Entry(_line(text) or _line(stem), cast("dict[str, Any]", values))


def _preset(entry: _Entry) -> NamedSampling | None:
    sampling = sampling_from(entry.values)
    named_something = any(name in _KNOWN for name in entry.values)
    return (
        NamedSampling(entry.name, sampling)
        if sampling is not None and named_something and entry.name
        else None
    )


def _line(text: str) -> str:
    return preset_name(text)[:LONGEST_NAME].strip()

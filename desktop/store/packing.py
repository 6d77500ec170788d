"""Values that are kept as JSON text. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from desktop.core.chat import Attachment, LeftOut
from desktop.core.sampling import Sampling, from_values

BASE = "1"
"""The one of `BASES` that is written with."""

BASES: Mapping[str, Mapping[str, object]] = {
    "1": {
        "adaptive_decay": 0.9,
        "adaptive_target": -1.0,
        "dry_allowed_length": 2,
        "dry_base": 1.75,
        "dry_multiplier": 0.0,
        "dry_window": -1,
        "dynamic_exponent": 1.0,
        "dynamic_range": 0.0,
        "frequency_penalty": 0.0,
        "grammar": "",
        "json_schema": "",
        "logit_bias": (),
        "max_tokens": None,
        "min_p": 0.05,
        "mirostat": 0,
        "mirostat_eta": 0.1,
        "mirostat_tau": 5.0,
        "presence_penalty": 0.0,
        "repeat_penalty": 1.1,
        "repeat_window": 64,
        "seed": None,
        "stop": (),
        "temperature": 0.7,
        "top_k": 40,
        "top_n_sigma": -1.0,
        "top_p": 0.95,
        "typical_p": 1.0,
        "xtc_probability": 0.0,
        "xtc_threshold": 0.1,
    }
}
"""Parameters that answers refer to by a name, since all of them are longer than most texts.

Never changed: what is stored means these values, whatever the defaults are by then.
"""


def pack_sampling(sampling: Sampling) -> str:
    """Write what is not as in the newest of `BASES`."""
    base = BASES[BASE]
    rest = {
        name: value for name, value in asdict(sampling).items() if name not in base or value != base[name]
    }
    return json.dumps({"base": BASE} | rest, sort_keys=True)


def unpack_sampling(text: str) -> Sampling | None:
    """Read what `pack_sampling` wrote; None for anything else, also for an empty text."""
    values = parsed(text)
    try:
        return sampling_of(cast("dict[str, Any]", values)) if isinstance(values, dict) else None
    except (TypeError, ValueError, KeyError):
        return None


def sampling_of(values: dict[str, Any]) -> Sampling:
    """Make parameters of what was written. Before version 5 all of them were."""
    base: Mapping[str, object] = BASES[values["base"]] if "base" in values else {}
    return from_values({**base, **values})


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

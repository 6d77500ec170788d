"""The parameters of answers as version 5 writes them: only what differs from a set of values with a name."""

from __future__ import annotations

import json
from typing import cast

from sqlalchemy import Connection

BASE: dict[str, object] = {
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
    "logit_bias": [],
    "max_tokens": None,
    "min_p": 0.05,
    "mirostat": 0,
    "mirostat_eta": 0.1,
    "mirostat_tau": 5.0,
    "presence_penalty": 0.0,
    "repeat_penalty": 1.1,
    "repeat_window": 64,
    "seed": None,
    "stop": [],
    "temperature": 0.7,
    "top_k": 40,
    "top_n_sigma": -1.0,
    "top_p": 0.95,
    "typical_p": 1.0,
    "xtc_probability": 0.0,
    "xtc_threshold": 0.1,
}


def shorten_samplings(db: Connection) -> None:
    """Write the parameters of all answers anew. Those that lack some, or are damaged, stay as they are."""
    found = db.exec_driver_sql("SELECT DISTINCT sampling FROM answer").scalars().all()
    new = [(text, short) for text in found if (short := _shortened(text)) is not None]
    if not new:
        return
    db.exec_driver_sql("CREATE TEMP TABLE shorter (long VARCHAR PRIMARY KEY, short VARCHAR) WITHOUT ROWID")
    db.exec_driver_sql("INSERT INTO shorter VALUES (?, ?)", new)
    db.exec_driver_sql("UPDATE answer SET sampling = short FROM shorter WHERE sampling = long")
    db.exec_driver_sql("DROP TABLE shorter")


def _shortened(text: str) -> str | None:
    try:
        read: object = json.loads(text)
    except ValueError:
        return None
    values = cast("dict[str, object]", read) if isinstance(read, dict) else {}
    if "base" in values or not BASE.keys() <= values.keys():
        return None
    rest = {name: value for name, value in values.items() if name not in BASE or value != BASE[name]}
    return json.dumps({"base": "1"} | rest, sort_keys=True)

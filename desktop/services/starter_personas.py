"""The personas that come along, to be taken over; in the language of the window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from desktop.core.personas import PersonaColor, PersonaDraft, checked

FILE = "resources/personas.json"


def read_starters(path: Path, chinese: bool) -> tuple[PersonaDraft, ...]:
    """Read what the application comes with, from its own folder."""
    held = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    return tuple(_draft(entry, entry["zh" if chinese else "en"]) for entry in held["personas"])


def _draft(entry: dict[str, str], words: dict[str, str]) -> PersonaDraft:
    return checked(
        PersonaDraft(
            words["name"],
            words["description"],
            words["symbol"],
            PersonaColor(entry["color"]),
            words["system"],
            preset=entry["preset"],
        )
    )

"""What new chats begin with that a model answers."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.built_in_presets import BuiltIn

LONGEST_SYSTEM = 100_000  # characters


def preset_named(text: str) -> int | BuiltIn | None:
    """Read a preset as the settings keep it: a built-in one, the id of one of the user's, or none."""
    if text.isascii() and text.isdecimal() and len(text) < 19:
        return int(text)
    return BuiltIn(text) if text in tuple(BuiltIn) else None


@dataclass(frozen=True, slots=True)
class ChatDefaults:
    """What was chosen for one model."""

    preset: int | BuiltIn | None = None  # a preset of the user's by its id; None is what the file recommends
    system: str = ""  # the system prompt; "" is none

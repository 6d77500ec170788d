"""What new chats begin with that a model answers."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.built_in_presets import BuiltIn

LONGEST_SYSTEM = 100_000  # characters


@dataclass(frozen=True, slots=True)
class ChatDefaults:
    """What was chosen for one model."""

    preset: int | BuiltIn | None = None  # a preset of the user's by its id; None is what the file recommends
    system: str = ""  # the system prompt; "" is none

"""What is done when a chat is longer than the context."""

from __future__ import annotations

from enum import StrEnum


class Policy(StrEnum):
    """What is done when a chat is longer than what the model sees."""

    ASK = "ask"  # nothing is sent; the user chooses
    ROLL = "roll"  # the oldest turns are left out
    MIDDLE = "middle"  # turns in the middle are left out; the first ones and the newest stay
    SUMMARISE = "summarise"  # the oldest turns are replaced by a summary that the model writes

"""What the engine and its template process say to each other. Imports nothing of Jinja."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.engine.protocol import Turn

READY, PROMPT, PROBLEM = b"r", b"p", b"e"  # first byte of what the process sends; text follows
LONGEST_PROMPT = 4_000_000  # characters
DEADLINE = 2.0  # seconds for one conversation, after which the engine kills the process
LAST = 20.0  # seconds, where a busy machine has not let it work


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be rendered. The turns' texts are marked."""

    template: str
    turns: tuple[Turn, ...]
    bos: str
    eos: str
    day: date
    thinking: bool | None = None  # None tells the template nothing, so that it does as its author chose

"""`fireside bench resume`: coming back to a long chat, beside reading it again."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from desktop.bench.report import Result, paired
from desktop.bench.whole_path import WholePath, model_to_measure
from desktop.services.machine import decoding_threads

LONG = (
    "Here is what happened at the lake, number {number}. "
    + "The fire burned low and the night was long. " * 280
)
OTHER = "A quite different question about the sea: what is it like?"
NEXT = "And then?"
ANSWER = 8  # tokens
GOAL = -0.05


def run(asked: Path | None, rounds: int) -> list[Result]:
    """Measure the first text after a switch, and after a restart of the engine. Raises `NoModel`."""
    model = model_to_measure(asked)
    threads = decoding_threads()
    read: list[float] = []
    switched: list[float] = []
    restarted: list[float] = []
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        for number in range(rounds):
            question, chat = LONG.format(number=number), f"chat-{number}"
            with closing(WholePath(model, threads, Path(name))) as path:
                first = path.answer([question], ANSWER, chat)
                read.append(first.first_text)
                path.answer([OTHER], ANSWER, "chat-other")
                switched.append(path.answer([question, first.text, NEXT], ANSWER, chat).first_text)
            with closing(WholePath(model, threads, Path(name))) as path:
                restarted.append(path.answer([question, first.text, NEXT], ANSWER, chat).first_text)
    return [
        paired("first text after switching back to a chat", "s", switched, read, GOAL),
        paired("first text after a restart of the engine", "s", restarted, read, GOAL),
    ]

"""`fireside bench prefix`: a chat of 4,000 tokens goes on, beside processing the new tokens alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.bench.bare_loop import BareLoop
from desktop.bench.report import Result, paired
from desktop.bench.whole_path import WholePath, model_to_measure
from desktop.services.machine import decoding_threads

LENGTH = 8192  # tokens of context
FIRST = "Here is what happened at the lake. " + "The fire burned low and the night was long. " * 400
SECOND = "Now say in one sentence what the night was like, and why the fire burned low, number {number}."
ANSWER = 16  # tokens
GOAL = -1.1


def run(asked: Path | None, rounds: int) -> list[Result]:
    """Measure first text to first text, as the window sees it. Raises `NoModel`."""
    model = model_to_measure(asked)
    threads = decoding_threads()
    ours: list[float] = []
    theirs: list[float] = []
    reused: list[float] = []
    path, bare = WholePath(model, threads, context_length=LENGTH), BareLoop(model, LENGTH, threads)
    with closing(path), closing(bare):
        for number in range(rounds):
            first = path.answer([FIRST], ANSWER)
            second = path.answer([FIRST, first.text, SECOND.format(number=number)], ANSWER)
            held = second.usage.reused_tokens
            ours.append(second.first_text)
            theirs.append(bare.seconds_to_first_token(held, second.usage.prompt_tokens - held))
            reused.append(held / second.usage.prompt_tokens)
    return [
        paired("first text of the next question", "s", ours, theirs, GOAL),
        Result("share of its prompt that was reused", round(sorted(reused)[len(reused) // 2], 4), "of 1"),
    ]

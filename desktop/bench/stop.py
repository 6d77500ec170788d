"""`fireside bench stop`: how long it takes from asking an answer to stop until it has ended."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from statistics import median

from desktop.bench.report import Result
from desktop.bench.whole_path import QUESTION, WholePath, model_to_measure
from desktop.services.machine import decoding_threads

LONG = "The fire burned low and the night was long. " * 280  # about 2,800 tokens
DECODING_GOAL = 0.05  # seconds
PROMPT_GOAL = 0.2
STEP = 7  # tokens that the moment of each try is later than the one before
DELAYS = (0.0, 0.003, 0.007, 0.012, 0.018, 0.025)  # seconds later than that


def run(asked: Path | None, rounds: int) -> list[Result]:
    """Stop at other moments each time; the worst try counts too. Raises `NoModel`."""
    decoding: list[float] = []
    in_prompt: list[float] = []
    with closing(WholePath(model_to_measure(asked), decoding_threads())) as path:
        for number in range(rounds):
            delay = DELAYS[number % len(DELAYS)]
            decoding.append(path.seconds_to_stop(QUESTION, 5 + STEP * number, delay, in_prompt=False))
            text = f"Night {number}. {LONG}"  # begins differently, so that nothing of it is in the cache
            in_prompt.append(path.seconds_to_stop(text, 200 + STEP * number, delay, in_prompt=True))
    return [
        *_results("stop while decoding", decoding, DECODING_GOAL),
        *_results("stop while the prompt is processed", in_prompt, PROMPT_GOAL),
    ]


def _results(name: str, seconds: list[float], goal: float) -> list[Result]:
    middle, worst = median(seconds), max(seconds)
    words = f"<= {goal} s"
    return [
        Result(name, round(middle, 4), "s", goal=words, ok=middle <= goal),
        Result(f"{name}, slowest", round(worst, 4), "s", goal=words, ok=worst <= goal),
    ]

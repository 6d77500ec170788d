"""`fireside bench resume`: coming back to a chat of 4,000 tokens, beside reading it again."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median

from desktop.bench.report import Result, paired
from desktop.bench.whole_path import Timing, WholePath, model_to_measure
from desktop.services.machine import decoding_threads

LENGTH = 8192  # tokens of context
LONG = (
    "Here is what happened at the lake, number {number}. "
    + "The fire burned low and the night was long. " * 400
)
OTHER = "A quite different question about the sea, number {number}: what is it like?"
NEXT = "And then?"
ANSWER = 8  # tokens
GOAL = -0.05
SWITCH_GOAL = 0.05  # seconds


def run(asked: Path | None, rounds: int) -> list[Result]:
    """Measure the next question, one after a switch, and one after a restart. Raises `NoModel`."""
    model = model_to_measure(asked)
    read: list[Timing] = []
    following: list[Timing] = []
    switched: list[Timing] = []
    restarted: list[Timing] = []
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as name:
        for number in range(rounds):
            question, chat = LONG.format(number=number), f"chat-{number}"
            with closing(_open(model, Path(name))) as path:
                first = path.answer([question], ANSWER, chat)
                read.append(first)
                talk = [question, first.text, NEXT]
                following.append(path.answer(talk, ANSWER, chat))
                path.answer([OTHER.format(number=number)], ANSWER, "chat-other")
                talk += [following[-1].text, NEXT]
                switched.append(path.answer(talk, ANSWER, chat))
            with closing(_open(model, Path(name))) as path:
                talk += [switched[-1].text, NEXT]
                restarted.append(path.answer(talk, ANSWER, chat))
    cold = [each.first_text for each in read]
    return [
        Result("tokens of the chat", median(each.usage.prompt_tokens for each in read), "tokens"),
        paired("first text of the next question", "s", _first(following), cold, GOAL),
        paired("first text after switching back to a chat", "s", _first(switched), cold, GOAL),
        _begun("chat is back after a switch", switched),
        paired("first text after a restart of the engine", "s", _first(restarted), cold, GOAL),
        Result(
            "chat is back after a restart of the engine", round(median(e.begun for e in restarted), 4), "s"
        ),
    ]


def _open(model: Path, states: Path) -> WholePath:
    return WholePath(model, decoding_threads(), states, LENGTH)


def _first(answers: list[Timing]) -> list[float]:
    return [answer.first_text for answer in answers]


def _begun(name: str, answers: list[Timing]) -> Result:
    """Say how long it takes until the first new token is processed, at worst."""
    worst = max(answer.begun for answer in answers)
    goal = f"<= {SWITCH_GOAL} s in every round"
    return Result(f"{name}, slowest", round(worst, 4), "s", goal=goal, ok=worst <= SWITCH_GOAL)

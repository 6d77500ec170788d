"""The engine as the window uses it, for benchmarks: the clock runs on this side of the pipe."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from desktop.core.chat import Finish, Role
from desktop.core.errors import NoModel
from desktop.core.loop import Loop
from desktop.core.sampling import Sampling
from desktop.engine.client import EngineClient
from desktop.engine.llama import Backend
from desktop.engine.protocol import (
    Begun,
    Cancel,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Load,
    Loaded,
    Prompting,
    Turn,
    Usage,
)
from desktop.hub.installed import starter

QUESTION = "Tell a long story about a fire at the side of a lake."
CONTEXT = 4096  # tokens
SNAPSHOTS = 1 << 30  # bytes
DAY = date(2026, 1, 1)
LIKELIEST = Sampling(temperature=0.0, repeat_penalty=1.0)  # as the bare loop draws


@dataclass(frozen=True, slots=True)
class Timing:
    """How long an answer took, seen from the application."""

    begun: float  # seconds from the command until the first new token of the prompt is processed
    first_text: float  # seconds from the command to the first text
    tokens_per_second: float  # after the first text
    text: str
    usage: Usage


class WholePath:
    """Engine process, pipe and client with a loaded model."""

    def __init__(
        self,
        model: Path,
        threads: int,
        states: Path | None = None,
        context_length: int = CONTEXT,
        drafting: bool = True,
    ) -> None:
        self._loop = Loop()
        self._engine = EngineClient(self._loop, Backend, None)
        self._seen: list[tuple[float, EngineEvent]] = []
        self._engine.events.connect(lambda event: self._seen.append((time.perf_counter(), event)))
        load = Load(self._engine.new_request(), model, context_length, threads, drafting=drafting)
        self._engine.send(replace(load, snapshot_memory=SNAPSHOTS, states=states))
        loaded: Loaded = self._wait(Loaded)
        self.load_seconds = loaded.seconds
        self.on_gpu = loaded.gpu_layers > 0

    def answer(
        self,
        texts: Sequence[str],
        count: int,
        chat: str = "",
        sampling: Sampling = LIKELIEST,
        begun: Begun | None = None,
    ) -> Timing:
        """Generate `count` tokens after a conversation, the user speaking first and last."""
        roles = (Role.USER, Role.ASSISTANT)
        turns = tuple(Turn(roles[number % 2], text) for number, text in enumerate(texts))
        sampling = replace(sampling, max_tokens=count)
        request = self._engine.new_request()
        self._seen.clear()
        started = time.perf_counter()
        self._engine.send(Generate(request, turns, sampling, DAY, chat, ignore_end=True, begun=begun))
        finished: Finished = self._wait(Finished)
        deltas = [(moment, event) for moment, event in self._seen if isinstance(event, Delta)]
        (first, delta), last = deltas[0], self._seen[-1][0]
        arrived = next(moment for moment, event in self._seen if isinstance(event, Prompting))
        return Timing(
            arrived - started,
            first - started,
            (finished.usage.tokens - delta.tokens) / (last - first),
            "".join(event.text for _, event in deltas),
            finished.usage,
        )

    def seconds_beside(self, text: str, count: int, step: int, beside: Callable[[int], None]) -> float:
        """Generate `count` tokens; give the seconds from the first text to the end, pauses left out.

        After every `step` tokens or so the engine process is stopped while `beside` runs with the number of
        tokens so far, at the first text and at the end too: what is compared meets the same machine.
        """
        process = psutil.Process(self._engine.pid)
        sampling = replace(LIKELIEST, max_tokens=count)
        turns = (Turn(Role.USER, text),)
        self._seen.clear()
        self._engine.send(Generate(self._engine.new_request(), turns, sampling, DAY, ignore_end=True))
        self._run_to(1)
        begun, seconds = self._seen[-1][0], 0.0
        while not self._ended():
            process.suspend()
            seconds += time.perf_counter() - begun
            so_far = self._tokens()
            beside(so_far)
            begun = time.perf_counter()
            process.resume()
            self._run_to(so_far + step)
        finished: Finished = self._wait(Finished)
        beside(finished.usage.tokens)
        return seconds + self._seen[-1][0] - begun

    def seconds_to_stop(self, text: str, after: int, delay: float, in_prompt: bool) -> float:
        """Cancel an answer `delay` seconds after so many tokens, of the prompt or of its own."""
        request = self._engine.new_request()
        sampling = Sampling(temperature=0.0)
        turns = (Turn(Role.USER, text),)
        self._seen.clear()
        self._engine.send(Generate(request, turns, sampling, DAY, ignore_end=True))

        def reached() -> bool:
            return any(_tokens(event, in_prompt) >= after for _, event in self._seen)

        self._loop.run_until(reached)
        self._loop.run_until(lambda: False, delay)  # else it always hits the moment after a message
        started = time.perf_counter()
        self._engine.send(Cancel(request))
        finished: Finished = self._wait(Finished)
        if finished.finish is not Finish.CANCELLED:
            raise RuntimeError("the answer had ended before it was stopped")
        return self._seen[-1][0] - started

    def memory(self) -> int:
        """Give the bytes that the engine process holds in memory, its part of the model file included."""
        return psutil.Process(self._engine.pid).memory_info().rss

    def close(self) -> None:
        """End the engine process."""
        self._engine.close()

    def _run_to(self, tokens: int) -> None:
        """Wait until the answer has come so far, or has ended."""
        self._loop.run_until(lambda: self._ended() or self._tokens() >= tokens)

    def _tokens(self) -> int:
        """Give how far the answer has come."""
        return max((_tokens(event, in_prompt=False) for _, event in self._seen[-1:]), default=-1)

    def _ended(self) -> bool:
        return bool(self._seen) and isinstance(self._seen[-1][1], Finished | Died | Failed)

    def _wait(self, kind: type[Any]) -> Any:
        ends = (kind, Died, Failed)
        self._loop.run_until(lambda: bool(self._seen) and isinstance(self._seen[-1][1], ends))
        event = self._seen[-1][1]
        if not isinstance(event, kind):
            raise RuntimeError(f"the engine said {event}")
        return event


def _tokens(event: EngineEvent, in_prompt: bool) -> int:
    """Give how far an answer has come by this event."""
    if in_prompt:
        return event.done if isinstance(event, Prompting) else -1
    return event.tokens if isinstance(event, Delta) else -1


def model_to_measure(asked: Path | None) -> Path:
    """Give the model that was asked for, or the starter. Raises `NoModel`."""
    if asked is not None:
        return asked
    found = starter()
    if found is None:
        raise NoModel
    return found.path

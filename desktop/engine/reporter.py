"""Tells the application how a load or an answer gets on, no oftener than it can be shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.chat import Finish, clean
from desktop.engine.devices import Device, DevicesSeen
from desktop.engine.protocol import (
    Delta,
    EngineEvent,
    Finished,
    Loading,
    PartKind,
    Prompting,
    RequestId,
    Usage,
)
from desktop.engine.thinking import Part, Splitter

TEXT_EVERY = 0.03  # seconds; a screen shows no more than about 30 changes a second
PROGRESS_EVERY = 0.1  # seconds

Send = Callable[[EngineEvent], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a backend knows of an answer once it is complete; the times are the reporter's."""

    finish: Finish
    prompt_tokens: int
    reused_tokens: int
    seed: int
    drafted_tokens: int = 0
    accepted_tokens: int = 0


class LoadReporter:
    """Tells how far a load has come."""

    def __init__(self, request: RequestId, send: Send) -> None:
        self._request = request
        self._send = send
        self._next = 0.0

    def __call__(self, fraction: float) -> None:
        """Take note of a fraction between 0 and 1."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PROGRESS_EVERY
            self._send(Loading(self._request, fraction))

    def devices(self, found: tuple[Device, ...]) -> None:
        """Tell what there is to compute on now."""
        self._send(DevicesSeen(self._request, found))


class AnswerReporter:
    """Gathers an answer's tokens into deltas, and measures.

    Costs about a microsecond a token, and one or two more while the model thinks.
    """

    def __init__(self, request: RequestId, arrived: float, send: Send) -> None:
        self._request = request
        self._arrived = arrived
        self._send = send
        self._splitter: Splitter | None = None  # None once everything that comes is text
        self._kind = PartKind.TEXT  # of what is held
        self._held: list[str] = []
        self._next_progress = 0.0
        self._next_text = 0.0
        self._first: float | None = None
        self._last = 0.0
        self._tokens = 0
        self._thought = False
        self._thinking: tuple[int, float] | None = None  # tokens and seconds, once the text has begun

    def prompting(self, done: int, total: int) -> None:
        """Take note of how many tokens of the prompt are processed. The first call is told at once."""
        now = time.monotonic()
        if now >= self._next_progress:
            self._next_progress = now + PROGRESS_EVERY
            self._send(Prompting(self._request, done, total))

    def separate(self, splitter: Splitter | None) -> None:
        """Tell the thinking of the answer from its text, from the first token on; with None, all is text."""
        self._splitter = splitter

    def token(self, text: str) -> None:
        """Take the text that one more token has completed: often a word, "" within a character."""
        now = self._last = time.monotonic()
        if self._first is None:
            self._first = now
        self._tokens += 1
        if text:
            if self._splitter is None:
                self._held.append(text)
            else:
                self._split(self._splitter, text)
        if self._held and now >= self._next_text:
            self._next_text = now + TEXT_EVERY
            self._flush()

    def rest(self, text: str) -> None:
        """Take text that belongs to tokens counted before."""
        if not text:
            return
        if self._splitter is None:
            self._held.append(text)
        else:
            self._split(self._splitter, text)

    def finish(self, answer: Answer) -> None:
        """Send what is held back, and how the answer ended."""
        if self._splitter is not None:
            self._gather(self._splitter.rest())
        if self._held:
            self._flush()
        thinking_tokens, thinking_seconds = self._thinking or self._thinking_so_far(self._tokens)
        usage = Usage(
            prompt_tokens=answer.prompt_tokens,
            reused_tokens=answer.reused_tokens,
            tokens=self._tokens,
            first_token_seconds=None if self._first is None else self._first - self._arrived,
            tokens_per_second=self._speed(),
            seed=answer.seed,
            thinking_tokens=thinking_tokens,
            thinking_seconds=thinking_seconds if self._thought else None,
            drafted_tokens=answer.drafted_tokens,
            accepted_tokens=answer.accepted_tokens,
        )
        self._send(Finished(self._request, answer.finish, usage))

    def _split(self, splitter: Splitter, text: str) -> None:
        self._gather(splitter.feed(text))
        if splitter.in_text:
            self._splitter = None  # it has told all that it held

    def _gather(self, parts: list[Part]) -> None:
        for part in parts:
            if part.kind is not self._kind:
                if self._held:
                    self._flush()
                self._kind = part.kind
            if part.kind is PartKind.THINKING:
                self._thought = True
            elif self._thinking is None:
                self._thinking = self._thinking_so_far(self._tokens - 1)
            self._held.append(part.text)

    def _thinking_so_far(self, tokens: int) -> tuple[int, float]:
        """Count everything before the text as thinking: tags, and the line breaks next to them, too."""
        if not self._thought or self._first is None:
            return 0, 0.0
        return tokens, self._last - self._first

    def _flush(self) -> None:
        text = clean("".join(self._held))  # a model may generate any character
        self._held.clear()
        self._send(Delta(self._request, text, self._tokens, self._kind))

    def _speed(self) -> float | None:
        if self._first is None or self._last <= self._first:
            return None
        return (self._tokens - 1) / (self._last - self._first)

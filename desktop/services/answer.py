"""One answer on its way: collects its text and keeps it on the disk until it has ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.chat import AnswerRecord, Finish, Message, Status
from desktop.core.errors import DataError, UserError
from desktop.core.events import Later
from desktop.engine.protocol import PartKind, RequestId, Usage

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.answers import AnswerStore

KEEP_EVERY = 0.25  # seconds; with the engine's 30 ms at most 280 ms of text can be lost in a crash
KEEP_AGAIN = 5.0  # seconds until a failed write is tried again

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeper:
    """What an answer needs to be kept."""

    store: AnswerStore
    later: Later
    failed: Callable[[UserError], None]  # told once for each failure in a row


class Answer:
    """The answer to one request. Lives on the owner thread.

    Text that cannot be written (a full disk) stays in memory and is written when there is room again.
    """

    def __init__(self, request: RequestId, message: Message, keeper: Keeper) -> None:
        self.request = request
        self.message = message
        self.stopping = False
        self.known = False  # whether the record of this request has been told
        self.kept = False  # whether it has ended and is stored as a whole
        self._keeper = keeper
        self._before = message.record  # of a stopped answer that goes on
        self._unkept: list[tuple[PartKind, str]] = []
        self._armed = False
        self._troubled = False

    def grow(self, text: str, kind: PartKind = PartKind.TEXT) -> Message:
        """Take more text, or more of what the model says to itself."""
        if kind is PartKind.THINKING:
            self.message = replace(self.message, thinking=self.message.thinking + text)
        else:
            self.message = replace(self.message, text=self.message.text + text)
        self._unkept.append((kind, text))
        self._arm(KEEP_EVERY)
        return self.message

    def told(self, record: AnswerRecord) -> Message:
        """Take what is known about the answer so far, and keep it: a crash must not lose it."""
        self.known = True
        if self._before is not None and record.left_out is None:  # what came before was made without it
            record = replace(record, policy=self._before.policy, left_out=self._before.left_out)
        self.message = replace(self.message, record=record)
        try:
            self._keeper.store.note(self.message.id, record)
        except DataError as error:
            self._trouble(error)
        return self.message

    def end(self, status: Status, finish: Finish, usage: Usage | None, failure: UserError | None) -> Message:
        """Close the answer and keep it whole."""
        record = self.message.record
        if record is not None:
            record = replace(record, finish=finish, failure=type(failure).__name__ if failure else None)
            if usage is not None and self.known:  # else it never went on
                record = _with_usage(record, usage, self._before)
        self.message = replace(self.message, status=status, record=record)
        self._unkept.clear()
        self._keep_whole()
        return self.message

    def keep(self) -> None:
        """Store an answer that has ended. Raises `DataError`s."""
        if not self.kept:
            message = self.message
            self._keeper.store.finish(
                message.id, message.text, message.status, message.record, message.thinking
            )
            self.kept = True

    def _arm(self, seconds: float) -> None:
        if not self._armed:
            self._armed = True
            self._keeper.later(seconds, self._keep_more)

    def _keep_more(self) -> None:
        self._armed = False
        if self.message.status is not Status.STREAMING or not self._unkept:
            return
        try:
            while self._unkept:
                kind = self._unkept[0][0]
                count = next((i for i, part in enumerate(self._unkept) if part[0] is not kind), None)
                text = "".join(text for _, text in self._unkept[:count])
                self._keeper.store.append(self.message.id, text, thinking=kind is PartKind.THINKING)
                del self._unkept[:count]
        except DataError as error:
            self._trouble(error)
            self._arm(KEEP_AGAIN)
        else:
            self._troubled = False

    def _keep_whole(self) -> None:
        try:
            self.keep()
        except DataError as error:
            self._trouble(error)
            self._keeper.later(KEEP_AGAIN, self._keep_whole)

    def _trouble(self, error: DataError) -> None:
        if not self._troubled:
            self._troubled = True
            log.info("answer not kept yet", extra={"error": type(error).__name__})
            self._keeper.failed(error)


def _with_usage(record: AnswerRecord, usage: Usage, before: AnswerRecord | None) -> AnswerRecord:
    """Take over the figures; of an answer that went on, the tokens of both stretches."""
    earlier = before or AnswerRecord("", "")
    thought = _sum(earlier.thinking_seconds, usage.thinking_seconds)
    return replace(
        record,
        seed=usage.seed,
        prompt_tokens=usage.prompt_tokens,
        reused_tokens=usage.reused_tokens,
        tokens=usage.tokens + (earlier.tokens or 0),
        first_token_seconds=usage.first_token_seconds,
        tokens_per_second=usage.tokens_per_second,
        thinking_tokens=(usage.thinking_tokens + (earlier.thinking_tokens or 0)) or None,
        thinking_seconds=thought,
        drafted_tokens=(usage.drafted_tokens + (earlier.drafted_tokens or 0)) or None,
        accepted_tokens=(usage.accepted_tokens + (earlier.accepted_tokens or 0)) or None,
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None and other is None else (one or 0.0) + (other or 0.0)

"""What a comparison is about, and how far it has come: values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.chat import Finish
from desktop.core.comparison import Given, Parting, parting
from desktop.core.errors import UserError
from desktop.core.load import Reduced
from desktop.core.models import Installed
from desktop.engine.protocol import Loaded, Usage

FEWEST, MOST = 2, 4  # models
ENDED = (Finish.STOP,)  # the model said all that it had to say


@dataclass(frozen=True, slots=True)
class Question:
    """What every model is asked."""

    prompt: str
    system: str = ""
    max_tokens: int = 256
    thinking: bool = False  # what a chat template is told that asks


class Step(StrEnum):
    """How far one model has come."""

    WAITING = "waiting"
    LOADING = "loading"
    READING = "reading"  # the prompt
    ANSWERING = "answering"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Column:
    """One model, its answer, and what that took."""

    model: Installed
    step: Step = Step.WAITING
    fraction: float = 0.0  # of the load, or of the prompt
    kin: str = ""  # the same for quants of one model, whose tokens can be compared
    loaded: Loaded | None = None
    note: Reduced | None = None  # what had to be given up so that it loads
    thinking: str = ""
    answer: str = ""
    tokens: int = 0  # so far
    usage: Usage | None = None
    finish: Finish | None = None
    memory: int = 0  # bytes; the most that its process had in memory, the mapped file included
    error: UserError | None = None
    parting: Parting | None = (
        None  # from the reference; None for the reference itself, and until both are there
    )

    @property
    def text(self) -> str:
        """All that it said, as it is shown and compared."""
        return "\n\n".join(filter(None, (self.thinking.strip("\n"), self.answer)))

    @property
    def given(self) -> Given:
        """The answer as it is compared."""
        return Given(self.text, self.finish in ENDED)

    @property
    def answered(self) -> bool:
        """Whether there is an answer to compare, be it cut off."""
        return self.step in (Step.DONE, Step.STOPPED, Step.FAILED) and bool(self.text)

    @property
    def prompt_speed(self) -> float | None:
        """Tokens of the prompt a second, until the first token came."""
        usage = self.usage
        if usage is None or not usage.first_token_seconds:
            return None
        return (usage.prompt_tokens - usage.reused_tokens) / usage.first_token_seconds


@dataclass(frozen=True, slots=True)
class Comparison:
    """All models side by side, the largest first."""

    question: Question
    columns: tuple[Column, ...]
    running: bool = False
    current: int | None = None  # the column whose turn it is
    made_room: bool = False  # the chat's model was unloaded for it
    error: UserError | None = None  # why it was stopped, where the user did not

    @property
    def ended(self) -> int:
        """How many models are through."""
        return sum(column.step in (Step.DONE, Step.STOPPED, Step.FAILED) for column in self.columns)

    @property
    def reference(self) -> int | None:
        """The column that the others are compared with: the largest that has answered."""
        return next((i for i, column in enumerate(self.columns) if column.answered), None)

    def counted(self, at: int, tokens: int) -> Comparison:
        """Give the same with the tokens that a column has in common with the reference."""
        column = self.columns[at]
        assert column.parting is not None
        again = replace(column, parting=replace(column.parting, tokens=tokens))
        return replace(self, columns=(*self.columns[:at], again, *self.columns[at + 1 :]))

    def now(self, column: Column) -> Comparison:
        """Give the same with what has become of the column whose turn it is."""
        assert self.current is not None
        return replace(
            self, columns=(*self.columns[: self.current], column, *self.columns[self.current + 1 :])
        )

    def compared(self) -> Comparison:
        """Say of every answer where it leaves the reference's."""
        reference = self.reference
        if reference is None:
            return self
        against = self.columns[reference].given
        columns = tuple(
            replace(column, parting=parting(against, column.given))
            if column.answered and at != reference
            else replace(column, parting=None)
            for at, column in enumerate(self.columns)
        )
        return replace(self, columns=columns)


def prepare(models: Sequence[Installed], question: Question) -> Comparison:
    """Put the models side by side, the largest first: it is what the others are compared with."""
    ordered = sorted(models, key=lambda model: (-model.size, str(model.path)))
    return Comparison(question, tuple(Column(model) for model in ordered), running=True)

"""What is tried out, and how far it has come: values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.chat import Finish
from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.core.template_filling import Surroundings, fields_in
from desktop.core.template_text import Wording
from desktop.core.template_values import Wrong, check_values
from desktop.core.templates import TemplateId, Version
from desktop.core.tryout import SavedInput
from desktop.core.tryout_errors import NoInputs, NothingFits
from desktop.engine.protocol import Usage

MOST_VERSIONS = 2


@dataclass(frozen=True, slots=True)
class Manner:
    """How every cell is answered."""

    seed: int = 1
    max_tokens: int = 512
    thinking: bool = False  # what a chat template is told that asks
    message: str = ""  # what is asked where a template has a system prompt only


@dataclass(frozen=True, slots=True)
class Column:
    """One version of the template, answered by one model."""

    version: Version
    model: Installed


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be tried out."""

    template: TemplateId
    name: str
    inputs: tuple[SavedInput, ...]
    versions: tuple[Version, ...]
    models: tuple[Installed, ...]
    manner: Manner
    around: Surroundings
    wording: Wording = field(default_factory=Wording)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the table."""

    row: int
    column: int


class Step(StrEnum):
    """How far one cell has come."""

    WAITING = "waiting"
    READING = "reading"  # the prompt
    ANSWERING = "answering"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    SKIPPED = "skipped"  # the values do not fit the version's fields


OPEN = (Step.WAITING, Step.READING, Step.ANSWERING)


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer, and what it took."""

    step: Step = Step.WAITING
    thinking: str = ""
    answer: str = ""
    tokens: int = 0  # so far
    usage: Usage | None = None
    seconds: float | None = None  # from the question to the end, the model's load left out
    finish: Finish | None = None
    error: UserError | None = None
    wrongs: tuple[Wrong, ...] = ()

    @property
    def text(self) -> str:
        """All that was said, as it is shown and compared."""
        return "\n\n".join(filter(None, (self.thinking.strip("\n"), self.answer)))

    @property
    def whole(self) -> bool:
        """Whether it has come to its end, and can be compared to another one."""
        return self.step is Step.DONE


class Phase(StrEnum):
    """What is happening to the whole."""

    LOADING = "loading"  # a model
    ANSWERING = "answering"
    CHAT_FIRST = "chat first"  # it goes on by itself once the chats are done
    ENDED = "ended"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Tryout:
    """All answers as a table: a row for each input, a column for each version and model."""

    plan: Plan
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]  # rows of columns
    phase: Phase = Phase.LOADING
    fraction: float = 0.0  # of the model that is loaded
    made_room: bool = False  # the chat's model was unloaded for it

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.phase not in (Phase.ENDED, Phase.STOPPED)

    @property
    def total(self) -> int:
        """How many cells there are."""
        return len(self.columns) * len(self.cells)

    @property
    def ended(self) -> int:
        """How many cells are through."""
        return sum(cell.step not in OPEN for row in self.cells for cell in row)

    @property
    def answered(self) -> int:
        """How many cells have a whole answer."""
        return sum(cell.whole for row in self.cells for cell in row)

    @property
    def seconds_left(self) -> float | None:
        """How long it will take, as far as the cells that are through tell; None while none is."""
        took: dict[Installed, list[float]] = {}
        waiting: list[Installed] = []
        for place in self.places():
            cell, model = self.at(place), self.columns[place.column].model
            if cell.step in OPEN:
                waiting.append(model)
            elif cell.step is Step.DONE and cell.seconds is not None:
                took.setdefault(model, []).append(cell.seconds)
        every = [seconds for times in took.values() for seconds in times]
        if not every:
            return None
        return sum(_mean(took.get(model, every)) for model in waiting)

    def places(self) -> Iterator[Place]:
        """Give the cells in the order in which they are answered: a model has all of its own together."""
        return (Place(row, column) for column in range(len(self.columns)) for row in range(len(self.cells)))

    def at(self, place: Place) -> Cell:
        """Give a cell."""
        return self.cells[place.row][place.column]

    def next(self) -> Place | None:
        """Give the cell whose turn it is."""
        return next((place for place in self.places() if self.at(place).step is Step.WAITING), None)

    def now(self, place: Place, cell: Cell) -> Tryout:
        """Give the same with what has become of a cell."""
        row = self.cells[place.row]
        changed = (*row[: place.column], cell, *row[place.column + 1 :])
        return replace(self, cells=(*self.cells[: place.row], changed, *self.cells[place.row + 1 :]))

    def without(self, model: Installed, error: UserError) -> Tryout:
        """Give the same with all that waits for a model given up."""
        return self._all(
            lambda cell, column: (
                replace(cell, step=Step.FAILED, error=error)
                if cell.step is Step.WAITING and column.model == model
                else cell
            )
        )

    def stopped(self) -> Tryout:
        """Give the same, stopped; what has come is kept."""
        cells = self._all(
            lambda cell, _: (
                replace(cell, step=Step.STOPPED, finish=Finish.CANCELLED) if cell.step in OPEN else cell
            )
        )
        return replace(cells, phase=Phase.STOPPED)

    def _all(self, change: Callable[[Cell, Column], Cell]) -> Tryout:
        cells = tuple(
            tuple(change(cell, column) for cell, column in zip(row, self.columns, strict=True))
            for row in self.cells
        )
        return replace(self, cells=cells)


def prepare(plan: Plan) -> Tryout:
    """Lay the table out; what does not fit is skipped. Raises `NoInputs` and `NothingFits`."""
    columns = tuple(Column(version, model) for model in plan.models for version in plan.versions)
    cells = tuple(tuple(_first(wrongs) for wrongs in row) for row in misfits(plan.inputs, columns))
    if not cells:
        raise NoInputs
    if all(cell.step is Step.SKIPPED for row in cells for cell in row):
        raise NothingFits
    return Tryout(plan, columns, cells)


def misfits(inputs: Sequence[SavedInput], columns: Sequence[Column]) -> list[list[tuple[Wrong, ...]]]:
    """Tell for each input and column what keeps it from being tried out."""
    fields = {column.version.number: fields_in(column.version.draft.body) for column in columns}
    return [
        [check_values(fields[column.version.number], each.values) for column in columns] for each in inputs
    ]


def _first(wrongs: tuple[Wrong, ...]) -> Cell:
    return Cell(Step.SKIPPED, wrongs=wrongs) if wrongs else Cell()


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)

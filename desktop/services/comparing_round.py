"""One model's turn in a comparison: its file is read, room is made, it is loaded, and it answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desktop.core.chat import Role
from desktop.core.errors import EngineStopped, UserError
from desktop.core.sampling import Sampling
from desktop.engine.protocol import (
    Broken,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Loaded,
    PartKind,
    Prompting,
    RequestId,
    Turn,
)
from desktop.services.comparison import Column, Question, Step
from desktop.services.machine import resident
from desktop.services.own_load import Ground, OwnLoad
from desktop.services.prompts import EngineBug

SEED = 1
LOOK_EVERY = 0.25  # seconds between two looks at the memory of the process

log = logging.getLogger(__name__)


class MemoryWatch:
    """Looks at the memory of a process again and again, for the most that it takes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._watching = True
        self.most = 0  # bytes
        self._look()

    def stop(self) -> int:
        """Look for the last time; gives the most."""
        self._note()
        self._watching = False
        return self.most

    def _look(self) -> None:
        if self._watching:
            self._note()
            self._ground.later(LOOK_EVERY, self._look)

    def _note(self) -> None:
        pid = self._ground.engine.pid
        if self._watching and pid is not None:
            self.most = max(self.most, resident(pid))


class Round:
    """Lives on the owner thread. `tell` hears of every change, and `over`, once, of the end."""

    def __init__(
        self,
        ground: Ground,
        column: Column,
        question: Question,
        tell: Callable[[Column], None],
        over: Callable[[], None],
    ) -> None:
        self._ground = ground
        self.column = column
        self._question = question
        self._tell = tell
        self._over = over
        self._load = OwnLoad(ground, column.model.path, self._loading, self._arrived)
        self._request: RequestId | None = None  # of the answer
        self._watch = MemoryWatch(ground)
        self._live = True

    @property
    def made_room(self) -> bool:
        """Whether the chats' model was unloaded for this one."""
        return self._load.made_room

    def start(self) -> None:
        """Load the model; the answer begins by itself when it is there."""
        self._set(step=Step.LOADING)
        self._load.start()

    def give_up(self) -> None:
        """Hear no more; what came is kept."""
        if self._live:
            self._live = False
            self._load.give_up()
            self.column = replace(self.column, memory=self._watch.stop())

    def hear(self, event: EngineEvent) -> None:
        """Take what this model's process tells."""
        if self._live and not self._load.hear(event):
            self._hear_answer(event)

    def hear_chat(self, event: EngineEvent) -> None:
        """Take what the chats' process tells: that it has let go of its model."""
        self._load.hear_chat(event)

    def _hear_answer(self, event: EngineEvent) -> None:
        match event:
            case Prompting(request, done, total) if request == self._request:
                self._set(fraction=done / total if total else 0.0)
            case Delta(request, text, tokens, kind) if request == self._request:
                self._add(text, tokens, kind)
            case Finished(request, finish, usage) if request == self._request:
                self.column = replace(self.column, usage=usage, finish=finish, tokens=usage.tokens)
                self._end(Step.DONE)
            case Failed(request, error) if request is None or request == self._request:
                self._end(Step.FAILED, error)
            case Died(exit_code):
                self._end(Step.FAILED, EngineStopped(exit_code))
            case Broken(request, details):
                self._end(Step.FAILED, EngineStopped(None))
                raise EngineBug(details)
            case _:
                pass

    def _loading(self, fraction: float) -> None:
        self._set(fraction=fraction)

    def _arrived(self, outcome: Loaded | UserError) -> None:
        if isinstance(outcome, UserError):
            self._end(Step.FAILED, outcome)
        else:
            self._ask(outcome)

    def _ask(self, loaded: Loaded) -> None:
        header = self._load.header
        assert header is not None
        kin = f"{header.architecture}/{header.body.vocabulary}/{header.parameters}"
        engine, question = self._ground.engine, self._question
        self._request = engine.new_request()
        self._set(step=Step.READING, fraction=0.0, kin=kin, loaded=loaded, note=self._load.note)
        system = (Turn(Role.SYSTEM, question.system),) if question.system else ()
        sampling = Sampling(temperature=0, seed=SEED, max_tokens=question.max_tokens)
        turns = (*system, Turn(Role.USER, question.prompt))
        engine.send(Generate(self._request, turns, sampling, date.today(), thinking=question.thinking))

    def _add(self, text: str, tokens: int, kind: PartKind) -> None:
        part = "thinking" if kind is PartKind.THINKING else "answer"
        said = getattr(self.column, part) + text
        self._set(step=Step.ANSWERING, tokens=tokens, **{part: said})

    def _end(self, step: Step, error: UserError | None = None) -> None:
        self._live = False
        if error is not None:
            log.info("model not compared", extra={"error": type(error).__name__})
        self.column = replace(self.column, step=step, error=error, memory=self._watch.stop())
        self._tell(self.column)
        self._over()

    def _set(self, **changes: object) -> None:
        self.column = replace(self.column, **changes)  # type: ignore[arg-type]
        self._tell(self.column)

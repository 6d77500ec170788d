"""One model's turn in a comparison: its file is read, room is made, it is loaded, and it answers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.core.chat import Role
from desktop.core.errors import EngineStopped, UserError
from desktop.core.events import Later
from desktop.core.fit import Verdict, fit
from desktop.core.load import LoadOptions
from desktop.core.models import Header
from desktop.core.sampling import Sampling
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.protocol import (
    Broken,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Loaded,
    Loading,
    PartKind,
    Prompting,
    Ready,
    Render,
    RequestId,
    Turn,
)
from desktop.hub.gguf import read_header
from desktop.services.comparison import Column, Question, Step
from desktop.services.crashes import Crashes
from desktop.services.engine import Engine
from desktop.services.machine import Machine, memory_with, resident
from desktop.services.models import Models, Stage
from desktop.services.prompts import EngineBug, Prompts
from desktop.services.trial import Trial

SEED = 1
LOOK_EVERY = 0.25  # seconds between two looks at the memory of the process

log = logging.getLogger(__name__)


class OwnEngine(Engine, Protocol):
    """An engine process that serves nobody else."""

    @property
    def pid(self) -> int | None:
        """The number of the process."""
        ...

    @property
    def running(self) -> bool:
        """Whether there is a process whose death has not been told."""
        ...

    def close(self) -> None:
        """End the process and wait until it is gone, a second at most."""
        ...


@dataclass(frozen=True, slots=True)
class Ground:
    """What a comparison stands on."""

    engine: OwnEngine
    chat: Engine  # the chats' own
    tasks: Tasks
    machine: Machine
    models: Models
    prompts: Prompts
    later: Later
    read: Callable[[Path], Header] = read_header


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
        self._trial = Trial(ground.engine, _plain(ground.machine), Crashes())
        self._request: RequestId | None = None  # of the answer
        self._barrier: RequestId | None = None  # until the chats' model has gone
        self._header: Header | None = None
        self._watch = MemoryWatch(ground)
        self._live = True
        self.made_room = False

    def start(self) -> None:
        """Begin."""
        self._set(step=Step.LOADING)
        path = self.column.model.path
        self._ground.tasks.run(lambda _: self._ground.read(path), done=self._read, failed=self._not_read)

    def give_up(self) -> None:
        """Hear no more; what came is kept."""
        if self._live:
            self._live = False
            self.column = replace(self.column, memory=self._watch.stop())

    def hear(self, event: EngineEvent) -> None:
        """Take what this model's process tells."""
        if not self._live:
            return
        match event:
            case Ready():
                self._go_on(self._trial.know(event))
            case Loading(request, fraction) if self._trial.owns(request):
                self._set(fraction=fraction)
            case Loaded(request) if self._trial.owns(request):
                self._ask(event)
            case Failed(request, error) if request is None or self._trial.owns(request):
                self._go_on(self._trial.refused(error))
            case Died(exit_code) if self._trial.going_on:
                self._go_on(self._trial.died(exit_code))
            case Died(exit_code):
                self._end(Step.FAILED, EngineStopped(exit_code))
            case _:
                self._hear_answer(event)

    def hear_chat(self, event: EngineEvent) -> None:
        """Take what the chats' process tells: that it has let go of its model."""
        match event:
            case Died():
                gone = self._barrier is not None
            case _:
                gone = self._barrier is not None and getattr(event, "request", None) == self._barrier
        if gone and self._live:
            self._barrier = None
            self._load()

    def _hear_answer(self, event: EngineEvent) -> None:
        match event:
            case Prompting(request, done, total) if request == self._request:
                self._set(fraction=done / total if total else 0.0)
            case Delta(request, text, tokens, kind) if request == self._request:
                self._add(text, tokens, kind)
            case Finished(request, finish, usage) if request == self._request:
                self.column = replace(self.column, usage=usage, finish=finish, tokens=usage.tokens)
                self._end(Step.DONE)
            case Failed(request, error) if request == self._request:
                self._end(Step.FAILED, error)
            case Broken(request, details):
                self._end(Step.FAILED, EngineStopped(None))
                raise EngineBug(details)
            case _:
                pass

    def _read(self, header: Header) -> None:
        if not self._live:
            return
        self._header = header
        kin = f"{header.architecture}/{header.body.vocabulary}/{header.parameters}"
        self._set(kin=kin)
        if self._needs_room(header):
            self.made_room = True
            chat = self._ground.chat
            self._barrier = chat.new_request()
            self._ground.models.unload()
            # Commands are carried out in order: when this one is answered, the memory is free.
            chat.send(Render(self._barrier, (Turn(Role.USER, "."),), date(2000, 1, 1)))
        else:
            self._load()

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled) or not self._live:
            return
        if not isinstance(error, UserError):
            raise error
        self._end(Step.FAILED, error)

    def _needs_room(self, header: Header) -> bool:
        """Tell whether the chats' model is in the way: on the same GPU, or with too little memory left."""
        status, machine = self._ground.models.status, self._ground.machine
        if status.stage is not Stage.READY or status.loaded is None:
            return False
        options = machine.options(self.column.model.path)
        memory = memory_with(machine.free_memory(), status.engine, options.main_device)
        verdict = fit(header, memory, options).verdict
        return status.loaded.gpu_layers > 0 or verdict in (Verdict.NOT, Verdict.TIGHT)

    def _load(self) -> None:
        assert self._header is not None
        self._go_on(self._trial.begin(self.column.model.path, self._header, None))

    def _go_on(self, error: UserError | None) -> None:
        if error is not None:
            self._end(Step.FAILED, error)

    def _ask(self, loaded: Loaded) -> None:
        self._trial.end()
        engine, question = self._ground.engine, self._question
        self._request = engine.new_request()
        self._set(step=Step.READING, fraction=0.0, loaded=loaded, note=self._trial.note)
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


def _plain(machine: Machine) -> Machine:
    """Keep nothing of what is read, and load nothing beside the model: such an answer is not drafted."""

    def options(path: Path) -> LoadOptions:
        return replace(machine.options(path), drafting=False, draft_model="")

    return replace(machine, snapshot_memory=0, states=lambda: None, options=options)

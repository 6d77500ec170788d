"""A model on its way into an engine process of its own: read, room made for it, loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.core.chat import Role
from desktop.core.errors import UserError
from desktop.core.events import Later
from desktop.core.fit import Verdict, fit
from desktop.core.load import LoadOptions, Reduced
from desktop.core.models import Header
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.protocol import (
    DevicesSeen,
    Died,
    EngineEvent,
    Failed,
    Loaded,
    Loading,
    Ready,
    Render,
    RequestId,
    Turn,
)
from desktop.hub.gguf import read_header
from desktop.services.crashes import Crashes
from desktop.services.engine import Engine
from desktop.services.machine import Machine, memory_with
from desktop.services.models import Models, Stage
from desktop.services.prompts import Prompts
from desktop.services.trial import Trial


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
    """What comparing and trying out stand on."""

    engine: OwnEngine
    chat: Engine  # the chats' own
    tasks: Tasks
    machine: Machine
    models: Models
    prompts: Prompts
    later: Later
    read: Callable[[Path], Header] = read_header


class OwnLoad:
    """Lives on the owner thread. `tell` hears how much of the model is loaded, `over`, once, of the end."""

    def __init__(
        self,
        ground: Ground,
        path: Path,
        tell: Callable[[float], None],
        over: Callable[[Loaded | UserError], None],
    ) -> None:
        self._ground = ground
        self._path = path
        self._tell = tell
        self._over = over
        self._trial = Trial(ground.engine, _plain(ground.machine), Crashes())
        self._barrier: RequestId | None = None  # until the chats' model has gone
        self._live = True
        self._ready: Ready | None = None  # what the process has told of its build
        self.header: Header | None = None
        self.made_room = False  # the chats' model was unloaded for it

    @property
    def note(self) -> Reduced | None:
        """What had to be given up so that it loads."""
        return self._trial.note

    def start(self) -> None:
        """Read the file on a worker, then load it."""
        path = self._path
        self._ground.tasks.run(lambda _: self._ground.read(path), done=self._read, failed=self._not_read)

    def give_up(self) -> None:
        """Hear no more."""
        self._live = False

    def hear(self, event: EngineEvent) -> bool:
        """Take what the process tells; tells whether it was about the load."""
        if not self._live:
            return False
        match event:
            case Ready():
                self._ready = event
                self._go_on(self._trial.know(event))
            case DevicesSeen(request) if self._trial.owns(request):
                self._go_on(self._trial.look(event, self._ready))
            case Loading(request, fraction) if self._trial.owns(request):
                self._tell(fraction)
            case Loaded(request) if self._trial.owns(request):
                self._trial.end()
                self._end(event)
            case Failed(request, error) if request is None or self._trial.owns(request):
                self._go_on(self._trial.refused(error))
            case Died(exit_code) if self._trial.going_on:
                self._go_on(self._trial.died(exit_code))
            case _:
                return False
        return True

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

    def _read(self, header: Header) -> None:
        if not self._live:
            return
        self.header = header
        if not self._needs_room(header):
            self._load()
            return
        self.made_room = True
        chat = self._ground.chat
        self._barrier = chat.new_request()
        self._ground.models.unload()
        # Commands are carried out in order: when this one is answered, the memory is free.
        chat.send(Render(self._barrier, (Turn(Role.USER, "."),), date(2000, 1, 1)))

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled) or not self._live:
            return
        if not isinstance(error, UserError):
            raise error
        self._end(error)

    def _needs_room(self, header: Header) -> bool:
        """Tell whether the chats' model is in the way: on the same GPU, or with too little memory left."""
        status, machine = self._ground.models.status, self._ground.machine
        if status.stage is not Stage.READY or status.loaded is None:
            return False
        options = machine.options(self._path)
        memory = memory_with(machine.free_memory(), status.engine, options.main_device)
        verdict = fit(header, memory, options).verdict
        return status.loaded.gpu_layers > 0 or verdict in (Verdict.NOT, Verdict.TIGHT)

    def _load(self) -> None:
        assert self.header is not None
        self._go_on(self._trial.begin(self._path, self.header, None))

    def _go_on(self, error: UserError | None) -> None:
        if error is not None:
            self._end(error)

    def _end(self, outcome: Loaded | UserError) -> None:
        self._live = False
        self._over(outcome)


def _plain(machine: Machine) -> Machine:
    """Keep nothing of what is read, and load nothing beside the model: such an answer is not drafted."""

    def options(path: Path) -> LoadOptions:
        return replace(machine.options(path), drafting=False, draft_model="")

    return replace(machine, snapshot_memory=0, states=lambda: None, options=options)

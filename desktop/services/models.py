"""Which model is used: finding it, loading it, and handing prompts to it once it is there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop.core.chat import AnswerRecord, Finish, Sampling
from desktop.core.errors import EngineStopped, ModelMissing, NoModel, NotEnoughMemory, UserError
from desktop.core.events import Event
from desktop.core.models import Header, Installed, Origin, context_that_fits, memory_needed
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Load,
    LoadCancelled,
    Loaded,
    Loading,
    Ready,
    RequestId,
    Usage,
)
from desktop.hub import installed as found
from desktop.hub.gguf import read_header
from desktop.services.engine import Engine

log = logging.getLogger(__name__)


class EngineBug(Exception):
    """The engine process ran into a bug of ours; carries its traceback."""


class Stage(StrEnum):
    """How far the chosen model has come."""

    NONE = "none"  # not loaded; the next prompt loads it
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """The chosen model as it stands."""

    stage: Stage = Stage.NONE
    model: Installed | None = None
    header: Header | None = None
    fraction: float = 0.0  # of the load
    loaded: Loaded | None = None
    engine: Ready | None = None  # what the engine's build can do, once it has told
    error: UserError | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What a load is fitted to."""

    threads: int
    free_memory: Callable[[], int]  # bytes


class Models:
    """The models on this computer and the one that is loaded. Lives on the owner thread.

    `events` tells all that the engine tells, and answers in its place where a prompt never reached
    it because the model could not be loaded.
    """

    def __init__(self, engine: Engine, tasks: Tasks, folder: Path, machine: Machine) -> None:
        self._engine = engine
        self._tasks = tasks
        self._folder = folder
        self._machine = machine
        self._waiting: list[Generate] = []
        self._load: Load | None = None
        self.status = ModelStatus()
        self.changed: Event[ModelStatus] = Event()
        self.events: Event[EngineEvent] = Event()
        engine.events.connect(self._on_engine)

    def installed(self) -> list[Installed]:
        """Look for model files: the starter and the models folder. Reads folders only."""
        starter = found.starter()
        return ([starter] if starter else []) + list(found.in_folder(self._folder))

    def describe(self, path: Path) -> Installed:
        """Describe a file that the user chose. Raises `ModelMissing`."""
        path = path.absolute()
        for model in self.installed():
            if model.path == path:
                return model
        try:
            return found.installed(path, Origin.OPENED)
        except OSError:
            raise ModelMissing(path) from None

    def choose(self, path: str) -> None:
        """Take this file, or where it is empty or has gone the first one there is, and load it."""
        models = self.installed()
        model = next((m for m in models if str(m.path) == path), None)
        if model is None and path and Path(path).is_file():
            model = self.describe(Path(path))
        model = model or (models[0] if models else None)
        if model is None:
            self._set(ModelStatus(Stage.FAILED, engine=self.status.engine, error=NoModel()))
        else:
            self.load(model)

    def load(self, model: Installed) -> None:
        """Make this the loaded model; a load on its way is given up."""
        if self._load is not None:
            self._engine.send(Cancel(self._load.request))
        self._load = None
        self._set(ModelStatus(Stage.LOADING, model, engine=self.status.engine))
        self._tasks.run(
            lambda job: read_header(model.path),
            done=lambda header: self._read(model, header),
            failed=lambda error: self._refused(model, error),
        )

    def cancel_load(self) -> None:
        """Give up the load on its way; prompts that waited for it are stopped."""
        if self._load is not None:
            self._engine.send(Cancel(self._load.request))
        self._load = None
        self._set(replace(self.status, stage=Stage.NONE, fraction=0.0))
        self._stop_waiting()

    def submit(self, command: Generate) -> None:
        """Hand a prompt to the model, loading it first where needed."""
        match self.status.stage:
            case Stage.READY:
                self._engine.send(command)
            case Stage.LOADING:
                self._waiting.append(command)
            case Stage.NONE | Stage.FAILED:
                self._waiting.append(command)
                if self.status.model is None:
                    self.choose("")
                else:
                    self.load(self.status.model)

    def new_request(self) -> RequestId:
        """Give a number for a prompt."""
        return self._engine.new_request()

    def record(self, sampling: Sampling) -> AnswerRecord:
        """Note down what answers now. There must be a loaded model."""
        model, loaded = self.status.model, self.status.loaded
        assert model is not None
        assert loaded is not None
        template = loaded.template.value
        return AnswerRecord(
            model.name, str(model.path), quant=model.quant, chat_template=template, sampling=sampling
        )

    def waits(self, request: RequestId) -> bool:
        """Tell whether a prompt has not reached the engine yet."""
        return any(command.request == request for command in self._waiting)

    def kill(self) -> None:
        """End the engine process now; the next prompt starts it again."""
        self._engine.kill()

    def cancel(self, request: RequestId) -> None:
        """End an answer, wherever it is."""
        for command in self._waiting:
            if command.request == request:
                self._waiting.remove(command)
                self.events.emit(_never_begun(request))
                return
        self._engine.send(Cancel(request))

    def _read(self, model: Installed, header: Header) -> None:
        if self.status.model != model or self.status.stage is not Stage.LOADING:
            return  # another one was chosen meanwhile
        free = self._machine.free_memory()
        context = context_that_fits(header, free)
        if context is None:
            self._refused(model, NotEnoughMemory(model.path, memory_needed(header, 0), free))
            return
        self.status = replace(self.status, header=header)
        self._send_load(Load(self._engine.new_request(), model.path, context, self._machine.threads))

    def _send_load(self, load: Load) -> None:
        self._load = load
        self._engine.send(load)

    def _refused(self, model: Installed, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        if self.status.model == model and self.status.stage is Stage.LOADING:
            self._fail(error)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Ready():
                self._set(replace(self.status, engine=event))
            case Loading(request, fraction) if self._is_load(request):
                self._set(replace(self.status, fraction=fraction))
            case Loaded(request) if self._is_load(request):
                self._loaded(event)
            case LoadCancelled(request) if self._is_load(request):
                self.cancel_load()
            case Failed(request, error) if request is None or self._is_load(request):
                self._fail(error)
            case Died(exit_code):
                self._died(exit_code)
            case _:
                pass
        self.events.emit(event)
        if isinstance(event, Broken):
            raise EngineBug(event.details)

    def _is_load(self, request: RequestId | None) -> bool:
        return self._load is not None and self._load.request == request

    def _loaded(self, loaded: Loaded) -> None:
        self._load = None
        self._set(replace(self.status, stage=Stage.READY, fraction=1.0, loaded=loaded, error=None))
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            self._engine.send(command)

    def _died(self, exit_code: int | None) -> None:
        log.info("engine ended", extra={"exit_code": exit_code, "stage": self.status.stage})
        load = self._load
        self._load = None
        if load is not None and not load.safe and exit_code not in (0, None):
            # Special instructions may be what killed it (engine.md §1): once more without them.
            self._send_load(replace(load, request=self._engine.new_request(), safe=True))
        elif self.status.stage is Stage.LOADING and load is not None:
            self._fail(EngineStopped(exit_code, loading=True))
        elif self.status.stage is Stage.READY:
            self._set(replace(self.status, stage=Stage.NONE, loaded=None, error=EngineStopped(exit_code)))

    def _fail(self, error: UserError) -> None:
        log.info("model not loaded", extra={"error": type(error).__name__})
        self._load = None
        self._set(replace(self.status, stage=Stage.FAILED, loaded=None, error=error))
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            self.events.emit(Failed(command.request, error))

    def _stop_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            self.events.emit(_never_begun(command.request))

    def _set(self, status: ModelStatus) -> None:
        self.status = status
        self.changed.emit(status)


def _never_begun(request: RequestId) -> Finished:
    return Finished(request, Finish.CANCELLED, Usage(0, 0, 0, None, None, 0))

"""Which model is used, and loading it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from desktop.core.chat import AnswerRecord
from desktop.core.errors import EngineStopped, NoModel, NotEnoughMemory, UserError
from desktop.core.events import Event
from desktop.core.models import Header, Installed, context_that_fits, memory_needed
from desktop.core.sampling import Sampling
from desktop.core.tasks import Cancelled, Tasks
from desktop.engine.protocol import (
    Cancel,
    Died,
    EngineEvent,
    Failed,
    Load,
    LoadCancelled,
    Loaded,
    Loading,
    Ready,
    RequestId,
)
from desktop.hub.gguf import read_header
from desktop.services.engine import Engine
from desktop.services.library import Library

log = logging.getLogger(__name__)


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
    fraction: float = 0.0  # of the load
    loaded: Loaded | None = None
    engine: Ready | None = None  # what the engine's build can do, once it has told
    error: UserError | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What a load is fitted to."""

    threads: int
    free_memory: Callable[[], int]  # bytes
    snapshot_memory: int = 0  # bytes for conversations that the context does not hold
    states: Callable[[], Path | None] = lambda: None  # folder for what was read; None keeps nothing


class Models:
    """The model that is loaded or on its way. Lives on the owner thread."""

    def __init__(self, engine: Engine, tasks: Tasks, library: Library, machine: Machine) -> None:
        self._engine = engine
        self._tasks = tasks
        self._machine = machine
        self._load: Load | None = None
        self._answering = ModelStatus()  # what the engine holds, also while another model is on its way
        self.library = library
        self.status = ModelStatus()
        self.changed: Event[ModelStatus] = Event()
        engine.events.connect(self._on_engine)

    def choose(self, path: str) -> None:
        """Load the model that was used last, or the first one there is."""
        model = self.library.pick(path)
        if model is None:
            self._set(ModelStatus(Stage.FAILED, engine=self.status.engine, error=NoModel()))
        else:
            self.load(model)

    def reload(self) -> None:
        """Load the chosen model once more."""
        if self.status.model is None:
            self.choose("")
        else:
            self.load(self.status.model)

    def load(self, model: Installed) -> None:
        """Make this the loaded model; a load on its way is given up."""
        if self._load is not None:
            self._engine.send(Cancel(self._load.request))
        self._load = None
        self._set(ModelStatus(Stage.LOADING, model, engine=self.status.engine))
        self._tasks.run(
            lambda _: read_header(model.path),
            done=lambda header: self._read(model, header),
            failed=lambda error: self._refused(model, error),
        )

    def cancel_load(self) -> None:
        """Give up the load on its way; prompts that waited for it are stopped."""
        if self._load is not None:
            self._engine.send(Cancel(self._load.request))
        self._load = None
        self._set(replace(self.status, stage=Stage.NONE, fraction=0.0, error=None))

    def record(self, sampling: Sampling) -> AnswerRecord:
        """Note down what answers now. The engine must have loaded a model."""
        model, loaded = self._answering.model, self._answering.loaded
        assert model is not None
        assert loaded is not None
        template = loaded.template.value
        return AnswerRecord(
            model.name, str(model.path), quant=model.quant, chat_template=template, sampling=sampling
        )

    def _read(self, model: Installed, header: Header) -> None:
        if self.status.model != model or self.status.stage is not Stage.LOADING or self._load is not None:
            return  # another one was chosen meanwhile, or the load given up
        free = self._machine.free_memory()
        context = context_that_fits(header, free)
        if context is None:
            self._fail(NotEnoughMemory(model.path, memory_needed(header, 0), free))
            return
        machine = self._machine
        load = Load(self._engine.new_request(), model.path, context, machine.threads)
        self._send(replace(load, snapshot_memory=machine.snapshot_memory, states=machine.states()))

    def _refused(self, model: Installed, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        if self.status.model == model and self.status.stage is Stage.LOADING:
            self._fail(error)

    def _send(self, load: Load) -> None:
        self._load = load
        self._engine.send(load)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Ready():
                self._set(replace(self.status, engine=event))
            case Loading(request, fraction) if self._is_load(request):
                self._set(replace(self.status, fraction=fraction))
            case Loaded(request) if self._is_load(request):
                self._load = None
                self._answering = replace(
                    self.status, stage=Stage.READY, fraction=1.0, loaded=event, error=None
                )
                self._set(self._answering)
            case LoadCancelled(request) if self._is_load(request):
                self.cancel_load()
            case Failed(request, error) if request is None or self._is_load(request):
                self._fail(error)
            case Died(exit_code):
                self._died(exit_code)
            case _:
                pass

    def _is_load(self, request: RequestId | None) -> bool:
        return self._load is not None and self._load.request == request

    def _died(self, exit_code: int | None) -> None:
        log.info("engine ended", extra={"exit_code": exit_code, "stage": self.status.stage})
        load, self._load = self._load, None
        if load is not None and not load.safe and exit_code not in (0, None):
            # Special instructions may be what killed it (engine.md §1): once more without them.
            self._send(replace(load, request=self._engine.new_request(), safe=True))
        elif load is not None:
            self._fail(EngineStopped(exit_code, loading=True))
        elif self.status.stage is Stage.READY:
            self._set(replace(self.status, stage=Stage.NONE, loaded=None, error=EngineStopped(exit_code)))

    def _fail(self, error: UserError) -> None:
        log.info("model not loaded", extra={"error": type(error).__name__})
        self._load = None
        self._set(replace(self.status, stage=Stage.FAILED, loaded=None, error=error))

    def _set(self, status: ModelStatus) -> None:
        self.status = status
        self.changed.emit(status)

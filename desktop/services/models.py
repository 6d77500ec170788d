"""Which model is used, and loading it."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.chat import AnswerRecord
from desktop.core.errors import ModelCrashes, ModelMissing, NoModel, UserError
from desktop.core.events import Event
from desktop.core.load import Reduced
from desktop.core.load_attempt import Companions
from desktop.core.models import Header, Installed
from desktop.core.sampling import DEFAULTS, Sampling, recommended
from desktop.core.tasks import Tasks
from desktop.engine.protocol import (
    DevicesSeen,
    Died,
    EngineEvent,
    Failed,
    LoadCancelled,
    LoadDied,
    Loaded,
    Loading,
    Ready,
    Unload,
)
from desktop.services.crashes import Crashes
from desktop.services.engine import Engine
from desktop.services.library import Library
from desktop.services.machine import Machine
from desktop.services.model_finding import guess
from desktop.services.model_reading import ModelReading
from desktop.services.trial import Trial

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
    note: Reduced | None = None  # what had to be given up so that it loads
    recommended: Sampling = DEFAULTS  # what its file names; our defaults where it names nothing
    parameters: int = 0  # of the model; 0 while its file has not been read


class Models:
    """The model that is loaded or on its way. Lives on the owner thread."""

    def __init__(self, engine: Engine, tasks: Tasks, library: Library, machine: Machine) -> None:
        self._engine = engine
        self.crashes = Crashes()
        self._trial = Trial(engine, machine, self.crashes)
        self._answering = ModelStatus()  # what the engine holds, also while another model is on its way
        self.library = library
        self.status = ModelStatus()
        self.beside = self._trial.beside
        self.reading = ModelReading(tasks, library, machine)
        self._guessed: Installed | None = None  # the model that was used last, as far as is known
        self.changed: Event[ModelStatus] = Event()
        self.refused: Event[UserError] = Event()  # why it was not loaded; the model before is still there
        engine.events.connect(self.crashes.hear)
        engine.events.connect(self._on_engine)

    def choose(self, path: str) -> None:
        """Load the model that was used last, or the first one there is."""
        model = guess(self.library, path)
        self._guessed = model
        if model is None:
            self._find("")
        else:
            self.load(model)

    def reload(self) -> None:
        """Load the chosen model once more, with what is chosen for it now."""
        if self.status.model is None:
            self.choose("")
        else:
            self.load(self.status.model)

    def load(self, model: Installed) -> None:
        """Make this the loaded model; a load on its way is given up."""
        self._trial.cancel()
        model = self.library.current(model)
        if self.status.stage is Stage.LOADING and self.beside.holds(model.path):
            self.cancel_load()
            return
        if self.status.model != model:
            self.crashes.forgive()
        self._set(ModelStatus(Stage.LOADING, model, engine=self.status.engine))
        self.reading.read(
            model,
            lambda header, companions: self._read(model, header, companions),
            lambda error: self._refused(model, error),
        )

    def cancel_load(self) -> None:
        """Give up the load on its way.

        The model before answers again where it is still there; else prompts that waited are stopped.
        """
        self._trial.cancel()
        if self.beside.held is not None:
            self._set(replace(self._answering, engine=self.status.engine))
        else:
            self._set(replace(self.status, stage=Stage.NONE, fraction=0.0, error=None))

    def unload(self) -> None:
        """Free the loaded model. It stays the chosen one, and the next prompt loads it again."""
        if self.status.stage is Stage.READY:
            self.beside.held = None
            self._engine.send(Unload())
            status = replace(self.status, stage=Stage.NONE, fraction=0.0, loaded=None, error=None, note=None)
            self._set(status)

    def record(self, sampling: Sampling) -> AnswerRecord:
        """Note down what answers now. The engine must have loaded a model."""
        model, loaded = self._answering.model, self._answering.loaded
        assert model is not None
        assert loaded is not None
        template = loaded.template.value
        return AnswerRecord(
            model.name, str(model.path), quant=model.quant, chat_template=template, sampling=sampling
        )

    def _read(self, model: Installed, header: Header, companions: Companions) -> None:
        if self.status.model != model or self.status.stage is not Stage.LOADING or self._trial.going_on:
            return  # another one was chosen meanwhile, or the load given up
        values = recommended(dict(header.sampling))
        self._set(replace(self.status, recommended=values, parameters=header.parameters))
        self._fail(self._trial.begin(model.path, header, self.status.engine, companions))

    def _refused(self, model: Installed, error: UserError) -> None:
        if self.status.model != model or self.status.stage is not Stage.LOADING:
            return
        if isinstance(error, ModelMissing) and model == self._guessed:
            self._find(str(model.path))
        else:
            self._fail(error)

    def _find(self, path: str) -> None:
        """Load what a worker finds in the place of a model that has gone, or of one that nobody named."""
        waiting = self.status

        def found(model: Installed | None) -> None:
            if self.status.model != waiting.model or self.status.stage is not waiting.stage:
                return  # something else was chosen meanwhile
            if model is None:
                self._set(ModelStatus(Stage.FAILED, engine=self.status.engine, error=NoModel()))
            else:
                self.load(model)

        self._guessed = None
        self.reading.find(path, found)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Ready():
                log.info("engine ready", extra={"monotonic": time.monotonic()})
                self._set(replace(self.status, engine=event))
                self._fail(self._trial.know(event))
            case DevicesSeen(request) if self._trial.owns(request):
                self._fail(self._trial.look(event, self.status.engine))
            case Loading(request, fraction) if self._trial.owns(request):
                self._set(replace(self.status, fraction=fraction))
            case Loaded(request) if self._trial.owns(request):
                self._arrived(event)
            case LoadCancelled(request) if self._trial.owns(request):
                self.cancel_load()
            case Failed(request, error) if request is None or self._trial.owns(request):
                self._fail(self._trial.refused(error))
            case Died() | LoadDied():
                self._died(event)
            case _:
                pass

    def _arrived(self, loaded: Loaded) -> None:
        self._trial.end(loaded)
        log.info("model ready", extra={"monotonic": time.monotonic()})
        loaded = replace(loaded, draft_error=loaded.draft_error or self._trial.draft_error)
        self._answering = replace(
            self.status,
            stage=Stage.READY,
            fraction=1.0,
            loaded=loaded,
            error=None,
            note=self._trial.note,
        )
        self._set(self._answering)

    def _died(self, event: Died | LoadDied) -> None:
        exit_code = event.exit_code
        log.info("engine ended", extra={"exit_code": exit_code, "stage": self.status.stage})
        beside = isinstance(event, LoadDied)
        if not beside:
            self.beside.held = None
        if self._trial.going_on:
            if beside == self._trial.is_beside:  # else it was the model before that has gone
                self._fail(self._trial.died(exit_code))
        elif not beside and self.status.stage is Stage.READY and self.status.model is not None:
            error = self.crashes.later(self.status.model.path, exit_code)
            stage = Stage.FAILED if isinstance(error, ModelCrashes) else Stage.NONE
            self._set(replace(self.status, stage=stage, loaded=None, error=error))

    def _fail(self, error: UserError | None) -> None:
        """End a load that came to nothing; None goes on with it."""
        if error is None:
            return
        log.info("model not loaded", extra={"error": type(error).__name__})
        self._trial.end()
        if self.beside.held is not None:
            self.crashes.forgive()
            self.cancel_load()
            self.refused.emit(error)
            return
        self._set(replace(self.status, stage=Stage.FAILED, loaded=None, error=error))

    def _set(self, status: ModelStatus) -> None:
        self.status = status
        self.changed.emit(status)

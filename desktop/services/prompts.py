"""Hands prompts to the loaded model; those that come before it is there wait for it."""

from __future__ import annotations

from desktop.core.chat import Finish
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    RequestId,
    Usage,
)
from desktop.services.engine import Engine
from desktop.services.models import Models, ModelStatus, Stage


class EngineBug(Exception):
    """The engine process ran into a bug of ours; carries its traceback."""


class Prompts:
    """The way to the engine for everything that wants an answer. Lives on the owner thread.

    `events` tells all that the engine tells, and answers in its place where a prompt never reached
    it. The models hear of each event before the listeners here.
    """

    def __init__(self, engine: Engine, models: Models) -> None:
        self._engine = engine
        self._models = models
        self._waiting: list[Generate] = []
        self._queue: list[RequestId] = []  # all that have not ended, in the order of their turn
        self.events: Event[EngineEvent] = Event()
        self.moved: Event[None] = Event()  # some in the queue may come sooner now
        models.changed.connect(self._model_changed)
        engine.events.connect(self._on_engine)

    @property
    def busy(self) -> bool:
        """Whether an answer is being made or waited for."""
        return bool(self._queue)

    def new_request(self) -> RequestId:
        """Give a number for a prompt."""
        return self._engine.new_request()

    def submit(self, command: Generate) -> None:
        """Hand a prompt to the model, loading it first where needed."""
        self._queue.append(command.request)
        stage = self._models.status.stage
        if stage is Stage.READY:
            self._engine.send(command)
            return
        self._waiting.append(command)
        if stage is not Stage.LOADING:
            self._models.reload()

    def waits(self, request: RequestId) -> bool:
        """Tell whether a prompt has not reached the engine yet."""
        return any(command.request == request for command in self._waiting)

    def ahead(self, request: RequestId) -> int:
        """Tell how many prompts come before this one."""
        return self._queue.index(request) if request in self._queue else 0

    def cancel(self, request: RequestId) -> None:
        """End an answer, wherever it is."""
        if not self.waits(request):
            self._engine.send(Cancel(request))
            return
        self._waiting = [command for command in self._waiting if command.request != request]
        self._never_begun(request)

    def kill(self) -> None:
        """End the engine process now; the next prompt starts it again."""
        self._engine.kill()

    def _model_changed(self, status: ModelStatus) -> None:
        if status.stage is Stage.LOADING:
            return
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            if status.stage is Stage.READY:
                self._engine.send(command)
            else:
                self._turn_away(command.request, status.error)

    def _turn_away(self, request: RequestId, error: UserError | None) -> None:
        if error is not None:
            self._on_engine(Failed(request, error))
        else:  # the load was given up
            self._never_begun(request)

    def _never_begun(self, request: RequestId) -> None:
        self._on_engine(Finished(request, Finish.CANCELLED, Usage(0, 0, 0, None, None, 0)))

    def _on_engine(self, event: EngineEvent) -> None:
        self._leave(event)
        self.events.emit(event)
        if isinstance(event, Broken):
            raise EngineBug(event.details)

    def _leave(self, event: EngineEvent) -> None:
        """Let what has ended leave the queue."""
        if isinstance(event, Died):
            gone = [request for request in self._queue if not self.waits(request)]
        elif isinstance(event, Finished | Failed | Broken):
            gone = [request for request in self._queue if request == event.request]
        else:
            return
        self._queue = [request for request in self._queue if request not in gone]
        if gone:
            self.moved.emit(None)

"""Hands prompts to the loaded model; those that come before it is there wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.core.chat import Finish
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.sampling import Sampling
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
        self._samplings: dict[RequestId, Callable[[], Sampling]] = {}  # of some that wait
        self._queue: list[Generate] = []  # all that have not ended, in the order of their turn
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

    def submit(self, command: Generate, sampling: Callable[[], Sampling] | None = None) -> None:
        """Hand a prompt to the model, loading it first where needed.

        Where it has to wait, `sampling` is asked again when the model is there, which may recommend some.
        """
        self._queue.append(command)
        stage = self._models.status.stage
        if stage is Stage.READY:
            self._engine.send(command)
            return
        self._waiting.append(command)
        if sampling is not None:
            self._samplings[command.request] = sampling
        if stage is not Stage.LOADING:
            self._models.reload()

    def waits(self, request: RequestId) -> bool:
        """Tell whether a prompt has not reached the engine yet."""
        return any(command.request == request for command in self._waiting)

    def ahead(self, request: RequestId) -> int:
        """Tell how many prompts come before this one."""
        return next((i for i, command in enumerate(self._queue) if command.request == request), 0)

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
        samplings, self._samplings = self._samplings, {}
        for command in waiting:
            if status.stage is Stage.READY:
                sampling = samplings.get(command.request)
                self._engine.send(replace(command, sampling=sampling()) if sampling else command)
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
        if isinstance(event, Died):
            self._wait_again()
        self._leave(event)
        self.events.emit(event)
        if isinstance(event, Died) and self._waiting and self._models.status.stage is Stage.NONE:
            self._models.reload()
        if isinstance(event, Broken):
            raise EngineBug(event.details)

    def _wait_again(self) -> None:
        """Let those whose turn had not come outlive the process, unless the model cannot be loaded again."""
        sent = [command for command in self._queue if not self.waits(command.request)]
        if self._models.status.stage in (Stage.NONE, Stage.LOADING):
            self._waiting[:0] = sent[1:]

    def _leave(self, event: EngineEvent) -> None:
        """Let what has ended leave the queue."""
        if isinstance(event, Died):
            left = [command for command in self._queue if self.waits(command.request)]
        elif isinstance(event, Finished | Failed | Broken):
            left = [command for command in self._queue if command.request != event.request]
        else:
            return
        gone = len(left) < len(self._queue)
        self._queue = left
        if gone:
            self.moved.emit(None)

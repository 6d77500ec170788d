"""Hands prompts to the loaded model; those that come before it is there wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.core.chat import Finish
from desktop.core.errors import UserError
from desktop.core.events import Event
from desktop.core.sampling import Sampling
from desktop.core.trouble import WrittenDown
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


class EngineBug(WrittenDown):
    """The engine process ran into a bug of ours; carries its traceback."""


class Prompts:
    """The way to the engine for everything that wants an answer. Lives on the owner thread.

    `events` tells all that the engine tells, and answers in its place where a prompt never reached
    it. The models hear of each event before the listeners here.
    """

    def __init__(self, engine: Engine, models: Models) -> None:
        self._engine = engine
        self._models = models
        self._waiting: list[Generate] = []  # for the model, or for their turn
        self._running: RequestId | None = None  # the one that the engine has
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
        self._waiting.append(command)
        if sampling is not None:
            self._samplings[command.request] = sampling
        stage = self._models.status.stage
        if stage is Stage.READY:
            self._next()
        elif stage is not Stage.LOADING:
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
        self._samplings.pop(request, None)
        self._never_begun(request)

    def kill(self) -> None:
        """End the engine process now; the next prompt starts it again."""
        self._engine.kill()

    def _model_changed(self, status: ModelStatus) -> None:
        if status.stage is Stage.READY:
            self._next()
        elif status.stage is Stage.FAILED or (status.stage is Stage.NONE and status.error is None):
            waiting, self._waiting = self._waiting, []
            self._samplings.clear()
            for command in waiting:
                self._turn_away(command.request, status.error)

    def _next(self) -> None:
        """Send the next one, if the engine has none: so those that wait can be answered by another model."""
        if self._running is not None or not self._waiting or self._models.status.stage is not Stage.READY:
            return
        command = self._waiting.pop(0)
        sampling = self._samplings.pop(command.request, None)
        self._running = command.request
        self._models.crashes.asks(command)
        self._engine.send(replace(command, sampling=sampling()) if sampling else command)

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
        if isinstance(event, Died):
            self._start_again()
        self._next()
        if isinstance(event, Broken):
            raise EngineBug(event.details)

    def _start_again(self) -> None:
        """Have the model loaded for those whose turn had not come, but for what ends the engine each time."""
        for command in tuple(self._waiting):
            error = self._models.crashes.hopeless(command)
            if error is not None:
                self._waiting.remove(command)
                self._samplings.pop(command.request, None)
                self._turn_away(command.request, error)
        if self._waiting and self._models.status.stage is Stage.NONE:
            self._models.reload()

    def _leave(self, event: EngineEvent) -> None:
        """Let what has ended leave the queue; those whose turn had not come outlive the process."""
        if isinstance(event, Died):
            left = [command for command in self._queue if self.waits(command.request)]
        elif isinstance(event, Finished | Failed | Broken):
            left = [command for command in self._queue if command.request != event.request]
        else:
            return
        if all(command.request != self._running for command in left):
            self._running = None
        gone = len(left) < len(self._queue)
        self._queue = left
        if gone:
            self.moved.emit(None)

"""The application's end of the engine."""

from __future__ import annotations

import itertools
from pathlib import Path

from desktop.core.events import Event, Post
from desktop.engine import worker
from desktop.engine.process import EngineProcess
from desktop.engine.protocol import Command, Died, EngineEvent, RequestId

CLOSE_GRACE = 1.0  # seconds that the process has to end when the application does


class EngineClient:
    """Starts the engine process when it is needed, sends it commands and tells what it says.

    Lives on the owner thread; no method but `close` blocks. The process is started again by the first
    command after it has died.
    """

    def __init__(self, post: Post, backend: worker.MakeBackend, log_file: Path | None) -> None:
        self._post = post
        self._backend = backend
        self._log_file = log_file
        self._requests = itertools.count(1)
        self._process: EngineProcess | None = None
        self._closed = False
        self.events: Event[EngineEvent] = Event()

    @property
    def running(self) -> bool:
        """Whether there is a process whose death has not been told."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The number of the process; None while there is none."""
        return None if self._process is None else self._process.pid

    def another(self, log_file: Path | None) -> EngineClient:
        """Make a client for a process of its own, with the same backend; close it, too."""
        return EngineClient(self._post, self._backend, log_file)

    def new_request(self) -> RequestId:
        """Give a number that no other request has."""
        return RequestId(next(self._requests))

    def start(self) -> None:
        """Start the process, unless it runs; `Ready` follows. For having it warm before it is needed."""
        if self._process is not None or self._closed:
            return
        process: EngineProcess

        def told(event: EngineEvent) -> None:
            if not self._closed:
                self._post(lambda: self._on_event(process, event))

        process = self._process = EngineProcess(self._backend, self._log_file, told)

    def send(self, command: Command) -> None:
        """Pass a command on, starting the process if there is none.

        A command sent to a process that has just died is lost with it: its `Died` is on the way.
        """
        self.start()
        if self._process is not None:
            self._process.send(command)

    def kill(self) -> None:
        """End the process now, whatever it is doing; `Died` follows."""
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """Ask the process to end; `Died` follows."""
        if self._process is not None:
            self._process.end()

    def close(self) -> None:
        """End the process and wait until it is gone, a second at most. Nothing is told from now on."""
        self._closed = True
        if self._process is not None:
            self._process.close(CLOSE_GRACE)
            self._process = None

    def _on_event(self, process: EngineProcess, event: EngineEvent) -> None:
        if self._closed:
            return
        if isinstance(event, Died) and process is self._process:
            self._process = None
        self.events.emit(event)

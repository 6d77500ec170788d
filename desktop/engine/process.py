"""One life of the engine process, seen from the application."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import queue
import threading
from collections.abc import Callable
from multiprocessing.context import SpawnProcess
from pathlib import Path

from desktop.engine import worker
from desktop.engine.pipe import Pipe
from desktop.engine.protocol import Command, Died, EngineEvent

LAST_GRACE = 5.0  # seconds that a process has to end once its pipe is closed

log = logging.getLogger(__name__)


class EngineProcess:
    """Starts a process, passes commands on, and tells what it says: at last, once, that it died.

    A writing thread starts the process and feeds it, so that neither the start nor a command larger
    than the pipe's buffer stops the caller; a reading thread calls `told`, from there. Both are daemon
    threads and the process is killed at exit, so that an application that falls over is not held up;
    it cannot be a daemon process, because it has a child of its own.
    """

    def __init__(
        self, backend: worker.MakeBackend, log_file: Path | None, told: Callable[[EngineEvent], None]
    ) -> None:
        self._backend = backend
        self._log_file = log_file
        self._told = told
        self._outgoing: queue.SimpleQueue[Command | None] = queue.SimpleQueue()
        self._process: SpawnProcess | None = None
        self._killed = False
        self._ended = threading.Event()
        self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
        self._writer.start()

    @property
    def pid(self) -> int | None:
        """The number of the process; None until it is started."""
        process = self._process
        return None if process is None else process.pid

    def send(self, command: Command) -> None:
        """Pass a command on, after those before it."""
        self._outgoing.put(command)

    def kill(self) -> None:
        """End the process now, whatever it is doing."""
        self._killed = True
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """Ask the process to end; what it does is cut short, and what waits is not done any more."""
        self._outgoing.put(None)

    def close(self, grace: float) -> None:
        """Ask the process to end, kill it after `grace` seconds, and wait until nothing is left of it."""
        self.end()
        if not self._ended.wait(grace):
            self.kill()
            self._ended.wait()
        self._writer.join()

    def _write(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker.main, args=(theirs, self._backend, self._log_file), name="engine"
        )
        reader = threading.Thread(target=self._read, args=(ours, process), name="engine-reader", daemon=True)
        try:
            process.start()
        except OSError:
            log.exception("the engine process does not start")
            theirs.close()
            self._end(ours, None)
            return
        theirs.close()
        self._process = process
        atexit.register(self.kill)
        if self._killed:
            process.kill()
        reader.start()
        self._feed(ours)
        reader.join()
        self._end(ours, process.exitcode)

    def _feed(self, pipe: Pipe) -> None:
        """Send commands until there is none to come, or nobody to take them: its death is on its way."""
        command: Command | None = self._outgoing.get()
        try:
            while command is not None:
                pipe.send(command)
                command = self._outgoing.get()
            pipe.send(None)
        except OSError:
            pass

    def _read(self, pipe: Pipe, process: SpawnProcess) -> None:
        while (event := _receive(pipe)) is not None:
            self._told(event)
        self._outgoing.put(None)  # wakes the writer
        process.join(LAST_GRACE)
        if process.is_alive():
            process.kill()
            process.join()

    def _end(self, pipe: Pipe, exit_code: int | None) -> None:
        atexit.unregister(self.kill)
        pipe.close()
        self._told(Died(exit_code))
        self._ended.set()


def _receive(pipe: Pipe) -> EngineEvent | None:
    try:
        event: EngineEvent = pipe.recv()
    except (EOFError, OSError):
        return None
    return event

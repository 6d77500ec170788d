"""The engine process: takes commands from its pipe, carries them out one by one, tells what happens."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from desktop.core.chat import Finish
from desktop.core.draft_models import Tried
from desktop.core.errors import NoModel, UserError
from desktop.core.trouble import describe
from desktop.engine import output
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import Calibrate, Measured, TryDraft
from desktop.engine.commands import Arrived, Commands
from desktop.engine.counting import CountingThread
from desktop.engine.pauses import Measurement, Pauses
from desktop.engine.pipe import Pipe
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Command,
    Count,
    Counted,
    EngineEvent,
    Failed,
    Finished,
    Forget,
    Generate,
    Load,
    LoadCancelled,
    Loaded,
    Ready,
    Render,
    Rendered,
    Unload,
    Usage,
)
from desktop.engine.reporter import Answer, AnswerReporter, LoadReporter

IDLE_AFTER = 2.0  # seconds without a command until the backend may do what nobody waits for
LAST_GRACE = 2.0  # seconds that the loop has to come back once the application has gone

log = logging.getLogger(__name__)


class Backend(Protocol):
    """What the worker needs of a model library. All calls but `count` come from one thread.

    Work looks at the abort flag: a load raises `Aborted`, an answer ends with `Finish.CANCELLED`.
    """

    def __init__(self, abort: AbortFlag) -> None: ...

    def open(self) -> Ready:
        """Make the library usable. Raises EngineError."""
        ...

    def load(self, command: Load, progress: LoadReporter) -> Loaded:
        """Free the loaded model and load another. Raises ModelError."""
        ...

    def generate(self, command: Generate, report: AnswerReporter) -> Answer:
        """Answer with the loaded model, giving every token to `report`. Raises UserError."""
        ...

    def render(self, command: Render) -> Rendered:
        """Lay out the prompt that `generate` would answer. Raises UserError and Aborted."""
        ...

    def count(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Count the tokens of each text as a user's. Raises NoModel.

        Called from another thread, whatever else goes on; a load must not wait long for it.
        """
        ...

    def idle(self) -> bool:
        """Do a piece of what nobody waits for, and tell whether there is another.

        A short while without commands has passed since the last one.
        """
        ...

    def calibrate(self, command: Calibrate) -> Measured | None:
        """Measure how the loaded model runs fastest, while nobody waits; None where that is not possible.

        Raises Aborted where it is to be tried again.
        """
        ...

    def try_draft(self, command: TryDraft) -> Tried | None:
        """Measure what a model is worth that drafts, while nobody waits; None where it is too slow for that.

        Raises Aborted where it is to be tried again, and UserError where it cannot draft.
        """
        ...

    def forget(self, chat: str) -> None:
        """Delete what was kept of a chat."""
        ...

    def unload(self) -> None:
        """Free the loaded model, if there is one."""
        ...

    def close(self) -> None:
        """End everything that the backend has started."""
        ...


class Outbox:
    """The way to the application. Two threads send; hence the lock."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe
        self._lock = threading.Lock()

    def send(self, event: EngineEvent) -> None:
        """Tell the application. Does nothing once it has gone: the reading thread sees that too."""
        with self._lock, contextlib.suppress(OSError):
            self._pipe.send(event)


class Worker:
    """One pipe, one backend, one loop."""

    def __init__(self, pipe: Pipe, backend: type[Backend]) -> None:
        abort = AbortFlag()
        self._pipe = pipe
        self._outbox = Outbox(pipe)
        self._commands = Commands(abort)
        self._backend = backend(abort)
        self._unusable: UserError | None = None
        self._no_model: UserError = NoModel()
        self._loaded = False
        self._counting = CountingThread(self._count)
        self._pauses = Pauses(self._outbox.send)

    def run(self) -> None:
        """Carry out commands until the application asks to end, or has gone."""
        threading.Thread(target=self._read, name="commands", daemon=True).start()
        try:
            self._outbox.send(self._backend.open())
        except UserError as error:
            log.error("%s", error)
            self._unusable = error
            self._outbox.send(Failed(None, error))
        while (arrived := self._next()) is not None:
            self._carry_out(arrived)
        self._backend.close()
        self._counting.close()

    def _next(self) -> Arrived | None:
        if not self._commands.wait(IDLE_AFTER):
            while self._backend.idle() and not self._commands.wait(0):
                pass
            self._use_pause()
        return self._commands.take()

    def _use_pause(self) -> None:
        """Measure what was asked for, as long as nothing else is."""
        while (command := self._pauses.next()) is not None and self._commands.begin_idle():
            measure = partial(self._pauses.run, command, partial(self._measure, command))
            self._guard(command, measure)
            if self._pauses.next() is command:  # it was disturbed: once more in another pause
                return

    def _measure(self, command: Measurement) -> Measured | Tried | None:
        if not self._loaded:
            return None
        if isinstance(command, TryDraft):
            return self._backend.try_draft(command)
        return self._backend.calibrate(command)

    def _read(self) -> None:
        """Take commands off the pipe as they come; only `Cancel` is carried out here, at once."""
        try:
            while (command := self._receive()) is not None:
                match command:
                    case Cancel():
                        self._cancel(command)
                    case Count():
                        self._counting.put(command)
                    case _:
                        self._commands.put(command)
        finally:
            self._commands.close()
            time.sleep(LAST_GRACE)
            os._exit(1)

    def _receive(self) -> Command | None:
        try:
            command: Command | None = self._pipe.recv()
        except (EOFError, OSError):  # the application has gone
            return None
        return command

    def _cancel(self, command: Cancel) -> None:
        match self._commands.cancel(command.request):
            case Load(request=request):
                self._outbox.send(LoadCancelled(request))
            case Generate(request=request, sampling=sampling):
                usage = Usage(0, 0, 0, None, None, sampling.seed or 0)
                self._outbox.send(Finished(request, Finish.CANCELLED, usage))
            case None:
                pass

    def _carry_out(self, arrived: Arrived) -> None:
        match arrived.command:
            case Load() as command:
                self._guard(command, lambda: self._load(command))
            case Generate() as command:
                self._guard(command, lambda: self._generate(command, arrived.at))
            case Unload():
                self._loaded, self._no_model = False, NoModel()
                self._pauses.drop()
                self._backend.unload()
            case Forget(chat):
                self._backend.forget(chat)
            case Render() as command:
                self._guard(command, lambda: self._render(command))
            case Calibrate() | TryDraft() as command:
                self._pauses.ask(command)

    def _guard(
        self, command: Load | Generate | Count | Render | Measurement, work: Callable[[], None]
    ) -> None:
        """Run a piece of work so that every way of failing is told."""
        try:
            if self._unusable is not None:
                raise self._unusable
            work()
        except UserError as error:
            self._outbox.send(Failed(command.request, error))
        except Exception as error:  # noqa: BLE001  # the application shows it, and goes on
            details = describe(error)
            log.error("%s failed:\n%s", type(command).__name__, details)
            self._outbox.send(Broken(command.request, details))

    def _load(self, command: Load) -> None:
        self._loaded, self._no_model = False, NoModel()
        self._pauses.drop()
        started = time.monotonic()
        try:
            loaded = self._backend.load(command, LoadReporter(command.request, self._outbox.send))
        except Aborted:
            self._outbox.send(LoadCancelled(command.request))
            return
        except UserError as error:
            log.warning("%s", error)
            self._no_model = error
            raise
        self._loaded = True
        log.info("loaded %s in %.2f s", command.path.name, time.monotonic() - started)
        self._outbox.send(loaded)

    def _generate(self, command: Generate, arrived: float) -> None:
        if not self._loaded:
            raise self._no_model
        report = AnswerReporter(command.request, arrived, self._outbox.send)
        report.finish(self._backend.generate(command, report))

    def _render(self, command: Render) -> None:
        if not self._loaded:
            raise self._no_model
        with contextlib.suppress(Aborted):  # the application has gone: nothing else ends a rendering
            self._outbox.send(self._backend.render(command))

    def _count(self, command: Count) -> None:
        """Carry out a count, on the counting thread."""
        self._guard(
            command,
            lambda: self._outbox.send(Counted(command.request, self._backend.count(command.texts))),
        )


def main(pipe: Pipe, backend: type[Backend], log_file: Path | None) -> None:
    """Entry point of the process. Ctrl-C in a terminal is for the application; it decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["GGML_NO_BACKTRACE"] = "1"  # else an abort in llama.cpp starts a debugger, for seconds
    output.redirect(log_file)
    Worker(pipe, backend).run()

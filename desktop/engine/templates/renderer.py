"""The engine's end of the process that renders chat templates."""

from __future__ import annotations

import math
import multiprocessing
import time
from multiprocessing.context import SpawnProcess

from desktop.core.errors import TemplateFailed
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.pipe import Pipe
from desktop.engine.templates import child
from desktop.engine.templates.job import DEADLINE, LAST, LONGEST_PROMPT, PROMPT, Job

START_LIMIT = 30.0  # seconds, from a cold disk
LOOK_EVERY = 0.05  # seconds, for the abort flag
LARGEST_ANSWER = 4 * LONGEST_PROMPT + 1  # bytes of UTF-8


class ChildDied(Exception):
    """The process has ended, or was ended because it did not answer; the message says how."""


class Renderer:
    """Has templates rendered by a process that is started early and replaced when it does harm."""

    def __init__(self, abort: AbortFlag) -> None:
        self._abort = abort
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None
        self._ready = False

    def start(self) -> None:
        """Start the process, unless one lives, without waiting for it.

        Call it on the main thread: Linux ends the process with the thread that has started it.
        """
        if self._process is not None:
            if self._process.is_alive():
                return
            self.close()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=child.main, args=(theirs,), name="templates", daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def render(self, job: Job) -> str:
        """Give the prompt with its marks. Raises TemplateFailed, and Aborted when the flag is set.

        Takes about a millisecond; once the process is up 2 seconds at most, unless the machine is busy.
        """
        self.start()
        assert self._pipe is not None
        try:
            if not self._ready:
                self._receive(self._pipe, START_LIMIT, START_LIMIT)
                self._ready = True
            self._pipe.send(job)
            answer = self._receive(self._pipe, DEADLINE, LAST)
        except ChildDied as error:
            raise TemplateFailed(str(error)) from None
        except OSError:  # it died before it could take the job
            self.close()
            raise TemplateFailed("the template process has ended") from None
        text = answer[1:].decode("utf-8", "replace")
        if answer[:1] != PROMPT:
            raise TemplateFailed(text)
        return text

    def close(self) -> None:
        """End the process now."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def _worked(self) -> float:
        """Give the seconds for which the process has had a processor."""
        import psutil  # here: the engine wants it for little else

        assert self._process is not None
        try:
            used = psutil.Process(self._process.pid).cpu_times()
        except psutil.Error:
            return math.inf  # there is none any more
        return used.user + used.system

    def _receive(self, pipe: Pipe, limit: float, last: float) -> bytes:
        """Wait for `limit` seconds; up to `last` where the process had no processor for half of the time."""
        began, worked = time.monotonic(), self._worked()
        try:
            while not pipe.poll(LOOK_EVERY):
                if self._abort.is_set():
                    self.close()
                    raise Aborted
                passed = time.monotonic() - began
                if passed > last or (passed > limit and self._worked() - worked > limit / 2):
                    self.close()
                    raise ChildDied(f"the template did not come to an end within {limit:g} seconds")
            return pipe.recv_bytes(LARGEST_ANSWER)
        except (EOFError, OSError):
            self.close()
            raise ChildDied("the template has ended its process, or asked for too much memory") from None

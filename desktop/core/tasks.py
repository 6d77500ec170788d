"""The one place that starts threads for blocking work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, Generic, TypeVar

from desktop.core.events import Post

LOOK_EVERY = 0.05  # seconds; how soon a cancel is noticed by what waits

P = TypeVar("P")
R = TypeVar("R")


class Cancelled(Exception):
    """Raised inside work whose job was cancelled."""


class Job(Generic[P]):
    """Blocking work as its worker sees it: a way to report, and a way to notice a cancel."""

    def __init__(self, post: Post, progress: Callable[[P], None] | None, every: float) -> None:
        self._post = post
        self._progress = progress
        self._every = every
        self._last = 0.0
        self._cancel = threading.Event()
        self._wakers: list[Callable[[], None]] = []

    def cancel(self) -> None:
        """Ask the work to end; it does so at its next `report` or `check`."""
        self._cancel.set()
        for wake in tuple(self._wakers):
            wake()

    def when_cancelled(self, wake: Callable[[], None]) -> None:
        """For the worker: wake what it waits for, on the thread that cancels; at once if that was before.

        It may be called twice.
        """
        self._wakers.append(wake)
        if self._cancel.is_set():
            wake()

    def wait(self, seconds: float) -> None:
        """Sleep, for the worker. Raises `Cancelled` as soon as the job is cancelled."""
        self._cancel.wait(seconds)
        self.check()

    def check(self) -> None:
        """Raise `Cancelled` when the job was cancelled."""
        if self._cancel.is_set():
            raise Cancelled

    def report(self, progress: P) -> None:
        """Pass progress on, no oftener than the interface can show it."""
        self.check()
        now = time.monotonic()
        listener = self._progress
        if listener is not None and now - self._last >= self._every:
            self._last = now
            self._post(lambda: listener(progress))

    def outlive(self, call: Callable[[], R]) -> R:
        """Run what may block for ever, such as a question of the system; a cancel leaves it to itself."""
        future: Future[R] = Future()

        def body() -> None:
            try:
                future.set_result(call())
            except Exception as error:  # noqa: BLE001  # handed over whole, never swallowed
                future.set_exception(error)

        threading.Thread(target=body, name="outlived", daemon=True).start()
        while not future.done():
            self.check()
            wait((future,), LOOK_EVERY)
        return future.result()


class Tasks:
    """Runs blocking work on threads and brings its outcome back to the owner thread."""

    def __init__(self, post: Post, workers: int = 4) -> None:
        self.post = post
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="task")
        self._jobs: list[Job[Any]] = []

    @property
    def idle(self) -> bool:
        """Whether no work is on its way, and all outcomes have been told."""
        return not self._jobs

    def run(
        self,
        work: Callable[[Job[P]], R],
        *,
        done: Callable[[R], None],
        failed: Callable[[Exception], None],
        progress: Callable[[P], None] | None = None,
        every: float = 0.1,
    ) -> Job[P]:
        """Run `work(job)` on a thread; exactly one of `done` and `failed` follows on the owner thread."""
        job: Job[P] = Job(self.post, progress, every)
        self._jobs.append(job)

        def body() -> None:
            try:
                result = work(job)
            except Exception as error:  # noqa: BLE001  # handed over whole, never swallowed
                outcome = error
                self._finish(job, lambda: failed(outcome))
            else:
                self._finish(job, lambda: done(result))

        self._pool.submit(body)
        return job

    def close(self) -> None:
        """Cancel what runs and wait until it has ended; what it posts afterwards is never run."""
        for job in tuple(self._jobs):
            job.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish(self, job: Job[Any], outcome: Callable[[], None]) -> None:
        def call() -> None:
            self._jobs.remove(job)
            outcome()

        self.post(call)

"""Counts tokens beside the loop, so that the meter of a long chat moves while an answer is made."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator

from desktop.core.errors import NoModel
from desktop.engine.protocol import Count

SLICE = 50_000  # characters that are counted in one go: about 150 ms
BREAK = 1_000  # characters before the end of a slice in which a place between two words is looked for
LAST_GRACE = 1.0  # seconds that the thread has to end


class CountingThread:
    """Carries out counts one by one, on a thread of its own. Never delays the reader or the loop."""

    def __init__(self, carry_out: Callable[[Count], None]) -> None:
        self._carry_out = carry_out
        self._waiting: queue.SimpleQueue[Count | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="counting", daemon=True)
        self._thread.start()

    def put(self, command: Count) -> None:
        """Add a count to the end."""
        self._waiting.put(command)

    def close(self) -> None:
        """End the thread, after the counts that wait; call it when the backend counts no more."""
        self._waiting.put(None)
        self._thread.join(LAST_GRACE)

    def _run(self) -> None:
        while (command := self._waiting.get()) is not None:
            self._carry_out(command)


class Counter:
    """Counts with a vocabulary that another thread may take away at any time. Two threads; hence the lock."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count: Callable[[str], int] | None = None

    def begin(self, count: Callable[[str], int]) -> None:
        """Count with this from now on."""
        self._count = count

    def end(self) -> None:
        """Count no more: when this returns, the vocabulary is not in use. Waits for a slice at most."""
        self._count = None  # before the lock, which the thread that counts may take again and again
        with self._lock:
            pass

    def counts(self, texts: tuple[str, ...]) -> tuple[int, ...]:
        """Count the tokens of each text. Raises NoModel, also when the model goes away meanwhile."""
        count = self._count
        return tuple(sum(self._slice(part, count) for part in slices(text.strip())) for text in texts)

    def _slice(self, text: str, count: Callable[[str], int] | None) -> int:
        with self._lock:
            if count is None or count is not self._count:
                raise NoModel
            return count(text)


def slices(text: str) -> Iterator[str]:
    """Cut a text into slices, before a blank if there is one, where hardly a tokenizer sees a difference."""
    start = 0
    while len(text) - start > SLICE:
        end = start + SLICE
        blank = max(text.rfind(" ", end - BREAK, end), text.rfind("\n", end - BREAK, end))
        end = blank if blank > start else end
        yield text[start:end]
        start = end
    yield text[start:]

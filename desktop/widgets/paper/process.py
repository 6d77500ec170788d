"""Has PDF files made by a process of its own, so that neither the window nor a cancel has to wait."""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form
from desktop.core.leaving_errors import PdfFailed
from desktop.services.exporting import Read
from desktop.widgets.paper import child

LOOK_EVERY = 0.05  # seconds; how soon a cancel is noticed


class PdfProcess:
    """Belongs to a worker thread, which waits in `make`."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=child.main, args=(theirs,), name="paper")
        self._process.start()
        theirs.close()
        atexit.register(self._process.kill)

    def make(self, chats: Read, form: Form, part: Path, tell: Callable[[int], None]) -> None:
        """Write a file. Raises OSError, `PdfFailed`, and what `tell` raises."""
        try:
            self._pipe.send(child.Make(part, form))
            error = self._serve(chats, tell)
        except (EOFError, ConnectionError):
            raise PdfFailed(part) from None
        if error:
            raise OSError(error, "")

    def _serve(self, chats: Read, tell: Callable[[int], None]) -> int:
        """Give the process the chats that it asks for, until it has done; gives a number of `errno`, or 0."""
        coming: Iterator[WholeChat] = iter(())
        messages = 0
        while True:
            while not self._pipe.poll(LOOK_EVERY):
                tell(messages)
            match self._pipe.recv():
                case child.Again():
                    coming = iter(chats())
                case child.More():
                    child.send(self._pipe, next(coming, None))
                case child.Painted(messages):
                    tell(messages)
                case child.Made(error):
                    return error
                case said:
                    raise AssertionError(f"nobody says {said!r}")

    def close(self) -> None:
        """End the process: at once if it is painting."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
        atexit.unregister(self._process.kill)

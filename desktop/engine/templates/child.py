"""The process that renders chat templates. It holds nothing, and may be killed at any time."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys

from desktop.engine.pipe import Pipe
from desktop.engine.templates.job import LAST, READY, Job

SELF_DESTRUCT = LAST + 1  # seconds, for the case that the engine is not there any more
MEMORY = 512 << 20  # bytes of address space; an idle process has about 60 MiB
PR_SET_PDEATHSIG = 1  # prctl(2)


def main(pipe: Pipe) -> None:
    """Entry point of the process: render what comes through the pipe until it is closed.

    Answers are bytes, not pickles: what sends them has run a program from the internet.
    """
    from desktop.engine.templates.renderings import Renderings  # here: only this process pays for Jinja

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    _die_with_parent()
    renderings = Renderings()
    with contextlib.suppress(EOFError, OSError), open(os.devnull, "w") as nowhere:  # noqa: PTH123
        pipe.send_bytes(READY)
        while True:
            job: Job = pipe.recv()
            # A C thread, so that it also ends a loop that never lets go of the interpreter.
            faulthandler.dump_traceback_later(SELF_DESTRUCT, exit=True, file=nowhere)
            answer = renderings.answer(job)
            faulthandler.cancel_dump_traceback_later()
            pipe.send_bytes(answer)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # here: Windows has none

    with contextlib.suppress(ValueError, OSError):  # macOS does not know this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _die_with_parent() -> None:
    """Let Linux kill this process when the engine's main thread has gone, however it went."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and os.getppid() != parent.pid:  # it has gone before the call
        os._exit(1)

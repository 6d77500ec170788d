"""The process that makes PDF files: it paints, and knows nothing else. It ends with its pipe.

Painting holds Python's lock for tens of milliseconds at a time, so that it would stop the window from
any thread of its process.
"""

from __future__ import annotations

import errno
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.archive import WholeChat
from desktop.core.archive_markdown import Form
from desktop.core.chat import Message
from desktop.engine.pipe import Pipe

if TYPE_CHECKING:  # the parent needs no Qt for this
    from desktop.widgets.paper.here import PdfHere

TELL_EVERY = 0.1  # seconds
PORTION = 200  # messages


@dataclass(frozen=True, slots=True)
class Make:
    """Asks for a file."""

    path: Path
    form: Form


@dataclass(frozen=True, slots=True)
class Again:
    """Asks for the chats from the first one on."""


@dataclass(frozen=True, slots=True)
class More:
    """Asks for the next chat: it comes without its messages, they follow some at a time, then nothing.

    Behind the last chat nothing comes at once.
    """


@dataclass(frozen=True, slots=True)
class Painted:
    """Says how many messages are done, of both passes."""

    messages: int


@dataclass(frozen=True, slots=True)
class Made:
    """Says that the file is whole, or else by which number of `errno` it is not."""

    error: int = 0


def main(pipe: Pipe) -> None:
    """Make one file after the other, until nobody asks any more."""
    from desktop.widgets.paper.here import PdfHere

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal reaches the whole group
    here = PdfHere()
    try:
        while (asked := pipe.recv()) is not None:
            pipe.send(_make(pipe, asked, here))
    except (EOFError, OSError):
        pass  # nobody is there any more


def _make(pipe: Pipe, asked: Make, here: PdfHere) -> Made:
    told = time.monotonic()
    try:
        for messages in here.steps(lambda: _chats(pipe), asked.form, asked.path):
            if time.monotonic() - told > TELL_EVERY:
                pipe.send(Painted(messages))
                told = time.monotonic()
    except ConnectionError:
        raise
    except OSError as error:
        return Made(error.errno or errno.EIO)
    return Made()


def _chats(pipe: Pipe) -> Iterator[WholeChat]:
    pipe.send(Again())
    while True:
        pipe.send(More())
        whole: WholeChat | None = pipe.recv()
        if whole is None:
            return
        messages: list[Message] = []
        while some := pipe.recv():
            messages += some
        yield replace(whole, messages=tuple(messages))


def send(pipe: Pipe, whole: WholeChat | None) -> None:
    """Answer `More`. A chat goes in portions: nothing else runs here while one is packed."""
    if whole is None:
        pipe.send(None)
        return
    pipe.send(replace(whole, messages=()))
    for start in range(0, len(whole.messages), PORTION):
        pipe.send(whole.messages[start : start + PORTION])
    pipe.send(())

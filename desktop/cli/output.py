"""What the command line says, in plain English: one sentence a fact."""

from __future__ import annotations

import os
import sys

from desktop.core.advice import describe
from desktop.core.errors import UserError


class Usage(Exception):
    """The words on the command line do not go together."""


class OutputLost(Exception):
    """Standard output takes no more: its reader has gone, or its disk is full. Carries the reason."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(f"Standard output cannot be written: {reason.strerror}.")
        self.reader_gone = isinstance(reason, BrokenPipeError)


def write(text: str) -> None:
    """Write to standard output at once. Raises `OutputLost`.

    Characters that its encoding does not have (a redirected stream on Windows) are written as "?".
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as error:
        raise OutputLost(error) from None


def let_go_of_output() -> None:
    """Send what is still buffered nowhere: Python would complain about it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class PlainSpeaker:
    """The `Speaker` of the terminal."""

    def translate(self, context: str, text: str) -> str:
        """Give the sentence as it is written."""
        return text

    def size(self, count: int) -> str:
        """Write a number of bytes, in powers of ten as disks do."""
        number = float(count)
        for unit in ("bytes", "kB", "MB", "GB"):
            if number < 1000:
                return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
            number /= 1000
        return f"{number:.1f} TB"

    def number(self, count: int) -> str:
        """Write a number with its thousands apart."""
        return f"{count:,}"


def plain(text: str) -> str:
    """Write a text without what would steer the terminal; lines and tabs stay."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text)


def fail(error: UserError) -> None:
    """Say an error in one line on standard error."""
    notice = describe(error, PlainSpeaker())
    print(f"{notice.what} {notice.advice}", file=sys.stderr, flush=True)

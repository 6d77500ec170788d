"""What the command line says, in plain English: one sentence a fact."""

from __future__ import annotations

import sys

from desktop.core.advice import describe
from desktop.core.errors import UserError


class Usage(Exception):
    """The words on the command line do not go together."""


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


def fail(error: UserError) -> None:
    """Say an error in one line on standard error."""
    notice = describe(error, PlainSpeaker())
    print(f"{notice.what} {notice.advice}", file=sys.stderr, flush=True)

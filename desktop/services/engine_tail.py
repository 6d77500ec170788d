"""The last lines that the engine process wrote. For worker threads."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.core.trouble import scrub

MOST_BYTES = 16 << 10
MOST_LINES = 100


def engine_tail(log: Path) -> str:
    """Read them, without the paths of this computer; "" where there are none."""
    with suppress(OSError), log.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - MOST_BYTES))
        lines = file.read(MOST_BYTES).decode(errors="replace").splitlines()
        return "\n".join(scrub(line) for line in lines[-MOST_LINES:])
    return ""

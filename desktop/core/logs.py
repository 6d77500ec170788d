"""The log: what happened, never what was said. Stays on this computer."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

MAX_BYTES = 1 << 20  # a larger file is put aside at the next start; one of them is kept
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and the facts given by `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Turn a record into its line."""
        line: dict[str, Any] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        line |= {k: v for k, v in vars(record).items() if k not in STANDARD}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_log(folder: Path, json_file: Path | None = None) -> None:
    """Send the program's log to a file in the folder, and as JSON lines to another where asked.

    A folder that cannot be written is no reason not to start: then errors go to standard error.
    """
    root = logging.getLogger("desktop")
    root.setLevel(logging.INFO)
    root.propagate = False
    try:
        file: logging.Handler = logging.FileHandler(_rotated(folder / "fireside.log"), encoding="utf-8")
    except OSError:
        file = logging.StreamHandler(sys.stderr)
        file.setLevel(logging.ERROR)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(file)
    if json_file is not None:
        lines = logging.FileHandler(json_file, mode="a", encoding="utf-8")
        lines.setFormatter(JsonLines())
        root.addHandler(lines)


def close_log() -> None:
    """Let go of the log's files."""
    root = logging.getLogger("desktop")
    for handler in tuple(root.handlers):
        root.removeHandler(handler)
        handler.close()


def _rotated(path: Path) -> Path:
    """Put a large log aside. Not logging.handlers: that imports sockets, which the first frame waits for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > MAX_BYTES:
        path.replace(path.with_suffix(".1.log"))
    return path

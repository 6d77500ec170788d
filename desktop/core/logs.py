"""The log: what happened, never what was said. Stays on this computer."""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

MAX_BYTES = 1 << 20  # a larger file is put aside; one of them is kept
ExceptionInfo: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class Lines(logging.Formatter):
    """One line a record. Of an exception it says where it is, and no word that may be somebody's."""

    def formatException(self, ei: ExceptionInfo) -> str:
        """Write down an exception."""
        from desktop.core.trouble import describe  # here: the first frame needs none of it

        return describe(ei[1]) if ei[1] is not None else ""


class JsonLines(Lines):
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


class LogFile(logging.FileHandler):
    """Puts the file aside once it is too large. Not one of logging.handlers: that imports sockets."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        super().__init__(path, encoding="utf-8")
        self._turn()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        super().emit(record)
        self._turn()

    def _turn(self) -> None:
        with suppress(OSError):  # another program has it open, on Windows: the next record tries again
            if self.stream is not None and self.stream.tell() > MAX_BYTES:
                self.stream.close()
                try:
                    self._path.replace(self._path.with_suffix(".1.log"))
                finally:
                    self.stream = self._open()


def write_log(folder: Path, json_file: Path | None = None) -> None:
    """Send the program's log to a file in the folder, and as JSON lines to another where asked.

    A folder that cannot be written is no reason not to start: then errors go to standard error.
    """
    root = logging.getLogger("desktop")
    root.setLevel(logging.INFO)
    root.propagate = False
    try:
        file: logging.Handler = LogFile(folder / "fireside.log")
    except OSError:
        file = logging.StreamHandler(sys.stderr)
        file.setLevel(logging.ERROR)
    file.setFormatter(Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
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

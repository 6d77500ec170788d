"""Where the engine process writes what is not meant for the application: its log file."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path

KEPT_BYTES = 2 << 20  # a larger log is set aside when the process starts, and before it loads a model

STDOUT, STDERR = 1, 2


def redirect(log_file: Path | None) -> None:
    """Send this process's standard output and error, native code's too, to the end of the log file.

    Without a file both go to standard error, since standard output may be somebody's data. Where neither
    can be opened nothing is written at all: that is no reason not to answer.
    """
    _write_to(_open(log_file))
    stream = open(STDERR, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stdout = sys.stderr = stream
    logging.basicConfig(
        stream=stream,
        level=logging.INFO,
        format=f"%(asctime)s engine {os.getpid()} %(levelname)s %(message)s",
        force=True,
    )
    faulthandler.enable(stream)  # a crash in native code names the function that called it


def turn(log_file: Path | None) -> None:
    """Set a log aside that has grown too large. Where that cannot be done, as on Windows, it goes on."""
    with suppress(OSError):
        if log_file is not None and log_file.stat().st_size > KEPT_BYTES:
            _write_to(_append(log_file))


def _write_to(descriptor: int) -> None:
    os.dup2(descriptor, STDOUT)
    os.dup2(descriptor, STDERR)
    os.close(descriptor)


def _open(log_file: Path | None) -> int:
    try:
        return os.dup(STDERR) if log_file is None else _append(log_file)
    except OSError:
        return os.open(os.devnull, os.O_WRONLY)


def _append(log_file: Path) -> int:
    log_file.parent.mkdir(parents=True, exist_ok=True)
    if log_file.exists() and log_file.stat().st_size > KEPT_BYTES:
        log_file.replace(log_file.with_name(log_file.name + ".1"))
    return os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

"""What Qt has to say about itself goes into the log, as far as it is nobody's words."""

from __future__ import annotations

import logging
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop.core.trouble import scrub

log = logging.getLogger("desktop.qt")

MOST_OF_ONE, MOST = 3, 200  # messages that are logged in one run
LONGEST = 240  # characters
BAD = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class QtMessages:
    """Hears what Qt says, from any thread; `close` gives that back to whoever heard it before."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._before = qInstallMessageHandler(self._hear)

    def close(self) -> None:
        """Hear no more."""
        qInstallMessageHandler(self._before)

    def _hear(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtDebugMsg:
            return
        words = scrub(message)[:LONGEST]
        count = self._counts[words] = self._counts.get(words, 0) + 1
        if count > MOST_OF_ONE or len(self._counts) > MOST:
            self._counts.pop(words) if len(self._counts) > MOST else None
            return
        log.log(logging.ERROR if kind in BAD else logging.INFO, "qt: %s", words)
        if sys.stderr is not None:  # there is none in a window of Windows
            print(words, file=sys.stderr)  # noqa: T201  # where Qt itself would write it

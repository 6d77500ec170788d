"""Ends the application properly when the system or a terminal asks for it by a signal."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # the last one is unknown on Windows


class Endings(QObject):
    """Turns the signals that end a process into a Qt signal, on the thread of this object.

    Python runs its handlers between two of its own instructions, and Qt's waiting loop has none: the
    signal's number therefore comes through a socket, which Qt watches. One object a process, made on the
    main thread.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for name in NAMES:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _noted)

    @Slot()
    def _read(self) -> None:
        numbers = self._reader.recv(64)
        if numbers:  # of the signals that have a handler in Python, which are those above
            self.asked.emit()


def _noted(number: int, frame: FrameType | None) -> None:
    """Keep the process alive; `Endings` hears of the signal through its socket."""

"""One window for one data folder: a second start raises the first one's window and hands it its files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.core.instance_address import address_of

LONGEST_WORD = 1 << 16  # bytes
MOST_FILES = 32
PATIENCE = 1000  # milliseconds; a window that does not answer in that time is not waited for


def hand_over(data: Path, files: Sequence[Path]) -> bool:
    """Ask the window that is there already to show itself and to open files; False if there is none."""
    socket = QLocalSocket()
    socket.connectToServer(address_of(data))
    if not socket.waitForConnected(PATIENCE):
        return False
    word = json.dumps({"open": [str(file.absolute()) for file in files[:MOST_FILES]]}).encode()
    socket.write(word[:LONGEST_WORD] + b"\n")
    heard = socket.waitForBytesWritten(PATIENCE) and socket.waitForReadyRead(PATIENCE)
    return bool(heard) and bytes(socket.readAll().data()).startswith(b"ok")


class Caller(QObject):
    """A later start that has something to say."""

    said = Signal(object)  # tuple[Path, ...]

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.readyRead.connect(self.hear)
        socket.disconnected.connect(self.deleteLater)

    @Slot()
    def hear(self) -> None:
        """Take the word once it is whole; one without end is not listened to."""
        socket = self._socket
        if socket.canReadLine():
            files = _files_in(bytes(socket.readLine(LONGEST_WORD).data()))
            socket.write(b"ok\n")
            socket.flush()
            self.said.emit(files)
            socket.disconnectFromServer()
        elif socket.bytesAvailable() > LONGEST_WORD:
            socket.abort()


class Instance(QObject):
    """Listens for later starts of the same data folder. Lives on the owner thread."""

    asked = Signal(object)  # tuple[Path, ...] to be opened; the window is to show itself

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        address = address_of(data)
        if not self._server.listen(address):  # left by a process that was killed: nobody answered there
            QLocalServer.removeServer(address)
            self._server.listen(address)  # without it there may be two windows, which do no harm

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            caller = Caller(self._server.nextPendingConnection(), self)
            caller.said.connect(self.asked)
            caller.hear()


def _files_in(word: bytes) -> tuple[Path, ...]:
    """Read which files are to be opened; none of what is no such word."""
    try:
        told: object = json.loads(word)
    except (ValueError, RecursionError):
        return ()
    names = cast("dict[str, object]", told).get("open") if isinstance(told, dict) else None
    listed = cast("list[object]", names)[:MOST_FILES] if isinstance(names, list) else []
    return tuple(Path(name) for name in listed if isinstance(name, str) and "\0" not in name)

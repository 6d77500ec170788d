"""One window for one data folder: a second start raises the first one's window and hands it its files."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.core.instance_address import address_of, same_user, somebody_there

LONGEST_WORD = 1 << 20  # bytes; so many files with the longest names, each character escaped
MOST_FILES = 32
TOKEN = "XDG_ACTIVATION_TOKEN"  # what the desktop gives to a start
LONGEST_TOKEN = 1000  # characters
MOST_CALLERS = 16  # at once
PATIENCE = 1000  # milliseconds; a window that does not answer in that time is not waited for
SLOWEST = 5000  # milliseconds for a later start to say its word


def hand_over(data: Path, files: Sequence[Path]) -> bool:
    """Ask the window that is there already to show itself and to open files; False if there is none."""
    socket = _connected(data)
    if socket is None:
        return False
    told = {"open": [str(file.absolute()) for file in files[:MOST_FILES]], "token": os.environ.get(TOKEN, "")}
    word = json.dumps(told).encode()
    socket.write(word + b"\n")
    while socket.bytesToWrite():
        if not socket.waitForBytesWritten(PATIENCE):
            return False
    heard = socket.bytesAvailable() or socket.waitForReadyRead(PATIENCE)
    return bool(heard) and bytes(socket.readAll().data()).startswith(b"ok")


def _connected(data: Path) -> QLocalSocket | None:
    """Reach the window of a data folder; what another user has put in its place is not spoken to."""
    address = address_of(data)
    if address is None:
        return None
    socket = QLocalSocket()
    socket.connectToServer(address)
    there = socket.waitForConnected(PATIENCE) and same_user(int(socket.socketDescriptor()))
    return socket if there else None


class Caller(QObject):
    """A later start that has something to say."""

    said = Signal(object)  # tuple[Path, ...]

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(LONGEST_WORD + 1)
        socket.readyRead.connect(self.hear)
        socket.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self)  # a word that never ends, or never begins
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._give_up)
        self._patience.start(SLOWEST)

    @Slot()
    def hear(self) -> None:
        """Take the word once it is whole; one without end, and a second one, is not listened to."""
        socket = self._socket
        if socket.canReadLine():
            socket.readyRead.disconnect(self.hear)
            told = _read(bytes(socket.readLine(LONGEST_WORD).data()))
            files = _files_in(told)
            _take_token(told)
            socket.write(b"ok\n")
            socket.flush()
            self.said.emit(files)
            socket.disconnectFromServer()
        elif socket.bytesAvailable() > LONGEST_WORD:
            socket.abort()

    @Slot()
    def _give_up(self) -> None:
        self._socket.abort()


class Instance(QObject):
    """Listens for later starts of the same data folder. Lives on the owner thread."""

    asked = Signal(object)  # tuple[Path, ...] to be opened; the window is to show itself

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._greet)
        address = address_of(data)
        # Without it there may be two windows, which do no harm. One that listens is left alone.
        if address is not None and not (somebody_there(data) and _connected(data)):
            QLocalServer.removeServer(address)  # left by a process that was killed: nobody answered there
            self._server.listen(address)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if len(self.findChildren(Caller)) >= MOST_CALLERS or not same_user(
                int(socket.socketDescriptor())
            ):
                socket.abort()
                socket.deleteLater()
                continue
            caller = Caller(socket, self)
            caller.said.connect(self.asked)
            caller.hear()


def _read(word: bytes) -> dict[str, object]:
    """Read what a later start says; nothing of what is no such word."""
    try:
        told: object = json.loads(word)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", told) if isinstance(told, dict) else {}


def _take_token(told: dict[str, object]) -> None:
    """Prove to a Wayland desktop that the user has just asked for the window: Qt looks for it there, once."""
    token = told.get("token")
    if isinstance(token, str) and token and len(token) <= LONGEST_TOKEN and token.isprintable():
        os.environ[TOKEN] = token


def _files_in(told: dict[str, object]) -> tuple[Path, ...]:
    """Give the files that are to be opened."""
    names = told.get("open")
    listed = cast("list[object]", names)[:MOST_FILES] if isinstance(names, list) else []
    return tuple(Path(name) for name in listed if isinstance(name, str) and "\0" not in name)

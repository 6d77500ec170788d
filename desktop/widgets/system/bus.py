"""A client of the session bus of Linux desktops. Waits in Qt's event loop, never polls, blocks nothing."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from desktop.core.dbus_wire import Kind, Message, WireError, pack, take

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
LOST = "desktop.Lost"  # the error of calls that nobody will answer
CHUNK = 1 << 16  # bytes

Done = Callable[[Message], object]


@dataclass(frozen=True, slots=True)
class Method:
    """Something that can be called on the bus."""

    service: str
    path: str
    interface: str
    member: str


class SessionBus(QObject):
    """Connected from the first call on; a bus that is not there answers every call with an error."""

    lost = Signal()

    def __init__(self, parent: QObject | None = None, environment: Mapping[str, str] = os.environ) -> None:
        super().__init__(parent)
        self._environment = environment
        self._socket: socket.socket | None = None
        self._reading: QSocketNotifier | None = None
        self._writing: QSocketNotifier | None = None
        self._introduced = False  # the bus has taken us
        self._incoming, self._outgoing = bytearray(), bytearray()
        self._waiting: list[bytes] = []  # messages, until it has
        self._serial = 0
        self._asked: dict[int, Done] = {}
        self._heard: list[tuple[str, str, Done]] = []
        self.name = ""  # ours on the bus

    def call(self, method: Method, signature: str, body: tuple[Any, ...], done: Done) -> None:
        """Call a method; `done` is told its reply or its error, later."""
        if self._socket is None and not self._connect():
            error = Message(Kind.ERROR, 0, error=LOST)
            done(error)
            return
        self._serial += 1
        self._asked[self._serial] = done
        self._send(
            Message(
                Kind.CALL,
                self._serial,
                method.path,
                method.interface,
                method.member,
                destination=method.service,
                signature=signature,
                body=body,
            )
        )

    def listen(self, service: str, interface: str, member: str, heard: Done) -> None:
        """Be told a signal from now on."""
        self._heard.append((interface, member, heard))
        rule = f"type='signal',sender='{service}',interface='{interface}',member='{member}'"
        self.call(Method(BUS, BUS_PATH, BUS, "AddMatch"), "s", (rule,), lambda _: None)

    def close(self) -> None:
        """Leave the bus."""
        self._heard.clear()
        self._asked.clear()
        self._let_go()

    def _connect(self) -> bool:
        for address in _addresses(self._environment):
            made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                made.connect(address)
            except (OSError, ValueError):
                made.close()
                continue
            self._begin(made)
            return self._socket is not None  # it may be gone already
        return False

    def _begin(self, made: socket.socket) -> None:
        made.setblocking(False)
        self._socket = made
        self._reading = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Read, self)
        self._writing = QSocketNotifier(made.fileno(), QSocketNotifier.Type.Write, self)
        self._reading.activated.connect(self._read)
        self._writing.activated.connect(self._write)
        self._writing.setEnabled(False)
        self._introduced = False
        self._outgoing += b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n"
        self._write()
        self.call(Method(BUS, BUS_PATH, BUS, "Hello"), "", (), self._named)

    def _named(self, reply: Message) -> None:
        self.name = str(reply.body[0]) if reply.kind is Kind.REPLY and reply.body else ""

    def _send(self, message: Message) -> None:
        data = pack(message)
        if not self._introduced:
            self._waiting.append(data)
            return
        self._outgoing += data
        self._write()

    @Slot()
    def _write(self) -> None:
        if self._socket is None or self._writing is None:
            return
        try:
            sent = self._socket.send(self._outgoing)
        except BlockingIOError:
            sent = 0
        except OSError:
            self._lose()
            return
        del self._outgoing[:sent]
        self._writing.setEnabled(bool(self._outgoing))

    @Slot()
    def _read(self) -> None:
        if self._socket is None:
            return
        try:
            data = self._socket.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        self._incoming += data
        try:
            if not data or not (self._introduced or self._introduce()):
                raise WireError("gone")
            for message in list(take(self._incoming)) if self._introduced else ():
                self._hear(message)
        except WireError:
            self._lose()

    def _introduce(self) -> bool:
        """Go over to messages once the bus has taken us; False if it does not."""
        line, ended, rest = bytes(self._incoming).partition(b"\r\n")
        if not ended:
            return len(line) < CHUNK
        if not line.startswith(b"OK "):
            return False
        self._incoming = bytearray(rest)
        self._introduced = True
        self._outgoing += b"BEGIN\r\n" + b"".join(self._waiting)
        self._waiting.clear()
        self._write()
        return True

    def _hear(self, message: Message) -> None:
        if message.kind in (Kind.REPLY, Kind.ERROR):
            done = self._asked.pop(message.reply_to, None)
            if done is not None:
                done(message)
        elif message.kind is Kind.SIGNAL:
            for interface, member, heard in tuple(self._heard):
                if (interface, member) == (message.interface, message.member):
                    heard(message)
        else:
            refusal = Message(Kind.ERROR, 0, error=f"{BUS}.Error.UnknownMethod", reply_to=message.serial)
            self._serial += 1
            self._send(replace(refusal, serial=self._serial, destination=message.sender))

    def _lose(self) -> None:
        """The bus has gone; a later call looks for it again, but nobody listens any more."""
        self._let_go()
        asked, self._asked = self._asked, {}
        self._heard.clear()
        for done in asked.values():
            done(Message(Kind.ERROR, 0, error=LOST))
        self.lost.emit()

    def _let_go(self) -> None:
        for notifier in (self._reading, self._writing):
            if notifier is not None:
                notifier.setEnabled(False)
                notifier.deleteLater()
        self._reading = self._writing = None
        made, self._socket = self._socket, None
        if made is not None:
            with suppress(OSError):
                made.close()
        self._incoming.clear()
        self._outgoing.clear()
        self._waiting.clear()


def _addresses(environment: Mapping[str, str]) -> list[str | bytes]:
    """Give where the session bus may listen."""
    found: list[str | bytes] = []
    if not hasattr(socket, "AF_UNIX") or not hasattr(os, "getuid"):
        return found
    for each in environment.get("DBUS_SESSION_BUS_ADDRESS", "").split(";"):
        kind, _, told = each.partition(":")
        keys = dict(part.split("=", 1) for part in told.split(",") if "=" in part)
        if kind == "unix" and "path" in keys:
            found.append(unquote(keys["path"]))
        elif kind == "unix" and "abstract" in keys:
            found.append(b"\0" + os.fsencode(unquote(keys["abstract"])))
    runtime = environment.get("XDG_RUNTIME_DIR")
    if runtime:
        found.append(os.path.join(runtime, "bus"))  # noqa: PTH118  # the address of a socket
    return found

"""A socket for one request that another thread can end at any moment, also while it connects.

Written for downloads: a client of a library can be woken neither in a connect nor during a TLS handshake,
and passes every byte through several layers (measured: less than half the throughput of this).
"""

from __future__ import annotations

import errno
import io
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop.hub.stopping import Stop

UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
BEAT = 0.5  # seconds after which silence is told
LOOK = 0.05  # seconds between two looks at a name server's answer, which nothing can interrupt
NEXT_ADDRESS = 5.0  # seconds after which another address of the same host is tried


@dataclass(frozen=True, slots=True)
class Limits:
    """How long is waited."""

    connect: float = 15.0  # seconds
    silence: float = 30.0  # seconds without a byte


class Wire:
    """A connection. For one thread; raises OSError for what goes wrong, and `Stopped`."""

    def __init__(self, plain: socket.socket, stop: Stop, silence: float) -> None:
        self._socket = plain
        self._stop = stop
        self._silence = silence
        self._selector = selectors.DefaultSelector()
        self._selector.register(stop.waker, selectors.EVENT_READ)
        self._awaited = 0
        plain.setblocking(False)

    def connect(self, address: Any, seconds: float) -> None:
        """Open the connection."""
        code = self._socket.connect_ex(address)
        if code in UNDER_WAY:
            self._wait(selectors.EVENT_WRITE, seconds)
            code = self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, f"cannot connect: {errno.errorcode.get(code, code)}")

    def secure(self, host: str, context: ssl.SSLContext) -> None:
        """Go over to TLS."""
        if self._awaited:
            self._selector.unregister(self._socket)
            self._awaited = 0
        secured = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
        self._socket = secured
        self._again(secured.do_handshake)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._again(lambda part=rest: self._socket.send(part), selectors.EVENT_WRITE) :]

    def receive(self, buffer: memoryview) -> int:
        """Take what has come, or wait for it; 0 at the end."""
        self._stop.check()
        try:
            return self._again(lambda: self._socket.recv_into(buffer))
        except ssl.SSLEOFError:
            return 0

    def reader(self) -> io.BufferedReader:
        """Give what comes as a stream; closing it does not close the connection."""
        return io.BufferedReader(_Raw(self))

    def close(self) -> None:
        """End the connection."""
        self._selector.close()
        self._socket.close()

    def _again(self, step: Callable[[], int | None], event: int = selectors.EVENT_READ) -> int:
        """Take a step as soon as the other end lets it; `event` is what a plain socket waits for."""
        while True:
            try:
                return step() or 0
            except BlockingIOError:
                self._wait(event, self._silence)
            except ssl.SSLWantReadError:
                self._wait(selectors.EVENT_READ, self._silence)
            except ssl.SSLWantWriteError:
                self._wait(selectors.EVENT_WRITE, self._silence)

    def _wait(self, event: int, seconds: float) -> None:
        if not self._awaited:
            self._selector.register(self._socket, event)
        elif self._awaited != event:
            self._selector.modify(self._socket, event)
        self._awaited = event
        end = time.monotonic() + seconds
        while not self._selector.select(max(0.0, min(BEAT, end - time.monotonic()))):
            if time.monotonic() >= end:
                raise TimeoutError(errno.ETIMEDOUT, "no answer in time")
            self._stop.idle()
        self._stop.check()


class _Raw(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._wire.receive(buffer)


def dial(host: str, port: int, stop: Stop, limits: Limits) -> Wire:
    """Connect to the first address of a host that answers. Raises OSError and `Stopped`."""
    addresses = _look_up(host, port, stop, limits.connect)
    trouble: OSError = OSError(errno.EHOSTUNREACH, f"{host} has no address")
    for number, (family, kind, protocol, _, address) in enumerate(addresses, start=1):
        wire = Wire(socket.socket(family, kind, protocol), stop, limits.silence)
        try:
            last = number == len(addresses)
            wire.connect(address, limits.connect if last else min(limits.connect, NEXT_ADDRESS))
        except OSError as error:
            wire.close()
            trouble = error
        except BaseException:
            wire.close()
            raise
        else:
            return wire
    raise trouble


Address = tuple[
    socket.AddressFamily,
    socket.SocketKind,
    int,
    str,
    tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes],
]


def _look_up(host: str, port: int, stop: Stop, seconds: float) -> list[Address]:
    """Ask for a host's addresses on a thread of its own, which is left behind if nobody answers."""
    found: list[Address] = []
    trouble: list[OSError] = []
    answered = threading.Event()

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:  # UnicodeError: no name that could be asked for
            trouble.append(error if isinstance(error, OSError) else OSError(errno.EINVAL, str(error)))
        answered.set()

    threading.Thread(target=ask, name="look up", daemon=True).start()
    end = time.monotonic() + seconds
    while not answered.wait(LOOK):
        stop.check()
        if time.monotonic() > end:
            raise TimeoutError(errno.ETIMEDOUT, f"no name server tells where {host} is")
    stop.check()
    if trouble:
        raise trouble[0]
    return found

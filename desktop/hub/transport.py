"""The way of every HTTP request that is made with httpx2: past the gate, counted, never without end.

Import this inside functions: httpx2 takes 0.15 s.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import httpx2

from desktop.core.hub_errors import HubUnreachable
from desktop.core.network import Gate, Pass, Purpose
from desktop.core.sources import Connection

FLOOR = {"connect": 10.0, "read": 15.0, "write": 15.0, "pool": 10.0}  # seconds


class Sockets:
    """The connections of one piece of work, so that another thread can cut them."""

    def __init__(self) -> None:
        self._open: list[socket.socket] = []
        self._cut = False

    def watch(self, event: str, info: dict[str, Any]) -> None:
        """Keep each connection as it is made; a trace function of httpcore."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            stream = info["return_value"]
            found: object = stream.get_extra_info("socket")
            if isinstance(found, socket.socket):
                self._open.append(found)
            if self._cut:  # the cancel came while it was made
                self.cut()

    def cut(self) -> None:
        """End what is waited for on them, at once. May be called on any thread, and late."""
        self._cut = True
        for each in tuple(self._open):
            with suppress(OSError):  # it has been closed
                each.shutdown(socket.SHUT_RDWR)


class Counted(httpx2.SyncByteStream):
    """A body that tells how many bytes of it came, when it ends."""

    def __init__(self, stream: httpx2.SyncByteStream, passed: Pass) -> None:
        self._stream = stream
        self._pass = passed
        self._received = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            self._received += len(chunk)
            yield chunk

    def close(self) -> None:
        """Let go of the connection."""
        self._pass.close(self._received)
        self._stream.close()


class GatedTransport(httpx2.BaseTransport):
    """Asks the gate for every request, redirected ones too. Raises `Offline` beside httpx2's errors."""

    def __init__(self, connection: Connection, gate: Gate, purpose: Purpose, sockets: Sockets) -> None:
        self._connection = connection
        self._gate = gate
        self._purpose = purpose
        self._sockets = sockets
        self._ways: dict[str | None, httpx2.HTTPTransport] = {}  # by proxy

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request. Raises `HubUnreachable` for a proxy that cannot be one."""
        asked: dict[str, float | None] = request.extensions.get("timeout", {})  # the library gives None
        floors = {name: asked.get(name) or seconds for name, seconds in FLOOR.items()}
        request.extensions = {**request.extensions, "timeout": floors, "trace": self._sockets.watch}
        way = self._way(request.url.host)
        passed = self._gate.ask(request.url.host, self._purpose)
        try:
            response = way.handle_request(request)
        except BaseException:
            passed.close(0)
            raise
        assert isinstance(response.stream, httpx2.SyncByteStream)
        response.stream = Counted(response.stream, passed)
        return response

    def close(self) -> None:
        """Let go of the connections."""
        for way in self._ways.values():
            way.close()

    def _way(self, host: str) -> httpx2.HTTPTransport:
        proxy = self._connection.proxy_for(host)
        if proxy not in self._ways:
            try:
                self._ways[proxy] = httpx2.HTTPTransport(verify=trusted(), trust_env=False, proxy=proxy)
            except (
                ValueError,
                ImportError,
                httpx2.InvalidURL,
            ):  # of no known kind; SOCKS without its library
                raise HubUnreachable(host) from None
        return self._ways[proxy]


def make_client(connection: Connection, gate: Gate, purpose: Purpose, sockets: Sockets) -> httpx2.Client:
    """Make a client for one piece of work; close it at the end. It takes nothing from the environment."""
    transport = GatedTransport(connection, gate, purpose, sockets)
    return httpx2.Client(transport=transport, trust_env=False, follow_redirects=True)


@cache
def trusted() -> ssl.SSLContext:
    """Give the certificates that the system trusts; making them takes 80 ms."""
    return httpx2.create_ssl_context()

"""A connection to the X server on this machine; asking waits for the answer, a second at most."""

from __future__ import annotations

import os
import socket
from collections import deque
from collections.abc import Iterator, Mapping

from desktop.core import x11_wire as x

PATIENCE = 1.0  # seconds


class X11Connection:
    """Raises OSError and `WireError` when the server goes away or does not understand."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        found = x.address_of(environment.get("DISPLAY", ""))
        if found is None:
            raise x.WireError("elsewhere")
        path, number = found
        self._incoming = bytearray()
        self._events: deque[bytes] = deque()  # that came while an answer was waited for
        self._socket = _reached(path)
        try:
            self.send(x.hello(x.cookie_for(number, environment)))
            head = self._exactly(8)
            self.display = x.display_from(head + self._exactly(x.answer_size(head) - 8))
        except BaseException:
            self._socket.close()
            raise

    def fileno(self) -> int:
        """Give the socket, to be waited for."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Send something that has no answer."""
        self._socket.sendall(request)

    def ask(self, request: bytes) -> bytes:
        """Give the answer to a request."""
        answer, errors = self.ask_with_errors(request)
        if errors:
            raise x.WireError("refused")
        return answer

    def ask_with_errors(self, request: bytes) -> tuple[bytes, set[int]]:
        """Give the answer, and what was wrong with requests up to it."""
        self.send(request)
        errors: set[int] = set()
        while (unit := self._next())[0] != x.REPLY:
            if unit[0] == x.ERROR:
                errors.add(unit[1])
            else:
                self._events.append(unit)
        return unit, errors

    def keyboard(self) -> x.Keyboard:
        """Ask about the keys."""
        symbols, modifiers = self.ask(x.ask_symbols(self.display)), self.ask(x.ask_modifiers())
        return x.keyboard_from(self.display, symbols, modifiers)

    def receive(self) -> None:
        """Take what there is to read; waits if there is nothing."""
        data = self._socket.recv(1 << 16)
        if not data:
            raise x.WireError("gone")
        self._incoming += data

    def events(self) -> Iterator[bytes]:
        """Give what has come and was no answer."""
        while True:
            unit = self._events.popleft() if self._events else x.take(self._incoming)
            if unit is None:
                return
            yield unit

    def close(self) -> None:
        """Leave; what was held is let go."""
        self._socket.close()

    def _next(self) -> bytes:
        while (unit := x.take(self._incoming)) is None:
            self.receive()
        return unit

    def _exactly(self, count: int) -> bytes:
        while len(self._incoming) < count:
            self.receive()
        data = bytes(self._incoming[:count])
        del self._incoming[:count]
        return data


def _reached(path: str) -> socket.socket:
    """Connect to a server. Raises OSError."""
    addresses: tuple[str | bytes, ...] = (b"\0" + os.fsencode(path), path)
    for address in addresses:
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(PATIENCE)
        try:
            made.connect(address)
        except OSError:
            made.close()
            continue
        return made
    raise FileNotFoundError(path)

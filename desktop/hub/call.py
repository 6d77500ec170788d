"""One call to one hub: what goes out, what may come back, and for how long. Imports httpx2, which is slow."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from typing import Any

import httpx2

from desktop import __version__
from desktop.core.hub_errors import HubBusy, NotTheHub
from desktop.core.network import Gate, Purpose
from desktop.core.sources import Connection, Source
from desktop.core.tasks import Job
from desktop.hub.refusals import Asked, is_page, refusal, unanswered
from desktop.hub.transport import GatedTransport, Sockets

DEADLINE = 20.0  # seconds for a call, with its waits and its second try
LONGEST_PAUSE = 3  # seconds that a hub may ask for without anybody hearing of it
PAUSE = 0.3  # seconds before a second try
LARGEST = 16 << 20  # bytes of an answer
LONGEST_ADDRESS = 4096  # characters of the next page's


@dataclass(frozen=True, slots=True)
class Want:
    """What a call is for, and how much of the answer is wanted."""

    purpose: Purpose
    asked: Asked
    most: int = LARGEST  # bytes
    cut: bool = False  # whether the rest is left where it is; else a longer answer is refused


@dataclass(frozen=True, slots=True)
class Way:
    """Which hub is asked, and how it is reached."""

    gate: Gate
    connection: Connection
    source: Source


class Call:
    """Sends requests until its time is over. Made, used and closed on one worker thread."""

    def __init__(self, way: Way, want: Want, job: Job[Any]) -> None:
        self._origin = origin(httpx2.URL(way.source.endpoint))
        self._want = want
        self._job = job
        self._sockets = Sockets()
        self._transport = GatedTransport(way.connection, way.gate, want.purpose, self._sockets)
        self._end = time.monotonic() + DEADLINE
        self.after = ""  # the address of the next page, if there is one and this hub has it
        job.when_cancelled(self._sockets.cut)

    def send(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, a second time where that may help. Raises `HubError`, `Offline`, `Cancelled`."""
        self._prepare(request)
        for last in (False, True):
            try:
                response = self._transport.handle_request(request)
                return self._taken(request, response)
            except httpx2.TransportError as error:
                self._job.check()
                again = isinstance(error, httpx2.ReadError | httpx2.RemoteProtocolError)
                if last or not again or self._left < PAUSE:
                    raise unanswered(error, request.url.host) from error
                self._job.wait(PAUSE)
            except HubBusy as error:
                if last or error.seconds > min(LONGEST_PAUSE, self._left):
                    raise
                self._job.wait(max(error.seconds, PAUSE))
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Let go of the connections."""
        self._transport.close()

    @property
    def _left(self) -> float:
        return self._end - time.monotonic()

    def _prepare(self, request: httpx2.Request) -> None:
        """Say who asks, and give the token to nobody but the hub that it is for."""
        self._job.check()
        if origin(request.url) != self._origin:
            request.headers.pop("authorization", None)
        request.headers["user-agent"] = f"fireside/{__version__}"
        request.headers["accept-encoding"] = "identity" if self._want.cut else "gzip"
        request.headers.pop("cookie", None)

    def _taken(self, request: httpx2.Request, response: httpx2.Response) -> httpx2.Response:
        """Check an answer, and read it as far as it is wanted."""
        try:
            error = refusal(response.status_code, response.headers, self._want.asked)
            if error is not None:
                raise error
            if response.is_redirect:
                return httpx2.Response(response.status_code, headers=response.headers, request=request)
            if is_page(response.headers):
                raise NotTheHub(request.url.host)
            self._note_next(request, response)
            body = self._body(request, response)
        finally:
            response.close()
        kept = {
            name: value
            for name, value in response.headers.items()
            if name not in ("content-encoding", "content-length", "transfer-encoding", "set-cookie", "link")
        }
        return httpx2.Response(response.status_code, headers=kept, content=body, request=request)

    def _body(self, request: httpx2.Request, response: httpx2.Response) -> bytes:
        """Read the body. What is compressed is unpacked no further than is wanted."""
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", ""):
            raise NotTheHub(request.url.host)
        unpacker = zlib.decompressobj(31) if coding == "gzip" else None
        most, body = self._want.most, bytearray()
        assert isinstance(response.stream, httpx2.SyncByteStream)
        for chunk in response.stream:
            self._job.check()
            try:
                body += unpacker.decompress(chunk, most + 1) if unpacker else chunk
            except zlib.error:
                raise NotTheHub(request.url.host) from None
            if len(body) > most or (self._want.cut and len(body) == most):
                if not self._want.cut:
                    raise NotTheHub(request.url.host)
                break
            if self._left <= 0:
                raise httpx2.ReadTimeout("the answer takes too long", request=request)
        return bytes(body[:most])

    def _note_next(self, request: httpx2.Request, response: httpx2.Response) -> None:
        """Keep the next page's address. The library never sees it: it would go to any host."""
        address = response.links.get("next", {}).get("url", "")
        self.after = ""
        if address and len(address) <= LONGEST_ADDRESS:
            try:
                joined = request.url.join(address)
            except httpx2.InvalidURL:
                return
            if origin(joined) == self._origin == origin(request.url):
                self.after = str(joined)


def origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    """Tell whom an address belongs to."""
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)

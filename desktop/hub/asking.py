"""One HTTP request and its answer, for downloads: every one passes the gate, and tells what it brought."""

from __future__ import annotations

import base64
import http.client
import io
import ssl
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import SplitResult, quote, unquote, urlsplit

from desktop import __version__
from desktop.core.network import Gate, Purpose
from desktop.hub.stopping import Stop
from desktop.hub.wire import Limits, Wire, dial

CHUNK = 1 << 18  # bytes that are taken at once
PORTS = {"http": 80, "https": 443}
SAFE = "%/:=&?~#+!$,;'@()*[]"  # stays as it is in an address that was quoted already


class Unanswered(Exception):
    """No answer, or none that could be understood. Its cause says why; a later try may fare better."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    url: str
    headers: Mapping[str, str] = field(repr=False)  # the token may be among them
    method: str = "GET"


class Answer:
    """What came back; its body is read bit by bit. Raises `Unanswered` and `Stopped`."""

    def __init__(self, response: http.client.HTTPResponse, host: str) -> None:
        self._response = response
        self.host = host
        self.status = response.status
        self.received = 0  # bytes of the body

    def header(self, name: str) -> str:
        """Give a header, "" where it is not there."""
        return self._response.headers.get(name, "")

    def read(self) -> bytes:
        """Take what has come of the body, or wait for it; b"" at its end, also at an early one."""
        try:
            data = self._response.read1(CHUNK)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unanswered(str(error)) from error
        self.received += len(data)
        return data


def trust_the_system() -> ssl.SSLContext:
    """Believe the certificates that the system does, as browsers do."""
    from desktop.hub.transport import trusted  # here: it is slow, and only downloads over TLS need it

    return trusted()


class Web:
    """Makes requests for downloads. Its methods may be called on any thread."""

    def __init__(
        self,
        gate: Gate,
        limits: Limits | None = None,
        trust: Callable[[], ssl.SSLContext] = trust_the_system,
    ) -> None:
        self._gate = gate
        self._limits = limits or Limits()
        self._trust = trust

    @cached_property
    def trusted(self) -> ssl.SSLContext:
        """Whose certificates are believed; takes 80 ms at the first time."""
        return self._trust()

    @contextmanager
    def ask(self, request: Request, stop: Stop, proxy: str | None) -> Generator[Answer]:
        """Send a request. Raises `Offline` before anything goes out, `Unanswered` and `Stopped`."""
        passed = self._gate.ask(host_of(request.url), Purpose.DOWNLOAD)
        answer: Answer | None = None
        wire: Wire | None = None
        try:
            try:
                wire, target, more = self._reach(urlsplit(request.url), stop, proxy)
                wire.send(_head(request, target, more))
                answer = Answer(_answer(wire, request.method), host_of(request.url))
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise Unanswered(str(error)) from error
            yield answer
        finally:
            passed.close(answer.received if answer is not None else 0)
            if wire is not None:
                wire.close()

    def _reach(self, url: SplitResult, stop: Stop, proxy: str | None) -> tuple[Wire, str, dict[str, str]]:
        """Connect; give with it how the request names its target, and what headers a proxy wants."""
        host, port = url.hostname or "", url.port or PORTS.get(url.scheme, 0)
        path = quote(f"{url.path or '/'}{'?' if url.query else ''}{url.query}", safe=SAFE)
        if proxy is None:
            wire = dial(host, port, stop, self._limits)
            return self._secured(wire, url, host), path, {}
        by = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        wire = dial(by.hostname or "", by.port or PORTS.get(by.scheme, 80), stop, self._limits)
        try:
            if by.scheme == "https":
                if url.scheme == "https":
                    raise OSError("TLS inside TLS is not supported")
                wire.secure(by.hostname or "", self.trusted)
            if url.scheme != "https":
                return wire, f"{url.scheme}://{_place(url)}{path}", _authorization(by)
            _tunnel(wire, f"{host}:{port}", _authorization(by))
        except BaseException:
            wire.close()
            raise
        return self._secured(wire, url, host), path, {}

    def _secured(self, wire: Wire, url: SplitResult, host: str) -> Wire:
        try:
            if url.scheme == "https":
                wire.secure(host, self.trusted)
        except BaseException:
            wire.close()
            raise
        return wire


def host_of(url: str) -> str:
    """Give the host of an address, as it is shown; the address itself where it has none."""
    return urlsplit(url).hostname or url


def origin_of(url: str) -> tuple[str, str, int]:
    """Tell whom an address belongs to. Raises ValueError for one that is not http or https."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is no address of the web")
    return parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]


def _place(url: SplitResult) -> str:
    return url.netloc.rpartition("@")[2]


def _head(request: Request, target: str, more: Mapping[str, str]) -> bytes:
    headers = {
        "Host": _place(urlsplit(request.url)),
        "User-Agent": f"fireside/{__version__}",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **request.headers,
        **more,
    }
    lines = [f"{request.method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    if any(not line.isprintable() for line in lines):  # a line break would begin a header of its own
        raise ValueError("a header holds a control character")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _answer(wire: Wire, method: str) -> http.client.HTTPResponse:
    response = http.client.HTTPResponse(_Opened(wire.reader()), method=method)  # type: ignore[arg-type]  # only makefile() is called
    response.begin()
    return response


def _tunnel(wire: Wire, target: str, more: Mapping[str, str]) -> None:
    wire.send(_head(Request(f"http://{target}", {}, "CONNECT"), target, more))
    response = _answer(wire, "CONNECT")
    if response.status != http.HTTPStatus.OK:
        raise OSError(f"the proxy answers {response.status}")


def _authorization(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    plain = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + base64.b64encode(plain.encode()).decode()}


@dataclass(frozen=True, slots=True)
class _Opened:
    """Stands for a socket where `http.client` wants to read from one."""

    reader: io.BufferedReader

    def makefile(self, _mode: str) -> io.BufferedReader:
        return self.reader

"""Where the bytes of a file lie at the moment: the hub is asked anew at every connection."""

from __future__ import annotations

import re
import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urljoin

from desktop.core.hub import Gated, RemoteFile, RepoId
from desktop.core.hub_errors import (
    AccessNeeded,
    FileChanged,
    HubBusy,
    HubError,
    HubUnreachable,
    NotOnHub,
    NotTheHub,
    TokenRejected,
)
from desktop.core.sources import Connection, Source
from desktop.hub.asking import Answer, Request, Unanswered, Web, host_of, origin_of
from desktop.hub.refusals import BUSY, GONE, wait_asked
from desktop.hub.stopping import Stop

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MISSING = frozenset({"RepoNotFound", "RevisionNotFound", "EntryNotFound"})
BAD_TOKEN = "Invalid credentials in Authorization header"
SHA256 = re.compile(r"[0-9a-f]{64}")
HOPS = 5
LARGEST_UNHASHED = 10 << 20  # bytes; of every larger file a hub knows the hash
DIGITS = 18  # of a number of bytes
LONGEST_WAIT = 300.0  # seconds that a hub may ask for
PORTAL_WAIT = 5.0  # seconds until somebody may have signed in to the network


class Passing(Exception):
    """It did not work this time. `error` is what people are told while it is tried again."""

    def __init__(self, error: HubError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait  # seconds that were asked for


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be fetched."""

    repo: RepoId
    commit: str
    file: RemoteFile
    folder: Path  # the models folder, which is not made here
    target: Path  # below it
    gated: Gated = Gated.NO


@dataclass(frozen=True, slots=True)
class Way:
    """By which way a file is asked for."""

    web: Web
    stop: Stop
    source: Source
    connection: Connection

    @property
    def host(self) -> str:
        """Whom people see named."""
        return host_of(self.source.endpoint)


@dataclass(frozen=True, slots=True)
class Located:
    """Where a file's bytes are, for a short time: the address may be signed and expire."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    sha256: str = ""  # what the hub says it is, "" if it does not


def locate(wanted: Wanted, way: Way) -> Located:
    """Ask the hub. Raises `Passing`, a `HubError` for what will not pass, `Offline` and `Stopped`."""
    url = address_of(wanted, way.source.endpoint)
    headers = {"Authorization": f"Bearer {way.source.token}"} if way.source.token else {}
    for _ in range(HOPS):
        with asked(Request(url, headers, "HEAD"), way) as answer:
            _refuse(answer, wanted, way)
            there = _redirected(answer, url, way)
            if there == url or origin_of(there) != origin_of(url):
                sha256 = _checked(answer, wanted, way)
                return Located(there, headers if there == url else {}, sha256)
        url = there
    raise Passing(NotTheHub(way.host), PORTAL_WAIT)


def address_of(wanted: Wanted, endpoint: str) -> str:
    """Give the address under which a hub has a file, pinned to its commit."""
    path = f"{wanted.repo}/resolve/{quote(wanted.commit, safe='')}/{quote(wanted.file.path)}"
    return f"{endpoint.rstrip('/')}/{path}"


@contextmanager
def asked(request: Request, way: Way) -> Generator[Answer]:
    """Ask, and take what never came for something that passes."""
    proxy = way.connection.proxy_for(host_of(request.url))
    try:
        with way.web.ask(request, way.stop, proxy) as answer:
            yield answer
    except Unanswered as error:
        host = host_of(request.url)
        forged = isinstance(error.__cause__, ssl.SSLCertVerificationError)
        raise Passing(NotTheHub(host) if forged else HubUnreachable(host)) from error


def whole(text: str) -> int | None:
    """Read a number of bytes; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else None


def retry_after(answer: Answer) -> float | None:
    """Tell how many seconds an answer asks to wait for, within reason; None where it does not say."""
    seconds = wait_asked(answer.header("Retry-After"), answer.header("RateLimit"))
    return None if seconds is None else max(0.5, min(seconds, LONGEST_WAIT))


def _refuse(answer: Answer, wanted: Wanted, way: Way) -> None:
    """Raise what an answer means that gives nothing."""
    status, code = answer.status, answer.header("X-Error-Code")
    if status in BUSY:
        wait = retry_after(answer)
        raise Passing(HubBusy(way.host, round(wait or 0)), wait)
    if code == "GatedRepo":
        gated = wanted.gated if wanted.gated is not Gated.NO else Gated.AUTO
        raise AccessNeeded(wanted.repo, gated, signed_in=bool(way.source.token))
    bad_token = way.source.token and answer.header("X-Error-Message") == BAD_TOKEN
    if status in GONE or (code in MISSING and not bad_token):
        raise NotOnHub(f"{wanted.repo}/{wanted.file.path}" if code == "EntryNotFound" else wanted.repo)
    if status in (401, 403):
        raise _unauthorised(answer, wanted, way)
    if status != 200 and status not in REDIRECTS:
        raise Passing(HubBusy(way.host, 0))


def _unauthorised(answer: Answer, wanted: Wanted, way: Way) -> HubError:
    if not way.source.token or "disabled" in answer.header("X-Error-Message"):
        return NotOnHub(wanted.repo)
    if answer.status == 401:
        return TokenRejected(way.host)
    return AccessNeeded(wanted.repo, wanted.gated, signed_in=True)


def _redirected(answer: Answer, url: str, way: Way) -> str:
    """Give the address that an answer sends to, or its own."""
    if answer.status not in REDIRECTS:
        return url
    return follow(url, answer.header("Location"), way)


def follow(url: str, location: str, way: Way) -> str:
    """Give the address that is meant. Raises `Passing` for one that is none, or that gives up TLS."""
    there = url
    try:
        there = urljoin(url, location)
        kept = origin_of(there)[0] == "https" or origin_of(url)[0] == "http"
    except ValueError:
        kept = False
    if not kept:
        raise Passing(NotTheHub(way.host), PORTAL_WAIT)
    return there


def _checked(answer: Answer, wanted: Wanted, way: Way) -> str:
    """Give the hash that the hub names. Raises `NotTheHub`, also in a `Passing`, and `FileChanged`."""
    etag = answer.header("X-Linked-Etag") or answer.header("ETag")
    if not etag or not answer.header("X-Repo-Commit"):
        raise Passing(NotTheHub(way.host), PORTAL_WAIT)  # the sign-in page of a network, say
    named = etag.removeprefix("W/").strip('"')
    sha256 = named if SHA256.fullmatch(named) else ""
    size = whole(answer.header("X-Linked-Size"))
    other_size = size is not None and size != wanted.file.size
    if other_size or (sha256 and wanted.file.sha256 and sha256 != wanted.file.sha256):
        raise FileChanged(wanted.file.path)
    if wanted.file.size > LARGEST_UNHASHED and not (sha256 or wanted.file.sha256):
        raise NotTheHub(way.host)  # nothing could tell whether it came whole
    return sha256

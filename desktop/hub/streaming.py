"""The bytes of a file from where they lie into its part, from the exact byte on."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager

from desktop.core.hub_errors import FileChanged, HubBusy, HubUnreachable, NotTheHub
from desktop.hub.asking import Answer, Request, host_of, origin_of
from desktop.hub.locating import (
    HOPS,
    PORTAL_WAIT,
    REDIRECTS,
    Located,
    Passing,
    Wanted,
    Way,
    asked,
    follow,
    retry_after,
    whole,
)
from desktop.hub.parts import Part
from desktop.hub.refusals import BUSY

RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
MAGIC = b"GGUF"


def stream(wanted: Wanted, located: Located, way: Way, part: Part, came: Callable[[], None]) -> None:
    """Append what is missing; `came` is called after every piece. Raises what `locate` does.

    Returns when the part is as long as the file. What has come is kept, whatever happens.
    """
    with _opened(located, way, part.length) as answer:
        skip = _begins(answer, wanted, part.length)
        while part.length < wanted.file.size:
            data = answer.read()
            if not data:
                raise Passing(HubUnreachable(host_of(located.url)))  # it ended early
            if skip:
                cut = min(skip, len(data))
                skip -= cut
                data = data[cut:]
            data = data[: wanted.file.size - part.length]
            if not part.length and wanted.file.path.endswith(".gguf") and data[:4] != MAGIC[: len(data)]:
                raise Passing(NotTheHub(host_of(located.url)), PORTAL_WAIT)
            part.write(data)
            came()
            way.stop.check()


@contextmanager
def _opened(located: Located, way: Way, position: int) -> Generator[Answer]:
    """Ask for the rest of a file, following where the address leads; the token stays behind then."""
    url, headers = located.url, dict(located.headers)
    if position:
        headers["Range"] = f"bytes={position}-"
    for _ in range(HOPS):
        with asked(Request(url, headers), way) as answer:
            if answer.status not in REDIRECTS:
                yield answer
                return
            there = follow(url, answer.header("Location"), way)
        if origin_of(there) != origin_of(url):
            headers.pop("Authorization", None)
        url = there
    raise Passing(NotTheHub(way.host), PORTAL_WAIT)


def _begins(answer: Answer, wanted: Wanted, position: int) -> int:
    """Check that an answer is the rest of the file; tell how many bytes of it are there already."""
    host = answer.host
    if answer.status in BUSY:
        wait = retry_after(answer)
        raise Passing(HubBusy(host, round(wait or 0)), wait)
    if answer.status == 416:
        raise FileChanged(wanted.file.path)  # it is shorter than was announced
    if answer.status not in (200, 206):
        raise Passing(HubBusy(host, 0))  # a signed address that has expired: the hub gives another one
    if "html" in answer.header("Content-Type") or answer.header("Content-Encoding") not in ("", "identity"):
        raise Passing(NotTheHub(host), PORTAL_WAIT)
    if answer.status == 206:
        _check_range(answer, wanted, position)
        return 0
    length = whole(answer.header("Content-Length"))
    if length is not None and length != wanted.file.size:
        raise Passing(NotTheHub(host))
    return position


def _check_range(answer: Answer, wanted: Wanted, position: int) -> None:
    found = RANGE.fullmatch(answer.header("Content-Range"))
    if found is None or whole(found[1]) != position or found[3] not in ("*", str(wanted.file.size)):
        raise Passing(NotTheHub(answer.host))

"""Finds out whether an address is that of a hub: asks for a small file of a repository that every hub has."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from desktop.core.addresses import host_of
from desktop.core.hub_errors import NotTheHub
from desktop.core.network import Gate, Purpose
from desktop.core.sources import Connection
from desktop.core.tasks import Job
from desktop.hub.refusals import Asked, refusal, unanswered

if TYPE_CHECKING:
    import httpx2

KNOWN = "openai-community/gpt2/resolve/main/README.md"
MARK = "x-repo-commit"  # only a hub names the commit
COMMIT = 40  # hex digits
MOST_HOPS = 3  # redirects within the hub


def probe(gate: Gate, connection: Connection, endpoint: str, job: Job[Any]) -> float:
    """Give the seconds until a hub answered. Without the token. Raises `HubError`, `Offline`, `Cancelled`."""
    import httpx2  # here: it takes 0.15 s

    from desktop.hub.transport import Sockets, make_client

    host, sockets = host_of(endpoint), Sockets()
    with make_client(connection, gate, Purpose.MIRROR_TEST, sockets) as client:
        job.when_cancelled(sockets.cut)
        begun = time.monotonic()
        try:
            found = _is_hub(client, f"{endpoint}/{KNOWN}", host)
        except httpx2.TransportError as error:
            job.check()
            raise unanswered(error, host) from error
        except (httpx2.InvalidURL, httpx2.RequestError) as error:
            raise NotTheHub(host) from error
    if not found:
        raise NotTheHub(host)
    return time.monotonic() - begun


def _is_hub(client: httpx2.Client, address: str, host: str) -> bool:
    """Look for the mark in the answer, and in those that it leads to without leaving the host."""
    for _ in range(MOST_HOPS + 1):
        response = client.head(address, follow_redirects=False)
        error = refusal(response.status_code, response.headers, Asked(host))
        if error is not None:
            raise error
        commit = response.headers.get(MARK, "")
        if len(commit) == COMMIT and commit.isalnum():
            return True
        following = response.next_request
        if following is None or following.url.netloc != response.url.netloc:
            return False
        address = str(following.url)
    return False

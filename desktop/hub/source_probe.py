"""Finds out whether an address is that of a hub: asks for a small file of a repository that every hub has."""

from __future__ import annotations

import time
from typing import Any

from desktop.core.addresses import host_of
from desktop.core.hub_errors import NotTheHub
from desktop.core.network import Gate, Purpose
from desktop.core.sources import Connection
from desktop.core.tasks import Job
from desktop.hub.refusals import Asked, refusal, unanswered

KNOWN = "openai-community/gpt2/resolve/main/README.md"
MARK = "x-repo-commit"  # only a hub names the commit
COMMIT = 40  # hex digits


def probe(gate: Gate, connection: Connection, endpoint: str, job: Job[Any]) -> float:
    """Give the seconds until a hub answered. Without the token. Raises `HubError`, `Offline`, `Cancelled`."""
    import httpx2  # here: it takes 0.15 s

    from desktop.hub.transport import Sockets, make_client

    host, sockets = host_of(endpoint), Sockets()
    with make_client(connection, gate, Purpose.MIRROR_TEST, sockets) as client:
        job.when_cancelled(sockets.cut)
        begun = time.monotonic()
        try:
            response = client.head(f"{endpoint}/{KNOWN}", follow_redirects=False)
        except httpx2.TransportError as error:
            job.check()
            raise unanswered(error, host) from error
    error = refusal(response.status_code, response.headers, Asked(host))
    commit = response.headers.get(MARK, "")
    if error is None and len(commit) == COMMIT and commit.isalnum():
        return time.monotonic() - begun
    raise error or NotTheHub(host)

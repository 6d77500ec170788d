"""huggingface_hub, kept to our rules: every request of it passes the gate, ends, and can be cut.

The library has one client for the whole process. Ours knows nothing by itself: it hands each request to
the call that runs on this thread, and refuses one that belongs to none. So there is one factory, and every
call has its own connection, token, limits and sockets.

Import this inside functions: httpx2 takes 0.15 s, the library 0.25 s more.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import httpx2

from desktop import __version__
from desktop.core.sources import Source
from desktop.hub.call import Call

if TYPE_CHECKING:
    from huggingface_hub import HfApi

ENVIRONMENT = {  # read when the library is imported
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_XET_TELEMETRY_ENABLED": "0",
}
CALL: ContextVar[Call] = ContextVar("CALL")


class Switch(httpx2.BaseTransport):
    """Hands each request to the call that is made on this thread."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request. Raises what `Call.send` raises, and LookupError outside of a call."""
        return CALL.get().send(request)


class Client(httpx2.Client):
    """The client that the library shares between all its calls."""

    def close(self) -> None:
        """Stay open: the library closes it after any failed connection, in the middle of other calls."""


def make_client() -> Client:
    """Make it; it holds no state of ours, and takes nothing from the environment."""
    return Client(transport=Switch(), trust_env=False, follow_redirects=True, timeout=None)


@contextmanager
def calling(call: Call) -> Generator[None]:
    """Let the library's requests of this thread be this call's."""
    token = CALL.set(call)
    try:
        yield
    finally:
        CALL.reset(token)
        call.close()


class Library:
    """The library, imported at its first use. For worker threads."""

    def __init__(self) -> None:
        self._ready = False

    def api(self, source: Source) -> HfApi:
        """Give the interface to a hub. A token is given or refused; none is looked for on this computer."""
        os.environ.update(ENVIRONMENT)
        from huggingface_hub import HfApi, set_client_factory

        if not self._ready:
            set_client_factory(make_client)
            self._ready = True
        token = source.token or False
        return HfApi(source.endpoint, token, library_name="fireside", library_version=__version__)

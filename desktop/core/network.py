"""The one gate that every request to the outside passes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from desktop.core.errors import Offline
from desktop.core.events import Event, Post

MOST_REMEMBERED = 2_000  # requests; the oldest go


class Purpose(StrEnum):
    """What a request is for."""

    OPEN_LINK = "open_link"  # the user follows a link into the browser
    SEARCH = "search"  # for models
    MODEL_INFO = "model_info"  # files, licence and model card of a repository
    HEADER = "header"  # the first bytes of a model file, to tell how it fits
    DOWNLOAD = "download"  # of a model file
    ACCOUNT = "account"  # whose token it is, and what it may fetch
    MIRROR_TEST = "mirror_test"  # whether an address is that of a hub


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was let through."""

    time: datetime
    host: str
    purpose: Purpose
    received: int = 0  # bytes; told when the request has ended


class Gate:
    """Lets requests out, or not, and remembers them. Its state lives on the owner thread.

    `ask` may be called on any thread: it reads one flag, and posts what is to be remembered.
    """

    def __init__(self, offline: bool, post: Post, forced: bool = False) -> None:
        self._offline = offline or forced
        self._post = post
        self.forced = forced  # offline until the end, whatever is chosen: the command line says so
        self.log: deque[Request] = deque(maxlen=MOST_REMEMBERED)
        self.passed: Event[Request] = Event()  # a request goes out, or has ended
        self.cleared: Event[None] = Event()  # the log is empty now
        self.offline_changed: Event[bool] = Event()

    @property
    def offline(self) -> bool:
        """Whether nothing may go out."""
        return self._offline

    def set_offline(self, offline: bool) -> None:
        """Let nothing out any more, or let it out again. Requests on their way are their owners' matter."""
        if offline != self._offline and not self.forced:
            self._offline = offline
            self.offline_changed.emit(offline)

    def let_out(self, host: str, purpose: Purpose) -> None:
        """Ask on the owner thread for a request whose bytes are not ours to count. Raises `Offline`."""
        self._refuse_offline(host)
        self.remember(Request(datetime.now(UTC), host, purpose))

    def ask(self, host: str, purpose: Purpose) -> Pass:
        """Ask on any thread, before every request. Raises `Offline`. Close the pass when it has ended."""
        self._refuse_offline(host)
        request = Request(datetime.now(UTC), host, purpose)
        self._post(lambda: self.remember(request))
        return Pass(self, self._post, request)

    def remember(self, request: Request) -> None:
        """Keep a request in the log."""
        self.log.append(request)
        self.passed.emit(request)

    def clear(self) -> None:
        """Forget what went out; a request on its way is not told of any more."""
        self.log.clear()
        self.cleared.emit(None)

    def settle(self, request: Request, received: int) -> None:
        """Note how many bytes a request brought."""
        ended = replace(request, received=received)
        for place in range(len(self.log) - 1, -1, -1):
            if self.log[place] is request:
                self.log[place] = ended
                self.passed.emit(ended)
                break

    def _refuse_offline(self, host: str) -> None:
        if self._offline:
            raise Offline(host)


@dataclass(slots=True)
class Pass:
    """One request that was let out, as the thread sees it that makes it."""

    _gate: Gate
    _post: Post
    _request: Request
    _closed: bool = field(default=False)

    def close(self, received: int) -> None:
        """Tell how many bytes came; only the first call counts."""
        if not self._closed:
            self._closed = True
            self._post(lambda: self._gate.settle(self._request, received))

"""The one gate that every request to the outside passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desktop.core.errors import Offline
from desktop.core.events import Event


class Purpose(StrEnum):
    """What a request is for."""

    OPEN_LINK = "open_link"  # the user follows a link into the browser


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was let through."""

    time: datetime
    host: str
    purpose: Purpose


class Gate:
    """Lets a request out, or not, and remembers it. Lives on the owner thread."""

    def __init__(self, offline: bool) -> None:
        self.offline = offline
        self.log: list[Request] = []
        self.passed: Event[Request] = Event()

    def let_out(self, host: str, purpose: Purpose) -> None:
        """Ask before every request. Raises `Offline` in offline mode."""
        if self.offline:
            raise Offline(host)
        request = Request(datetime.now(UTC), host, purpose)
        self.log.append(request)
        self.passed.emit(request)

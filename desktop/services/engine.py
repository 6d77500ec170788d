"""What the services need of an engine."""

from __future__ import annotations

from typing import Protocol

from desktop.core.events import Event
from desktop.engine.protocol import Command, EngineEvent, RequestId


class Engine(Protocol):
    """The engine process as `engine.client.EngineClient` offers it, and as a test fakes it."""

    @property
    def events(self) -> Event[EngineEvent]:
        """All that the process tells, on the owner thread."""
        ...

    def new_request(self) -> RequestId:
        """Give a number that no other request has."""
        ...

    def send(self, command: Command) -> None:
        """Pass a command on without waiting, starting the process if there is none."""
        ...

    def kill(self) -> None:
        """End the process now."""
        ...

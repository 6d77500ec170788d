"""How parts of the application tell each other that something happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Post: TypeAlias = Callable[[Callable[[], None]], None]
"""Hands a call to the owner thread; the only thing a worker may do to the rest of the application."""

Later: TypeAlias = Callable[[float, Callable[[], None]], None]
"""Runs a call on the owner thread after so many seconds."""


class Event(Generic[T]):
    """A happening that listeners hear about, on the owner thread, in the order they connected."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def connect(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call `listener` at every emit; the returned function ends that and may be called twice."""
        self._listeners.append(listener)

        def disconnect() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return disconnect

    def emit(self, value: T) -> None:
        """Tell every listener that is connected now."""
        for listener in tuple(self._listeners):
            listener(value)

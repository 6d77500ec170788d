"""What tells one request to the engine from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

RequestId = NewType("RequestId", int)


@dataclass(frozen=True, slots=True)
class LoadDied:
    """The process is gone that loaded a model beside another; told by the application's end, as `Died` is."""

    request: RequestId
    exit_code: int | None

"""What tells one request to the engine from another."""

from __future__ import annotations

from typing import NewType

RequestId = NewType("RequestId", int)

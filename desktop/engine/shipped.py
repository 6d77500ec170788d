"""The backend that comes along, named without being imported, which only the engine process does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.engine.abort import AbortFlag
    from desktop.engine.worker import Backend


def llama(abort: AbortFlag) -> Backend:
    """Make llama.cpp the backend of this process."""
    from desktop.engine.llama import Backend

    return Backend(abort)

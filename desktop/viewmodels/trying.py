"""Calls that the user can do something about when they fail."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance

from desktop.core.errors import UserError


def trying(failed: SignalInstance, call: Callable[[], None]) -> bool:
    """Make a call; an error that the user can act on goes out as a signal."""
    try:
        call()
    except UserError as error:
        failed.emit(error)
        return False
    return True

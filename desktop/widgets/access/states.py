"""States as Qt tells them to screen readers."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAccessible


def state_of(**states: bool) -> Any:
    """Make a state of its names; those that are not named are off."""
    return changed(QAccessible.State(), **states)


def changed(state: Any, **states: bool) -> Any:
    """Set some of the bits of a state, which the stubs of PySide6 leave out; gives the same state."""
    for name, value in states.items():
        setattr(state, name, value)
    return state

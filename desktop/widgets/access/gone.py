"""What an interface answers once its widget has gone: Qt still asks it while it deletes it.

An error in an answer that Qt waits for ends the process (PySide6 6.11), so there is always one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any, TypeVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QColor
from shiboken6 import isValid

from desktop.widgets.access.states import state_of

Kind = TypeVar("Kind", bound=type)


def _nobody() -> None:
    return None


NOTHING: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {
        "isValid": bool,
        "text": str,
        "role": lambda: QAccessible.Role.NoRole,
        "state": lambda: state_of(invalid=True),
        "rect": QRect,
        "childCount": int,
        "indexOfChild": lambda: -1,
        "actionNames": list,
        "backgroundColor": QColor,
        "foregroundColor": QColor,
    }
    | dict.fromkeys(("parent", "child", "childAt", "focusChild", "window", "doAction"), _nobody)
)


def while_there(widget: str) -> Callable[[Kind], Kind]:
    """Have a class give its own answers only while the widget is there that an attribute names."""

    def guard(kind: Kind) -> Kind:
        for name, nothing in NOTHING.items():
            if name in vars(kind):
                setattr(kind, name, _guarded(vars(kind)[name], widget, nothing))
        return kind

    return guard


def _guarded(method: Callable[..., Any], widget: str, nothing: Callable[[], Any]) -> Callable[..., Any]:
    @wraps(method)
    def answer(interface: Any, *question: Any) -> Any:
        return method(interface, *question) if isValid(getattr(interface, widget)) else nothing()

    return answer

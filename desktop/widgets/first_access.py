"""Lets screen readers read the first list of chats, before there is anything else to read."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface

from desktop.widgets.first_list import FirstList


def let_first_list_be_read() -> None:
    """Have Qt ask here, too. What is made of the rest of the window comes with it."""
    QAccessible.installFactory(_make)


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if class_name != FirstList.__name__ or not isinstance(thing, FirstList):
        return None
    # Here: most people have no screen reader. Nothing that a worker may be importing at this moment.
    from desktop.widgets.access.first_rows import FirstListInterface
    from desktop.widgets.transcript.accessibility import kept

    return kept(FirstListInterface(thing))

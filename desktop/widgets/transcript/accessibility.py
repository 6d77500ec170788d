"""Where screen readers get what Qt cannot tell them of our widgets.

Qt asks a factory for an interface when a reader wants one; before that nothing of it is imported.
"""

from __future__ import annotations

from ctypes import py_object, pythonapi

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface


class Accessibility:
    """Makes interfaces and keeps them alive, since Qt does not. The application keeps this object."""

    def __init__(self) -> None:
        self._kept: dict[QObject, QAccessibleInterface] = {}

    def install(self) -> None:
        """Let Qt ask here from now on. Once in a program."""
        QAccessible.installFactory(self._make)

    def _make(self, class_name: str, thing: QObject) -> QAccessibleInterface | None:
        from desktop.widgets.access.making import interface_of  # here: most people have no screen reader

        if thing not in self._kept:
            made = interface_of(thing, class_name)
            if made is None:
                return None
            self._kept[thing] = made
            # WORKAROUND: Qt deletes the interface with its widget; PySide6 6.11 believes that Python does.
            # Both did, and closing the window crashed. A reference that is never given back leaves
            # it to Qt; what stays is an empty shell for each widget that a reader has asked for.
            pythonapi.Py_IncRef(py_object(made))
            thing.destroyed.connect(lambda: self._kept.pop(thing, None))
        return self._kept[thing]

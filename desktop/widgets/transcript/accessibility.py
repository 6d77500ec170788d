"""Where screen readers get what Qt cannot tell them of our widgets.

Qt asks a factory for an interface when a reader wants one; before that nothing of it is imported.
"""

from __future__ import annotations

from ctypes import py_object, pythonapi

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface


class Accessibility:
    """Makes interfaces. Qt owns each from then on, and deletes it with its widget.

    Qt finds an interface again by the widget and its meta-object. PySide6 replaces that of a Python class
    when a method of it is first connected; then Qt asks anew, and takes the answer for one that it does
    not have. So it gets a new one each time: the same one twice would be deleted twice.
    """

    def install(self) -> None:
        """Let Qt ask here from now on. Once in a program."""
        QAccessible.installFactory(_make)


def _make(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    from desktop.widgets.access.making import interface_of  # here: most people have no screen reader

    made = interface_of(thing, class_name)
    return kept(made) if made is not None else None


def kept(made: QAccessibleInterface) -> QAccessibleInterface:
    """Leave an interface to Qt.

    WORKAROUND: PySide6 6.11 believes that Python deletes it. A reference that is never given back leaves it
    to Qt; what stays is an empty shell for each widget that a reader has asked for.
    """
    pythonapi.Py_IncRef(py_object(made))
    return made

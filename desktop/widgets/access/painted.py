"""The interface of something that is painted: there is no widget behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QWidget
from shiboken6 import Object, VoidPtr, getCppPointer

from desktop.widgets.access.gone import while_there

if TYPE_CHECKING:  # the first list is there before the conversation can be imported
    from desktop.widgets.style import Theme
    from desktop.widgets.transcript.view import TranscriptView


@while_there("painter")
class PaintedPart(QAccessibleInterface):
    """Answers what is the same for all of them. It has to be kept and registered by who makes it."""

    def __init__(self, painter: QWidget) -> None:
        super().__init__()
        self.painter = painter

    def theme(self) -> Theme:
        """Give the colours it is painted in."""
        raise NotImplementedError

    def children(self) -> Sequence[QAccessibleInterface | QWidget]:
        """Give what lies inside: painted things and widgets, in the order of reading."""
        return ()

    def part(self, kind: QAccessible.InterfaceType) -> Object | None:
        """Give what else it can be asked as; None for what it cannot."""
        return None

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> Any:
        """Give a part as C++ knows it. Only a `VoidPtr` will do: a number or None crash PySide6."""
        part = self.part(arg__1)
        return VoidPtr(getCppPointer(part)[0] if part is not None else 0)

    def childCount(self) -> int:
        """Count the children."""
        return len(self.children())

    def child(self, index: int) -> Any:
        """Give a child."""
        children = self.children()
        return interface_of_child(children[index]) if 0 <= index < len(children) else None

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """Find a child."""
        return place_of(self.children(), arg__1)

    def childAt(self, x: int, y: int) -> Any:
        """Give the child under a point of the screen."""
        children = (self.child(index) for index in reversed(range(self.childCount())))
        return next((child for child in children if child is not None and child.rect().contains(x, y)), None)

    def object(self) -> Any:
        """There is no object behind it."""
        return None

    def window(self) -> Any:
        """Give the window."""
        return self.painter.window().windowHandle()

    def relations(self, match: Any = None) -> list[Any]:
        """There are none."""
        return []

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Change nothing."""

    def foregroundColor(self) -> QColor:
        """Give the text's colour."""
        return self.theme().color("text")

    def backgroundColor(self) -> QColor:
        """Give the ground's colour."""
        return self.theme().color("bg")

    def virtual_hook(self, id: int, data: Any) -> None:
        """Answer no further questions."""


class PaintedInterface(PaintedPart):
    """Something in the conversation."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view)
        self.view = view

    def theme(self) -> Theme:
        """Give the conversation's."""
        return self.view.parts.kit.theme


def interface_of_child(child: QAccessibleInterface | QWidget) -> QAccessibleInterface | None:
    """Give the interface of a child that may be a widget."""
    return QAccessible.queryAccessibleInterface(child) if isinstance(child, QWidget) else child


def place_of(children: Sequence[QAccessibleInterface | QWidget], child: QAccessibleInterface) -> int:
    """Find a child; −1 where it is not."""
    for number, each in enumerate(children):
        if each is child or (isinstance(each, QWidget) and child.object() is each):
            return number
    return -1

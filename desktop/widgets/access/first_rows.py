"""The rows of the first list of chats as screen readers find them. Imports little: it is there early."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Object

from desktop.core.list_rows import FirstRow
from desktop.viewmodels.row_words import spoken
from desktop.widgets.access.gone import while_there
from desktop.widgets.access.painted import PaintedPart
from desktop.widgets.access.states import changed, state_of
from desktop.widgets.first_list import FirstList
from desktop.widgets.style import Theme


@while_there("_list")
class FirstListInterface(QAccessibleWidget):
    """A list of its rows."""

    def __init__(self, first: FirstList) -> None:
        super().__init__(first, QAccessible.Role.List)
        self._list = first
        self._made: dict[int, FirstRowInterface] = {}
        first.destroyed.connect(partial(_delete, self._made))

    def childCount(self) -> int:
        """Count the rows."""
        return len(self._list.rows)

    def child(self, index: int) -> Any:
        """Give a row."""
        if not 0 <= index < len(self._list.rows):
            return None
        if index not in self._made:
            self._made[index] = FirstRowInterface(self._list, index)
            QAccessible.registerAccessibleInterface(self._made[index])
        return self._made[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find a row."""
        return child.row if isinstance(child, FirstRowInterface) and child.isValid() else -1

    def childAt(self, x: int, y: int) -> Any:
        """Give the row under a point of the screen."""
        below = self._list.mapFromGlobal(QPoint(x, y)).y()
        return self.child(self._list.row_at(below)) if below >= 0 else None

    def focusChild(self) -> Any:
        """Give the row that the keys are about."""
        current = self._list.current
        return self.child(current) if current is not None and self._list.hasFocus() else None


@while_there("first")
class FirstRowInterface(PaintedPart):
    """A row, called as the list of chats calls it later."""

    def __init__(self, first: FirstList, row: int) -> None:
        super().__init__(first)
        self.first = first
        self.row = row
        self._action = OpenAction(self)

    def theme(self) -> Theme:
        """Give the list's."""
        return self.first.look.theme

    def _told(self) -> FirstRow | None:
        rows = self.first.rows
        return rows[self.row] if self.row < len(rows) else None

    def open(self) -> None:
        """Open the chat."""
        self.first.choose(self.row)

    def isValid(self) -> bool:
        """Tell whether there is such a row."""
        return self._told() is not None

    def text(self, text: QAccessible.Text) -> str:
        """Give what is said of the row as its name."""
        told = self._told()
        return (spoken(told) or "") if told is not None and text is QAccessible.Text.Name else ""

    def role(self) -> QAccessible.Role:
        """It is one of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Give its place on the screen."""
        place = self.first.place_of(self.row)
        return QRect(self.first.mapToGlobal(place.topLeft()), place.size())

    def state(self) -> Any:
        """Tell whether the keys are about it."""
        told, here = self._told(), self.first.current == self.row
        can = told is not None and told.chat is not None
        state = state_of(readOnly=True, focusable=can, selectable=can, selected=here)
        off = self.first.place_of(self.row).top() >= self.first.height()
        return changed(state, focused=here and self.first.hasFocus(), offscreen=off)

    def parent(self) -> Any:
        """Give the list."""
        return QAccessible.queryAccessibleInterface(self.first)

    def part(self, kind: QAccessible.InterfaceType) -> Object | None:
        """A chat can be opened."""
        told = self._told()
        can = told is not None and told.chat is not None
        return self._action if can and kind is QAccessible.InterfaceType.ActionInterface else None


class OpenAction(QAccessibleActionInterface):
    """What can be done with a row."""

    def __init__(self, row: FirstRowInterface) -> None:
        super().__init__()
        self._row = row

    def actionNames(self) -> list[str]:
        """It can be pressed."""
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, actionName: str) -> None:
        """Open the chat."""
        if actionName == QAccessibleActionInterface.pressAction():
            self._row.open()

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        """No keys of its own."""
        return []


def _delete(rows: dict[int, FirstRowInterface]) -> None:
    """Have Qt delete what nobody but Python knows of."""
    for row in rows.values():
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(row))
    rows.clear()

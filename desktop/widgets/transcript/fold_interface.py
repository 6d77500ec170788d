"""What screen readers get of a pill: a button that tells whether its part is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAccessibleWidget

from desktop.widgets.transcript.buttons import FlatButton


class FoldInterface(QAccessibleWidget):
    """Qt's own interface of a button knows pressed and checked, but not expanded and collapsed."""

    def __init__(self, button: FlatButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def state(self) -> Any:
        """Tell whether the part is shown."""
        state = super().state()
        opened = bool(self._button.face.open)
        state.expandable = True  # pyright: ignore[reportAttributeAccessIssue]  # a bit field, untyped in the stub
        state.expanded = opened  # pyright: ignore[reportAttributeAccessIssue]  # as above
        state.collapsed = not opened  # pyright: ignore[reportAttributeAccessIssue]  # as above
        return state

    def actionNames(self) -> list[str]:
        """Let a reader press it."""
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        """Press it."""
        if actionName == QAccessibleActionInterface.pressAction():
            self._button.click()
        else:
            super().doAction(actionName)

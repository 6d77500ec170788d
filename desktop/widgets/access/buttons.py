"""What screen readers get of buttons that fold something, or stand in a message."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QMenu, QToolButton

from desktop.widgets.access.gone import while_there
from desktop.widgets.access.states import changed
from desktop.widgets.transcript.buttons import FlatButton
from desktop.widgets.transcript.view import TranscriptView


@while_there("_button")
class UnfoldInterface(QAccessibleWidget):
    """Qt's own interface of a button knows pressed and checked, but not expanded and collapsed."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def text(self, t: QAccessible.Text) -> str:
        """Give what stands on the button where it has no other name."""
        said = super().text(t)
        return said or (self._button.text() if t is QAccessible.Text.Name else "")

    def is_open(self) -> bool:
        """Tell whether what it folds is shown."""
        return self._button.isChecked()

    def state(self) -> Any:
        """Tell whether the part is shown."""
        opened = self.is_open()
        return changed(super().state(), expandable=True, expanded=opened, collapsed=not opened)

    def actionNames(self) -> list[str]:
        """Let a reader press it."""
        press = [QAccessibleActionInterface.pressAction()] if self._button.isEnabled() else []
        return [*press, *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        """Press it."""
        if actionName == QAccessibleActionInterface.pressAction():
            self._button.click()
        else:
            super().doAction(actionName)


@while_there("_button")
class MenuButtonInterface(QAccessibleWidget):
    """A button that opens a menu at once.

    WORKAROUND: the interface of Qt 6.11 (`QAccessibleToolButton::doAction`) opens no menu of such a button.
    """

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button, QAccessible.Role.ButtonMenu)
        self._button = button

    def text(self, t: QAccessible.Text) -> str:
        """Give what stands on the button where it has no other name."""
        said = super().text(t)
        return said or (self._button.text() if t is QAccessible.Text.Name else "")

    def state(self) -> Any:
        """Tell that it opens a menu, and whether it is open."""
        menu = menu_of(self._button)
        shown = menu is not None and menu.isVisible()
        state = changed(super().state(), hasPopup=True, expandable=True)
        return changed(state, expanded=shown, collapsed=not shown)

    def actionNames(self) -> list[str]:
        """Let a reader press it."""
        names = [QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()]
        return [*(names if self._button.isEnabled() else []), *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        """Open the menu."""
        if actionName in (
            QAccessibleActionInterface.showMenuAction(),
            QAccessibleActionInterface.pressAction(),
        ):
            # Not from here: it returns when the menu is closed, and no other thread could run meanwhile.
            QMetaObject.invokeMethod(self._button, "showMenu", Qt.ConnectionType.QueuedConnection)
        else:
            super().doAction(actionName)


@while_there("_flat")
class MessageButtonInterface(UnfoldInterface):
    """A button of a message: its parent is the message, not what it lies on."""

    def __init__(self, button: FlatButton) -> None:
        super().__init__(button)
        self._flat = button

    def is_open(self) -> bool:
        """Tell whether its part is shown."""
        return bool(self._flat.face.open)

    def role(self) -> QAccessible.Role:
        """What stays down is a switch."""
        return QAccessible.Role.CheckBox if self._flat.isCheckable() else QAccessible.Role.Button

    def state(self) -> Any:
        """Tell whether its part is shown, or whether it is down."""
        face = self._flat.face
        if face.open is not None:
            return super().state()
        state = QAccessibleWidget.state(self)
        return changed(state, checkable=face.checked is not None, checked=bool(face.checked))

    def parent(self) -> Any:
        """Give the message."""
        below = self._flat.parentWidget()
        view = below.parentWidget() if below is not None else None
        if not isinstance(view, TranscriptView):
            return super().parent()
        row = view.parts.controls.row_of(self._flat)
        conversation = QAccessible.queryAccessibleInterface(view)
        return conversation.child(row) if row >= 0 else conversation


def menu_of(button: QToolButton) -> QMenu | None:
    """Give the menu of a button; Qt's stub does not know that there may be none."""
    return button.menu()

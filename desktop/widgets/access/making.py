"""Which interface a widget has for screen readers; None leaves it to Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSlider,
    QToolButton,
    QWidget,
)

from desktop.widgets.access.buttons import (
    MenuButtonInterface,
    MessageButtonInterface,
    UnfoldInterface,
    menu_of,
)
from desktop.widgets.access.controls import (
    ChoiceInterface,
    GripInterface,
    HeadingInterface,
    RoleInterface,
    SliderInterface,
)
from desktop.widgets.access.conversation import ConversationInterface
from desktop.widgets.context_bar import ShareBar
from desktop.widgets.grip import Grip
from desktop.widgets.quick_window import QuickWindow
from desktop.widgets.transcript.activity import ActivityLine
from desktop.widgets.transcript.buttons import FlatButton
from desktop.widgets.transcript.view import TranscriptView

ROLES = (
    (ActivityLine, QAccessible.Role.StaticText),
    (ShareBar, QAccessible.Role.Graphic),
    (QuickWindow, QAccessible.Role.Window),
)
LEVELS = {
    "pagetitle": 1,
    "big": 1,
    "sectiontitle": 2,
    "emptytitle": 2,
    "heading": 2,
    "cardtitle": 3,
    "groupname": 3,
}


def interface_of(thing: QObject, class_name: str) -> QAccessibleInterface | None:
    """Make the interface of what Qt cannot describe. Qt asks anew for each class that a thing is of."""
    if not isinstance(thing, QWidget) or class_name != thing.metaObject().className():
        return None
    match thing:
        case TranscriptView():
            return ConversationInterface(thing)
        case QAbstractButton():
            return _button(thing)
        case QLabel():
            return _label(thing)
        case QComboBox():
            return ChoiceInterface(thing)
        case QSlider():
            return SliderInterface(thing)
        case _:
            return _other(thing)


def _button(button: QAbstractButton) -> QAccessibleInterface | None:
    if isinstance(button, FlatButton):
        return MessageButtonInterface(button)
    if button.objectName() == "unfold":
        return UnfoldInterface(button)
    if not isinstance(button, QToolButton):
        return None
    at_once = button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup
    return MenuButtonInterface(button) if at_once and menu_of(button) is not None else None


def _label(label: QLabel) -> QAccessibleInterface | None:
    if label.property("decoration"):
        return RoleInterface(label, QAccessible.Role.Graphic)
    level = LEVELS.get(label.objectName())
    return HeadingInterface(label, level) if level is not None and _names(label) is None else None


def _names(label: QLabel) -> QWidget | None:
    """Give the field that a label names; Qt's stub does not know that there may be none."""
    return label.buddy()


def _other(thing: QWidget) -> QAccessibleInterface | None:
    if isinstance(thing, Grip):
        return GripInterface(thing)
    role = next((role for kind, role in ROLES if isinstance(thing, kind)), None)
    if role is not None:
        return RoleInterface(thing, role)
    plain = isinstance(thing, QFrame) and QFrame in (type(thing), *type(thing).__bases__)
    plain = plain or type(thing) is QScrollArea
    return RoleInterface(thing, QAccessible.Role.Grouping) if plain else None

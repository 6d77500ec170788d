"""What screen readers get of controls that Qt describes too little."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAccessibleWidget, QComboBox, QLabel, QSlider, QWidget
from shiboken6 import VoidPtr, getCppPointer

from desktop.widgets.access.gone import while_there
from desktop.widgets.access.states import changed
from desktop.widgets.grip import STEP, Grip
from desktop.widgets.sampling_rows import Slider

Role, Text, Kind = QAccessible.Role, QAccessible.Text, QAccessible.InterfaceType


class RoleInterface(QAccessibleWidget):
    """A widget with another role than Qt gives it; its name is the one that is set."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)


@while_there("_label")
class HeadingInterface(QAccessibleWidget):
    """A label that is a heading."""

    def __init__(self, label: QLabel, level: int) -> None:
        super().__init__(label, Role.Heading)
        self._label = label
        self._level = Level(level)

    def text(self, t: QAccessible.Text) -> str:
        """Give what is written there."""
        said = super().text(t)
        return said or (self._label.text() if t is Text.Name else "")

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        """Give the level, too."""
        if t is Kind.AttributesInterface:
            return VoidPtr(getCppPointer(self._level)[0])
        return _given(super().interface_cast(t))


class Level(QAccessibleAttributesInterface):
    """How deep below the title of the window a heading stands."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """The level alone."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        """Give the level."""
        return self._level if key is QAccessible.Attribute.Level else None


@while_there("_choice")
class ChoiceInterface(QAccessibleWidget):
    """A choice with a name: on Linux, Qt gives its value as the name, and keeps the name to itself."""

    def __init__(self, choice: QComboBox) -> None:
        super().__init__(choice, Role.ComboBox)
        self._choice = choice

    def text(self, t: QAccessible.Text) -> str:
        """Give the name, which its list has, too, and what is chosen as the value."""
        if t is Text.Value:
            return self._choice.currentText()
        said = super().text(t)
        if t is Text.Name and self._choice.view().accessibleName() != said:
            self._choice.view().setAccessibleName(said)
        return said

    def _parts(self) -> list[QWidget]:
        field = self._choice.lineEdit()
        return [*([field] if field is not None else []), self._choice.view()]

    def childCount(self) -> int:
        """Count the children: the list, and the field where it can be typed into."""
        return len(self._parts())

    def child(self, index: int) -> Any:
        """Give a child."""
        parts = self._parts()
        return QAccessible.queryAccessibleInterface(parts[index]) if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find a child."""
        parts = self._parts()
        return next((number for number, each in enumerate(parts) if child.object() is each), -1)

    def state(self) -> Any:
        """Tell whether its list is open."""
        opened = self._choice.view().isVisible()
        state = changed(super().state(), expandable=True, expanded=opened, collapsed=not opened)
        return changed(state, editable=self._choice.isEditable(), hasPopup=True)

    def actionNames(self) -> list[str]:
        """Its list can be opened and closed."""
        names = [QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()]
        return [*(names if self._choice.isEnabled() else []), *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        """Open the list, or close it."""
        if actionName not in (
            QAccessibleActionInterface.showMenuAction(),
            QAccessibleActionInterface.pressAction(),
        ):
            super().doAction(actionName)
        elif self._choice.view().isVisible():
            self._choice.hidePopup()
        else:
            self._choice.showPopup()


class SpokenValue(QAccessibleValueInterface):
    """The number that something stands for, as people are told it."""

    def __init__(self, range_: RangeInterface) -> None:
        super().__init__()
        self._range = range_

    def currentValue(self) -> float:
        """What it stands at."""
        return self._range.value_at(self._range.place())

    def setCurrentValue(self, value: float) -> None:
        """Go near a value."""
        low, high = self._range.ends()
        nearest = min(range(low, high + 1), key=lambda place: abs(self._range.value_at(place) - float(value)))
        self._range.go_to(nearest)

    def maximumValue(self) -> float:
        """The highest."""
        return self._range.value_at(self._range.ends()[1])

    def minimumValue(self) -> float:
        """The lowest."""
        return self._range.value_at(self._range.ends()[0])

    def minimumStepSize(self) -> float:
        """The step at the lower end."""
        low, high = self._range.ends()
        return self._range.value_at(min(low + 1, high)) - self._range.value_at(low)


@while_there("_widget")
class RangeInterface(QAccessibleWidget):
    """Something with a place between two ends."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget
        self._value = SpokenValue(self)

    def place(self) -> int:
        """Where it stands. For subclasses, as the next three."""
        raise NotImplementedError

    def ends(self) -> tuple[int, int]:
        """Where it can stand, at least and at most."""
        raise NotImplementedError

    def value_at(self, place: int) -> float:
        """What a place stands for."""
        return place

    def go_to(self, place: int) -> None:
        """Put it somewhere."""
        raise NotImplementedError

    def text(self, t: QAccessible.Text) -> str:
        """Give the value in words, too."""
        if t is Text.Value:
            return f"{self.value_at(self.place()):g}"
        return super().text(t)

    def interface_cast(self, t: QAccessible.InterfaceType) -> Any:
        """Give the value."""
        if t is Kind.ValueInterface:
            return VoidPtr(getCppPointer(self._value)[0])
        return _given(super().interface_cast(t))


class SliderInterface(RangeInterface):
    """A slider that tells the number beside it, not which notch it stands at."""

    def __init__(self, slider: QSlider) -> None:
        super().__init__(slider, Role.Slider)
        self._slider = slider

    def place(self) -> int:
        """The notch."""
        return self._slider.value()

    def ends(self) -> tuple[int, int]:
        """The first and the last notch."""
        return self._slider.minimum(), self._slider.maximum()

    def value_at(self, place: int) -> float:
        """The number of a notch."""
        if isinstance(self._slider, Slider):
            return self._slider.stops[place]
        return place * int(self._slider.property("notch") or 1)

    def go_to(self, place: int) -> None:
        """Move it."""
        self._slider.setValue(place)


class GripInterface(RangeInterface):
    """The edge of the sidebar."""

    def __init__(self, grip: Grip) -> None:
        super().__init__(grip, Role.Splitter)
        self._grip = grip

    def place(self) -> int:
        """The width, in steps."""
        sidebar = self._grip.parentWidget()
        return round(sidebar.width() / STEP) if sidebar is not None else 0

    def ends(self) -> tuple[int, int]:
        """The narrowest and the widest."""
        low, high = self._grip.limits
        return -(-low // STEP), high // STEP

    def value_at(self, place: int) -> float:
        """Pixels."""
        return place * STEP

    def go_to(self, place: int) -> None:
        """Make it wider or narrower."""
        self._grip.choose(place * STEP)


def _given(part: Any) -> Any:
    """Only a `VoidPtr` will do: None crashes PySide6."""
    return part if part is not None else VoidPtr(0)

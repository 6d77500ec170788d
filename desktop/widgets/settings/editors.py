"""What one setting is changed with: a switch, a choice, a number, a folder, or a list of folders."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.setting_kinds import Unit
from desktop.core.setting_list import Option
from desktop.widgets.look import Look
from desktop.widgets.model_settings_fields import ChoiceField, WheelGuard
from desktop.widgets.models.library_folders import PathLabel
from desktop.widgets.settings.words import choice_words

SLIDER, SPIN = 120, 78  # px
MOST_NOTCHES = 60  # of a slider; a number of more is typed


class Editor(QWidget):
    """Shows a value and lets it be changed. `edited` tells what the user did, never what was put."""

    edited = Signal(object)
    wide = False  # whether it stands below its name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def put(self, value: Any) -> None:
        """Show a value."""
        raise NotImplementedError

    def say(self, name: str, help_: str) -> None:
        """Name the fields for screen readers, and everything in the language of the window."""
        raise NotImplementedError

    def dress(self) -> None:
        """Wear the colours of the theme."""


class Switch(Editor):
    """On or off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.box)
        self.box.clicked.connect(lambda: self.edited.emit(self.box.isChecked()))

    def put(self, value: Any) -> None:
        """Show whether it is on."""
        self.box.setChecked(value)

    def say(self, name: str, help_: str) -> None:
        """Name it."""
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(help_)


class ChoiceEditor(Editor):
    """One of a few values."""

    def __init__(self, look: Look, kind: type[StrEnum], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._value = next(iter(kind))
        self.field = ChoiceField(look)
        self.row.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.chosen.connect(lambda: self.edited.emit(self.field.value))

    def put(self, value: Any) -> None:
        """Show which one is chosen."""
        self._value = value
        self.field.put([(choice_words(each), each) for each in self._kind], value)

    def say(self, name: str, help_: str) -> None:
        """Name it, and its values."""
        self.field.setAccessibleName(name)
        self.field.setAccessibleDescription(help_)
        self.put(self._value)


class NumberEditor(Editor):
    """A number between limits, with its unit."""

    def __init__(self, guard: WheelGuard, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = option.help.unit
        self._shown: int | None = None
        self.spin = QSpinBox()
        self.spin.setMinimumWidth(SPIN)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.lineEdit().setTextMargins(0, 0, 5, 0)
        self.spin.setKeyboardTracking(False)  # 1 and 12 are not meant by somebody who types 120
        self.spin.setRange(int(option.help.low or 0), int(option.help.high or 2**31 - 1))
        self.spin.setSingleStep(option.help.step)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("notch", option.help.step)  # what screen readers multiply by
        self.slider.setRange(self._notch(self.spin.minimum()), self._notch(self.spin.maximum()))
        self.slider.setTracking(False)  # what costs much is done once, not at every pixel
        self.slider.setFixedWidth(SLIDER)
        if self.slider.maximum() > MOST_NOTCHES:
            self.slider.hide()  # to show it would make a window of it, as long as it is in nothing
        self.slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number beside it does the same by keys
        guard.guard(self.spin)
        self.row.addWidget(self.slider)
        self.row.addWidget(self.spin)
        self.setFocusProxy(self.spin)
        self.spin.valueChanged.connect(self._spun)
        self.slider.valueChanged.connect(self._slid)

    def put(self, value: Any) -> None:
        """Show a number."""
        self._shown = value
        self.slider.setValue(self._notch(value))
        self.spin.setValue(value)

    def say(self, name: str, help_: str) -> None:
        """Name it, and its unit."""
        units = {
            Unit.NONE: "",
            Unit.PERCENT: QLocale().percent(),
            Unit.PIXELS: self.tr(" px"),
            Unit.MINUTES: self.tr(" min"),
        }
        self.spin.setSuffix(units[self._unit])
        self.spin.setAccessibleName(name)
        self.slider.setAccessibleName(name)
        self.spin.setAccessibleDescription(help_)

    def _notch(self, value: int) -> int:
        return value // self.spin.singleStep()

    @Slot(int)
    def _slid(self, notch: int) -> None:
        if self._shown is not None and notch != self._notch(self._shown):
            self.spin.setValue(notch * self.spin.singleStep())

    @Slot(int)
    def _spun(self, number: int) -> None:
        if number != self._shown:
            self._shown = number
            self.slider.setValue(self._notch(number))
            self.edited.emit(number)


class FolderEditor(Editor):
    """One folder, chosen in a dialog."""

    wide = True

    def __init__(self, usual: Callable[[], Path], parent: QWidget | None = None) -> None:
        """`usual` gives the folder that stands for no choice."""
        super().__init__(parent)
        self._usual = usual
        self._title = ""
        self._folder = Path()
        self.path = PathLabel()
        self.button = QPushButton()
        self.row.addWidget(self.path, 1)
        self.row.addWidget(self.button)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._choose)

    def put(self, value: Any) -> None:
        """Show a folder."""
        self._folder = Path(value) if value else self._usual()
        self.path.show_path(self._folder)

    def say(self, name: str, help_: str) -> None:
        """Name it."""
        self._title = name
        self.button.setText(self.tr("Choose…"))
        self.button.setAccessibleName(f"{name}: {self.button.text()}")
        self.button.setAccessibleDescription(help_)

    @Slot()
    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title, str(self._folder))
        if chosen and Path(chosen) != self._folder:
            self.edited.emit(chosen)


class FolderListEditor(Editor):
    """Some folders; each can be taken off the list."""

    wide = True

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._title = ""
        self._value: tuple[str, ...] = ()
        self.buttons: list[QToolButton] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.add = QPushButton()
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._lines)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.row.addLayout(column)
        self.setFocusProxy(self.add)
        self.add.clicked.connect(self._add)

    def put(self, value: Any) -> None:
        """Show the folders."""
        if tuple(value) == self._value and len(self.buttons) == len(value):
            return
        self._value = tuple(value)
        while (item := self._lines.takeAt(0)) is not None:
            line = item.widget()
            assert line is not None
            line.hide()
            line.deleteLater()
        self.buttons = []
        for folder in self._value:
            self._lines.addWidget(self._line(folder))
        self._name()
        self.dress()

    def say(self, name: str, help_: str) -> None:
        """Name it."""
        self._title = name
        self.add.setText(self.tr("Add a folder…"))
        self.add.setAccessibleName(f"{name}: {self.add.text()}")
        self.add.setAccessibleDescription(help_)
        self._name()

    def _name(self) -> None:
        for button, folder in zip(self.buttons, self._value, strict=True):
            button.setToolTip(self.tr("Look for models here no more"))
            button.setAccessibleName(f"{button.toolTip()}: {folder}")

    def dress(self) -> None:
        """Wear the colours of the theme."""
        for button in self.buttons:
            button.setIcon(self._look.icon("x", size=14))
            button.setIconSize(QSize(14, 14))

    def _line(self, folder: str) -> QWidget:
        line, path, remove = QWidget(), PathLabel(), QToolButton()
        path.show_path(Path(folder))
        remove.clicked.connect(lambda: self._remove(folder))
        self.buttons.append(remove)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(path, 1)
        row.addWidget(remove)
        return line

    def _remove(self, folder: str) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit(tuple(each for each in self._value if each != folder))

    @Slot()
    def _add(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._title)
        if chosen and chosen not in self._value:
            self.edited.emit((*self._value, chosen))


def editor_for(option: Option, look: Look, guard: WheelGuard) -> Editor:
    """Make what a setting is changed with."""
    if issubclass(option.kind, StrEnum):
        return ChoiceEditor(look, option.kind)
    if option.kind is bool:
        return Switch()
    assert option.kind is int, f"no editor for {option.name}"
    return NumberEditor(guard, option)

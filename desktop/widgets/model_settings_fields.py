"""What the settings of a model are chosen with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.look import Look
from desktop.widgets.sampling_style import Choice

SPIN = 78  # px at least, so that sliders below each other are equally long


class WheelGuard(QObject):
    """Lets the wheel scroll the form, unless a field was gone into: a value is not changed by accident."""

    def guard(self, *fields: QWidget) -> None:
        """Watch these fields."""
        for one in fields:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to what lies below."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class NumberField(QWidget):
    """A number with a slider, or “Automatic”. `changed` tells what the user did, never what was put."""

    changed = Signal()

    def __init__(self, guard: WheelGuard, step: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step  # of the slider
        self._automatic = True
        self._number = 0
        self.automatic = QCheckBox()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setProperty("notch", step)  # what screen readers multiply by
        self.spin = QSpinBox()
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.lineEdit().setTextMargins(0, 0, 5, 0)
        self.spin.setKeyboardTracking(False)  # 8 and 81 are not meant by somebody who types 8192
        self.spin.setSingleStep(step)
        self.spin.setGroupSeparatorShown(True)
        self.spin.setMinimumWidth(SPIN)
        guard.guard(self.slider, self.spin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.automatic)
        row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        self.automatic.toggled.connect(self._switched)
        self.slider.valueChanged.connect(self._slid)
        self.spin.valueChanged.connect(self._take)

    @property
    def value(self) -> int | None:
        """What was chosen; None leaves it to the program."""
        return None if self._automatic else self._number

    def put(self, value: int | None, automatic: int, low: int, high: int) -> None:
        """Show a value; of an automatic one the number that it means now."""
        self._automatic = value is None
        self._number = min(max(automatic if value is None else value, low), high)
        self.automatic.setChecked(self._automatic)
        number = self._number  # a smaller range moves the fields, which is no choice of the user
        self._number = -1
        self.slider.setRange(low // self._step, -(-high // self._step))
        self.spin.setRange(low, high)
        self._number = number
        self._show()
        for one in (self.slider, self.spin):
            one.setEnabled(not self._automatic)

    def say(self, name: str, automatic: str) -> None:
        """Name the field for screen readers, and its switch for everybody."""
        self.automatic.setText(automatic)
        self.automatic.setAccessibleName(f"{name}: {automatic}")
        self.slider.setAccessibleName(name)
        self.spin.setAccessibleName(name)

    def _show(self) -> None:
        self.slider.setValue(self._position())
        self.spin.setValue(self._number)

    def _position(self) -> int:
        return -(-self._number // self._step)

    @Slot(bool)
    def _switched(self, automatic: bool) -> None:
        if automatic != self._automatic:
            self._automatic = automatic
            self.changed.emit()

    @Slot(int)
    def _slid(self, position: int) -> None:
        if self._number >= 0 and position != self._position():
            self._take(min(max(position * self._step, self.spin.minimum()), self.spin.maximum()))

    @Slot(int)
    def _take(self, number: int) -> None:
        if self._number >= 0 and number != self._number:
            self._number = number
            self._show()
            self.changed.emit()


class ChoiceField(Choice):
    """One of a few values. `chosen` tells what the user did, never what was put."""

    chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._values: list[object] = []
        self.activated.connect(self._activated)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def put(self, choices: Sequence[tuple[str, object]], value: object) -> None:
        """Show these choices, and one of them as chosen; the first one where it is not among them."""
        values = [each for _, each in choices]
        words = [text for text, _ in choices]
        if words != [self.itemText(index) for index in range(self.count())]:
            self.clear()
            self.addItems(words)
        self._values = values
        self.setCurrentIndex(values.index(value) if value in values else 0)

    @Slot(int)
    def _activated(self, _: int) -> None:
        self.chosen.emit()


class SharesField(QWidget):
    """A share for each of several devices, or “Automatic”."""

    changed = Signal()

    def __init__(self, guard: WheelGuard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = guard
        self.automatic = QCheckBox()
        self.spins: list[QSpinBox] = []
        self._automatic = True
        self._putting = False  # several fields change at once, and none of them is a choice of the user
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.automatic)
        self._row.addStretch(1)
        self.automatic.toggled.connect(self._switched)

    @property
    def value(self) -> tuple[float, ...]:
        """The shares; () leaves them to the program."""
        return () if self._automatic else tuple(float(spin.value()) for spin in self.spins)

    def put(self, shares: Sequence[float], names: Sequence[str]) -> None:
        """Show the shares of the devices of these names."""
        while len(self.spins) < len(names):
            self._add()
        self._automatic, self._putting = not shares, True
        self.automatic.setChecked(self._automatic)
        for index, (spin, name) in enumerate(zip(self.spins, names, strict=False)):
            share = round(shares[index]) if index < len(shares) else 0 if shares else 1
            spin.setValue(share)
            spin.setPrefix(f"{name}: ")
            spin.setAccessibleName(name)
            spin.setEnabled(not self._automatic)
        self._putting = False

    def _add(self) -> None:
        spin = QSpinBox()
        spin.setRange(0, 100)
        spin.lineEdit().setTextMargins(0, 0, 5, 0)
        spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._guard.guard(spin)
        spin.valueChanged.connect(self._spun)
        self._row.insertWidget(self._row.count() - 1, spin)
        self.spins.append(spin)

    @Slot(bool)
    def _switched(self, automatic: bool) -> None:
        if automatic != self._automatic:
            self._automatic = automatic
            self.changed.emit()

    @Slot()
    def _spun(self) -> None:
        if not self._automatic and not self._putting:
            self.changed.emit()


class Row(QWidget):
    """A field with its name above and a sentence below."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.title, self.help = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.help.setObjectName("caption")
        self.help.setWordWrap(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(4)
        for part in (self.title, field, self.help):
            page.addWidget(part)

    def say(self, title: str, sentence: str) -> None:
        """Name the field and explain it."""
        switch = self.field if isinstance(self.field, QCheckBox) else None
        self.title.setText(title)
        self.title.setVisible(switch is None)
        if switch is not None:
            switch.setText(title)
        self.help.setText(sentence)
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(sentence)

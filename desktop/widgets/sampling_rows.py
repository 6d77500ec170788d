"""Rows of the sampling panel: a parameter with its sentence, its value and the way back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.sampling import Parameter
from desktop.widgets.look import Look
from desktop.widgets.sampling_words import Words

FIELD, LONG_FIELD = 76, 104  # px, of a number
DECIMALS = 3
FINE, COARSE = 0.01, 0.05  # steps of a slider
NARROW = 2  # the widest range that has fine steps
EVEN = 50  # whole numbers up to here are one step each; above, a step is about a twentieth of the number


def stops_of(parameter: Parameter) -> tuple[float, ...]:
    """Give the values that a slider can be put to, from the lowest to the highest."""
    knob = parameter.knob
    if parameter.whole:
        return tuple(_whole_stops(int(knob.low), int(knob.high)))
    step = FINE if knob.high - knob.low <= NARROW else COARSE
    count = round((knob.high - knob.low) / step)
    return (*(round(knob.low + number * step, DECIMALS) for number in range(count)), knob.high)


def _whole_stops(low: int, high: int) -> Iterator[int]:
    value = low
    while value < high:
        yield value
        power = 10 ** (len(str(abs(value))) - 2) if value >= EVEN else 1
        value += max(1, 5 * power if value >= EVEN else 1)
    yield high


class Slider(QSlider):
    """Goes along given values. The wheel turns it only while it has the focus: it stands in a scroll area."""

    moved = Signal(float)  # by the user

    def __init__(self, stops: tuple[float, ...]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.stops = stops
        self._showing = False
        self.setRange(0, len(stops) - 1)
        self.setPageStep(max(1, len(stops) // 10))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(self._on_value)

    def show_value(self, value: float) -> None:
        """Go to the value, or near it."""
        self._showing = True
        self.setValue(min(bisect_left(self.stops, value), len(self.stops) - 1))
        self._showing = False

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(e) if self.hasFocus() else e.ignore()

    @Slot(int)
    def _on_value(self, position: int) -> None:
        if not self._showing:
            self.moved.emit(self.stops[position])


class Whole(QSpinBox):
    """A whole number. The wheel turns it only while it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        _prepare(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


class Fraction(QDoubleSpinBox):
    """A number, written as short as it is. The wheel turns it only while it has the focus."""

    def __init__(self, decimals: int = DECIMALS) -> None:
        super().__init__()
        self.setDecimals(decimals)
        _prepare(self)

    def textFromValue(self, val: float) -> str:
        """Leave out zeros at the end."""
        locale = self.locale()
        text = locale.toString(float(val), "f", self.decimals()).replace(locale.groupSeparator(), "")
        point = locale.decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(event) if self.hasFocus() else event.ignore()


def _prepare(field: QAbstractSpinBox) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.lineEdit().setTextMargins(0, 0, 5, 0)


class Row(QWidget):
    """A parameter: its name, the way back to what applies where nothing is chosen, and a sentence."""

    edited = Signal(str, object)  # field of Sampling, value

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.name = name
        self._look = look
        self._base: object = None
        self.label, self.sentence, self.back = QLabel(), QLabel(), QToolButton()
        self.label.setWordWrap(True)
        self.sentence.setObjectName("caption")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.back.setIconSize(QSize(14, 14))
        self.back.hide()
        kept = self.back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(kept)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self.head.addWidget(self.label, 1)
        self.head.addWidget(self.back)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addLayout(self.head)
        self.back.clicked.connect(self._go_back)
        look.changed.connect(self._dress)
        self._dress()

    def show_value(self, value: object, base: object) -> None:
        """Show what applies, and offer `base` where it is something else."""
        self._base = base
        self.back.setVisible(value != base)
        self.put(value)

    def say(self, words: Words, hint: str = "") -> None:
        """Speak; `hint` tells of the neutral value."""
        self.label.setText(words.label)
        self.sentence.setText(words.sentence)
        self.back.setToolTip(self.tr("Reset"))
        self.back.setAccessibleName(self.tr("Reset {name}").format(name=words.label))
        for part in self.fields():
            part.setAccessibleName(words.label)
            part.setAccessibleDescription(" ".join(filter(None, (words.sentence, hint))))
            part.setToolTip(hint or words.sentence)
        self.label.setToolTip(hint)

    def set_working(self, working: bool) -> None:
        """Grey out what does nothing while another parameter is switched off."""
        for part in self.fields():
            part.setEnabled(working)

    def put(self, value: object) -> None:
        """Put a value into the fields, without telling of it."""
        raise NotImplementedError

    def fields(self) -> tuple[QWidget, ...]:
        """Give what the user edits; the first one has the value exactly."""
        raise NotImplementedError

    @Slot()
    def _go_back(self) -> None:
        self.fields()[0].setFocus(Qt.FocusReason.OtherFocusReason)  # the button is about to vanish
        self.edited.emit(self.name, self._base)

    @Slot()
    def _dress(self) -> None:
        self.back.setIcon(self._look.icon("rotate-ccw", size=14))


class NumberRow(Row):
    """A number that has a knob: a field, and a slider below."""

    def __init__(self, look: Look, parameter: Parameter) -> None:
        super().__init__(look, parameter.name)
        self.parameter = parameter
        self._showing = False
        self.field: Whole | Fraction = Whole() if parameter.whole else Fraction()
        self._set_range()
        self.field.setFixedWidth(FIELD)
        self.slider = Slider(stops_of(parameter))
        self.label.setBuddy(self.field)
        self.head.addWidget(self.field)
        self.column.addWidget(self.slider)
        self.column.addWidget(self.sentence)
        self.field.valueChanged.connect(self._on_field)
        self.slider.moved.connect(self._on_slider)

    def put(self, value: object) -> None:
        """Put a value into the field and the slider; a field that has it is left as it was typed."""
        assert isinstance(value, int | float)
        self._showing = True
        if isinstance(self.field, Whole):
            if self.field.value() != value:
                self.field.setValue(int(value))
        elif self.field.value() != round(value, DECIMALS):
            self.field.setValue(value)
        self.slider.show_value(value)
        self._showing = False

    def fields(self) -> tuple[QWidget, ...]:
        """Give the field and the slider."""
        return (self.field, self.slider)

    def _set_range(self) -> None:
        knob = self.parameter.knob
        if isinstance(self.field, Whole):
            self.field.setRange(int(knob.low), int(knob.high))
        else:
            self.field.setRange(knob.low, knob.high)
            self.field.setSingleStep(FINE if knob.high - knob.low <= NARROW else COARSE)

    @Slot()
    def _on_field(self) -> None:
        if not self._showing:
            self.edited.emit(self.name, self.field.value())

    @Slot(float)
    def _on_slider(self, value: float) -> None:
        self.edited.emit(self.name, int(value) if self.parameter.whole else value)


class OptionalRow(Row):
    """A whole number, or none: a check mark stands for none."""

    def __init__(self, look: Look, name: str, limits: tuple[int, int], start: int) -> None:
        super().__init__(look, name)
        self._start = start  # where a number begins that was none
        self._showing = False
        self.none = QCheckBox()
        self.field = Fraction(decimals=0)  # a QSpinBox ends at 2^31, seeds do not
        self.field.setRange(*limits)
        self.field.setFixedWidth(LONG_FIELD)
        self.label.setBuddy(self.none)
        self.head.addWidget(self.field)
        self.column.addWidget(self.none)
        self.column.addWidget(self.sentence)
        self.none.toggled.connect(self._on_edited)
        self.field.valueChanged.connect(self._on_edited)

    def say_none(self, text: str) -> None:
        """Name the check mark."""
        self.none.setText(text)
        self.none.setAccessibleName(f"{self.label.text()}: {text}")

    def put(self, value: object) -> None:
        """Show a number or None."""
        assert value is None or isinstance(value, int)
        self._showing = True
        self.none.setChecked(value is None)
        self.field.setEnabled(value is not None)
        shown = self._start if value is None else self._within(value)
        if self.field.value() != shown:
            self.field.setValue(shown)
        self._showing = False

    def fields(self) -> tuple[QWidget, ...]:
        """Give the check mark and the field."""
        return (self.none, self.field)

    def _within(self, value: int) -> float:
        return min(max(value, self.field.minimum()), self.field.maximum())

    @Slot()
    def _on_edited(self) -> None:
        if not self._showing:
            self.edited.emit(self.name, None if self.none.isChecked() else int(self.field.value()))

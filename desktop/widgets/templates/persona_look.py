"""The choice of a persona's sign: its letter or emoji, and its colour."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from desktop.core.personas import LONGEST_SYMBOL, PersonaColor, symbol_of
from desktop.widgets.look import Look
from desktop.widgets.persona_sign import TOKENS

SWATCH, DOT, SYMBOL = 28, 18, 64  # px


class Swatch(QAbstractButton):
    """A colour; the chosen one has a ring."""

    def __init__(self, color: PersonaColor, look: Look) -> None:
        super().__init__()
        self.color = color
        self._look = look
        self.setCheckable(True)
        self.setFixedSize(SWATCH, SWATCH)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """All are equally large."""
        return QSize(SWATCH, SWATCH)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the colour."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = (SWATCH - DOT) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(TOKENS[self.color]))
        painter.drawEllipse(QRectF(edge, edge, DOT, DOT))
        if self.isChecked() or self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.color("text" if self.hasFocus() else "text2"))
            pen.setWidthF(1.5)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            shrink = 2.0 if self.isChecked() else 4.0
            painter.drawEllipse(QRectF(self.rect()).adjusted(shrink, shrink, -shrink, -shrink))
        painter.end()


class PersonaLook(QWidget):
    """Shows what is chosen. `changed` tells what the user did."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setObjectName("personaline")
        self.field.setFixedWidth(SYMBOL)
        self.field.setMaxLength(LONGEST_SYMBOL)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.swatches = [Swatch(color, look) for color in PersonaColor]
        self._group = QButtonGroup(self)  # arrow keys go from one to another
        self._putting = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field)
        row.addSpacing(8)
        for swatch in self.swatches:
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch(1)
        self.swatches[0].setChecked(True)
        self.field.textEdited.connect(self.changed)
        self._group.buttonToggled.connect(self._toggled)
        self.say()

    @property
    def symbol(self) -> str:
        """What was typed."""
        return symbol_of(self.field.text())

    @property
    def color(self) -> PersonaColor:
        """What was chosen."""
        chosen = self._group.checkedButton()
        return chosen.color if isinstance(chosen, Swatch) else PersonaColor.BLUE

    def put(self, symbol: str, color: PersonaColor) -> None:
        """Show a sign."""
        if symbol != self.symbol:
            self.field.setText(symbol)
        self._putting = True
        for swatch in self.swatches:
            if swatch.color is color:
                swatch.setChecked(True)
        self._putting = False

    def say(self) -> None:
        """Speak the window's language."""
        self.field.setAccessibleName(self.tr("Letter or emoji"))
        self.field.setToolTip(self.tr("A letter or an emoji; empty shows the first letter of the name"))
        names = {
            PersonaColor.BLUE: self.tr("Blue"),
            PersonaColor.TEAL: self.tr("Teal"),
            PersonaColor.GREEN: self.tr("Green"),
            PersonaColor.AMBER: self.tr("Amber"),
            PersonaColor.RED: self.tr("Red"),
            PersonaColor.VIOLET: self.tr("Violet"),
            PersonaColor.GREY: self.tr("Grey"),
        }
        for swatch in self.swatches:
            swatch.setAccessibleName(names[swatch.color])
            swatch.setToolTip(names[swatch.color])

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

    @Slot(QAbstractButton, bool)
    def _toggled(self, _: QAbstractButton, checked: bool) -> None:
        if checked and not self._putting:
            self.changed.emit()

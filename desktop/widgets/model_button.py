"""The button in the header that names the model."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.widgets.look import Look

SHORTEST = 60  # px of a model's name


class ModelButton(QPushButton):
    """Names the chosen model; its menu lists the others."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("model")
        self._full = ""  # name; the label shows as much of it as fits
        self._name = QLabel()
        self._quant = QLabel()
        self._quant.setObjectName("quant")
        for label in (self._name, self._quant):
            label.setTextFormat(Qt.TextFormat.PlainText)  # a file says what they are
        self._arrow = QLabel()
        self._cube = QLabel()
        self._look = look
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(8)
        for label in (self._cube, self._name, self._quant, self._arrow):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def name(self, text: str, quant: str) -> None:
        """Show a model's name and quant."""
        self._full = text
        self._quant.setText(quant)
        self._quant.setVisible(bool(quant))
        self.setAccessibleName(self.tr("Model: {name}").format(name=f"{text} {quant}".strip()))
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Fusion's button does not count its layout."""
        return QSize(self._rest() + self._name.fontMetrics().horizontalAdvance(self._full) + 2, 36)

    def minimumSizeHint(self) -> QSize:
        """Leave some letters of the name."""
        return QSize(min(self._rest() + SHORTEST, self.sizeHint().width()), 36)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as fits."""
        super().resizeEvent(event)
        self._fit()

    def _rest(self) -> int:
        """Give the width of all but the name."""
        return self._row.sizeHint().width() - self._name.sizeHint().width()

    def _fit(self) -> None:
        room = self.width() - self._rest()
        middle = Qt.TextElideMode.ElideMiddle  # the end of a name often tells it from another
        self._name.setText(self._name.fontMetrics().elidedText(self._full, middle, room))

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        theme, icons = self._look.theme, self._look.icons
        self._cube.setPixmap(icons.pixmap("box", theme.color("accent"), 16, ratio))
        self._arrow.setPixmap(icons.pixmap("chevron-down", theme.color("text2"), 16, ratio))

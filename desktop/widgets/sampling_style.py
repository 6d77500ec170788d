"""How forms look, the sampling panel and the settings of a model: their rules, and a choice with an arrow."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from desktop.widgets.look import Look
from desktop.widgets.sheet import scaled
from desktop.widgets.style import RADIUS, TEXT_SIZE, Theme

ARROW, ARROW_MARGIN = 14, 7  # px
GAP = 4  # px, which the style leaves between icon and text

# Not in the window's style sheet: the file dialog of Qt would have choices without an arrow.
_FIELDS = Template(
    """
QComboBox, QSpinBox, QDoubleSpinBox, #presetname, QPlainTextEdit {
    background: $raised; color: $text; border: 1px solid $border_strong; border-radius: ${m}px;
    selection-background-color: $selection; selection-color: $text; }
#presetname { padding: 5px 8px; }
QComboBox { combobox-popup: 0; padding: 5px 1px 5px 8px; }
QSpinBox, QDoubleSpinBox { padding: 3px 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0 7px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; height: 0; border: none; }
QPlainTextEdit { padding: 3px 5px; }
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, #presetname:focus, QPlainTextEdit:focus {
    border: 1px solid $accent; }
QSpinBox:disabled, QDoubleSpinBox:disabled { background: $sunken; color: $text3; border-color: $border; }
QComboBox:disabled { background: $sunken; color: $text3; border-color: $border; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $border;
    selection-background-color: $selected; selection-color: $text; outline: none; padding: 4px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border_strong; }
QSlider::handle:horizontal { width: 12px; margin: -5px 0; border-radius: 7px; background: $accent;
    border: 1px solid $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $text; width: 10px; }
QSlider::handle:horizontal:disabled { background: $text3; border-color: $text3; }
QCheckBox { color: $text2; spacing: 8px; padding: 2px 0; }
QCheckBox:focus { color: $link; }
QCheckBox:disabled { color: $text3; }
"""
)
_PANEL = Template(
    """
#samplingpanel { background: $surface; border: none; border-left: 1px solid $border; }
#caption { color: $text2; font-size: ${caption}px; }
#problem { color: $danger; font-size: ${caption}px; }
#unfold { color: $text; font-weight: 600; padding: 4px 8px 4px 0; }
"""
)


def rules(theme: Theme) -> str:
    """Make the rules for the panel and what is in it."""
    panel = _PANEL.substitute(_colors(theme), caption=TEXT_SIZE.caption)
    return field_rules(theme) + scaled(panel, theme.measures.scale)


def field_rules(theme: Theme) -> str:
    """Make the rules for the fields of a form."""
    return scaled(_FIELDS.substitute(_colors(theme), m=RADIUS.m), theme.measures.scale)


def _colors(theme: Theme) -> dict[str, str]:
    return {name: color.name() for name, color in theme.colors.items()}


class Choice(QComboBox):
    """A choice as wide as there is room. The wheel turns it only while it has the focus."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        look.changed.connect(self.update)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Shorten with an ellipsis what there is no room for; the style cuts it off."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + GAP
        elided = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        option.currentText = elided

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave the wheel to the scroll area."""
        super().wheelEvent(e) if self.hasFocus() else e.ignore()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Draw the arrow, which a style sheet leaves out."""
        super().paintEvent(e)
        at = self.width() - ARROW - ARROW_MARGIN
        if self.isRightToLeft():
            at = ARROW_MARGIN
        icon = self._look.icon("chevron-down", size=ARROW)
        painter = QPainter(self)
        icon.paint(painter, QRect(at, (self.height() - ARROW) // 2, ARROW, ARROW))
        painter.end()

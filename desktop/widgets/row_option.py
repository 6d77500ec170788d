"""What Qt tells a delegate of the row that it paints. The stubs of PySide6 know nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def rect_of(option: QStyleOptionViewItem) -> QRect:
    """Give the place of the row."""
    rect: QRect = option.rect  # type: ignore[attr-defined]  # the stub has none
    return rect


def state_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Tell whether the row is selected, under the mouse, and so on."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]  # the stub has none
    return state

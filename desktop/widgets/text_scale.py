"""How much larger than usual the text of a widget is, for widths that are to grow with it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.widgets.style import TEXT_SIZE


def text_scale(widget: QWidget) -> float:
    """Give the factor; never below one."""
    return max(1.0, widget.font().pixelSize() / TEXT_SIZE.ui)

"""Gives the keyboard to a part of the window, so that it is never with nobody."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_within(part: QWidget, otherwise: QWidget) -> None:
    """Give it to a part, or to the first thing in it that can be used; where there is none, to another."""
    target = part
    while (proxy := target.focusProxy()) is not None:
        target = proxy
    if not _usable(target):
        target = next((each for each in _chain(part) if _usable(each)), otherwise)
    target.setFocus(Qt.FocusReason.OtherFocusReason)


def _usable(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled()


def _chain(part: QWidget) -> Iterator[QWidget]:
    """Go through what is in a part, in the order of Tab."""
    each = part.nextInFocusChain()
    while each is not part:
        if part.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()

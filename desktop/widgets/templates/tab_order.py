"""The order in which Tab walks: as things stand, whenever they were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget


def set_order(root: QWidget) -> None:
    """Have Tab walk through all that a widget holds as it is laid out."""
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def set_order_within(root: QWidget) -> None:
    """Have Tab come to what a widget holds where the widget stands; what is made later is last otherwise."""
    before = root.previousInFocusChain()
    while before is not None and before is not root and (root.isAncestorOf(before) or not _takes_tab(before)):
        before = before.previousInFocusChain()
    stops = list(_stops(root))
    if before is not None and before is not root:
        stops.insert(0, before)
    for first, second in pairwise(stops):
        QWidget.setTabOrder(first, second)


def follow(before: QWidget, after: QWidget) -> None:
    """Have Tab come from the end of one widget to the beginning of another, which it then walks through."""
    *_, last = _stops(before)
    for first, second in pairwise([last, *_stops(after)]):
        QWidget.setTabOrder(first, second)


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at the widget itself."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if _takes_tab(widget):
        yield widget
    for child in _children(widget):
        if child is not None:
            yield from _stops(child)


def _children(widget: QWidget) -> Iterator[QWidget | None]:
    match widget:
        case QStackedWidget():
            yield from (widget.widget(number) for number in range(widget.count()))
        case QSplitter():
            yield from (widget.widget(number) for number in range(widget.count()))
        case QScrollArea():
            yield widget.widget()
        case _:
            layout = widget.layout()
            if layout is not None:
                yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)

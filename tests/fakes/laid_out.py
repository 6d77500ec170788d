"""What is wrong with how widgets lie: cut off, outside, over each other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

LEAST = 2  # pixels that are a fault
TEXTS = (QLabel, QPushButton, QToolButton, QCheckBox, QRadioButton)


def faults(tops=None):
    """Give a line for everything in sight that is cut off, outside, or under something else."""
    for top in tops or QApplication.topLevelWidgets():
        if top.isVisible():
            yield from _too_large(top)
            for widget in top.findChildren(QWidget):
                if widget.isVisible() and not widget.visibleRegion().isEmpty():
                    yield from _faults(widget, top)


def _faults(widget, top):
    who = name_of(widget)
    if isinstance(widget, TEXTS) and _said(widget):
        yield from _cut(widget, who)
    if isinstance(widget, QComboBox) and _wide(widget, widget.currentText()) > widget.width() - 20:
        yield f"{who}: the choice is cut off"
    if isinstance(widget, QTabBar):
        yield from (f"{who}: tab {n} is cut off" for n in _cut_tabs(widget))
    if isinstance(widget, QLineEdit) and not widget.text() and not widget.isReadOnly():
        words = widget.placeholderText()
        yield from (f"{who}: “{each}” is cut off" for each in [words] if _wide(widget, each) > widget.width())
    if not _scrolled(widget) and not _inside(widget):
        yield f"{who}: outside of {name_of(widget.parentWidget())}"
    yield from _over_each_other(widget)


def name_of(widget):
    """Name a widget for people who look for it."""
    text = _said(widget)[:40].replace("\n", " ")
    parent = widget.parentWidget()
    inside = f" in {type(parent).__name__}#{parent.objectName()}" if parent is not None else ""
    return f"{type(widget).__name__}#{widget.objectName()} “{text}”{inside}"


def _said(widget):
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _cut(widget, who):
    if type(widget).__name__ in ELIDING or not _said(widget).strip() or _is_icon(widget):
        return
    if isinstance(widget, QLabel) and widget.wordWrap():
        high = widget.heightForWidth(widget.width())
        if high > widget.height() + LEAST:
            yield f"{who}: {high - widget.height()} px too low"
        return
    least = widget.sizeHint()
    if least.width() > widget.width() + LEAST:
        yield f"{who}: {least.width() - widget.width()} px too narrow"
    if widget.minimumSizeHint().height() > widget.height() + LEAST + 2:
        yield f"{who}: {widget.minimumSizeHint().height() - widget.height()} px too low"


def _is_icon(widget):
    only = Qt.ToolButtonStyle.ToolButtonIconOnly
    return isinstance(widget, QToolButton) and widget.toolButtonStyle() is only and not widget.icon().isNull()


ELIDING = {"ElidedLabel", "SendHint", "ModelButton", "PickedButton", "FlatButton", "PathLabel", "ValueLabel"}


def _wide(widget, text):
    return widget.fontMetrics().horizontalAdvance(text)


def _cut_tabs(bar):
    for n in range(bar.count()):
        if _wide(bar, bar.tabText(n)) > bar.tabRect(n).width():
            yield n


def _too_large(top):
    room = top.screen().availableGeometry().size()
    if top.width() > room.width() or top.height() > room.height():
        yield f"{name_of(top)}: larger than the screen"


def _scrolled(widget):
    """Whether it lies on something that can be scrolled."""
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)


def _inside(widget):
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QAbstractScrollArea):
        return True
    room = parent.rect().adjusted(-LEAST, -LEAST, LEAST, LEAST)
    return room.contains(widget.geometry())


def _over_each_other(parent):
    if parent.layout() is None:
        return
    shown = []
    for n in range(parent.layout().count()):
        child = parent.layout().itemAt(n).widget()
        if child is not None and child.isVisible() and not child.geometry().isEmpty():
            shown.append(child)
    for n, one in enumerate(shown):
        for other in shown[n + 1 :]:
            common: QRect = one.geometry().intersected(other.geometry())
            if common.width() > LEAST and common.height() > LEAST:
                yield f"{name_of(one)}: over {name_of(other)}"


def corner(widget, top):
    """Give the lower right corner in a window."""
    return widget.mapTo(top, QPoint(widget.width(), widget.height()))

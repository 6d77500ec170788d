"""No test finds what another one has left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.core.settings import Appearance
from desktop.widgets.look import Look

LEFT = []


@pytest.mark.parametrize("turn", [1, 2])
def test_it_begins_with_an_application_as_it_is_at_the_start(qapp, qtbot, turn):
    assert qapp.styleSheet() == ""
    assert qapp.palette() == QPalette()
    assert qapp.font().pixelSize() != 33
    assert QLocale().language() != QLocale.Language.Chinese
    assert qapp.styleHints().cursorFlashTime() > 0
    assert QGuiApplication.clipboard().text() == ""
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier
    assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton
    assert not any(isValid(widget) for widget in LEFT)
    look = Look(qapp, Appearance.DARK)
    look.wear()
    look.close()
    font = qapp.font()
    font.setPixelSize(33)
    qapp.setFont(font)
    qapp.setPalette(QPalette(QColor("red")))
    QLocale.setDefault(QLocale("zh_CN"))
    qapp.styleHints().setCursorFlashTime(0)
    QGuiApplication.clipboard().setText("left")
    widget = QWidget()
    LEFT.append(widget)
    widget.show()
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton)
    qtbot.keyClick(widget, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    widget.close()
    widget.deleteLater()

"""The command palette in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.core.setting_kinds import Appearance
from desktop.viewmodels.palette_rows import Kind
from desktop.widgets.palette import Palette
from desktop.widgets.palette_in_window import PaletteInWindow
from desktop.widgets.shortcut_table import SHORTCUTS, Group

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(driver):
    """Open it by its key, from wherever the keyboard is."""
    driver.window.activateWindow()
    driver.page.composer.input.setFocus()
    driver.qtbot.keyClick(driver.window.focusWidget(), Qt.Key.Key_K, CONTROL)
    palette = driver.app.workplace.findChild(Palette)
    assert palette.isVisible()
    assert palette.field.hasFocus()
    return palette


def rows(palette):
    return palette.viewmodel.list.rows


def test_everything_that_the_window_can_do_is_found_and_done_by_keys(start, qtbot):
    driver = start()
    part = driver.app.workplace.findChild(PaletteInWindow)
    assert driver.app.workplace.findChild(Palette) is None  # nothing is made before it is wanted
    assert part.palette is None
    driver.ask("Plan a trip to Japan")
    driver.app.chat.new()
    driver.page.composer.input.setFocus()
    palette = opened(driver)
    driver.wait(lambda: any(row.kind is Kind.CHAT for row in rows(palette)))
    names = {row.choice.name for row in rows(palette) if row.kind is Kind.COMMAND and row.choice}
    declared = {each.name for each in SHORTCUTS if each.group is not Group.FIXED}
    assert declared - {"find_next", "find_previous", "palette"} <= {c.name for c in part._commands.all()}
    assert "new_chat" in names

    qtbot.keyClicks(palette.field, "japan")
    driver.wait(lambda: any(row.kind is Kind.CHAT and row.choice for row in rows(palette)))
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert driver.app.chat.current is not None
    assert len(driver.messages) == 2

    palette = opened(driver)
    qtbot.keyClicks(palette.field, "dark")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert driver.app.settings.value.appearance is Appearance.DARK

    palette = opened(driver)
    qtbot.keyClicks(palette.field, "settings: dat")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert driver.app.workplace.pages.settings.section == "data"

    palette = opened(driver)
    qtbot.keyClicks(palette.field, "zebra")
    assert [row.kind for row in rows(palette) if row.choice] == [Kind.SEARCH]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert driver.app.workplace.sidebar.search.field.text() == "zebra"

    palette = opened(driver)
    qtbot.keyClicks(palette.field, "scripted")
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    override.ignore()
    QApplication.sendEvent(palette.field, override)
    assert override.isAccepted()  # it does not end the answer then
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()

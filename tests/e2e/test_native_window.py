"""The whole application and the system around it: quick question, news, and rest while nothing happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app_palette import PaletteHands
from desktop.widgets.menu_bar import NOT_HERE
from desktop.widgets.menu_table import APPEARANCE, LANGUAGE, MENUS
from desktop.widgets.quick_window import QuickWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


def repeating():
    """List the timers that would wake the process up again and again."""
    seen = {timer for top in QApplication.topLevelWidgets() for timer in top.findChildren(QTimer)}
    seen |= set(QApplication.instance().findChildren(QTimer))
    return [
        (type(timer.parent()).__name__, timer.interval())
        for timer in seen
        if timer.isActive() and not timer.isSingleShot()
    ]


def small_window():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QuickWindow))


def test_a_quick_question_is_asked_by_a_key_and_goes_on_in_the_window(user):
    user.qtbot.keyClick(
        user.window, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    quick = small_window()
    user.wait(quick.isVisible)
    user.qtbot.keyClicks(quick.input, "quick one")
    user.qtbot.keyClick(quick.input, Qt.Key.Key_Return)
    user.wait(lambda: not quick.button.busy and quick.open_.isEnabled())
    quick.open_.click()
    user.wait(lambda: len(user.messages) == 2)
    assert not quick.isVisible() and user.titles == ["quick one"]


def test_nothing_wakes_the_window_up_while_nothing_happens(user):
    user.ask("hello")
    pages = user.app.workplace.pages
    for show in (pages.show_chat, pages.show_models, pages.show_templates, pages.show_settings):
        show()
        user.wait(lambda: not repeating())


def test_without_a_tray_closing_ends_it_and_the_settings_say_so(user):
    user.app.settings.set(tray=True, stay_in_tray=True)
    user.app.workplace.pages.show_settings()
    row = user.app.workplace.pages.settings.sections.row("tray")
    assert "no tray" in row.note.text() and not row.editor.isEnabled()
    assert user.window.close()


def test_the_menu_bar_of_a_system_that_has_one_offers_all_that_the_palette_does(user):
    parts, place = user.app.pages.palette, user.app.workplace
    commands = {command.name for command in parts.commands(place, PaletteHands(*[Anything()] * 3))}
    placed = {name for names in MENUS.values() for name in names}
    others = {name for name in commands if not name.startswith(NOT_HERE)}
    assert others <= placed
    missing = {name for name in placed - commands if name not in ("-", APPEARANCE, LANGUAGE)}
    assert missing <= {"export_chat"}  # there is none to export


class Anything:
    def __getattr__(self, name):
        return lambda *_: None

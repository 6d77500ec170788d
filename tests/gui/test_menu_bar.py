"""The menu bar of systems that have one: every command of the palette, with the keys as they are now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenuBar

from desktop.viewmodels.palette_rows import Command
from desktop.widgets.menu_bar import MenuBar, offer_menu_bar, press
from desktop.widgets.menu_table import MENUS, Place, Standard
from desktop.widgets.shortcuts import Shortcuts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


class Stage:
    def __init__(self, qtbot):
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.keys = Shortcuts(self.window)
        self.done = []
        for name in ("new_chat", "quit", "settings"):
            self.keys.bind(name, lambda name=name: self.done.append(name))
        self.bar = QMenuBar(self.window)
        self.window.setMenuBar(self.bar)
        self.menus = MenuBar(self.bar, self.keys, self.commands)

    def commands(self):
        names = [
            "new_chat",
            "quit",
            "settings",
            "about",
            "look:dark",
            "look:light",
            "language:en",
            "a new one",
        ]
        for name in (*names, "settings:data"):
            keys = self.keys.text(name) if self.keys.bound(name) else ""
            yield Command(name, f"Do & {name}", lambda name=name: self.done.append(name), keys)

    def words(self, place):
        return [action.text() for action in self.menus.menu(place).actions() if not action.isSeparator()]

    def action(self, place, words):
        return next(a for a in self.menus.menu(place).actions() if a.text().endswith(words))


@pytest.fixture
def stage(qapp, qtbot):
    return Stage(qtbot)


def test_commands_stand_in_their_menus_and_new_ones_in_that_about_chats(stage):
    titles = [action.text() for action in stage.bar.actions()]
    assert titles == ["File", "Edit", "View", "Chat", "Model", "Help"]
    assert stage.words(Place.FILE) == ["Do && new_chat", "Do && settings", "Do && quit"]
    assert stage.words(Place.CHAT) == ["Do && a new one"]
    assert stage.words(Place.VIEW) == ["Appearance", "Language"]
    looks = stage.action(Place.VIEW, "Appearance").menu()
    assert [action.text() for action in looks.actions()] == ["Do && look:dark", "Do && look:light"]
    assert not any("settings:data" in words for place in Place for words in stage.words(place))


def test_roles_are_those_that_macos_moves(stage):
    Role = QAction.MenuRole
    assert stage.action(Place.FILE, "quit").menuRole() is Role.QuitRole
    assert stage.action(Place.FILE, "settings").menuRole() is Role.PreferencesRole
    assert stage.action(Place.HELP, "about").menuRole() is Role.AboutRole
    assert stage.action(Place.FILE, "new_chat").menuRole() is Role.NoRole


def test_keys_are_shown_as_they_are_now_and_stay_the_windows(stage, qtbot):
    stage.window.show()
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    assert stage.action(Place.FILE, "new_chat").shortcut().toString() == "Ctrl+N"
    qtbot.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert stage.done == ["new_chat"]  # once, and not refused as ambiguous
    stage.keys.take(("new_chat=Ctrl+Alt+Y",))
    assert stage.action(Place.FILE, "new_chat").shortcut().toString() == "Ctrl+Alt+Y"
    stage.action(Place.FILE, "new_chat").trigger()
    assert stage.done == ["new_chat", "new_chat"]
    QApplication.sendEvent(stage.bar, QEvent(QEvent.Type.LanguageChange))
    assert len(stage.bar.actions()) == len(Place)


def test_editing_is_done_by_what_has_the_keyboard(stage, qtbot):
    field = QLineEdit("some words", stage.window)
    stage.window.setCentralWidget(field)
    stage.window.show()
    stage.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for words in ("Select all", "Copy", "Cut"):
        stage.action(Place.EDIT, words).trigger()
    assert field.text() == "" and QApplication.clipboard().text() == "some words"
    stage.action(Place.EDIT, "Paste").trigger()
    stage.action(Place.EDIT, "Undo").trigger()
    stage.action(Place.EDIT, "Redo").trigger()
    assert field.text() == "some words"
    press(Standard.Copy, None)
    press(Standard.UnknownKey, field)


def test_where_the_system_has_no_bar_the_window_gets_none(stage, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.widgets.menu_bar.SETTLED", 0)
    window = QMainWindow()
    qtbot.addWidget(window)
    keys = Shortcuts(window)
    asked = []
    offer_menu_bar(window, keys, lambda: asked.append(1) or ())
    qtbot.wait(20)
    assert asked == [] and window.menuWidget() is None
    monkeypatch.setattr(QMenuBar, "isNativeMenuBar", lambda _: True)
    offer_menu_bar(window, keys, lambda: asked.append(1) or ())
    qtbot.waitUntil(lambda: asked == [1])
    assert len(window.menuBar().actions()) == len(Place)


def test_no_command_stands_in_two_menus():
    names = [name for names in MENUS.values() for name in names if name != "-"]
    assert len(names) == len(set(names))

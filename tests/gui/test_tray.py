"""What the system shows of Fireside beside its window: the icon in the tray, and notifications."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from desktop.widgets.main_window import MainWindow
from desktop.widgets.tokens import LIGHT
from desktop.widgets.tray import Tray

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


class Icon(QSystemTrayIcon):
    """Keeps what it was asked to tell, without a tray."""

    def __init__(self):
        super().__init__()
        self.told = []
        self.there = False

    def show(self):
        self.there = True

    def hide(self):
        self.there = False

    def isVisible(self):
        return self.there

    def showMessage(self, title, words, *_):
        assert self.isVisible()
        self.told.append((title, words))


class Stage:
    def __init__(self, qapp, there=True):
        self.window = MainWindow(LIGHT, 264)
        self.icon = Icon()
        self.there = there
        self.tray = Tray(self.window, lambda: self.icon, lambda: self.there)

    def choose(self, words):
        action = next(action for action in self.tray.menu.actions() if action.text() == words)
        action.trigger()


@pytest.fixture
def stage(qapp, qtbot):
    made = Stage(qapp)
    qtbot.addWidget(made.window)
    return made


def in_front(stage, qtbot):
    stage.window.show()
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)


def test_the_icon_is_there_only_if_it_is_wanted(stage):
    assert not stage.icon.isVisible()
    stage.tray.want(True)
    assert stage.icon.isVisible() and stage.tray.shown
    stage.tray.want(False)
    assert not stage.icon.isVisible()


def test_without_a_tray_there_is_no_icon_and_the_window_never_stays_behind_it(stage, qtbot):
    stage.there = False
    stage.tray.want(True)
    assert not stage.tray.shown and not stage.icon.isVisible()
    stage.window.stays = lambda: stage.tray.shown
    in_front(stage, qtbot)
    assert stage.window.close()


def test_the_system_tells_only_while_another_window_is_in_front(stage, qtbot):
    in_front(stage, qtbot)
    stage.tray.tell("Fireside", "Done.", lambda: None)
    assert stage.icon.told == []
    stage.window.hide()
    stage.tray.tell("Fireside", "Done.", lambda: None)
    assert stage.icon.told == [("Fireside", "Done.")]


def test_a_click_raises_the_window_at_what_was_told_and_the_icon_goes(stage):
    done = []
    stage.tray.tell("Fireside", "Done.", lambda: done.append(1))
    stage.icon.messageClicked.emit()
    assert done == [1]
    assert stage.window.isVisible() and not stage.icon.isVisible()
    stage.icon.messageClicked.emit()  # some systems tell twice
    assert done == [1]


def test_without_a_tray_the_window_asks_for_a_look(stage, monkeypatch):
    asked = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: asked.append(window))
    stage.there = False
    stage.tray.tell("Fireside", "Done.", lambda: None)
    assert asked == [stage.window] and stage.icon.told == []


def test_closing_leaves_it_running_only_where_that_is_chosen_and_quit_ends_it(stage, qtbot):
    kept = []
    stage.window.closed.connect(lambda: kept.append(1))
    stage.tray.want(True)
    chosen = True
    stage.window.stays = lambda: chosen and stage.tray.shown
    in_front(stage, qtbot)
    assert not stage.window.close()
    assert not stage.window.isVisible() and kept == [1]
    stage.choose("Show Fireside")
    assert stage.window.isVisible()
    chosen = False
    assert stage.window.close()
    chosen = True
    stage.window.show()
    stage.choose("Quit")
    assert not stage.window.isVisible()
    stage.window.hide()
    before = len(kept)
    stage.choose("Quit")  # also a window that is out of sight
    assert len(kept) == before + 1 and not stage.window.isVisible()


def test_its_menu_begins_a_chat_and_asks_a_quick_question(stage, qtbot):
    with qtbot.waitSignal(stage.tray.new_asked):
        stage.choose("New chat")
    assert stage.window.isVisible()
    with qtbot.waitSignal(stage.tray.quick_asked):
        stage.choose("Quick question")
    QApplication.sendEvent(stage.window, QEvent(QEvent.Type.LanguageChange))
    assert [action.text() for action in stage.tray.menu.actions()][-1] == "Quit"

"""A window on a screen that is smaller than the one before; and that nothing moves where it is not to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from desktop.core.settings import Appearance
from desktop.widgets.look import EFFECTS, Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.style import Measures
from desktop.widgets.tokens import LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
WIDGETS = Path(__file__).parents[2] / "desktop" / "widgets"
MOVES = re.compile(r"Animation\b|QTimeLine|QMovie|GraphicsOpacity|setRange\(0, 0\)|setAnimated")


@pytest.fixture
def make(qapp, qtbot):
    def made():
        window = MainWindow(LIGHT, 264)
        qtbot.addWidget(window)
        return window

    return made


def seen(window):
    """Say whether the frame can be reached by the mouse, on a screen that is there."""
    room = window.screen().availableGeometry()
    frame = window.frameGeometry()
    return room.contains(frame.topLeft()) and room.intersects(frame)


def test_a_window_of_a_larger_screen_fits_this_one(make, qtbot):
    first = make()
    first.show()
    first.resize(6000, 4000)
    first.move(QPoint(10, 10))
    later = make()
    later.put(first.place())
    later.show()
    qtbot.waitUntil(lambda: seen(later))
    room = later.screen().availableGeometry().size()
    assert later.size().boundedTo(room) == later.size()


def test_the_first_window_leaves_room_for_its_frame(make):
    window = make()
    room = window.screen().availableSize()
    assert window.height() < room.height() and window.width() < room.width()


def test_a_window_that_goes_before_its_first_frame_is_told_tells_nothing(qapp):
    window = MainWindow(LIGHT, 264)
    told = []
    window.first_painted.connect(lambda: told.append(1))
    window.frame.grab()
    delete(window)
    qapp.processEvents()
    assert told == []


def test_less_motion_stops_what_qt_moves_by_itself(qapp):
    look = Look(qapp, Appearance.LIGHT)
    look.choose(Appearance.LIGHT, Measures(still=True))
    assert not any(QApplication.isEffectEnabled(effect) for effect in EFFECTS)
    look.choose(Appearance.LIGHT, Measures())


def test_nothing_else_of_ours_moves():
    found = {
        path.name
        for path in WIDGETS.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if MOVES.search(line) and "import" not in line
    }
    assert found == set()  # the ring of an answer turns by a timer, and asks whether it may

"""Where the window stands: kept, and brought back to a screen that is there; and what moves by itself."""

from __future__ import annotations

import base64
import re
import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication

from desktop.core.settings import Appearance
from desktop.widgets.look import EFFECTS, Look
from desktop.widgets.main_window import MainWindow
from desktop.widgets.style import Measures

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
WIDGETS = Path(__file__).parents[2] / "desktop" / "widgets"
MOVES = re.compile(r"Animation\b|QTimeLine|QMovie|GraphicsOpacity|setRange\(0, 0\)|setAnimated")


@pytest.fixture
def make(qapp, qtbot):
    def made():
        window = MainWindow(Look(qapp, Appearance.LIGHT).theme, True)
        qtbot.addWidget(window)
        return window

    return made


def seen(window):
    """Say whether the frame can be reached by the mouse, on a screen that is there."""
    room = window.screen().availableGeometry()
    frame = window.frameGeometry()
    return room.contains(frame.topLeft()) and room.intersects(frame)


def moved(geometry, by):
    """Write the place anew as if it had been kept on a screen further away."""
    raw = bytearray(base64.b64decode(geometry))
    for at in range(8, 8 + 32, 4):  # two rectangles of four numbers
        (number,) = struct.unpack_from(">i", raw, at)
        struct.pack_into(">i", raw, at, number + by)
    return base64.b64encode(bytes(raw)).decode()


@pytest.mark.parametrize("by", [5000, -5000, 100_000])
def test_a_window_that_stood_on_a_screen_that_has_gone_is_on_one_that_is_there(make, by, qtbot):
    first = make()
    first.show()
    geometry = moved(first.place(), by)
    later = make()
    later.put(geometry)
    later.show()
    qtbot.waitUntil(lambda: seen(later))


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


def test_full_screen_and_the_size_before_are_kept(make):
    first = make()
    first.resize(730, 540)
    first.show()
    first.turn_full_screen()
    later = make()
    later.put(first.place())
    later.show()
    assert later.isFullScreen()
    later.turn_full_screen()
    assert not later.isFullScreen() and later.normalGeometry().size() == QSize(730, 540)


@pytest.mark.parametrize(
    "geometry", ["", "nonsense", "AAAA", base64.b64encode(b"\x01\xd9\xd0\xcb" * 30).decode()]
)
def test_a_place_that_is_none_is_left(make, geometry):
    window = make()
    before = window.size()
    window.put(geometry)
    assert window.size() == before


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

"""How the window comes back: its place, full screen, and the edges inside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from desktop.widgets.main_window import MainWindow
from desktop.widgets.splits import Splits
from desktop.widgets.tokens import LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def window(qapp, qtbot):

    def make(place=""):
        made = MainWindow(LIGHT, 264)
        qtbot.addWidget(made)
        made.put(place)
        with qtbot.waitSignal(made.first_painted):
            made.show()
        return made

    return make


@pytest.mark.parametrize("at", [(5000, 3000), (-4000, -2500)])
def test_a_window_whose_screen_is_gone_comes_back_on_one_that_is_there(window, at):
    before = window()
    before.move(*at)
    after = window(before.place())
    assert QApplication.primaryScreen().geometry().contains(after.geometry().center())
    assert after.geometry().top() >= 0  # its title can be taken hold of


def test_maximised_and_full_screen_come_back_and_so_does_the_size_below(window):
    before = window()
    before.resize(760, 560)
    for fill, filled in ((before.showMaximized, "isMaximized"), (before.turn_full_screen, "isFullScreen")):
        fill()
        QApplication.processEvents()
        after = window(before.place())
        assert getattr(after, filled)()
    after.turn_full_screen()
    assert after.windowState() & Qt.WindowState.WindowMaximized
    after.showNormal()
    QApplication.processEvents()
    assert after.size() == before.normalGeometry().size()


@pytest.mark.parametrize("bad", ["x", "!!!!", "AdnQywAD", "A" * 10_000, "é"])
def test_a_place_that_cannot_be_understood_is_left(window, bad):
    assert window(bad).isVisible()


def page(qtbot, name="edge"):
    made, split = QWidget(), None
    split = QSplitter(Qt.Orientation.Horizontal, made)
    split.setObjectName(name)
    for _ in range(2):
        split.addWidget(QWidget())
    split.resize(1000, 100)
    qtbot.addWidget(made)
    made.resize(1000, 100)
    made.show()
    return made, split


def test_an_edge_comes_back_where_it_was_put(qtbot):
    kept = []
    first, split = page(qtbot)
    splits = Splits((), kept.append, first)
    splits.find(first)
    splits.store()
    assert kept == []  # nothing was moved
    split.moveSplitter(250, 1)
    splits.store()
    assert kept[0][0].startswith("edge=25")
    second, other = page(qtbot)
    Splits(kept[0], kept.append, second).find(second)
    assert abs(other.sizes()[0] - split.sizes()[0]) <= 4


@pytest.mark.parametrize(
    "line", ["edge", "edge=", "edge=1", "edge=-1,2", "edge=1,99999", "edge=1,2,3", "=1,2", "edge=²,1"]
)
def test_what_was_written_there_by_others_moves_nothing(qtbot, line):
    made, split = page(qtbot)
    before = split.sizes()
    Splits((line,), lambda _: None, made).find(made)
    assert split.sizes() == before

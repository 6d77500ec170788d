"""What is wrong is said to who listens, once, where it is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.core.settings import Appearance
from desktop.widgets.aloud import show_aloud
from desktop.widgets.look import Look
from desktop.widgets.transcript.marking import mark_format
from tests.fakes.screen_reader import Ears

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


@pytest.fixture
def ears():
    ears = Ears()
    ears.open()
    yield ears
    ears.close()


def test_a_line_about_a_fault_is_said_once_each_time_that_it_comes(qtbot, ears):
    window, label = QWidget(), QLabel()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(label)
    label.setTextFormat(Qt.TextFormat.PlainText)
    show_aloud(label, "Nobody sees it yet.")
    window.show()
    show_aloud(label, "It is full.")
    show_aloud(label, "It is full.")
    show_aloud(label, "")
    assert label.isHidden()
    show_aloud(label, "It is full.")
    assert ears.said == ["It is full.", "It is full."]


def test_the_hit_that_find_stands_at_is_told_by_more_than_a_colour(qapp):
    theme = Look(qapp, Appearance.LIGHT).theme
    assert mark_format(theme, current=True).fontUnderline()
    assert not mark_format(theme, current=False).fontUnderline()

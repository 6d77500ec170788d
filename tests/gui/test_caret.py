"""The text cursor blinks while somebody types, and rests afterwards: nothing wakes the processor then."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPixmap, QPixmapCache
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.caret import Caret

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these
SOON = 50  # ms


@pytest.fixture
def caret(qapp):
    before = qapp.styleHints().cursorFlashTime(), QPixmapCache.cacheLimit()
    made = Caret(qapp, SOON)
    yield made
    made.close()
    made.deleteLater()
    assert (qapp.styleHints().cursorFlashTime(), QPixmapCache.cacheLimit()) == before


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    for field in (QPlainTextEdit(), QLineEdit()):
        column.addWidget(field)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # one of an earlier test may still be
    return made


@pytest.mark.parametrize("kind", [QPlainTextEdit, QLineEdit])
def test_it_rests_after_a_while_and_blinks_again_at_a_key(qapp, qtbot, caret, window, kind):
    hints = qapp.styleHints()
    blinks = hints.cursorFlashTime()
    field = window.findChild(kind)
    field.setFocus()
    qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    qtbot.keyClick(field, "a")
    assert hints.cursorFlashTime() == blinks
    qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)


def test_going_to_another_field_lets_it_blink(qapp, qtbot, caret, window):
    hints = qapp.styleHints()
    blinks = hints.cursorFlashTime()
    window.findChild(QPlainTextEdit).setFocus()
    qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    with qtbot.waitSignal(hints.cursorFlashTimeChanged, check_params_cb=lambda time: time == blinks):
        window.activateWindow()  # the focus of a window that another one hides goes nowhere
        window.findChild(QLineEdit).setFocus()


def test_one_that_was_closed_hears_of_nothing_any_more(qapp, qtbot, window):
    hints = qapp.styleHints()
    before = hints.cursorFlashTime()
    first, last = window.findChild(QPlainTextEdit), window.findChild(QLineEdit)
    of_the_run_before = Caret(qapp, SOON)
    of_the_run_before.close()
    of_the_run_before.close()  # nothing more happens
    told = []
    hints.cursorFlashTimeChanged.connect(told.append)
    caret = Caret(qapp, SOON)
    for field in (first, last, first):
        field.setFocus()
        qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    caret.close()
    assert hints.cursorFlashTime() == before
    assert told == [0, before] * 3
    assert not of_the_run_before._clock.isActive()
    for each in (of_the_run_before, caret):
        each.deleteLater()
    hints.cursorFlashTimeChanged.disconnect(told.append)


def test_what_the_system_changes_meanwhile_holds(qapp, qtbot, window):
    hints = qapp.styleHints()
    before = hints.cursorFlashTime()
    caret = Caret(qapp, SOON)
    hints.setCursorFlashTime(600)
    field = window.findChild(QLineEdit)
    field.setFocus()
    qtbot.waitUntil(lambda: hints.cursorFlashTime() == 0)
    caret.close()
    caret.deleteLater()
    assert hints.cursorFlashTime() == 600
    hints.setCursorFlashTime(before)


def test_qt_remembers_no_small_pictures_meanwhile(qtbot, caret, window):
    field = window.findChild(QLineEdit)
    field.setFocus()
    qtbot.keyClick(field, "a")
    usual = QPixmapCache.cacheLimit()
    for _ in range(2):
        assert QPixmapCache.insert("small", QPixmap(8, 8))
        qtbot.waitUntil(lambda: QPixmapCache.cacheLimit() == 0)
        assert QPixmapCache.find("small") is None
        assert not QPixmapCache.insert("small", QPixmap(8, 8))
        qtbot.keyClick(field, "a")
        assert QPixmapCache.cacheLimit() == usual

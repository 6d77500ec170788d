"""The bar to find text with, over a real conversation."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.core.settings import Appearance
from desktop.widgets.find_bar import TOP, FindBar
from desktop.widgets.look import Look
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import Rows, answer, searched, settle, user

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
ENTER, ESCAPE, SHIFT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier


class Page(QWidget):
    """A conversation with a field below and the bar over it."""

    def __init__(self, look):
        super().__init__()
        self.view = TranscriptView(look.theme, look.icons)
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.view)
        column.addWidget(self.field)
        self.bar = FindBar(look, self)
        self.bar.attach(self.view)


@pytest.fixture
def page(qtbot, qapp):
    look = Look(qapp, Appearance.LIGHT)
    look.wear()  # the bar is as high as it is in the window
    made = Page(look)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.view.set_model(Rows([user("A fox"), answer("fox and fox")]))
    settle(made.view)
    made.field.setFocus()
    qtbot.waitUntil(made.field.hasFocus)
    yield made
    look.close()


def find(page, qtbot, text):
    page.bar.open_bar()
    page.bar.input.clear()
    qtbot.keyClicks(page.bar.input, text)
    qtbot.waitUntil(lambda: not page.bar._typing.isActive())
    searched(page.view)


def test_what_is_typed_is_found_and_enter_goes_on(page, qtbot):
    find(page, qtbot, "fox")
    assert page.bar.count.text() == "1 of 3"
    qtbot.keyClick(page.bar.input, ENTER)
    assert page.bar.count.text() == "2 of 3"
    qtbot.keyClick(page.bar.input, ENTER, SHIFT)
    qtbot.keyClick(page.bar.input, ENTER, SHIFT)
    assert page.bar.count.text() == "3 of 3"


def test_the_buttons_do_the_same(page, qtbot):
    find(page, qtbot, "fox")
    qtbot.mouseClick(page.bar.next, Qt.MouseButton.LeftButton)
    assert page.bar.count.text() == "2 of 3"
    qtbot.mouseClick(page.bar.previous, Qt.MouseButton.LeftButton)
    assert page.bar.count.text() == "1 of 3"
    qtbot.mouseClick(page.bar.dismiss, Qt.MouseButton.LeftButton)
    assert page.bar.isHidden()


def test_enter_right_after_a_key_searches_at_once_and_skips_nothing(page, qtbot):
    page.bar.open_bar()
    qtbot.keyClicks(page.bar.input, "fox")
    qtbot.keyClick(page.bar.input, ENTER)
    searched(page.view)
    assert page.bar.count.text() == "1 of 3"


def test_escape_ends_the_search_and_gives_the_focus_back(page, qtbot):
    find(page, qtbot, "fox")
    assert page.bar.input.hasFocus()
    with qtbot.waitSignal(page.bar.closed):
        qtbot.keyClick(page.bar.input, ESCAPE)
    assert page.bar.isHidden()
    assert page.field.hasFocus()
    assert page.view.parts.find._search is None


def test_the_focus_goes_to_the_conversation_if_who_had_it_is_gone(page, qtbot):
    page.bar.open_bar()
    page.field.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page.field))
    qtbot.keyClick(page.bar.input, ESCAPE)
    assert page.view.hasFocus()


def test_opened_again_it_searches_for_the_same_and_replaces_it_when_one_types(page, qtbot):
    find(page, qtbot, "fox")
    page.bar.close_bar()
    page.bar.open_bar()
    searched(page.view)
    assert page.bar.count.text() == "1 of 3"
    assert page.bar.input.selectedText() == "fox"
    page.bar.open_bar()
    qtbot.keyClick(page.bar.input, ESCAPE)
    assert page.field.hasFocus()


def test_that_there_are_no_hits_is_not_said_before_all_is_searched(page, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.widgets.transcript.find.AT_ONCE", -1)
    page.bar.open_bar()
    for text, said in (("cat", "No hits"), ("fox", "1 of 3")):
        before = page.bar.count.text()
        page.bar.input.setText(text)
        page.bar._search()
        assert page.view.parts.find.busy
        assert page.bar.count.text() == before
        searched(page.view)
        assert page.bar.count.text() == said


def test_no_hits_are_said_in_words_and_in_colour(page, qtbot):
    find(page, qtbot, "cat")
    assert page.bar.count.text() == "No hits"
    danger = page.bar._look.theme.color("danger").name()
    assert danger in page.bar.count.styleSheet()
    assert not page.bar.next.isEnabled()
    find(page, qtbot, "a")
    assert danger not in page.bar.count.styleSheet()
    page.bar.input.clear()
    page.bar._search()
    assert page.bar.count.text() == ""


def test_an_input_methods_enter_and_escape_are_its_own(page, qtbot):
    find(page, qtbot, "fox")
    QApplication.sendEvent(page.bar.input, QInputMethodEvent("ni", []))
    qtbot.keyClick(page.bar.input, ENTER)
    qtbot.keyClick(page.bar.input, ESCAPE)
    assert page.bar.isVisible()
    assert page.bar.count.text() == "1 of 3"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("你")
    QApplication.sendEvent(page.bar.input, commit)
    qtbot.keyClick(page.bar.input, ENTER)
    assert page.bar._typing.isActive()  # else Enter would have searched at once
    qtbot.waitUntil(lambda: not page.bar.input._composing)
    qtbot.keyClick(page.bar.input, ESCAPE)
    assert page.bar.isHidden()


def test_numbers_are_written_as_the_language_writes_them(page, qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        page.bar._found(1234, 56789)
        assert page.bar.count.text() == "1.234 of 56.789"
    finally:
        QLocale.setDefault(before)


def test_everything_has_a_name_and_changes_its_language(page, qapp):
    bar = page.bar
    for widget in (bar.input, bar.previous, bar.next, bar.dismiss):
        assert widget.accessibleName()

    class Upper(QTranslator):
        def translate(self, context, source, disambiguation=None, n=-1):
            return source.upper() if context == "FindBar" else ""

        def isEmpty(self):
            return False

    translator = Upper()
    qapp.installTranslator(translator)
    QApplication.sendPostedEvents(None, QEvent.Type.LanguageChange)
    assert bar.next.accessibleName() == "NEXT HIT"
    assert bar.input.placeholderText() == "FIND IN THIS CHAT"
    qapp.removeTranslator(translator)
    assert isinstance(bar, QObject)


def test_another_view_can_be_attached(page, qtbot):
    find(page, qtbot, "fox")
    other = TranscriptView(page.bar._look.theme, page.bar._look.icons, page)
    other.set_model(Rows([user("fox")]))
    page.bar.attach(other)
    assert page.view.parts.find._search is None
    page.bar.open_bar()
    searched(other)
    assert page.bar.count.text() == "1 of 1"


def test_the_bar_follows_the_theme(page, qtbot):
    before = page.bar.styleSheet()
    page.bar._look.choose(Appearance.DARK)
    assert page.bar.styleSheet() != before
    page.bar._look.choose(Appearance.LIGHT)


def test_f3_goes_on_wherever_the_focus_is_and_opens_the_bar_again(page, qtbot):
    find(page, qtbot, "fox")
    page.field.setFocus()
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    assert page.bar.count.text() == "2 of 3"
    qtbot.keyClick(page.field, Qt.Key.Key_F3, SHIFT)
    assert page.bar.count.text() == "1 of 3"
    page.bar.close_bar()
    qtbot.keyClick(page.field, Qt.Key.Key_F3)
    assert page.bar.isVisible()
    assert page.bar.input.text() == "fox"


def test_the_bar_gives_way_to_a_hit_at_the_very_top(page, qtbot):
    page.bar.adjustSize()
    page.bar.move(page.width() - page.bar.width() - 24, TOP)
    page.view.set_model(Rows([user("A fox"), answer("hare\n\n" * 40)]))
    settle(page.view)
    find(page, qtbot, "fox")
    qtbot.waitUntil(lambda: page.view.parts.find.place() is not None)
    hit = page.view.parts.find.place()
    corner = page.view.viewport().mapTo(page, hit.topLeft())
    assert not page.bar.geometry().intersects(hit.translated(corner - hit.topLeft()))
    assert page.bar.y() > TOP
    find(page, qtbot, "hare")
    qtbot.waitUntil(lambda: page.bar.y() == TOP)

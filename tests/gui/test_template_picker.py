"""Templates are called by a slash in the composer, and only then."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.core.errors import DataError
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.core.templates import Entry, Place, TemplateId
from desktop.services.template_list import TemplateList
from desktop.widgets.composer import Composer
from desktop.widgets.look import Look
from desktop.widgets.slash_hold import SlashHold, press
from desktop.widgets.slash_typing import SlashTyping
from desktop.widgets.template_picker import TemplatePicker
from desktop.widgets.template_rows import about
from tests.fakes.inbox import Inbox
from tests.fakes.reading import loaded

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")

KEY = Qt.Key
NOW = datetime(2026, 11, 27, tzinfo=UTC)


def entry(number, name, **more):
    return Entry(
        TemplateId(number), name, more.pop("description", ""), Place(**more), "Say {{x}}", "", 1, NOW
    )


ENTRIES = (
    entry(1, "Code review", description="Find what is wrong"),
    entry(2, "Translate", folder="Work/Texts", favourite=True),
    entry(3, "翻译 文章"),
    *(entry(10 + n, f"Letter {n:02}") for n in range(20)),
)


class Store:
    def __init__(self, entries):
        self.found = entries
        self.broken: Exception | None = None

    def entries(self):
        if self.broken is not None:
            raise self.broken
        return list(self.found)


class Desk:
    def __init__(self, qtbot, qapp, entries=ENTRIES, load=True):
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.store = Store(entries)
        self.templates = TemplateList(self.store, self.tasks)
        if load:
            loaded(self.templates)
        self.window = QWidget()
        look = Look(qapp, Appearance.LIGHT)
        self.composer = Composer(look)
        column = QVBoxLayout(self.window)
        column.addStretch(1)
        column.addWidget(self.composer)
        self.input = self.composer.input
        self.typing = SlashTyping(self.input)
        self.picker = TemplatePicker(look, self.window, self.typing, self.input)
        self.picker.attach(self.templates)
        self.chosen, self.sent = [], []
        self.picker.chosen.connect(self.chosen.append)
        self.composer.submitted.connect(self.sent.append)
        self.window.resize(700, 500)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.input.setFocus()
        self.qtbot = qtbot

    def write(self, text):
        self.qtbot.keyClicks(self.input, text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.input, key, modifier)

    def names(self):
        rows = self.picker.rows
        return [rows.index(row).data() for row in range(rows.rowCount())]

    @property
    def open(self):
        return self.picker.isVisible()


@pytest.fixture
def make(qtbot, qapp):
    made = []

    def begin(**more):
        made.append(Desk(qtbot, qapp, **more))
        return made[-1]

    yield begin
    for each in made:
        each.tasks.close()


@pytest.fixture
def desk(make):
    return make()


def compose(widget, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_a_slash_opens_the_list_with_favourites_first_and_letters_narrow_it(desk):
    desk.write("/")
    assert desk.open
    assert desk.names()[0] == "Translate"
    assert desk.picker.geometry().bottom() < desk.composer.geometry().top() + 10
    desk.write("cdrev")
    assert desk.names() == ["Code review"]
    desk.press(KEY.Key_Backspace)
    assert desk.open
    desk.press(KEY.Key_Return)
    assert desk.chosen == [TemplateId(1)]
    assert (desk.composer.text(), desk.sent, desk.open) == ("", [], False)


def test_arrows_and_pages_go_through_the_list_and_tab_takes_one(desk):
    desk.write("/letter")
    current = desk.picker.view.currentIndex
    assert current().row() == 0
    desk.press(KEY.Key_Down)
    assert current().row() == 1
    desk.press(KEY.Key_PageDown)
    assert current().row() == 9
    desk.press(KEY.Key_PageUp)
    desk.press(KEY.Key_PageUp)
    assert current().row() == 0
    desk.press(KEY.Key_Up)
    assert current().row() == 19
    desk.press(KEY.Key_Tab)
    assert desk.chosen == [TemplateId(29)]


def test_escape_leaves_the_text_and_nothing_opens_again_until_the_next_slash(desk):
    desk.write("/tra")
    desk.press(KEY.Key_Escape)
    assert not desk.open
    desk.write("n")
    assert not desk.open
    assert desk.composer.text() == "/tran"
    desk.press(KEY.Key_Return)
    assert desk.sent == ["/tran"]


def test_a_pasted_path_a_second_slash_and_a_slash_within_a_line_are_text(desk):
    data = QMimeData()
    data.setText("/usr/bin")
    desk.input.insertFromMimeData(data)
    assert not desk.open
    desk.input.clear()
    desk.write("/usr/")
    assert not desk.open
    desk.input.clear()
    desk.write("and/or")
    assert not desk.open
    desk.input.clear()
    desk.write("/ x")
    assert not desk.open
    desk.input.clear()
    desk.write("/tran")
    desk.press(KEY.Key_Home)
    assert not desk.open


def test_a_slash_may_begin_any_line_and_only_it_is_replaced(desk):
    desk.write("before")
    desk.press(KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.write("/translate")
    desk.press(KEY.Key_Return)
    assert desk.composer.text() == "before\n"
    desk.input.put("pasted\n")
    desk.write("/code")
    desk.press(KEY.Key_Return)
    assert desk.composer.text() == "pasted\n"
    assert desk.chosen == [TemplateId(2), TemplateId(1)]


def test_a_sentence_that_begins_with_a_slash_stays_text_and_is_sent(desk):
    desk.write("/qqq")
    assert desk.open
    assert "qqq" in desk.picker.words.text()
    assert desk.picker.current is None
    desk.write(" x")
    assert not desk.open
    desk.press(KEY.Key_Return)
    assert desk.sent == ["/qqq x"]


def test_an_input_method_keeps_its_keys_and_finds_chinese_names(desk):
    compose(desk.input, "/")
    assert not desk.open
    compose(desk.input, "", "、")  # what the key of the slash gives with Chinese punctuation
    desk.qtbot.waitUntil(lambda: not desk.input.composing)
    assert desk.open
    compose(desk.input, "fan yi")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Down)
    assert desk.chosen == []
    compose(desk.input, "", "翻译")
    desk.qtbot.waitUntil(lambda: not desk.input.composing)
    assert desk.names() == ["翻译 文章"]
    desk.press(KEY.Key_Return)
    assert desk.chosen == [TemplateId(3)]
    assert desk.composer.text() == ""


def test_the_list_is_read_when_it_is_first_wanted_and_says_so(make):
    desk = make(load=False)
    desk.write("/tr")
    assert desk.open
    assert desk.picker.words.text() == "Reading the templates…"
    desk.inbox.run_until(lambda: desk.templates.ready)
    assert desk.names()[0] == "Translate"


def test_enter_waits_while_the_templates_are_being_read(make):
    desk = make(load=False)
    desk.write("/tra")
    desk.press(KEY.Key_Return)
    assert (desk.sent, desk.chosen, desk.composer.text()) == ([], [], "/tra")
    desk.inbox.run_until(lambda: desk.templates.ready)
    assert (desk.sent, desk.chosen, desk.composer.text()) == ([], [TemplateId(2)], "")


def test_what_was_typed_after_enter_or_names_no_template_is_not_taken_for_one(make):
    desk = make(load=False)
    desk.write("/tra")
    desk.press(KEY.Key_Return)
    desk.write("n")
    desk.inbox.run_until(lambda: desk.templates.ready)
    assert (desk.sent, desk.chosen, desk.open) == ([], [], True)
    desk.input.clear()
    for text in ("/qqq", "/qqq is no name"):
        other = make(load=False)
        other.write(text)
        other.press(KEY.Key_Return)
        assert other.sent == []
        other.inbox.run_until(lambda which=other: which.templates.ready)
        assert (other.sent, other.chosen, other.open) == ([text], [], False)


def test_enter_is_kept_back_until_there_are_templates_that_may_be_meant(make):
    desk = make()
    hold = SlashHold(desk.input)
    for text, sent in (("/tra", []), ("/", []), ("/tmp/x", ["/tmp/x"]), ("/ x", ["/tmp/x", "/ x"])):
        desk.input.setPlainText(text)
        desk.press(KEY.Key_Return)
        assert desk.sent == sent
    desk.input.put("/tra")
    desk.press(KEY.Key_Return)
    desk.write("n")
    assert hold.release() is None  # it is another text now
    hold = SlashHold(desk.input)
    desk.press(KEY.Key_Return)
    assert hold.release() is KEY.Key_Return
    press(desk.input, KEY.Key_Return)
    assert desk.sent[-1].startswith("/")


def test_a_list_that_cannot_be_read_says_why(make):
    desk = make(load=False)
    desk.store.broken = next(iter(_data_errors()))
    desk.write("/")
    desk.inbox.run_until(lambda: desk.tasks.idle)
    assert desk.picker.words.text() not in ("", "Reading the templates…")
    assert desk.open


def _data_errors():
    from tests.unit.test_advice import EXAMPLES

    return [error for error in EXAMPLES if isinstance(error, DataError)]


def test_without_templates_the_page_about_them_is_offered(make):
    desk = make(entries=())
    asked = []
    desk.picker.library_asked.connect(lambda: asked.append(1))
    desk.picker.keys = lambda: "Ctrl+J"
    desk.write("/")
    assert desk.picker.words.text() == "There are no templates yet. Ctrl+J shows their page."
    desk.qtbot.mouseClick(desk.picker.library, Qt.MouseButton.LeftButton)
    assert asked == [1]
    assert not desk.open


def test_the_mouse_takes_a_template_and_screen_readers_hear_what_it_is(desk):
    desk.write("/transl")
    index = desk.picker.rows.index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Translate, favourite, Say {{x}}, Work/Texts"
    desk.qtbot.mouseClick(
        desk.picker.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=desk.picker.view.visualRect(index).center(),
    )
    assert desk.chosen == [TemplateId(2)]
    assert desk.input.hasFocus()


def test_the_button_calls_the_list_in_a_line_of_its_own(desk):
    desk.typing.begin()
    assert desk.open
    desk.press(KEY.Key_Escape)
    assert desk.composer.text() == ""
    desk.input.put("some text")
    desk.typing.begin()
    desk.write("code")
    desk.press(KEY.Key_Return)
    assert desk.composer.text() == "some text\n"


def test_what_a_row_says_is_one_short_plain_line():
    hostile = entry(1, "x", description="a\n\u202eb" + "c" * 900)
    assert "\u202e" not in about(hostile)
    assert len(about(hostile)) <= 200


def test_a_slash_typed_before_the_templates_were_there_opens_the_list_once_they_are(make, qtbot):
    desk = make()
    desk.input.setPlainText("/tra")  # nobody heard it being typed
    desk.press(KEY.Key_End)
    assert not desk.open
    desk.typing.catch_up()
    qtbot.waitUntil(lambda: desk.open)
    desk.press(KEY.Key_Escape)
    desk.input.setPlainText("/usr/bin")
    desk.press(KEY.Key_End)
    desk.typing.catch_up()
    assert not desk.open

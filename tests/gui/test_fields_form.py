"""The form that asks for the fields of a template."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTranslator
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from desktop.core.attachment_errors import NotText
from desktop.core.settings import Appearance
from desktop.core.template_values import check_values, first_values
from desktop.core.templates import Field, FieldKind
from desktop.widgets.look import Look
from desktop.widgets.templates.field_choosers import date_of, path_of
from desktop.widgets.templates.field_editors import number_of
from desktop.widgets.templates.fields_form import AT_ONCE, FieldsForm
from tests.gui.composer_support import drag, drop, mime

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # which the offscreen platform cannot do

EVERY = (
    Field("topic"),
    Field("text", FieldKind.LONG, "Text to translate"),
    Field("words", FieldKind.NUMBER, low=10, high=500),
    Field("tone", FieldKind.CHOICE, options=("formal", "friendly"), required=False),
    Field("languages", FieldKind.CHOICES, options=("中文", "English", "Deutsch")),
    Field("when", FieldKind.DATE),
    Field("paper", FieldKind.FILE),
    Field("draft", FieldKind.YES_NO),
)
VALUES = {
    "topic": "Rhine",
    "text": "one\ntwo",
    "words": 50,
    "tone": "formal",
    "languages": ("中文", "Deutsch"),
    "when": "2026-11-27",
    "paper": "/tmp/paper.txt",
    "draft": True,
}


@pytest.fixture
def form(qtbot, qapp):
    made = FieldsForm(Look(qapp, Appearance.LIGHT))
    qtbot.addWidget(made)
    made.resize(420, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def editor(form, name):
    return next(row.editor for row in form.rows if row.field.name == name)


def problems(form):
    return {row.field.name: row.problem.text() for row in form.rows if row.problem.text()}


def compose(widget, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(widget, event)


def test_every_kind_of_field_gives_back_what_it_was_given(form):
    changes = []
    form.changed.connect(lambda: changes.append(1))
    form.show_fields(EVERY, VALUES)
    assert form.values() == VALUES
    assert not changes  # nobody has typed
    assert check_values(EVERY, form.values()) == ()


def test_tab_goes_through_all_fields_and_on_from_long_texts_and_lists(form, qtbot):
    form.show_fields(EVERY, {})
    form.begin()
    visited = []
    for _ in range(11):  # the date and the file have a button each
        focused = QApplication.focusWidget()
        visited.append(next((r.field.name for r in form.rows if r.isAncestorOf(focused)), None))
        assert (
            form.viewport()
            .rect()
            .intersects(focused.rect().translated(focused.mapTo(form.viewport(), focused.rect().topLeft())))
        )
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert [name for i, name in enumerate(visited) if name not in visited[:i]] == [f.name for f in EVERY]


def test_enter_submits_but_not_in_a_long_text_nor_at_the_end_of_a_composition(form, qtbot):
    form.show_fields(EVERY, {})
    submitted = []
    form.submitted.connect(lambda: submitted.append(1))
    line = editor(form, "topic").line
    compose(line, "lai")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    compose(line, "", "来")
    qtbot.keyClick(line, Qt.Key.Key_Return)  # some systems deliver the committing key as well
    assert not submitted
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not line._composing)
    assert form.values()["topic"] == "来"
    qtbot.keyClick(editor(form, "text").text, Qt.Key.Key_Return)
    assert not submitted
    assert form.values()["text"] == "\n"
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # means something else
    assert not submitted
    for name in ("topic", "words", "tone", "languages", "when", "paper", "draft"):
        submitted.clear()
        qtbot.keyClick(editor(form, name).main(), Qt.Key.Key_Return)
        assert submitted == [1], name


def test_a_number_keeps_what_was_typed_and_says_what_is_wrong(form, qtbot):
    form.show_fields(EVERY[2:3], {})
    line = editor(form, "words").line
    assert line.placeholderText() == "10 to 500"
    qtbot.keyClicks(line, "5000")
    form.mark(check_values(EVERY[2:3], form.values()))
    assert line.text() == "5000"
    assert "500 or less" in problems(form)["words"]
    line.clear()
    assert not problems(form)  # goes as soon as it is worked on
    qtbot.keyClicks(line, "a lot")
    form.mark(check_values(EVERY[2:3], form.values()))
    assert line.text() == "a lot"
    assert "has to be a number" in problems(form)["words"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("50", 50),
        (" -3 ", -3),
        ("1.5", 1.5),
        ("１２", 12),  # full-width, as Chinese input methods make them
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("9" * 5000, float("inf")),
        ("", ""),
        ("nan", "nan"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, value):
    assert number_of(typed) == value


def test_dates_are_typed_turned_and_taken_from_a_calendar(form, qtbot):
    form.show_fields(EVERY[5:6], {"when": "2026-02-28"})
    date = editor(form, "when")
    qtbot.keyClick(date.line, Qt.Key.Key_Up)
    assert form.values() == {"when": "2026-03-01"}
    calendar = date.show_calendar()
    assert calendar.selectedDate() == QDate(2026, 3, 1)
    calendar.setSelectedDate(QDate(2026, 3, 9))
    calendar.activated.emit(calendar.selectedDate())
    assert form.values() == {"when": "2026-03-09"}
    date.line.setText("tomorrow")
    qtbot.keyClick(date.line, Qt.Key.Key_Up)
    assert form.values() == {"when": "tomorrow"}
    assert date_of("2026年1月5日") == date_of("2026/1/5") == "2026-01-05"


def test_a_file_is_dropped_and_pasted_paths_are_understood(form):
    form.show_fields(EVERY[6:7], {})
    path = Path("/tmp/some paper.txt")
    assert drag(editor(form, "paper"), mime(path))
    assert not drag(editor(form, "paper"), mime(path, path))
    drop(editor(form, "paper"), mime(path))
    assert Path(form.values()["paper"]) == path
    assert path_of('"C:\\a b.txt"') == "C:\\a b.txt"
    assert path_of("file:///tmp/a.txt") == "/tmp/a.txt"


def test_what_is_missing_is_named_below_its_field_and_gone_to(form, qapp, qtbot):
    form.show_fields(EVERY, {"topic": "x"})
    form.mark(check_values(EVERY, form.values()))
    assert set(problems(form)) == {"text", "words", "languages", "when", "paper"}
    assert "“Text to translate” is not filled in." in problems(form)["text"]
    assert editor(form, "text").text.hasFocus()
    assert "not filled in" in editor(form, "text").main().accessibleDescription()
    assert editor(form, "text").main().accessibleName() == "Text to translate, required"
    form.mark_errors({"paper": NotText(Path("/tmp/a.bin"))})
    assert list(problems(form)) == ["paper"]
    assert "a.bin is not a text file" in problems(form)["paper"]
    translator = ReadyMade({"{name}, required": "{name}，必填"})
    qapp.installTranslator(translator)
    try:
        name = editor(form, "text").main().accessibleName
        qtbot.waitUntil(lambda: name() == "Text to translate，必填")
    finally:
        qapp.removeTranslator(translator)


def test_hostile_labels_and_options_are_plain_short_text(form):
    label = "<img src=x onerror=1>\u202e\n" + "x" * 5000
    fields = (Field("a", label=label), Field("b", FieldKind.CHOICE, options=("\u202eevil", "ok")))
    form.show_fields(fields, first_values(fields, {}))
    title = form.rows[0].title
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert "\u202e" not in title.text()
    assert len(title.text()) < 210
    editor(form, "b").choice.setCurrentIndex(1)
    assert form.values()["b"] == "\u202eevil"  # the value itself is what the template says


def test_another_template_leaves_nothing_of_the_one_before(form):
    form.show_fields(EVERY, VALUES)
    form.show_fields(EVERY[:1], {})
    assert form.values() == {"topic": ""}
    form.put({"topic": "y"})
    assert form.values() == {"topic": "y"}


class ReadyMade(QTranslator):
    def __init__(self, words):
        super().__init__()
        self._words = words

    def translate(self, context, text, disambiguation=None, n=-1):
        return self._words.get(text, "")

    def isEmpty(self):
        return False


def test_tab_walks_on_from_the_last_row_to_what_stands_below(qtbot, qapp):
    window, form, above, below = QWidget(), FieldsForm(Look(qapp, Appearance.LIGHT)), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for part in (above, form, below):
        column.addWidget(part)
    with qtbot.waitExposed(window):
        window.show()
    for names in ("ab", "cde"):  # also the rows of a second template
        form.show_fields([Field(name) for name in names], {})
        above.setFocus()
        for wanted in (*(row.editor.main() for row in form.rows), below):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            assert QApplication.focusWidget() is wanted


def test_very_many_fields_come_a_few_at_a_time_and_all_of_them_count(qtbot, qapp):
    form = FieldsForm(Look(qapp, Appearance.LIGHT))
    qtbot.addWidget(form)
    form.resize(420, 300)
    form.show()
    fields = [Field(f"f{number}") for number in range(50)]
    form.show_fields(fields, {"f49": "last"})
    assert len(form.rows) == AT_ONCE
    qtbot.waitUntil(lambda: len(form.rows) == 50)
    assert form.rows[49].editor.value() == "last"
    stops, at = [], form.rows[0].editor.main()
    for _ in range(50):
        stops.append(at)
        at = at.nextInFocusChain()
        while not at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            at = at.nextInFocusChain()
    assert stops == [row.editor.main() for row in form.rows]
    form.show_fields(fields, {"f49": "last"})
    assert form.values()["f49"] == "last"  # asked for at once
    form.show_fields(fields[:2], {})
    qapp.processEvents()
    assert [row.field.name for row in form.rows] == ["f0", "f1"]

"""The panel beside the chat in which is chosen how its answers are drawn."""

from __future__ import annotations

import math
from dataclasses import fields, replace

import pytest
from PySide6.QtCore import QLocale, QObject, QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import ChatOptions
from desktop.core.errors import DiskFull, GrammarInvalid
from desktop.core.events import Event
from desktop.core.presets import NameTaken, Preset, folded_name, preset_name
from desktop.core.sampling import DEFAULTS, LogitBias, Sampling, parameters, within_limits
from desktop.core.settings import Appearance
from desktop.services.presets import Presets
from desktop.store.opening import open_store
from desktop.viewmodels.choices import Choices
from desktop.viewmodels.sampling import SamplingViewModel
from desktop.viewmodels.sampling_text import (
    TextProblem,
    Wrong,
    biases_of,
    check_schema,
    stops_of,
    text_of_biases,
    text_of_stops,
)
from desktop.widgets.look import Look
from desktop.widgets.sampling_panel import SamplingPanel
from desktop.widgets.sampling_presets import sampling_menu_entries
from desktop.widgets.sampling_rows import stops_of as slider_stops
from desktop.widgets.sampling_words import GROUPS, SamplingWords

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
LEFT, ENTER, ESCAPE = Qt.MouseButton.LeftButton, Qt.Key.Key_Return, Qt.Key.Key_Escape
NUMBERS = [item.name for item in parameters()]


class FakePresets:
    """The service over a list."""

    def __init__(self):
        self.kept = {}
        self.numbers = 0
        self.error = None
        self.changed = Event()

    def all(self):
        self._fail()
        return sorted(self.kept.values(), key=lambda preset: folded_name(preset.name))

    def keep(self, name, sampling):
        self._fail()
        name = preset_name(name)
        same = next((n for n, p in self.kept.items() if folded_name(p.name) == folded_name(name)), None)
        if same is None:
            self.numbers += 1
        number = same or self.numbers
        self.kept[number] = Preset(number, name, sampling)
        self.changed.emit(None)

    def rename(self, preset, name):
        self._fail()
        if any(folded_name(p.name) == folded_name(name) for n, p in self.kept.items() if n != preset):
            raise NameTaken(name)
        self.kept[preset] = Preset(preset, preset_name(name), self.kept[preset].sampling)
        self.changed.emit(None)

    def remove(self, preset):
        self._fail()
        self.kept.pop(preset, None)
        self.changed.emit(None)

    def add(self, presets):
        for new in presets:
            self.keep(new.name, new.sampling)
        return list(self.kept.values())

    def _fail(self):
        if self.error is not None:
            raise self.error


class Talk:
    """What of a conversation its options need."""

    def __init__(self, options=ChatOptions()):
        self.options = options
        self.error = None
        self.stored = []

    @property
    def fitting(self):
        return self

    def choose(self, options):
        if self.error is not None:
            raise self.error
        self.stored.append(options)
        self.options = options


class Chinese(QTranslator):
    """Puts every sentence into brackets, so that one that is not translated shows."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"[{source}]"

    def isEmpty(self):
        return False  # Qt tells nobody of an empty one


class Page(QWidget):
    """A chat with the panel beside it."""

    def __init__(self, look, tmp_path):
        super().__init__()
        self.talk, self.service, self.advised = Talk(), FakePresets(), None
        self.choices = Choices(lambda: self.talk, self)
        self.model = SamplingViewModel(self.choices, self.service, lambda: self.advised, self)
        self.panel = SamplingPanel(look)
        self.composer = QLineEdit()
        self.bar, self.form = self.panel.presets, self.panel.form
        line = QHBoxLayout(self)
        column = QVBoxLayout()
        column.addWidget(self.composer)
        line.addLayout(column)
        line.addWidget(self.panel)
        self.folder = tmp_path

    def row(self, name):
        return self.panel.parameters.rows[name]

    @property
    def now(self):
        return self.model.sampling

    def choose(self, name):
        self.bar.choice.setCurrentIndex(self.bar.choice.findText(name))
        self.bar.choice.activated.emit(self.bar.choice.currentIndex())

    @property
    def offered(self):
        return [self.bar.choice.itemText(row) for row in range(self.bar.choice.count())]

    def form_of(self, number):
        self.form.kind.setCurrentIndex(number)
        self.form.kind.activated.emit(number)


@pytest.fixture
def page(qtbot, qapp, tmp_path):
    made = Page(Look(qapp, Appearance.LIGHT), tmp_path)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.panel.attach(made.model)
    made.panel.open_panel()
    made.panel.parameters.unfold.setChecked(True)
    return made


def keep(page, qtbot, name):
    qtbot.mouseClick(page.bar.keep, LEFT)
    page.bar.strip.input.setText(name)
    qtbot.keyClick(page.bar.strip.input, ENTER)


def test_every_parameter_has_a_row_with_a_name_a_sentence_and_a_neutral_value(page):
    form = {"grammar", "json_schema"}
    assert set(page.panel.parameters.rows) == {item.name for item in fields(Sampling)} - form
    for name, row in page.panel.parameters.rows.items():
        assert row.label.text(), name
        assert row.sentence.text().endswith("."), name
        for part in row.fields():
            assert part.accessibleName(), name
            assert row.sentence.text() in part.accessibleDescription(), name
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, name
    for item in parameters():
        hint = page.row(item.name).field.toolTip()
        if item.knob.neutral is not None:
            assert hint == f"{item.knob.neutral:g} switches it off."
        else:
            assert "0 always takes" in hint if item.name == "temperature" else "does nothing while" in hint


def test_editing_a_row_changes_that_parameter_alone(page):
    for item in parameters():
        for value in (item.knob.low, item.knob.high, item.default):
            page.row(item.name).field.setValue(value)
            assert page.now == replace(DEFAULTS, **{item.name: value})
            assert type(getattr(page.now, item.name)) is (int if item.whole else float)
        page.row(item.name).slider.setValue(0)
        assert page.now == replace(DEFAULTS, **{item.name: item.knob.low})
        assert page.row(item.name).field.value() == item.knob.low
        assert within_limits(page.now) == page.now
        page.row(item.name).field.setValue(item.default)


@pytest.mark.parametrize("item", list(parameters()), ids=NUMBERS)
def test_a_slider_goes_through_all_of_the_range_and_each_step_is_another_value(item):
    stops = slider_stops(item)
    assert stops == tuple(sorted(set(stops)))
    assert (stops[0], stops[-1]) == (item.knob.low, item.knob.high)
    assert len(stops) <= 250
    if item.knob.neutral is not None:
        assert item.knob.neutral in stops


def test_a_value_between_two_steps_of_a_slider_and_of_a_field_stays_as_it_is(page):
    page.model.set(replace(DEFAULTS, min_p=0.0255, top_p=0.91237))
    page.row("temperature").field.setValue(0.3)
    assert page.now == replace(DEFAULTS, min_p=0.0255, top_p=0.91237, temperature=0.3)
    assert page.row("top_p").field.text() == "0.912"


def test_what_is_being_typed_is_not_written_over(page, qtbot):
    field = page.row("temperature").field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "0.")
    page.model.flush()
    assert page.talk.options.sampling.temperature == 0.0
    qtbot.keyClicks(field, "3")
    assert page.now.temperature == 0.3
    assert field.text() == "0.3"


def test_what_is_set_is_stored_soon_and_once_and_at_once_when_the_user_turns_away(page, qtbot):
    for value in (0.1, 0.2, 0.3):
        page.row("temperature").field.setValue(value)
    assert page.talk.stored == []
    qtbot.waitUntil(lambda: page.talk.stored != [])
    assert [options.sampling.temperature for options in page.talk.stored] == [0.3]
    page.row("temperature").field.setFocus()
    page.row("temperature").field.setValue(0.4)
    page.composer.setFocus()
    assert page.talk.options.sampling.temperature == 0.4
    page.row("temperature").field.setValue(0.5)
    page.panel.close_panel()
    assert page.talk.options.sampling.temperature == 0.5


def test_a_preset_is_pinned_also_where_it_is_what_applies_anyway(page):
    page.choose("Balanced")
    assert page.talk.options.sampling == DEFAULTS
    page.advised = replace(DEFAULTS, temperature=0.6)
    page.model.changed.emit()
    assert page.now == DEFAULTS


def test_presets_outlive_the_window(page, tmp_path):
    for _ in range(2):
        store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
        model = SamplingViewModel(page.choices, Presets(store.presets), lambda: None)
        if not model.shelf.all:
            model.set(replace(DEFAULTS, top_k=3, stop=("#",)))
            assert model.keep_preset("Code")
            assert model.current == model.shelf.all[0].id
        model.close()
        store.close()
    assert model.shelf.all[0].sampling == replace(DEFAULTS, top_k=3, stop=("#",))
    assert page.talk.options.sampling == model.shelf.all[0].sampling, "stored on closing"


def test_another_chat_gets_nothing_of_what_was_set_in_the_one_before(page, qtbot):
    page.row("stop").field.setPlainText("x" * 201)
    page.row("temperature").field.setValue(0.1)
    before, page.talk = page.talk, Talk(ChatOptions(sampling=replace(DEFAULTS, top_k=7)))
    page.model.chat_shown()
    assert page.row("temperature").field.value() == DEFAULTS.temperature
    assert page.row("top_k").field.value() == 7
    assert page.row("stop").field.toPlainText() == ""
    assert page.row("stop").problem.isHidden()
    page.model.flush()
    assert (before.stored, page.talk.stored) == ([], [])


def test_what_cannot_be_stored_is_told_and_the_old_values_are_shown_again(page, qtbot):
    page.talk.error = DiskFull(page.folder)
    page.row("temperature").field.setValue(0.1)
    with qtbot.waitSignal(page.choices.failed) as told:
        page.model.flush()
    assert told.args == [page.talk.error]
    assert page.row("temperature").field.value() == DEFAULTS.temperature
    assert not page.model.chosen


def test_a_row_can_be_reset_when_it_differs_from_what_the_model_recommends(page, qtbot):
    page.advised = replace(DEFAULTS, temperature=0.6)
    page.model.changed.emit()
    row = page.row("temperature")
    assert (row.field.value(), row.back.isVisible()) == (0.6, False)
    row.field.setValue(DEFAULTS.temperature)
    page.row("top_k").field.setValue(7)
    assert row.back.isVisible()
    assert row.back.accessibleName() == "Reset Temperature"
    qtbot.mouseClick(row.back, LEFT)
    assert page.now == replace(DEFAULTS, temperature=0.6, top_k=7)
    assert (row.back.isVisible(), row.field.hasFocus()) == (False, True)


def test_everything_can_be_reset_to_what_the_model_recommends(page, qtbot):
    assert not page.bar.reset.isEnabled()
    page.row("temperature").field.setValue(0.1)
    page.model.flush()
    page.row("stop").field.setPlainText("x" * 201)
    assert page.bar.reset.toolTip() == "Back to the defaults"
    qtbot.mouseClick(page.bar.reset, LEFT)
    assert page.talk.options.sampling is None
    assert page.row("stop").field.toPlainText() == ""
    page.advised = replace(DEFAULTS, temperature=0.6)
    page.model.changed.emit()
    assert page.now == page.advised
    assert page.bar.choice.currentText() == "As the model recommends"
    assert page.bar.reset.toolTip() == "Back to what the model recommends"
    page.choose("Balanced")
    assert page.talk.options.sampling == DEFAULTS
    page.choose("As the model recommends")
    assert page.talk.options.sampling is None


def test_what_does_nothing_without_another_parameter_is_greyed(page):
    assert not page.row("xtc_threshold").field.isEnabled()
    assert not page.row("xtc_threshold").slider.isEnabled()
    page.row("xtc_probability").field.setValue(0.5)
    assert page.row("xtc_threshold").field.isEnabled()
    assert not page.row("dry_base").field.isEnabled()
    assert page.row("temperature").field.isEnabled()


def test_seed_and_length_are_numbers_or_none(page, qtbot):
    seed, length = page.row("seed"), page.row("max_tokens")
    assert (seed.none.text(), length.none.text()) == ("Random", "Unlimited")
    assert not seed.field.isEnabled()
    seed.none.setChecked(False)
    seed.field.setValue(4_294_967_294)
    assert seed.field.text() == "4294967294"
    length.none.setChecked(False)
    assert page.now == replace(DEFAULTS, seed=4_294_967_294, max_tokens=1024)
    assert type(page.now.seed) is int
    length.field.setValue(100)
    qtbot.mouseClick(seed.back, LEFT)
    assert page.now == replace(DEFAULTS, max_tokens=100)
    assert seed.none.isChecked()


def test_stop_texts_are_lines_and_too_many_are_told_and_not_taken(page):
    row = page.row("stop")
    row.field.setPlainText("###\n\n\\n\\nUser:\n a ")
    stops = ("###", "\n\nUser:", " a ")
    assert page.now == replace(DEFAULTS, stop=stops)
    row.field.setPlainText("\n".join("abcdefghijklmnopq"))
    assert row.problem.isVisible()
    assert row.problem.text() == "At most 16 lines can be used."
    page.row("temperature").field.setValue(0.1)
    assert page.now == replace(DEFAULTS, stop=stops, temperature=0.1)
    assert row.field.toPlainText().startswith("a\nb"), "what is typed stays"
    row.field.setPlainText("a")
    assert row.problem.isHidden()
    assert page.now.stop == ("a",)


def test_biases_are_lines_and_one_without_a_number_is_told_and_not_taken(page):
    row = page.row("logit_bias")
    row.field.setPlainText("Certainly = -inf\n = = 2,5\nnothing=0")
    taken = (LogitBias("Certainly", -math.inf), LogitBias(" =", 2.5))
    assert page.now == replace(DEFAULTS, logit_bias=taken)
    row.field.setPlainText("Certainly = -inf\noops")
    assert row.problem.text() == "Line 2 does not end in an equals sign and a number."
    assert page.now.logit_bias == taken
    row.field.setPlainText("")
    assert page.now == DEFAULTS


@pytest.mark.parametrize(
    ("read", "text", "wrong", "line"),
    [
        (stops_of, "a\n" + "x" * 201, Wrong.TOO_LONG, 2),
        (biases_of, "= 5", Wrong.NO_TEXT, 1),
        (biases_of, "\n\na = nan", Wrong.NO_NUMBER, 3),
        (biases_of, "a = inf", Wrong.TOO_STRONG, 1),
        (biases_of, "a = 101", Wrong.TOO_STRONG, 1),
        (biases_of, "x" * 201 + " = 1", Wrong.TOO_LONG, 1),
        (biases_of, "\n".join(f"{n} = 1" for n in range(101)), Wrong.TOO_MANY, 0),
        (check_schema, "{\n]", Wrong.NOT_JSON, 2),
        (check_schema, "[" * 100_000, Wrong.NOT_JSON, 0),
        (check_schema, '{"minimum": NaN}', Wrong.NOT_JSON, 0),
        (check_schema, "3", Wrong.NO_OBJECT, 0),
    ],
)
def test_what_is_typed_wrongly_is_found_with_its_line(qapp, read, text, wrong, line):
    with pytest.raises(TextProblem) as told:
        read(text)
    assert (told.value.wrong, told.value.line) == (wrong, line)
    words = SamplingWords().problem(told.value)
    assert words.endswith(".") and "{" not in words
    assert (f"ine {line}" in words) == (line > 0)


def test_texts_come_back_as_they_were_whatever_is_in_them():
    stops = ("\n", "\\n", "a\tb", "\r\n", " x ", "\\")
    assert stops_of(text_of_stops(stops)) == stops
    biases = (LogitBias(" a = b ", 1.5), LogitBias("\n", -100.0), LogitBias("=", -math.inf))
    assert biases_of(text_of_biases(biases)) == biases


def test_a_schema_is_taken_while_it_is_json_and_the_other_form_is_given_up(page):
    assert page.form.field.isHidden()
    page.form_of(2)
    page.form.field.setPlainText('root ::= "yes" | "no"')
    assert page.now == replace(DEFAULTS, grammar='root ::= "yes" | "no"')
    page.form_of(1)
    assert page.now == DEFAULTS, "an empty schema asks for nothing"
    page.form.field.setPlainText('{"type": "object"}')
    assert page.now == replace(DEFAULTS, json_schema='{"type": "object"}')
    page.form.field.setPlainText('{"type":\n "obj')
    assert page.form.problem.text() == "This is not JSON; look at line 2."
    assert page.now.json_schema == '{"type": "object"}', "not applied"
    page.form_of(2)
    assert page.now == replace(DEFAULTS, grammar='root ::= "yes" | "no"')
    page.form_of(1)
    assert page.now == DEFAULTS, "the grammar is not in force while a broken schema is shown"
    page.form_of(0)
    assert page.form.field.isHidden()
    assert page.now == DEFAULTS


def test_what_the_engine_finds_wrong_with_a_form_is_told_below_it(page):
    page.form_of(2)
    page.form.field.setPlainText("rood ::= 1")
    page.form.tell(GrammarInvalid(1, "there is no rule named root"))
    assert "no rule named root" in page.form.problem.text()
    page.form.field.setPlainText("root ::= [0-9]")
    assert page.form.problem.isHidden()


def test_a_preset_is_kept_chosen_renamed_and_removed(page, qtbot):
    assert page.bar.choice.currentText() == "Balanced"
    assert not (page.bar.rename.isEnabled() or page.bar.remove.isEnabled())
    page.row("temperature").field.setValue(0.33)
    assert page.bar.choice.currentIndex() == -1
    keep(page, qtbot, " Code ")
    assert page.offered == ["Precise", "Balanced", "Creative", "Code"]
    assert page.bar.choice.currentText() == "Code"
    assert page.bar.strip.isHidden()
    page.choose("Creative")
    assert page.talk.options.sampling == BUILT_IN[BuiltIn.CREATIVE]
    page.choose("Code")
    assert page.talk.options.sampling == replace(DEFAULTS, temperature=0.33)
    qtbot.mouseClick(page.bar.rename, LEFT)
    assert page.bar.strip.input.text() == "Code"
    qtbot.keyClicks(page.bar.strip.input, "Review & notes")
    assert page.bar.strip.agree.text() == "Rename"
    qtbot.mouseClick(page.bar.strip.agree, LEFT)
    assert [preset.name for preset in page.service.all()] == ["Review & notes"]
    assert page.bar.choice.currentText() == "Review & notes"
    with qtbot.waitSignal(page.model.shelf.removed) as removed:
        qtbot.mouseClick(page.bar.remove, LEFT)
    assert page.service.all() == []
    page.model.shelf.restore(removed.args[0])
    assert [preset.name for preset in page.service.all()] == ["Review & notes"], "that can be undone"
    page.model.shelf.remove(page.service.all()[0].id)
    assert page.now.temperature == 0.33, "the chat keeps what it has"


def test_a_preset_of_the_same_name_is_replaced_when_the_user_agrees_to_that(page, qtbot):
    page.service.keep("Code", DEFAULTS)
    page.row("temperature").field.setValue(0.2)
    qtbot.mouseClick(page.bar.keep, LEFT)
    page.bar.strip.input.setText("code")
    assert page.bar.strip.agree.text() == "Replace"
    assert page.bar.strip.note.isVisible()
    assert page.service.all()[0].sampling == DEFAULTS
    qtbot.keyClick(page.bar.strip.input, ENTER)
    assert page.service.all() == [Preset(1, "code", replace(DEFAULTS, temperature=0.2))]


def test_names_that_are_taken_or_empty_are_not_accepted(page, qtbot):
    page.service.keep("Code", DEFAULTS)
    page.service.keep("Notes", replace(DEFAULTS, top_k=3))
    page.choose("Notes")
    qtbot.mouseClick(page.bar.rename, LEFT)
    for name, possible in (("CODE", False), ("  ", False), ("precise", False), ("NOTES", True)):
        page.bar.strip.input.setText(name)
        assert page.bar.strip.agree.isEnabled() is possible, name
        assert page.bar.strip.note.isVisible() is (name in ("CODE", "precise")), name
    page.bar.strip.input.setText("code")
    qtbot.keyClick(page.bar.strip.input, ENTER)
    assert [preset.name for preset in page.service.all()] == ["Code", "Notes"]
    assert not page.model.shelf.rename(2, "code"), "somebody else may have taken the name meanwhile"


def test_a_preset_that_cannot_be_kept_is_told_and_the_name_stays(page, qtbot):
    page.service.error = DiskFull(page.folder)
    with qtbot.waitSignal(page.model.failed):
        keep(page, qtbot, "Code")
    assert page.bar.strip.isVisible()
    assert page.bar.strip.input.text() == "Code"


def test_a_built_in_preset_keeps_the_task_and_the_users_own_preset_does_not(page):
    task = {"seed": 5, "max_tokens": 50, "stop": ("#",), "json_schema": "{}"}
    page.model.set(replace(DEFAULTS, **task, mirostat=2))
    page.service.keep("Plain", replace(DEFAULTS, top_k=3))
    page.choose("Precise")
    assert page.now == replace(BUILT_IN[BuiltIn.PRECISE], **task)
    assert page.bar.choice.currentText() == "Precise"
    page.choose("Plain")
    assert page.now == replace(DEFAULTS, top_k=3)
    assert page.form.field.isHidden()


@pytest.mark.parametrize("preset", list(BuiltIn))
def test_a_built_in_preset_is_within_the_limits(preset):
    assert within_limits(BUILT_IN[preset]) == BUILT_IN[preset]


def test_menus_offer_the_built_in_presets_and_the_users(page):
    page.service.keep("A & B", replace(DEFAULTS, top_k=3))
    page.model.set(replace(DEFAULTS, stop=("#",)))
    entries = sampling_menu_entries(page.model)
    assert [name for name, _ in entries] == ["Precise", "Balanced", "Creative", "A && B"]
    assert entries[0][1] == replace(BUILT_IN[BuiltIn.PRECISE], stop=("#",))
    assert entries[3][1] == replace(DEFAULTS, top_k=3)


def test_the_window_changes_its_language_and_loses_nothing(page, qapp):
    page.row("stop").field.setPlainText("x" * 201)
    page.form_of(1)
    page.form.field.setPlainText("{")
    chinese = Chinese(qapp)
    qapp.installTranslator(chinese)
    try:
        QApplication.processEvents()
        assert page.panel.title.text() == "[Answers of this chat]"
        for name, row in page.panel.parameters.rows.items():
            assert row.label.text().startswith("["), name
            assert row.sentence.text().startswith("["), name
        assert page.offered == ["[Precise]", "[Balanced]", "[Creative]"]
        assert set(SamplingWords().groups()) == set(GROUPS) == set(page.panel.parameters.headings)
        assert all(title.text().startswith("[") for title in page.panel.parameters.headings.values())
        assert page.row("stop").problem.text() == "[Line 1 is longer than 200 characters.]"
        assert page.row("stop").field.toPlainText() == "x" * 201
        assert page.form.problem.text() == "[This is not JSON; look at line 1.]"
        assert page.form.kind.currentText() == "[JSON that follows a schema]"
        assert page.row("seed").none.text() == "[Random]"
        spoken = [
            page.bar.keep,
            page.bar.rename,
            page.bar.remove,
            page.bar.reset,
            page.bar.more,
            page.panel.dismiss,
        ]
        assert all(button.toolTip().startswith("[") for button in spoken)
    finally:
        qapp.removeTranslator(chinese)
    QApplication.processEvents()
    assert page.panel.title.text() == "Answers of this chat"


def test_numbers_are_written_as_the_locale_has_it(page):
    try:
        QLocale.setDefault(QLocale("de"))
        page.panel._say()
        page.row("temperature").field.setValue(0.25)
        page.row("top_k").field.setValue(1000)
        assert page.row("temperature").field.text() == "0,25"
        assert page.row("top_p").field.text() == "0,95"
    finally:
        QLocale.setDefault(QLocale("en"))


def test_the_panel_goes_over_to_the_dark_look(qapp, qtbot, tmp_path):
    look = Look(qapp, Appearance.LIGHT)
    page = Page(look, tmp_path)
    qtbot.addWidget(page)
    before = page.panel.styleSheet()
    look.theme = Look(qapp, Appearance.DARK).theme
    look.changed.emit()
    assert page.panel.styleSheet() != before
    assert look.theme.color("surface").name() in page.panel.styleSheet()


def test_escape_closes_a_question_first_and_then_the_panel(page, qtbot):
    closed, window = [], []
    QShortcut(QKeySequence("Escape"), page).activated.connect(lambda: window.append(True))
    page.panel.closed.connect(lambda: closed.append(True))
    qtbot.mouseClick(page.bar.keep, LEFT)
    qtbot.keyClick(page.bar.strip.input, ESCAPE)
    assert page.bar.strip.isHidden()
    assert page.bar.choice.hasFocus()
    field = page.row("temperature").field
    field.setFocus()
    qtbot.keyClick(field, ESCAPE)
    assert page.panel.isHidden()
    assert (closed, window) == ([True], [])
    qtbot.keyClick(page.composer, ESCAPE)
    assert window == [True], "it is the window's again"
    page.panel.toggle()
    assert page.bar.choice.hasFocus()


def test_the_wheel_turns_a_value_only_where_the_focus_is(page):
    def turn(part):
        at = QPointF(part.rect().center())
        buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        event = QWheelEvent(
            at,
            part.mapToGlobal(at),
            QPoint(),
            QPoint(0, -120),
            buttons,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(part, event)
        return event.isAccepted()

    row = page.row("top_k")
    page.composer.setFocus()
    for part in (
        row.field,
        row.slider,
        page.row("stop").field.viewport(),
        *page.panel.findChildren(QComboBox),
    ):
        assert not turn(part), "the panel scrolls"
    assert page.now == DEFAULTS
    row.field.setFocus()
    assert turn(row.field)
    assert page.now == replace(DEFAULTS, top_k=39)


def test_nothing_is_cut_off_at_the_side(page):
    body = page.panel.area.widget()
    assert body.minimumSizeHint().width() <= page.panel.area.viewport().width()
    page.bar.keep.click()
    assert page.panel.width() == 340
    assert all(isinstance(part, QObject) for part in page.bar.children())


def test_every_part_is_reached_with_the_tab_key(page, qtbot):
    reached = set()
    for _ in range(200):
        focus = QApplication.focusWidget()
        if focus in reached:
            break
        reached.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    parts = [page.bar.choice, page.bar.keep, page.panel.dismiss, page.panel.parameters.unfold, page.form.kind]
    for row in page.panel.parameters.rows.values():
        parts += [part for part in row.fields() if part.isEnabled()]
    assert [part for part in parts if part not in reached] == []
    assert page.composer in reached

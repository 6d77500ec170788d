"""Trying templates out in its tab: a real database, a played engine."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.core.errors import EngineStopped
from desktop.core.settings import Appearance
from desktop.core.template_values import WrongKind
from desktop.core.templates import Body, Draft, Field, FieldKind
from desktop.core.tryout import NewInput
from desktop.engine.protocol import Delta, Generate, Prompting
from desktop.services.template_history import TemplateHistory
from desktop.services.template_inputs import TemplateInputs
from desktop.services.templates import Templates
from desktop.services.tryout import Phase, Step
from desktop.services.tryout_assembly import TryoutServices
from desktop.viewmodels.tryout import TryoutViewModel
from desktop.widgets.look import Look
from desktop.widgets.templates.tryout_input_bar import Deed
from desktop.widgets.templates.tryout_tab import INPUTS, RESULTS, TryoutTab
from tests.fakes.tryout import A, B, Table
from tests.unit.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|does not support")
TONE = Field("tone", FieldKind.CHOICE, "Tone", options=("formal", "friendly"))
BODY = Body("{{text}} {{tone}}", fields=(TONE,))
ENTER, DELETE, CONTROL = Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier


class Stage:
    """The tab, and a hand on all that it stands on."""

    def __init__(self, qtbot, qapp, folder):
        self.qtbot = qtbot
        self.bench = Bench(folder)
        self.table = Table(self.bench, folder)
        self.models = [A, B]
        self.templates = Templates(self.bench.store.templates, self.bench.tasks)
        self.inputs = TemplateInputs(self.bench.store.template_inputs, self.templates, self.bench.tasks)
        working = SimpleNamespace(models=self.bench.models, tasks=self.bench.tasks)
        history = TemplateHistory(self.bench.store.templates, self.bench.tasks)
        parts = (self.templates, self.inputs, self.table.trying, lambda: self.models, self.table.drawing)
        parts = (*parts, history)
        self.viewmodel = TryoutViewModel(TryoutServices(SimpleNamespace(working=working), *parts))
        self.tab = TryoutTab(Look(qapp, Appearance.LIGHT))
        qtbot.addWidget(self.tab)

    def show(self):
        self.tab.attach(self.viewmodel)
        self.tab.resize(720, 460)
        with self.qtbot.waitExposed(self.tab):
            self.tab.show()
        self.bench.inbox.run_until(lambda: self.templates.list.ready)

    def template(self, *bodies, name="Letter"):
        made = None
        for body in bodies or (BODY,):
            made = self.templates.save(made.id if made else None, Draft(name, body))
        return made.id

    def add(self, template, *texts, tone="formal"):
        self.inputs.add(template, [NewInput("", {"text": text, "tone": tone}) for text in texts])

    def begin(self, *bodies, texts=("one", "two"), models=(A,)):
        """Have a template with inputs chosen, and models."""
        template = self.template(*bodies)
        self.add(template, *texts)
        self.show()
        self.choose(template)
        for model in models:
            self.tab.asking.picker.pick(model)
        return template

    def choose(self, template):
        """Choose a template, and have it read."""
        self.tab.choose(template)
        self.read()

    def read(self):
        """Have all read that is on its way."""
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)

    def run(self, *answers):
        """Press the button, and play the answers of one model."""
        self.tab.asking.run.setFocus()
        self.qtbot.keyClick(self.tab.asking.run, Qt.Key.Key_Space)
        self.table.load(1)
        for number, answer in enumerate(answers, start=1):
            self.table.answer(number, answer)

    def cells(self, rows=None):
        model = (rows or self.tab.inputs.table).model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def key(self, widget, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(widget, key, modifier)

    def close(self):
        self.viewmodel.close()
        self.table.trying.close()
        self.bench.close()


@pytest.fixture
def stage(qtbot, qapp, tmp_path):
    made = Stage(qtbot, qapp, tmp_path)
    yield made
    made.close()


def test_without_a_template_it_says_what_to_do(stage):
    asked = []
    stage.tab.library_asked.connect(lambda: asked.append(1))
    stage.show()
    assert stage.tab.library.isVisible()
    assert "no template" in stage.tab.empty.text()
    stage.tab.setFocus()
    stage.key(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked == [1]
    stage.template()
    assert not stage.tab.library.isVisible()


def test_a_template_is_found_by_words_and_its_newest_version_is_chosen(stage):
    stage.template(name="Other")
    stage.template(BODY, Body("{{text}}, please"))
    stage.show()
    stage.tab.setFocus()
    search = stage.tab.chooser.search
    assert QApplication.focusWidget() is search
    stage.qtbot.keyClicks(search, "lett")
    stage.key(search, ENTER)
    stage.read()
    assert search.text() == "Letter"
    assert stage.viewmodel.choice.entry.name == "Letter"
    assert [version.number for version in stage.viewmodel.choice.chosen] == [2]
    assert stage.tab.chooser.second.isVisible()
    assert "No inputs yet" in stage.tab.inputs.empty.text()
    assert not stage.tab.asking.run.isEnabled()
    stage.qtbot.keyClicks(search, " and more")
    stage.tab.inputs.bar.buttons[Deed.ADD].setFocus()
    assert search.text() == "Letter"


def test_the_arrows_mark_a_template_in_the_list_and_enter_chooses_it(stage):
    for name in ("Letter", "Letter to a friend"):
        stage.template(name=name)
    stage.show()
    search = stage.tab.chooser.search
    search.setFocus()
    stage.qtbot.keyClicks(search, "lett")
    popup = search.completer().popup()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, ENTER):
        stage.key(popup, key)
    assert not popup.isVisible()
    stage.read()
    assert stage.viewmodel.choice.entry.name == "Letter to a friend"


def test_an_input_is_added_by_the_form_which_says_what_is_wrong(stage):
    template = stage.template()
    stage.show()
    stage.choose(template)
    dialog = stage.tab.inputs.ask(None)
    text, tone = dialog.form.rows
    stage.key(text.editor.main(), ENTER)
    assert dialog.isVisible()
    assert text.problem.text()
    assert [wrong.kind for wrong in stage.viewmodel.inputs.wrongs({"tone": "formal"})] == [WrongKind.MISSING]
    text.editor.put("Hello")
    tone.editor.put("friendly")
    dialog.save()
    assert stage.cells() == [["Hello", "Hello", "friendly"]]
    again = stage.tab.inputs.ask(stage.viewmodel.inputs.rows.inputs[0])
    again.name.setText("First")
    stage.key(again, ENTER, CONTROL)
    assert stage.cells() == [["First", "Hello", "friendly"]]


def test_rows_are_copied_deleted_and_brought_back_by_the_keyboard(stage):
    stage.begin(texts=("one", "two", "three"))
    table = stage.tab.inputs.table
    stage.tab.setFocus()
    assert QApplication.focusWidget() is table
    stage.key(table, Qt.Key.Key_Down)
    stage.key(table, Qt.Key.Key_D, CONTROL)
    assert [row[0] for row in stage.cells()] == ["one", "two", "three", "two"]
    stage.key(table, Qt.Key.Key_Up)
    assert not stage.tab.inputs.bar.buttons[Deed.BRING_BACK].isVisible()
    stage.key(table, DELETE)
    assert [row[0] for row in stage.cells()] == ["two", "three", "two"]
    stage.key(table, Qt.Key.Key_Z, CONTROL)
    assert [row[0] for row in stage.cells()] == ["one", "two", "three", "two"]
    stage.key(table, Qt.Key.Key_PageUp)
    stage.key(table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "name\ttext\ttone\none\tone\tformal\n"


def test_the_last_use_is_taken_or_its_absence_told(stage):
    template = stage.template()
    stage.show()
    stage.choose(template)
    last = stage.tab.inputs.bar.buttons[Deed.LAST_USE]
    last.click()
    assert "not been used" in stage.tab.fault.text()
    stage.templates.used(template, {"text": "last", "tone": "formal"})
    last.click()
    assert stage.cells() == [["last", "last", "formal"]]


def test_a_table_is_imported_and_what_was_left_out_is_said(stage, tmp_path, monkeypatch):
    template = stage.template()
    stage.show()
    stage.choose(template)
    file = tmp_path / "in.csv"
    file.write_text("text,tone\nfine,formal\nwrong,rude\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    stage.tab.inputs.bar.buttons[Deed.IMPORT].click()
    stage.bench.inbox.run_until(lambda: stage.cells())
    assert stage.cells() == [["fine", "fine", "formal"]]
    assert "Line 3 was left out: “Tone” has a value" in stage.tab.inputs.news.toPlainText()


def test_inputs_that_do_not_fit_the_chosen_version_say_so_before_a_run(stage):
    other = Field("tone", FieldKind.CHOICE, options=("rude",))
    template = stage.begin(BODY, Body("{{text}} {{tone}}", fields=(other,)))
    assert "none of its choices" in stage.tab.inputs.problem.text()
    index = stage.tab.inputs.table.model().index(0, 0)
    assert "none of its choices" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    dialog = stage.tab.inputs.ask(stage.viewmodel.inputs.rows.inputs[0])
    assert "none of its choices" in dialog.form.rows[1].problem.text()
    dialog.reject()
    stage.tab.asking.run.click()
    assert "None of the saved inputs fits" in stage.tab.fault.text()
    stage.tab.chooser.first.setCurrentIndex(1)
    stage.tab.chooser.first.chosen.emit()
    assert stage.tab.inputs.problem.text() == ""
    stage.templates.trash([template])
    assert stage.viewmodel.choice.entry is None


def shown(view):
    """Give the text that an answer is shown with, in whichever way."""
    if view.currentWidget() is view.marked:
        return view.marked.toPlainText()
    entries = view.card.parts.flow.entries
    return entries[0].message.text if entries else ""


def test_two_versions_are_run_and_what_differs_is_marked(stage):
    stage.begin(BODY, Body("{{text}}? {{tone}}", fields=(TONE,)))
    stage.viewmodel.choice.choose_versions(1, 2)
    stage.run("the light is blue", "same", "the light is red", "same")
    results = stage.tab.results
    assert stage.tab.parts.currentIndex() == RESULTS
    assert stage.table.state.phase is Phase.ENDED
    assert stage.cells(results.table) == [["the light is blue", "the light is red"], ["same", "same"]]
    assert "4 of 4 answers are there" in stage.tab.progress.text()
    assert results.table.currentIndex().column() == 0
    assert shown(results.answer) == "the light is blue"
    stage.key(results.table, Qt.Key.Key_Right)
    assert (shown(results.other), shown(results.answer)) == (
        "the light is blue",
        "the light is red",
    )
    stage.read()
    assert [mark.cursor.selectedText() for mark in results.other.marked.extraSelections()] == ["blue"]
    assert [mark.cursor.selectedText() for mark in results.answer.marked.extraSelections()] == ["red"]
    stage.key(results.table, Qt.Key.Key_Down)
    said = results.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("the same · ")
    assert not results.other.isVisible()
    results.reference.setCurrentIndex(1)
    results.reference.chosen.emit()
    results.table.setCurrentIndex(results.table.model().index(0, 0))
    assert shown(results.other) == "the light is red"


def test_answers_are_painted_as_markdown_and_their_links_are_only_told(stage):
    stage.begin(models=(A,), texts=("one",))
    stage.run("# Head\n\nSee [this](https://example.org/x) ![no](//host/share/x.png)")
    view = stage.tab.results.answer
    assert view.currentWidget() is view.card
    told = []
    stage.tab.link_activated.connect(told.append)
    stage.read()
    stage.qtbot.waitUntil(lambda: bool(view.card.parts.scrolling.placed), timeout=60_000)
    entry = view.card.parts.flow.entry(0)
    assert [leaf.level for leaf in entry.leaves] == [1, 0]
    assert [button.objectName() for button in view.card.parts.controls.buttons] == []  # nothing to retry
    view.card.parts.links.step(0, 1)
    stage.key(view.card, Qt.Key.Key_Return)
    assert told == ["https://example.org/x"]


def test_differences_are_marked_only_where_that_is_wanted(stage):
    stage.begin(BODY, Body("{{text}}? {{tone}}", fields=(TONE,)), texts=("one",))
    stage.viewmodel.choice.choose_versions(1, 2)
    stage.run("**blue**", "**red**")
    results = stage.tab.results
    stage.key(results.table, Qt.Key.Key_Right)
    stage.read()
    assert results.answer.currentWidget() is results.answer.marked
    results.differences.click()
    assert [view.currentWidget() for view in (results.other, results.answer)] == [
        results.other.card,
        results.answer.card,
    ]
    assert (shown(results.other), shown(results.answer)) == ("**blue**", "**red**")
    results.differences.click()
    assert shown(results.answer) == "**red**" and results.answer.marked.extraSelections()


def test_the_first_difference_of_long_answers_is_in_sight(stage):
    stage.begin(BODY, Body("{{text}}? {{tone}}", fields=(TONE,)), texts=("one",))
    stage.viewmodel.choice.choose_versions(1, 2)
    many = [f"line {number}" for number in range(200)]
    stage.run("\n".join(many), "\n".join([*many[:90], "here", *many[91:]]))
    stage.key(stage.tab.results.table, Qt.Key.Key_Right)
    stage.read()
    marked = stage.tab.results.answer.marked
    assert marked.textCursor().block().text() == "here"
    assert marked.viewport().rect().contains(marked.cursorRect())


def test_results_are_copied_and_exported(stage, tmp_path, monkeypatch):
    stage.begin()
    stage.run("=1+1", "你好\n世界")
    stage.key(stage.tab.results.table, Qt.Key.Key_C, CONTROL)
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    assert rows == [["", "Version 1 · a Q4"], ["one", "'=1+1"], ["two", "你好\n世界"]]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    stage.tab.results.save.click()
    file = tmp_path / "out.csv"
    stage.bench.inbox.run_until(lambda: "out.csv" in stage.tab.progress.text())
    assert file.read_bytes().startswith(b"\xef\xbb\xbfinput,text,tone,version,model")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.csv"), ""))
    stage.tab.results.save.click()
    stage.bench.inbox.run_until(lambda: stage.tab.fault.text())
    assert "x.csv" in stage.tab.fault.text()


def test_a_run_shows_how_far_it_is_and_can_be_stopped(stage):
    stage.begin()
    stage.bench.load()
    stage.run("first")
    run = stage.tab.asking.run
    assert (run.text(), stage.tab.bar.value(), stage.tab.bar.maximum()) == ("Stop", 1, 2)
    assert not stage.tab.chooser.isEnabled()
    request = stage.table.asked(2).request
    stage.table.emit(Delta(request, "half of it", 3))
    stage.tab.results.table.setCurrentIndex(stage.tab.results.table.model().index(1, 0))
    assert shown(stage.tab.results.answer) == "half of it"
    stage.table.emit(Delta(request, ", and more", 6))
    stage.qtbot.waitUntil(lambda: shown(stage.tab.results.answer) == "half of it, and more", timeout=60_000)
    asked = stage.bench.prompts.new_request()
    stage.bench.prompts.submit(Generate(asked, (), None, None))
    stage.bench.engine.events.emit(Prompting(asked, 0, 1))
    assert "A chat comes first" in stage.tab.progress.text()
    stage.key(run, Qt.Key.Key_Space)
    assert run.text() == "Try out"
    assert stage.table.steps == [[Step.DONE], [Step.STOPPED]]
    assert "1 of 2 answers are there" in stage.tab.progress.text()


def test_a_crash_is_said_in_its_cell_and_below(stage):
    stage.begin()
    stage.run()
    stage.table.asked(1)
    stage.table.die(-11)
    assert stage.table.state.cells[0][0].error == EngineStopped(-11)
    assert "SIGSEGV" in stage.tab.results.why.text() or "stopped" in stage.tab.results.why.text()
    stage.table.load(2)
    stage.table.answer(2, "fine")
    assert stage.table.state.phase is Phase.ENDED


def test_results_stay_when_another_template_is_chosen(stage):
    stage.begin()
    stage.run("a", "b")
    other = stage.template(name="Other")
    stage.choose(other)
    assert stage.tab.parts.currentIndex() == INPUTS
    stage.tab.parts.setCurrentIndex(RESULTS)
    assert stage.cells(stage.tab.results.table) == [["a"], ["b"]]


def test_a_template_without_fields_needs_no_inputs_and_one_for_the_system_prompt_a_message(stage):
    template = stage.template(Body("", system="Be brief."))
    stage.show()
    stage.choose(template)
    stage.tab.asking.picker.pick(A)
    assert stage.tab.asking.message.isVisible()
    stage.tab.asking.message.setText("Hello?")
    stage.run()
    assert [turn.text for turn in stage.table.asked(1).turns] == ["Be brief.", "Hello?"]


def test_the_model_that_a_template_was_made_for_is_chosen_and_a_new_version_followed(stage):
    template = stage.template(Body("{{text}}", model="B q4"))
    stage.show()
    stage.choose(template)
    assert stage.tab.asking.picker.picked == [B]
    assert not stage.tab.asking.hint.isVisible()
    stage.templates.save(template, Draft("Letter", Body("{{text}}!", model="B q4", preset="Mine")))
    stage.read()
    assert "no preset “Mine”" in stage.tab.asking.hint.text()
    assert [version.number for version in stage.viewmodel.choice.chosen] == [2]


def test_the_rows_are_proper_models(stage, qtmodeltester):
    template = stage.begin(BODY, Body("{{text}}? {{tone}}", fields=(TONE,)))
    qtmodeltester.check(stage.viewmodel.inputs.rows, force_py=True)
    stage.inputs.remove(template, stage.inputs.all(template)[:1])
    stage.add(template, "three")
    stage.inputs.bring_back()
    assert [row[0] for row in stage.cells()] == ["one", "two", "three"]
    stage.run("a", "b", "c")
    qtmodeltester.check(stage.viewmodel.run.rows, force_py=True)


def test_it_speaks_a_new_language_at_once(stage):
    stage.begin()
    stage.run("a", "b")
    stage.tab.results.copy.setText("old")
    stage.tab.asking.run.setText("old")
    QApplication.sendEvent(stage.tab, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(stage.tab.results, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(stage.tab.asking, QEvent(QEvent.Type.LanguageChange))
    assert stage.tab.results.copy.text() == "Copy table"
    assert stage.tab.asking.run.text() == "Try out"

"""The library of templates: the list, the editor, versions and the trash, by mouse and keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.core.settings import Appearance
from desktop.core.tasks import Cancelled, Tasks
from desktop.core.template_diff import Line, Mark, Piece, compare
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Place
from desktop.engine.protocol import Count, Counted, Load, Loaded, TemplateSource
from desktop.services.counting import Counting
from desktop.services.machine import Machine
from desktop.services.models import Models
from desktop.services.presets import Presets
from desktop.services.template_edits import TemplateEdits
from desktop.services.template_filling import TemplateFilling
from desktop.services.template_history import TemplateHistory
from desktop.services.templates import Templates
from desktop.store.opening import open_store
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.template_rows import Filter, Order, Scope, TemplateRole
from desktop.viewmodels.templates import TemplateDesk, TemplatesViewModel
from desktop.widgets.look import Look
from desktop.widgets.templates.editor import View
from desktop.widgets.templates.library_tab import TemplateLibraryTab
from desktop.widgets.templates.text_view import MOST, MOST_LINES, Section, TextView
from desktop.widgets.templates.versions_pane import Show
from tests.fakes.engine import FakeEngine
from tests.fakes.library import library

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "This plugin does not support")

TONE = Field("tone", FieldKind.TEXT, default="formal")
LETTER = Draft("Letter", Body("Write a {{tone}} letter about {{topic}}.", fields=(TONE,)), "Writes letters")


class Kit:
    """The tab over a real store."""

    def __init__(self, qtbot, folder):
        self.qtbot, self.folder = qtbot, folder
        self.store = open_store(folder / "chats.db", "this process", lambda owner: False)
        self.post = GuiPost()
        self.tasks = Tasks(self.post)
        self.engine = FakeEngine()
        self.models = Models(
            self.engine, self.tasks, library(folder, self.tasks, lambda: []), Machine(3, lambda: 10 << 30)
        )
        self.templates = Templates(self.store.templates, self.tasks)
        self.look = Look(QApplication.instance(), Appearance.LIGHT)
        self.open()

    def open(self):
        """Start, as often as a test likes."""
        self.edits = TemplateEdits(self.folder / "template-draft.json", self.post.later)
        desk = TemplateDesk(
            self.templates,
            self.edits,
            Counting(self.engine, self.models),
            self.models,
            Presets(self.store.presets),
            TemplateFilling(self.tasks),
            TemplateHistory(self.store.templates, self.tasks),
        )
        self.view = TemplatesViewModel(desk)
        self.tab = TemplateLibraryTab(self.look)
        self.qtbot.addWidget(self.tab)
        self.tab.attach(self.view)
        self.tab.resize(1000, 700)
        self.tab.show()
        self.qtbot.waitUntil(lambda: self.templates.list.ready)

    def close(self):
        self.tab.close()
        self.view.close()
        self.edits.close()

    def end(self):
        self.close()
        self.tasks.close()
        self.post.close()
        self.store.close()

    def settle(self):
        """Have all read that is on its way."""
        self.qtbot.waitUntil(lambda: self.tasks.idle, timeout=30_000)

    def add(self, name, text="x", **place):
        made = self.templates.save(None, name if isinstance(name, Draft) else Draft(name, Body(text)))
        if place:
            self.templates.organise(made.id, Place(**place))
        return made.id

    @property
    def form(self):
        return self.tab.right.editor.form

    @property
    def foot(self):
        return self.tab.right.editor.foot

    @property
    def list(self):
        return self.tab.left.list

    @property
    def names(self):
        return [entry.name for entry in self.view.list.rows.rows]

    def type(self, text, where=None):
        """Put the cursor at the end and type."""
        edit = where or self.form.user
        edit.moveCursor(QTextCursor.MoveOperation.End)
        edit.insertPlainText(text)

    def sent(self, kind):
        return [command for command in self.engine.sent if isinstance(command, kind)]

    def load(self):
        """Load the starter model as far as the fake engine takes it."""
        self.models.choose("")
        self.qtbot.waitUntil(lambda: bool(self.sent(Load)))
        load = self.sent(Load)[-1]
        loaded = Loaded(load.request, load.path, 1024, 8192, TemplateSource.OWN, "", 1, 0, 0.1)
        self.engine.events.emit(loaded)

    def name_it(self, name):
        self.form.name.clear()
        self.qtbot.keyClicks(self.form.name, name)

    def open_template(self, template):
        self.view.editing.open(template)

    def key(self, key, modifiers=Qt.KeyboardModifier.NoModifier, where=None):
        self.qtbot.keyClick(where or self.list, key, modifiers)


@pytest.fixture
def kit(qtbot, tmp_path):
    made = Kit(qtbot, tmp_path)
    yield made
    made.end()


@pytest.fixture
def letter(kit):
    template = kit.add(LETTER)
    kit.open_template(template)
    return template


def test_the_model_of_the_list_keeps_what_qt_expects(kit):
    QAbstractItemModelTester(kit.view.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QAbstractItemModelTester(kit.view.versions.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one, two = kit.add("One", "apple"), kit.add("Two", "pear", folder="F", tags=("t",), favourite=True)
    kit.view.list.search("pear")
    kit.view.list.search("")
    kit.view.list.sort(Order.CHANGED)
    kit.view.list.choose(Filter(Scope.FAVOURITES))
    kit.view.list.choose(Filter())
    kit.view.versions.show_template(two)
    kit.settle()
    kit.templates.save(two, Draft("Two", Body("b")))
    kit.view.versions.show_template(two)
    kit.settle()
    kit.view.versions.show_template(one)
    kit.settle()
    kit.templates.trash([one])
    assert kit.names == ["Two"]


def test_search_finds_chinese_inside_sentences_and_says_when_nothing_is_found(kit):
    kit.add("One", "把这段话翻译成英文")
    kit.add("Two", "something else")
    kit.tab.left.search.setText("翻译")
    assert kit.names == ["One"]
    kit.qtbot.keyClicks(kit.tab.left.search, "zzz")
    assert kit.tab.left.empty.isVisible()
    kit.tab.left.empty.clear.click()
    assert kit.names == ["One", "Two"]


def test_folders_are_a_tree_and_a_folder_shows_those_in_it(kit):
    kit.add("a", folder="Work")
    kit.add("b", folder="Work/Letters")
    kit.add("c", tags=("red",), favourite=True)
    assert kit.view.list.folders == [("Work", 2), ("Work/Letters", 1)]
    assert kit.view.list.tags == [("red", 1)]
    for wanted, names in (
        (Filter(Scope.FOLDER, "Work"), ["a", "b"]),
        (Filter(Scope.FOLDER, "Work/Letters"), ["b"]),
        (Filter(Scope.TAG, "red"), ["c"]),
        (Filter(Scope.FAVOURITES), ["c"]),
        (Filter(Scope.RECENT), []),
    ):
        kit.tab.left.filter.choose(wanted)
        assert kit.names == names


def test_a_folder_that_is_gone_lets_all_templates_be_listed(kit):
    kit.add("a", folder="Work")
    kit.add("b")
    kit.tab.left.filter.choose(Filter(Scope.FOLDER, "Work"))
    kit.view.changes.move(list(kit.view.list.rows.rows), "")
    assert kit.names == ["a", "b"]


def test_the_selected_rows_stay_selected_wherever_the_list_puts_them(kit):
    for name in "bcd":
        kit.add(name)
    kit.list.selectRow(1)
    kit.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [entry.name for entry in kit.list.entries] == ["c", "d"]
    kit.add("a")
    kit.view.list.sort(Order.CHANGED)
    assert sorted(entry.name for entry in kit.list.entries) == ["c", "d"]
    assert kit.list.entry.name == "d"


def test_a_click_with_ctrl_selects_one_more(kit):
    for name in "abc":
        kit.add(name)
    for row in (0, 2):
        place = kit.list.visualRect(kit.list.model().index(row, 0)).center()
        keys = Qt.KeyboardModifier.ControlModifier if row else Qt.KeyboardModifier.NoModifier
        kit.qtbot.mouseClick(kit.list.viewport(), Qt.MouseButton.LeftButton, keys, place)
    assert [entry.name for entry in kit.list.entries] == ["a", "c"]
    assert kit.list.entry.name == "c"


def test_arrows_open_and_enter_leads_into_the_text(kit):
    kit.add("a", "alpha")
    kit.add("b", "beta")
    kit.key(Qt.Key.Key_Down, where=kit.tab.left.search)
    kit.key(Qt.Key.Key_Down)
    assert kit.form.user.toPlainText() == "beta"
    kit.key(Qt.Key.Key_Return)
    kit.qtbot.waitUntil(kit.form.user.hasFocus)
    kit.list.setFocus()
    kit.key(Qt.Key.Key_F2)
    assert kit.form.name.selectedText() == "b"


def test_delete_trashes_all_that_is_selected_and_undo_brings_it_back(kit):
    for name in "abc":
        kit.add(name)
    kit.list.selectRow(0)
    kit.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    kit.key(Qt.Key.Key_Delete)
    assert kit.names == ["c"]
    kit.tab.deeds.toast.undo.click()
    assert kit.names == ["a", "b", "c"]
    kit.list.selectRow(0)
    kit.key(Qt.Key.Key_Delete)
    kit.key(Qt.Key.Key_Delete)  # the next one, that the keyboard is on by itself
    assert kit.names == ["c"]


def test_a_new_template_is_written_saved_and_used(kit):
    kit.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert kit.view.list.rows.rows[0].id < 0
    kit.name_it("My Letter")
    kit.type("Write about {{topic:long}}")
    assert "/my-letter" in kit.form.slash.text()
    kit.foot.note.setText("first")
    kit.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier, where=kit.form.user)
    (entry,) = kit.templates.list.all()
    assert kit.templates.read(entry.id).body.fields == (Field("topic", FieldKind.LONG),)
    assert kit.templates.versions(entry.id)[0].note == "first"
    assert (kit.foot.note.text(), kit.foot.save.isEnabled()) == ("", False)
    with kit.qtbot.waitSignal(kit.tab.use_asked) as asked:
        kit.tab.right.use.click()
    assert asked.args == [entry.id]


def test_a_taken_name_is_said_at_once_and_not_saved(kit, letter):
    kit.tab.begin(Draft("", Body("x")))
    kit.name_it("letter")
    assert "Letter" in kit.form.slash.text()
    assert not kit.foot.save.isEnabled()
    kit.name_it("letter two")
    assert kit.foot.save.isEnabled()


def test_a_new_template_that_nothing_was_typed_into_leaves_no_trace(kit, letter):
    kit.tab.begin_new()
    kit.open_template(letter)
    assert kit.edits.all() == []
    assert kit.names == ["Letter"]


def test_fields_come_while_typing_and_keep_what_was_declared(kit, letter):
    fields = kit.form.fields
    assert [row.field.name for row in fields.rows] == ["tone", "topic"]
    fields.rows[0].default.put("warm")
    kit.form.user.setPlainText("Write a {{ton}} letter about {{topic}}.")
    kit.form.user.setPlainText("Write a {{mood}} letter about {{topic}}.")
    assert fields.rows[0].field == Field("mood", default="warm")
    kit.foot.save.click()
    assert kit.templates.read(letter).body.fields == (Field("mood", default="warm"), Field("topic"))


def test_very_many_fields_come_a_few_at_a_time_in_the_order_of_the_text(kit, letter):
    many = kit.add("Many", " ".join(f"{{{{f{number}}}}}" for number in range(30)))
    kit.open_template(many)
    table = kit.form.fields
    assert len(table.rows) < 30
    kit.qtbot.waitUntil(lambda: len(table.rows) == 30)
    assert [row.field.name for row in table.rows] == [f"f{number}" for number in range(30)]
    for before, after in pairwise(table.rows):
        at = before.default.main().nextInFocusChain()
        while not at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            at = at.nextInFocusChain()
        assert at is after.unfold
    kit.open_template(many)
    kit.open_template(letter)
    QApplication.processEvents()
    assert [row.field.name for row in table.rows] == ["tone", "topic"]


def test_a_field_takes_kind_choices_limits_and_says_what_is_wrong(kit, letter):
    row = kit.form.fields.rows[1]
    row.kind.setCurrentIndex(list(FieldKind).index(FieldKind.CHOICE))
    row.kind.activated.emit(row.kind.currentIndex())
    assert kit.foot.problems.count() == 1
    kit.foot.problems.itemActivated.emit(kit.foot.problems.item(0))
    assert row.details.isVisible()
    row.details.options.setPlainText("work\nholidays\n\nwork")
    assert row.field.options == ("work", "holidays")
    assert kit.foot.problems.isHidden()
    row.default.put("holidays")
    assert row.field.default == "holidays"
    number = kit.form.fields.rows[0]
    number.kind.setCurrentIndex(list(FieldKind).index(FieldKind.NUMBER))
    number.kind.activated.emit(number.kind.currentIndex())
    assert number.field.default is None
    number.default.put(7)
    number.details.high.setText("5")
    number.details.high.textEdited.emit("5")
    assert "5" in kit.foot.problems.item(0).text()
    number.default.put(0)
    assert (number.field.default, kit.foot.problems.isHidden()) == (0, True)


def test_the_text_says_the_kind_before_the_row_does(kit, letter):
    kit.type(" {{count:number}}")
    row = kit.form.fields.rows[2]
    assert (row.field.kind, row.kind.isEnabled()) == (FieldKind.NUMBER, False)


def test_a_problem_is_a_sentence_with_its_place_and_a_click_leads_there(kit, letter):
    kit.form.user.setPlainText("one\n  {{open and {{topic}} 😀 {{/if}}")
    sentences = [kit.foot.problems.item(row).text() for row in range(kit.foot.problems.count())]
    assert len(sentences) == 2
    assert "line 2, column 3" in sentences[0]
    assert "line 2, column 26" in sentences[1]
    kit.foot.problems.itemClicked.emit(kit.foot.problems.item(1))
    assert kit.form.user.textCursor().selectedText() == "{{/if}}"
    assert len(kit.form.user.extraSelections()) == 2
    assert kit.foot.save.isEnabled()  # the rest works


def test_a_selection_becomes_a_field_with_a_default(kit, letter):
    kit.form.user.setPlainText("Write to my aunt Rosa today")
    cursor = kit.form.user.textCursor()
    cursor.setPosition(12)
    cursor.setPosition(21, QTextCursor.MoveMode.KeepAnchor)
    kit.form.user.setTextCursor(cursor)
    kit.form.user.insertions.make_field()
    assert kit.form.user.toPlainText() == "Write to my {{aunt Rosa}} today"
    assert kit.form.fields.rows[0].field.default == "aunt Rosa"
    kit.form.user.undo()
    assert kit.form.user.toPlainText() == "Write to my aunt Rosa today"


def test_what_is_pasted_can_stay_what_it_is(kit, letter):
    QApplication.clipboard().setText("{{not a field}}")
    kit.form.user.setPlainText("")
    kit.form.user.insertions.paste_plain()
    assert kit.form.user.toPlainText() == r"\{{not a field}}"
    assert kit.form.fields.rows == []


def test_insertions_are_offered_by_a_button_and_work_where_the_cursor_was(kit, letter):
    kit.form.system.setFocus()
    menu = kit.form.insert.menu_of()
    assert len(menu.actions()) >= 5
    kit.form.system.insertions.insert_field()
    assert kit.form.system.toPlainText() == "{{field}}"
    assert kit.form.system.textCursor().selectedText() == "field"
    kit.form.user.insertions.insert_condition()
    assert "{{#if field}}…{{/if}}" in kit.form.user.toPlainText()
    menu.close()


def test_examples_are_added_moved_and_removed(kit, letter):
    examples = kit.form.examples
    examples.add.click()
    kit.type("q1 {{who}}", examples.rows[0].question)
    examples.add.click()
    kit.type("q2", examples.rows[1].question)
    kit.type("a2", examples.rows[1].answer)
    examples.rows[1].up.click()
    assert examples.values() == (Example("q2", "a2"), Example("q1 {{who}}", ""))
    assert [field.name for field in kit.view.editing.look().fields] == ["who", "tone", "topic"]
    examples.rows[0].remove.click()
    kit.foot.save.click()
    assert kit.templates.read(letter).body.examples == (Example("q1 {{who}}", ""),)


def test_wishes_for_model_preset_and_form_are_kept_and_a_bad_form_is_said(kit, letter):
    kit.form.unfold.click()
    kit.form.wishes.model.setEditText("Qwen 3")
    kit.form.wishes.preset.setEditText(kit.form.wishes.preset.itemText(0))
    kit.form.wishes.form.kind.setCurrentIndex(2)
    kit.form.wishes.form.kind.activated.emit(2)
    kit.form.wishes.form.field.setPlainText("root ::= missing")
    assert kit.foot.problems.count() == 1
    kit.form.wishes.form.field.setPlainText('root ::= "yes"')
    assert kit.foot.problems.isHidden()
    kit.foot.save.click()
    body = kit.templates.read(letter).body
    assert (body.model, body.preset, body.grammar) == ("Qwen 3", "precise", 'root ::= "yes"')


def test_what_is_not_saved_is_marked_and_there_again_after_another_template_and_a_restart(kit, letter):
    other = kit.add("Other")
    kit.type(" Please.")
    rows = kit.view.list.rows
    assert rows.index(0).data(TemplateRole.EDITED)
    kit.open_template(other)
    kit.open_template(letter)
    assert kit.form.user.toPlainText().endswith(" Please.")
    kit.close()
    kit.open()
    assert kit.view.list.rows.index(0).data(TemplateRole.EDITED)
    kit.open_template(letter)
    assert kit.form.user.toPlainText().endswith(" Please.")
    kit.foot.revert.click()
    assert kit.form.user.toPlainText() == LETTER.body.user
    assert not kit.view.list.rows.index(0).data(TemplateRole.EDITED)


def test_what_is_typed_back_is_no_change(kit, letter):
    kit.type("!")
    assert kit.foot.save.isEnabled()
    kit.form.user.setPlainText(LETTER.body.user)
    assert not kit.foot.save.isEnabled()
    assert kit.edits.all() == []


def test_what_was_typed_outlives_the_template_that_is_deleted_for_good(kit, letter):
    kit.type("!")
    kit.close()
    kit.templates.trash([letter])
    kit.templates.trash_list.remove([letter])
    kit.open()
    (row,) = kit.view.list.rows.rows
    assert (row.id < 0, row.name) == (True, "Letter")


def test_the_preview_fills_in_defaults_and_samples_and_counts_with_the_loaded_model(kit, letter):
    kit.tab.right.editor.show_view(View.PREVIEW)
    preview = kit.tab.right.editor.preview
    kit.qtbot.waitUntil(lambda: "Write a formal letter about ." in preview.view.toPlainText())
    assert "about" in kit.foot.size_words.text()
    assert preview.missing.isVisible()
    preview.form.rows[1].editor.put("spring")
    assert "Write a formal letter about spring." in preview.view.toPlainText()
    assert preview.missing.isHidden()
    kit.load()
    kit.view.preview.show_body(LETTER.body, at_once=True)
    for count in kit.sent(Count):
        kit.engine.events.emit(Counted(count.request, (7,) * len(count.texts)))
    assert kit.foot.size_words.text().startswith("7 ")


def test_versions_are_read_compared_and_restored(kit, letter):
    kit.type(" Please.")
    kit.foot.note.setText("politer")
    kit.foot.save.click()
    editor = kit.tab.right.editor
    editor.show_view(View.VERSIONS)
    pane = editor.versions
    kit.settle()
    assert next(index.data() for index in rows_of(pane.list)).endswith("politer")
    pane.show_choice.setCurrentIndex(Show.MADE)
    pane.show_choice.activated.emit(Show.MADE)
    kit.settle()
    assert "+ Write a {{tone}} letter about {{topic}}. Please." in pane.view.toPlainText()
    pane.list.selectAll()
    kit.settle()
    assert "− Write a {{tone}} letter about {{topic}}." in pane.view.toPlainText()
    pane.list.setCurrentIndex(pane.list.model().index(1, 0))
    pane.restore.click()
    kit.settle()
    assert pane.list.currentIndex().row() == 0
    assert kit.templates.read(letter).body == LETTER.body
    assert kit.templates.versions(letter)[-1].note == "Version 1 restored"
    assert kit.form.user.toPlainText() == LETTER.body.user


def test_no_version_is_restored_over_what_is_not_saved(kit, letter):
    kit.type("!")
    kit.foot.save.click()
    kit.type("?")
    kit.tab.right.editor.show_view(View.VERSIONS)
    pane = kit.tab.right.editor.versions
    kit.settle()
    pane.list.setCurrentIndex(pane.list.model().index(1, 0))
    assert not pane.restore.isEnabled()


def test_what_is_shown_of_versions_stays_until_the_newest_choice_has_been_compared(kit, letter):
    for text in ("one", "two", "three"):
        kit.templates.save(letter, Draft("Letter", Body(text)))
    kit.tab.right.editor.show_view(View.VERSIONS)
    pane = kit.tab.right.editor.versions
    assert pane.list.model().rowCount() == 0  # it is read by a worker
    kit.settle()
    pane.show_choice.setCurrentIndex(Show.MADE)
    pane.show_choice.activated.emit(Show.MADE)
    kit.settle()
    before = pane.view.toPlainText()
    assert "+ three" in before
    told = []
    kit.view.versions.compared.connect(lambda: told.append(pane.view.toPlainText()))
    for row in (1, 2):
        pane.list.setCurrentIndex(pane.list.model().index(row, 0))
        assert pane.view.toPlainText() == before
    kit.settle()
    assert len(told) == 1  # what was wished in between never arrives
    assert "+ one" in pane.view.toPlainText()
    other = kit.add("Other", "else")
    kit.open_template(other)
    assert not pane.restore.isEnabled()  # the list is still that of the other template
    kit.settle()
    assert [version.draft.name for version in kit.view.versions.rows.rows] == ["Other"]


def test_a_comparison_that_nobody_waits_for_any_more_ends():
    old, new = ("\n".join(f"{word} {line}" for line in range(500)) for word in "ab")
    looks = []

    def check():
        looks.append(1)
        if len(looks) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        compare(Draft("x", Body(old)), Draft("x", Body(new)), check)


def test_a_view_shows_only_as_much_as_can_be_written_at_once_and_marks_the_rest(kit):
    view = TextView(kit.look)
    kit.qtbot.addWidget(view)
    lines = tuple(Line(Mark.NEW, (Piece("x" * 30),)) for _ in range(MOST_LINES))
    view.show_sections([Section("a", lines=lines), Section("b", lines=lines), Section("c", "never")])
    shown = view.toPlainText()
    assert shown.endswith("⋯") and len(shown) < 1.3 * MOST and "never" not in shown
    view.show_sections([Section("a", "long " * MOST), Section("c", "never")])
    assert view.toPlainText().endswith("⋯") and "never" not in view.toPlainText()


def rows_of(view):
    return [view.model().index(row, 0) for row in range(view.model().rowCount())]


def test_tab_walks_as_things_stand_also_through_rows_that_came_later(kit, letter):
    kit.form.examples.add.click()
    kit.form.name.setFocus()
    rows, examples = kit.form.fields.rows, kit.form.examples
    order = [kit.form.description, kit.form.system, kit.form.insert, kit.form.user]
    for row in rows:
        order += [row.unfold, row.required, row.kind, row.default.line]
    order += [examples.rows[0].remove, examples.rows[0].question, examples.rows[0].answer, examples.add]
    order += [kit.form.unfold, kit.foot.note]
    for wanted in order:
        kit.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted, wanted


def test_a_copy_is_opened_under_a_free_name(kit, letter):
    kit.view.changes.double(letter)
    assert kit.names == ["Letter", "Letter 2"]
    assert kit.form.name.text() == "Letter 2"


def test_the_menu_moves_tags_and_favours_what_is_selected(kit):
    for name in "ab":
        kit.add(name)
    kit.list.selectAll()
    entries = kit.list.entries
    menu = kit.tab.deeds.menu.of(entries)
    assert menu.actions()
    menu.close()
    dialog = kit.tab.deeds.menu.ask_folder(entries)
    dialog.setTextValue(" Work / Letters ")
    dialog.accept()
    dialog = kit.tab.deeds.menu.ask_tag(kit.list.entries)
    dialog.setTextValue("#daily")
    dialog.accept()
    kit.view.changes.favour(kit.list.entries, True)
    places = {entry.place for entry in kit.templates.list.all()}
    assert places == {Place("Work/Letters", ("daily",), True)}


def test_the_trash_lists_restores_and_deletes_for_good_after_a_question(kit, letter):
    other = kit.add("Other")
    kit.templates.trash([letter, other])
    kit.tab.left.filter.choose(Filter(Scope.TRASH))
    kit.qtbot.waitUntil(lambda: len(kit.names) == 2)
    kit.list.selectRow(kit.names.index("Letter"))
    assert kit.tab.right.trash.isVisible()
    assert [entry.name for entry in kit.list.entries] == ["Letter"]
    kit.tab.right.trash.restore.click()
    assert [entry.name for entry in kit.templates.list.all()] == ["Letter"]
    kit.tab.left.filter.choose(Filter(Scope.TRASH))
    kit.list.selectRow(0)
    kit.key(Qt.Key.Key_Delete)
    box = kit.tab.window().findChild(QMessageBox)
    assert "Other" in box.text()
    next(button for button in box.buttons() if button.text() == "Delete").click()
    kit.qtbot.waitUntil(lambda: kit.names == [])
    assert kit.templates.trashed() == []


def test_the_trash_is_emptied_after_a_question(kit, letter):
    kit.templates.trash([letter, kit.add("Other")])
    assert not kit.tab.left.menu().actions()[-1].isEnabled()
    kit.tab.left.filter.choose(Filter(Scope.TRASH))
    kit.qtbot.waitUntil(lambda: len(kit.names) == 2)
    menu = kit.tab.left.menu()
    menu.actions()[-1].trigger()
    box = kit.tab.window().findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Delete").click()
    kit.qtbot.waitUntil(lambda: kit.names == [])
    assert kit.tab.left.empty.isVisible()
    assert kit.templates.trashed() == []


def test_a_name_that_was_given_away_is_said_when_its_template_comes_back(kit, letter):
    kit.templates.trash([letter])
    kit.add("letter")
    kit.tab.left.filter.choose(Filter(Scope.TRASH))
    kit.qtbot.waitUntil(lambda: kit.names == ["Letter"])
    kit.list.selectRow(0)
    kit.tab.right.trash.restore.click()
    assert kit.tab.banner.isVisible()
    assert "letter" in kit.tab.banner.what.text()
    assert kit.names == ["Letter"]


def test_what_comes_from_elsewhere_is_shown_without_characters_that_turn_the_text(kit):
    kit.add(Draft("a\u202eb", Body("x\u202ey")), folder="f\u202eg", tags=("t\u2066u",))
    kit.open_template(kit.view.list.rows.rows[0].id)
    spoken = kit.list.spoken(kit.view.list.rows.rows[0], False)
    offered = [kit.tab.left.filter.itemText(row) for row in range(kit.tab.left.filter.count())]
    assert not any(c in text for text in (spoken, *offered) for c in "\u202e\u2066")


def test_an_empty_library_offers_beginnings(kit):
    for button, signal in (
        (kit.tab.left.empty.starters, kit.tab.starters_asked),
        (kit.tab.left.empty.bring, kit.tab.import_asked),
    ):
        assert button.isVisible()
        with kit.qtbot.waitSignal(signal):
            button.click()
    kit.tab.left.empty.new.click()
    assert kit.form.isVisible()


def test_in_a_narrow_window_the_list_and_the_editor_take_turns(kit, letter):
    kit.tab.resize(456, 420)
    assert not kit.tab.left.isVisible()
    kit.tab.right.back.click()
    assert kit.tab.left.isVisible()
    assert not kit.tab.right.isVisible()
    kit.key(Qt.Key.Key_Down)
    kit.list.selectRow(0)
    kit.key(Qt.Key.Key_Return)
    assert kit.form.isVisible()
    assert kit.tab.minimumSizeHint().width() <= 456


def test_everything_speaks_again_when_the_language_changes(kit, letter):
    QApplication.sendEvent(kit.tab, QEvent(QEvent.Type.LanguageChange))
    assert kit.form.name.accessibleName()
    assert kit.form.user.toPlainText() == LETTER.body.user
    assert not kit.foot.save.isEnabled()

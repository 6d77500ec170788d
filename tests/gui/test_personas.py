"""Personas on their page, where a chat begins, and in it; the services are real, the engine is played."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.core.built_in_presets import BUILT_IN, BuiltIn
from desktop.core.chat import Role
from desktop.core.errors import DiskFull
from desktop.core.models import Installed, Origin
from desktop.core.personas import PersonaColor, PersonaDraft, SystemTemplate, WantedModel
from desktop.core.presets import Preset
from desktop.core.sampling import DEFAULTS
from desktop.core.settings import Appearance
from desktop.core.templates import Body, Draft, Field, FieldKind
from desktop.engine.protocol import Generate
from desktop.services.drafts import Drafts
from desktop.services.exact_prompt import ExactPrompts
from desktop.services.model_options import ModelOptions
from desktop.services.persona_edits import PersonaEdits
from desktop.services.persona_use import Means, Missing, MissingKind
from desktop.services.personas import Personas
from desktop.services.presets import Presets
from desktop.services.template_filling import TemplateFilling
from desktop.services.templates import Templates
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.model_settings import ModelDesk
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.persona_use import PersonaUseViewModel, Shown
from desktop.viewmodels.personas import PersonasViewModel
from desktop.viewmodels.sampling import SamplingViewModel
from desktop.viewmodels.template_use import TemplateApplied
from desktop.viewmodels.template_wishes import TemplateWishesViewModel
from desktop.widgets.look import Look
from desktop.widgets.persona_button import PersonaButton
from desktop.widgets.persona_chips import MOST, PersonaChips
from desktop.widgets.sampling_summary import SamplingSummary
from desktop.widgets.template_hint import TemplateHint
from desktop.widgets.templates.personas_tab import PersonasTab
from desktop.widgets.templates.wishes_form import WishesForm
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
LEFT = Qt.MouseButton.LeftButton
CODER = PersonaDraft("Coder", "Writes code.", system="You code.", preset="precise")
POET = PersonaDraft("Poet", system="You rhyme.", sampling=replace(DEFAULTS, top_k=7), opening="A poem on ")


class Kit:
    """View-models over real services."""

    def __init__(self, bench, folder):
        self.bench = bench
        bench.load()
        store = bench.store
        drafts = Drafts(store.chats, bench.inbox.later, folder / "draft.txt")
        prompts = ExactPrompts(bench.engine, bench.models, bench.desk.contexts)
        self.chat = ChatViewModel(bench.chats, drafts, prompts)
        desk = ModelDesk(bench.tasks, ModelOptions(folder / "o.json"), None, lambda path: None, folder)
        self.models = ModelsViewModel(bench.models, desk)
        self.presets = Presets(store.presets)
        self.sampling = SamplingViewModel(self.chat.choices, self.presets, lambda: None, self.chat)
        self.templates = Templates(store.templates, bench.tasks)
        self.here = [bench.models.status.model]
        self.service = Personas(store.personas, self.presets)
        means = Means(self.presets.all, lambda: self.here, self.templates.read)
        self.folder, self.means = folder, means
        self.edits = PersonaEdits(folder / "persona-draft.json", bench.inbox.later)
        self.personas = PersonasViewModel(self.service, self.edits, means, self.templates.list)
        shown = Shown(self.chat, self.models, self.sampling)
        self.use = PersonaUseViewModel(self.personas, shown, TemplateFilling(bench.tasks))
        self.wishes = TemplateWishesViewModel(shown, means)
        self.asked, self.taken, self.loaded = [], [], []
        self.use.asked.connect(self.asked.append)
        self.use.taken.connect(self.taken.append)
        self.models.load = self.loaded.append

    def add(self, *drafts):
        return self.service.add(drafts)

    def send(self, text="hello"):
        assert self.chat.send(text)
        command = self.bench.sent(Generate)[-1]
        self.bench.answer("yes")
        return command

    @property
    def system(self):
        return [m.text for m in self.chat.conversation.branch.messages if m.role is Role.SYSTEM]

    def close(self):
        self.personas.close()
        self.sampling.close()
        self.chat.close()
        self.models.close()


@pytest.fixture
def kit(bench, tmp_path, qtbot):
    made = Kit(bench, tmp_path)
    yield made
    made.close()


@pytest.fixture
def look(qapp):
    return Look(qapp, Appearance.LIGHT)


@pytest.fixture
def tab(kit, look, qtbot):
    made = PersonasTab(look)
    qtbot.addWidget(made)
    made.resize(720, 460)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.attach(kit.personas)
    return made


def test_a_click_gives_an_empty_chat_prompt_and_parameters_and_another_click_those_of_another(kit):
    coder, poet = kit.add(CODER, POET)
    kit.use.take(coder.id)
    kit.use.take(poet.id)
    assert kit.use.current == poet
    assert kit.taken[-1].setup.missing == ()
    command = kit.send()
    assert (kit.system, command.sampling) == (["You rhyme."], replace(DEFAULTS, top_k=7))
    assert kit.use.current == poet, "the chat is known by what it has"
    kit.personas.save(poet.id, replace(POET, system="Changed.", sampling=None))
    assert kit.send("again").sampling.top_k == 7, "changing a persona changes no chat"
    assert kit.system == ["You rhyme."]
    assert kit.use.current is None


def test_a_persona_can_be_taken_off_before_anything_is_sent(kit):
    (coder,) = kit.add(CODER)
    kit.use.take(coder.id)
    kit.use.take_off()
    assert kit.use.current is None
    command = kit.send()
    assert (kit.system, command.sampling) == ([], DEFAULTS)
    kit.use.take_off()
    assert kit.use.current is None


def test_a_chat_with_messages_is_asked_about_and_both_ways_work(kit):
    coder, poet = kit.add(CODER, POET)
    kit.send()
    first = kit.chat.current
    kit.use.take(coder.id)
    assert kit.asked == [coder]
    assert kit.system == []
    kit.use.go_on(coder)
    command = kit.send("from here on")
    assert (kit.system, command.sampling) == (["You code."], BUILT_IN[BuiltIn.PRECISE])
    kit.use.begin_new(poet)
    assert kit.chat.current is None
    kit.send()
    assert kit.chat.current != first
    assert kit.system == ["You rhyme."]


def test_a_persona_without_parameters_goes_back_to_what_the_model_has(kit):
    coder, plain = kit.add(CODER, PersonaDraft("Plain"))
    kit.use.take(coder.id)
    kit.use.take(plain.id)
    assert kit.chat.choices.options.sampling is None
    assert kit.chat.conversation.system.pending is None
    assert kit.use.current == plain


def test_the_model_of_a_persona_is_loaded_where_it_is_here_and_another_one_answers(kit, tmp_path):
    there = kit.here[0]
    other = Installed(tmp_path / "b.gguf", "B", Origin.FOLDER, 1, "Q8_0")
    kit.here.append(other)
    same, wanted, gone = kit.add(
        PersonaDraft("same", model=WantedModel(str(there.path), there.title)),
        PersonaDraft("other", model=WantedModel("/elsewhere/b.gguf", "B Q8_0")),
        PersonaDraft("gone", system="Still.", model=WantedModel("/c.gguf", "C Q4_0"), preset="lost"),
    )
    kit.use.take(same.id)
    assert kit.loaded == []
    kit.use.take(wanted.id)
    assert kit.loaded == [other]
    kit.use.take(gone.id)
    assert kit.taken[-1].setup.missing == (
        Missing(MissingKind.PRESET, "lost"),
        Missing(MissingKind.MODEL, "C Q4_0"),
    )
    assert kit.loaded == [other]
    kit.send()
    assert kit.system == ["Still."], "nothing else fails"


def test_files_of_its_template_are_read_before_and_another_chat_gets_nothing(kit, tmp_path):
    (tmp_path / "notes.txt").write_text("the facts")
    body = Body("x", "Know {{notes}}.", (Field("notes", FieldKind.FILE),))
    template = kit.templates.save(None, Draft("Notes", body))
    wanted = SystemTemplate(template.id, "Notes", (("notes", str(tmp_path / "notes.txt")),))
    reader, other = kit.add(PersonaDraft("Reader", template=wanted), CODER)
    kit.use.take(reader.id)
    kit.use.take(other.id)
    kit.bench.inbox.run_until(lambda: kit.taken)
    assert kit.use.current == other
    kit.use.take(reader.id)
    kit.bench.inbox.run_until(lambda: len(kit.taken) == 2)
    kit.send()
    assert kit.system == ["Know the facts."]


def test_what_a_chat_uses_becomes_a_persona(kit):
    (coder,) = kit.add(CODER)
    kit.use.take(coder.id)
    kit.send()
    draft = kit.use.from_chat("Mine")
    assert (draft.name, draft.system, draft.preset, draft.sampling) == ("Mine", "You code.", "precise", None)
    assert draft.model.path == str(kit.here[0].path)
    kit.sampling.set(replace(DEFAULTS, top_k=3))
    draft = kit.use.from_chat("Mine")
    assert (draft.preset, draft.sampling) == ("", replace(DEFAULTS, top_k=3)), "also what was set just now"
    kit.presets.keep("Three", replace(DEFAULTS, top_k=3))
    draft = kit.use.from_chat("Mine")
    assert (draft.preset, draft.sampling) == ("Three", None)


def test_the_page_offers_what_comes_along_and_shows_what_was_added(kit, tab, qtbot):
    assert tab.right.currentWidget() is tab.starters
    assert not tab.side.isVisible()
    tab.setFocus()
    assert tab.starters.all.hasFocus()
    qtbot.mouseClick(tab.starters.cards[0].button, LEFT)
    assert not tab.starters.cards[0].button.isEnabled()
    qtbot.keyClick(tab.starters.all, Qt.Key.Key_Space)
    assert len(kit.personas.all) == len(tab.starters.cards)
    assert tab.right.currentWidget() is tab.editor
    assert tab.side.isVisible()


def test_a_persona_is_written_saved_and_used_by_keyboard_alone(kit, tab, qtbot):
    used = []
    tab.used.connect(used.append)
    tab.starters.write.click()
    form = tab.editor.form
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "Tutor")
    qtbot.keyClick(form.name, Qt.Key.Key_Tab)
    assert form.description.hasFocus()
    form.system.text.setFocus()
    qtbot.keyClicks(form.system.text, "You teach.")
    form.sign.swatches[0].setFocus()
    qtbot.keyClick(form.sign.swatches[0], Qt.Key.Key_Right)
    form.preset.setCurrentIndex(form.preset.findText("Precise"))
    form.preset.activated.emit(form.preset.currentIndex())
    assert form.rows[form.preset].help.text() == "Temperature 0.2"
    qtbot.keyClick(form.system.text, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (made,) = kit.personas.all
    assert made.draft == PersonaDraft("Tutor", color=PersonaColor.TEAL, system="You teach.", preset="precise")
    assert not tab.editor.foot.save.isEnabled()
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Return)
    assert used == [made.id]
    qtbot.keyClick(tab.list, Qt.Key.Key_Delete)
    assert kit.personas.all == []
    assert tab.right.currentWidget() is tab.starters


def test_what_is_not_saved_stays_with_its_persona_and_can_be_discarded(kit, tab, qtbot):
    coder, poet = kit.add(CODER, POET)
    tab.choose(coder.id)
    form, foot = tab.editor.form, tab.editor.foot
    form.name.setFocus()
    form.name.selectAll()
    qtbot.keyClicks(form.name, "Hacker")
    tab.choose(poet.id)
    assert (form.name.text(), form.opening.toPlainText()) == ("Poet", "A poem on ")
    assert not foot.save.isEnabled()
    assert tab.list.delegate.unsaved == {coder.id}
    tab.choose(coder.id)
    assert form.name.text() == "Hacker"
    foot.revert.click()
    assert form.name.text() == "Coder"
    assert tab.list.delegate.unsaved == set()
    assert kit.personas.get(coder.id).draft == CODER


def test_a_new_one_that_was_left_unsaved_is_gone_on_with(kit, tab, qtbot):
    (coder,) = kit.add(CODER)
    tab.choose(coder.id)
    tab.side.write_asked.emit()
    form = tab.editor.form
    qtbot.keyClicks(form.name, "Draft")
    tab.choose(coder.id)
    assert form.name.text() == "Coder"
    tab.side.write_asked.emit()
    assert form.name.text() == "Draft"
    tab.editor.foot.revert.click()
    assert form.name.text() == "Coder"
    tab.side.write_asked.emit()
    assert form.name.text() == ""


def test_what_is_not_saved_is_there_again_after_a_restart(kit, tab, look, qtbot):
    coder, poet = kit.add(CODER, POET)
    tab.choose(coder.id)
    qtbot.keyClicks(tab.editor.form.description, "x")
    tab.choose(poet.id)
    qtbot.keyClicks(tab.editor.form.description, "y")
    tab.side.write_asked.emit()
    qtbot.keyClicks(tab.editor.form.name, "New")
    kit.personas.remove(poet.id)
    kit.edits.close()

    edits = PersonaEdits(kit.folder / "persona-draft.json", kit.bench.inbox.later)
    again = PersonasViewModel(kit.service, edits, kit.means, kit.templates.list)
    other = PersonasTab(look)
    qtbot.addWidget(other)
    other.attach(again)
    assert (other.editor.persona, other.editor.form.name.text()) == (None, "New")
    assert other.list.delegate.unsaved == {coder.id}
    other.choose(coder.id)
    assert other.editor.form.description.text() == "xWrites code."
    other.editor.foot.save.click()
    assert kit.personas.get(coder.id).draft.description == "xWrites code."
    other.side.write_asked.emit()
    other.editor.foot.revert.click()
    edits.close()
    assert not (kit.folder / "persona-draft.json").exists()
    again.close()


def test_presets_that_came_meanwhile_are_offered_when_the_page_is_shown_again(kit, tab):
    kit.add(CODER)
    tab.choose(kit.personas.all[0].id)
    kit.presets.keep("New one", DEFAULTS)
    tab.hide()
    tab.show()
    preset = tab.editor.form.preset
    assert preset.findText("New one") >= 0
    assert preset.currentText() == "Precise"


def test_a_name_that_is_taken_or_missing_is_told_at_the_editor_and_nothing_is_lost(kit, tab, qtbot):
    coder, _ = kit.add(CODER, POET)
    tab.choose(coder.id)
    form = tab.editor.form
    for name, words in (("POET", "Poet"), ("", "no name")):
        form.name.setFocus()
        form.name.selectAll()
        qtbot.keyClick(form.name, Qt.Key.Key_Delete)
        qtbot.keyClicks(form.name, name)
        tab.editor.foot.use.click()
        assert words in tab.editor.problem.text()
        assert form.name.text() == name
    qtbot.keyClicks(form.name, "Hacker")
    tab.editor.foot.save.click()
    assert tab.editor.problem.isHidden()
    assert kit.personas.get(coder.id).name == "Hacker"


def test_personas_are_moved_duplicated_removed_and_brought_back(kit, tab, qtbot):
    coder, _ = kit.add(CODER, POET)
    tab.choose(coder.id)
    tab.list.setFocus()
    qtbot.keyClick(tab.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.name for each in kit.personas.all] == ["Poet", "Coder"]
    assert tab.list.current == coder.id
    tab.editor.foot.copy.click()
    assert tab.editor.form.name.text() == "Coder 2"
    with qtbot.waitSignal(kit.personas.removed) as removed:
        tab.editor.foot.remove.click()
    kit.personas.restore(removed.args[0])
    assert [each.name for each in kit.personas.all] == ["Poet", "Coder", "Coder 2"]


def test_what_cannot_be_stored_is_told(kit, tab, tmp_path, monkeypatch):
    def fail(*_):
        raise DiskFull(tmp_path)

    monkeypatch.setattr(kit.service, "add", fail)
    tab.starters.all.click()
    assert tab.banner.isVisible()
    assert "full" in tab.banner.what.text()


def test_a_template_gives_the_system_prompt_with_its_fields_filled_in(kit, tab, qtbot):
    body = Body("x", "Be {{tone}}.", (Field("tone", FieldKind.CHOICE, options=("plain", "formal")),))
    template = kit.templates.save(None, Draft("Tone", body))
    kit.add(PersonaDraft("Who", system="My own."))
    tab.choose(kit.personas.all[0].id)
    system = tab.editor.form.system
    kit.bench.inbox.run_until(lambda: system.source.count() == 2)
    system.source.setCurrentIndex(1)
    system.source.activated.emit(1)
    assert not system.text.isVisible()
    assert system.fields.isVisible()
    system.fields.put({"tone": "formal"})
    system.fields.changed.emit()
    tab.editor.foot.save.click()
    wanted = SystemTemplate(template.id, "Tone", (("tone", "formal"),))
    assert kit.personas.all[0].draft.template == wanted
    kit.use.take(kit.personas.all[0].id)
    kit.send()
    assert kit.system == ["Be formal."]
    kit.templates.trash([template.id])
    tab.choose(kit.personas.all[0].id)
    assert "deleted" in system.note.text()
    system.source.setCurrentIndex(0)
    system.source.activated.emit(0)
    assert system.text.toPlainText() == "My own."


def test_what_is_not_here_any_more_stays_chosen_and_is_said(kit, tab):
    draft = PersonaDraft("Who", model=WantedModel("/c.gguf", "C Q4_0"), preset="lost")
    kit.add(draft)
    tab.choose(kit.personas.all[0].id)
    form = tab.editor.form
    assert form.model.currentText() == "C Q4_0 (not on this computer)"
    assert form.preset.currentText() == "lost (no longer there)"
    assert form.draft() == draft


def test_chips_show_the_first_personas_and_the_chosen_one(kit, look, qtbot):
    kit.add(*(PersonaDraft(f"Persona {n} & co") for n in range(9)))
    chips = PersonaChips(look)
    qtbot.addWidget(chips)
    chips.resize(1200, 36)
    chips.show()
    personas = kit.personas.all
    chips.show_personas(personas, None)
    assert [chip.accessibleName() for chip in chips.chips] == [each.name for each in personas[:MOST]]
    assert all(chip.isVisible() for chip in chips.chips)
    with qtbot.waitSignal(chips.chosen) as chosen:
        qtbot.keyClick(chips.chips[1], Qt.Key.Key_Space)
    assert chosen.args == [personas[1].id]
    chips.show_personas(personas, personas[8].id)
    assert chips.chips[0].accessibleName() == personas[8].name
    assert chips.chips[0].isChecked()
    with qtbot.waitSignal(chips.dropped):
        qtbot.mouseClick(chips.chips[0], LEFT)
    chips.resize(300, 36)
    assert chips.more.isVisible()
    assert [chip.isVisible() for chip in chips.chips].count(True) in (1, 2)


def test_the_button_names_the_persona_and_offers_the_others(kit, look, qtbot):
    coder, _ = kit.add(CODER, POET)
    button = PersonaButton(look)
    qtbot.addWidget(button)
    button.offer(lambda: kit.personas.all)
    assert button.accessibleName() == "Persona"
    button.show_persona(coder, empty=True)
    assert button.accessibleName() == "Persona: Coder"
    menu = button.menu_of_personas
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Coder", "Poet", "No persona", "Save as a persona…", "All personas…"]
    with qtbot.waitSignal(button.chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [kit.personas.all[1].id]
    button.resize(button.minimumSizeHint())
    assert button.text() == "", "the sign alone where there is no room"


def test_a_template_says_what_it_was_made_for_and_loads_it_when_the_user_wants(kit, look, qtbot, tmp_path):
    hint = TemplateHint(look)
    qtbot.addWidget(hint)
    hint.attach(kit.wishes)
    other = Installed(tmp_path / "b.gguf", "B", Origin.FOLDER, 1, "Q8_0")

    def use(model="", preset="", user=""):
        body = Body(user, "S", model=model, preset=preset)
        template = kit.templates.save(None, Draft(f"T{len(kit.templates.list.all())}", body))
        kit.wishes.follow(TemplateApplied(template, preset, model))

    use(model=kit.here[0].title)
    assert hint.isHidden(), "that model answers"
    use(model="b")
    assert "not on this computer" in hint.words.text()
    assert not hint.load.isVisibleTo(hint)
    kit.here.append(other)
    kit.models.listed.emit()
    assert hint.words.text() == "The template was made for B Q8_0."
    hint.load.click()
    assert kit.loaded == [other]
    hint.dismiss.click()
    assert hint.isHidden()
    use(preset="lost")
    assert "“lost” is not there any more" in hint.words.text()
    use(preset="precise")
    assert not hint.preset.isHidden()
    hint.preset.click()
    assert kit.chat.choices.options.sampling == BUILT_IN[BuiltIn.PRECISE]
    assert hint.isHidden()


@pytest.mark.parametrize(
    ("sampling", "words"),
    [
        (DEFAULTS, "The default values"),
        (replace(DEFAULTS, temperature=0.2, top_k=0), "Temperature 0.2 · Top-k off"),
        (replace(DEFAULTS, xtc_threshold=0.2), "The default values"),
        (replace(DEFAULTS, seed=7, json_schema="{}", grammar="x"), "Seed 7 · JSON schema"),
        (replace(DEFAULTS, grammar="x", mirostat=2), "Mirostat version 2 · Grammar"),
    ],
)
def test_a_preset_is_said_in_one_line_by_what_it_changes(qapp, sampling, words):
    assert SamplingSummary().line(sampling) == words


def test_the_editor_of_templates_says_what_a_preset_changes(look, qtbot):
    form = WishesForm(look)
    qtbot.addWidget(form)
    form.offer(["A"], [Preset(1, "Mine", replace(DEFAULTS, top_k=3))])
    form.put(Body(preset="Mine"))
    assert form.values.text() == "Top-k 3"
    form.preset.setEditText("Precise")
    assert (form.values.text(), form.put_into(Body()).preset) == ("Temperature 0.2", "precise")
    form.preset.setEditText("not there")
    assert form.values.isHidden()


class Brackets(QTranslator):
    """Puts every sentence into brackets, so that one that is not translated shows."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return f"[{source}]"

    def isEmpty(self):
        return False


def test_the_page_changes_its_language_and_loses_nothing(kit, tab, qapp, qtbot):
    (coder,) = kit.add(CODER)
    tab.choose(coder.id)
    form = tab.editor.form
    form.description.setFocus()
    qtbot.keyClicks(form.description, "x")
    brackets = Brackets(qapp)
    qapp.installTranslator(brackets)
    try:
        QApplication.processEvents()
        titles = [row.title.text() for row in form.rows.values()]
        assert all(title.startswith("[") for title in titles), titles
        assert form.preset.currentText() == "[Precise]"
        assert tab.editor.foot.use.text() == "[Begin a chat]"
        assert tab.side.new.accessibleName() == "[New persona]"
        assert form.description.text() == "xWrites code."
        assert tab.editor.unsaved == {coder.id}
    finally:
        qapp.removeTranslator(brackets)
    QApplication.processEvents()

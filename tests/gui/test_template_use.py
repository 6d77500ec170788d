"""A template on its way into a chat; the services are real, the engine is played."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.core.attachment_errors import FileUnreadable, NotText
from desktop.core.chat import Role
from desktop.core.prepared import NOTHING, DraftTemplate, Prepared, SystemPrompt
from desktop.core.settings import Appearance
from desktop.core.template_errors import TemplateFillsTooMuch
from desktop.core.template_filling import Surroundings, variables_in
from desktop.core.template_saving import Piece, draft_of
from desktop.core.template_text import VARIABLES
from desktop.core.template_values import WrongKind
from desktop.core.templates import Body, Draft, Example, Field, FieldKind, Part, TemplateUse
from desktop.engine.protocol import Generate
from desktop.services.drafts import Drafts
from desktop.services.exact_prompt import ExactPrompts
from desktop.services.template_filling import TemplateFilling
from desktop.services.templates import Templates
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.template_use import TemplateUseViewModel
from desktop.widgets.composer import Composer
from desktop.widgets.draft_chip import DraftChip
from desktop.widgets.edit_strip import EditStrip
from desktop.widgets.limit_strip import LimitStrip
from desktop.widgets.look import Look
from desktop.widgets.record_origins import OriginWords
from desktop.widgets.sending import Sending
from desktop.widgets.system_button import SystemButton
from desktop.widgets.system_dialog import SystemDialog
from desktop.widgets.template_panel import TemplatePanel
from tests.gui.transcript_support import Rows, answer, settle, user
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = [pytest.mark.usefixtures("qtbot"), pytest.mark.qt_log_ignore("plugin does not support")]


def show(view, *messages):
    view.set_model(Rows(messages))
    settle(view)


NOW = datetime(2026, 11, 27, 9, 30)


class Window:
    """The view-models without a window, and what they told."""

    def __init__(self, bench, folder):
        self.bench, self.folder = bench, folder
        self.drafts = Drafts(bench.store.chats, bench.inbox.later, folder / "draft.txt")
        prompts = ExactPrompts(bench.engine, bench.models, bench.desk.contexts)
        self.chat = ChatViewModel(bench.chats, self.drafts, prompts)
        self.templates = Templates(bench.store.templates, bench.tasks)
        fillings = (TemplateFilling(bench.tasks), TemplateFilling(bench.tasks))
        self.use = TemplateUseViewModel(self.templates, self.chat, fillings)
        self.looked = []
        self.use.look_around(self.around)
        self.asked, self.wrong, self.unread, self.inserted = [], [], [], []
        self.applied, self.previews, self.failed, self.ended = [], [], [], []
        for signal in ("asked", "wrong", "unread", "inserted", "applied", "failed"):
            getattr(self.use, signal).connect(getattr(self, signal).append)
        self.use.previewed.connect(self.previews.append)
        self.use.ended.connect(lambda: self.ended.append(1))

    def around(self, body):
        self.looked.append(variables_in(body))
        return Surroundings(NOW, "English", "SmolLM2", "from the clipboard", "selected")

    def save(self, body, name="Translate"):
        return self.templates.save(None, Draft(name, body)).id

    def close(self):
        self.use.close()
        self.chat.close()


@pytest.fixture
def window(bench, tmp_path):
    bench.load()
    made = Window(bench, tmp_path)
    yield made
    made.close()


def test_a_template_without_fields_is_inserted_at_once_with_what_surrounds_it(window):
    text = " ".join(f"{{{{{name}}}}}" for name in VARIABLES)
    window.use.pick(window.save(Body(text)))
    (made,) = window.inserted
    assert made.text == "2026-11-27 09:30 from the clipboard selected English SmolLM2"
    assert not made.send
    assert window.asked == []
    assert window.applied[0].template.name == "Translate"
    window.use.pick(window.save(Body("plain"), "Other"))
    assert window.looked[-1] == frozenset()  # the clipboard is not read then


def test_what_is_missing_is_told_before_anything_happens(window):
    template = window.save(Body("{{a}} {{b}}", "system", (Field("b", required=False),)))
    window.use.pick(template)
    window.use.use({"a": " ", "b": "x"}, True)
    assert [each.kind for each in window.wrong[0]] == [WrongKind.MISSING]
    assert window.inserted == window.applied == []
    assert window.chat.prepared.system is None
    assert window.templates.last_values(template) == {}
    window.use.use({"a": "1", "b": ""}, True)
    assert (window.inserted[0].text, window.inserted[0].send) == ("1 ", True)
    assert window.templates.last_values(template) == {"a": "1", "b": ""}
    assert window.chat.prepared.system.text == "system"
    window.use.pick(template)
    assert window.asked[-1].values == {"a": "1", "b": ""}


def test_what_would_be_too_much_is_said_and_never_inserted(window, qtbot):
    window.use.pick(window.save(Body("{{a}}" * 15_000 + "{{b}}", "system")))
    values = {"a": "y" * 1_000, "b": "x"}
    window.use.preview(values)
    qtbot.waitUntil(lambda: bool(window.previews))
    assert window.previews[-1].user == ""
    panel = TemplatePanel(Look(QGuiApplication.instance(), Appearance.LIGHT))
    qtbot.addWidget(panel)
    panel.show_preview(window.previews[-1])
    assert "are the most" in panel.preview.toPlainText()
    assert panel.tokens.text() == ""
    window.use.use(values, True)
    assert isinstance(window.failed[-1], TemplateFillsTooMuch)
    assert window.inserted == window.applied == []
    assert window.chat.prepared.system is None
    assert window.templates.last_values(window.asked[0].template.id) == {}


def test_a_file_that_cannot_be_read_is_told_by_its_field_and_nothing_is_inserted(window, tmp_path):
    body = Body("{{paper}}", fields=(Field("paper", FieldKind.FILE),))
    binary = tmp_path / "a.bin"
    binary.write_bytes(bytes(range(256)))
    window.use.pick(window.save(body))
    for path, error in (
        (binary, NotText(binary)),
        (tmp_path / "gone", FileUnreadable(tmp_path / "gone")),
    ):
        window.unread.clear()
        window.use.use({"paper": str(path)})
        window.bench.inbox.run_until(lambda: window.unread)
        assert window.unread == [{"paper": error}]
    assert window.inserted == []
    good = tmp_path / "good.txt"
    good.write_text("contents")
    window.use.use({"paper": str(good)})
    window.bench.inbox.run_until(lambda: window.inserted)
    assert window.inserted[0].text == "contents"
    assert window.templates.last_values(window.asked[0].template.id) == {"paper": str(good)}


def test_the_preview_follows_what_is_typed_and_estimates_until_it_is_counted(window, qtbot):
    window.use.pick(window.save(Body("Say {{a}}", examples=(Example("q", "a"),))))
    qtbot.waitUntil(lambda: bool(window.previews))
    assert not window.previews[-1].exact
    window.use.preview({"a": "hello"})
    qtbot.waitUntil(lambda: window.previews[-1].user == "Say hello")
    qtbot.waitUntil(
        lambda: (window.bench.count(), window.chat.context.refresh(), window.previews[-1].exact)[2]
    )
    assert window.previews[-1].tokens == len("Say hello") + 2
    assert window.previews[-1].examples == 1
    window.use.give_up()
    assert window.ended == [1]
    window.use.use({"a": "x"})
    assert window.inserted == []


def test_another_chat_ends_the_form(window):
    window.chat.send("one")
    window.bench.answer("two")
    window.use.pick(window.save(Body("{{a}}")))
    window.chat.new()
    assert window.ended == [1]


def test_a_template_that_is_gone_is_told(window):
    template = window.save(Body("x"))
    window.bench.store.templates.trash([template])
    stored = window.bench.store.templates
    stored.remove([entry.id for entry in stored.entries(trash=True)])
    window.use.pick(template)
    assert len(window.failed) == 1
    assert window.inserted == []


def test_what_was_prepared_goes_with_the_message_and_stays_with_its_draft_until_then(window):
    draft = DraftTemplate(TemplateUse(None, "T", 2), "Say it", (Example("q", "a"),))
    window.chat.drafting.keep("Say it")
    window.chat.prepared.put_template(draft)
    window.chat.prepared.set_system("Be brief.")
    window.drafts.flush()
    again = Drafts(window.bench.store.chats, window.bench.inbox.later, window.folder / "draft.txt")
    assert again.prepared_of(None) == Prepared(draft, SystemPrompt("Be brief."))
    assert window.chat.send("Say it now")
    sent = window.chat.conversation.branch.messages
    assert [m.role for m in sent[:4]] == [Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER]
    assert sent[3].template == TemplateUse(None, "T", 2, edited=True)
    assert window.chat.prepared.template is None
    assert window.drafts.prepared_of(None) == NOTHING
    assert window.drafts.prepared_of(window.chat.current) == NOTHING
    window.bench.answer("ok")
    window.chat.prepared.put_template(draft)
    window.chat.prepared.set_system("Other")
    chat = window.chat.current
    window.chat.new()
    assert window.chat.prepared.template is None
    assert window.chat.prepared.system is None
    window.drafts.flush()
    assert window.bench.store.chats.prepared(chat) == Prepared(draft, SystemPrompt("Other"))
    window.chat.open(chat)
    assert window.chat.prepared.template == draft
    assert window.chat.prepared.system == SystemPrompt("Other")
    assert window.chat.send("three")
    assert window.bench.sent(Generate)[-1].turns[0].text == "Other"


def test_a_damaged_draft_is_none(window):
    (window.folder / "draft-template.json").write_text('{"template": {"use": {"name": 3}}, "system": []}')
    again = Drafts(window.bench.store.chats, window.bench.inbox.later, window.folder / "draft.txt")
    assert again.prepared_of(None) == NOTHING


def test_a_refused_message_comes_back_with_its_template_also_to_a_chat_that_is_not_shown(window):
    draft = DraftTemplate(TemplateUse(None, "T", 2), "Say it")
    window.chat.send("one")
    window.bench.answer("two")
    chat = window.chat.current
    window.drafts.give_back(chat, "Say it", (), draft)
    assert window.drafts.of(chat) == "Say it"
    assert window.drafts.prepared_of(chat) == Prepared(draft)


def test_while_an_earlier_message_is_edited_the_template_of_the_draft_waits(window, qtbot, qapp):
    composer = Composer(Look(qapp, Appearance.LIGHT))
    strip, limit = EditStrip(), LimitStrip()
    for part in (composer, strip, limit):
        qtbot.addWidget(part)
    sending = Sending(composer, strip, limit, composer)
    sending.attach(window.chat)
    old, new = (DraftTemplate(TemplateUse(None, name, 1), name) for name in ("Old", "New"))
    window.chat.prepared.put_template(old)
    composer.set_text("Old")
    composer.input.submitted.emit()
    window.bench.answer("ok")
    window.chat.prepared.put_template(new)
    composer.set_text("New")
    sending.edit(None)
    assert composer.text() == "Old"
    assert window.chat.prepared.template is None
    strip.cancel.click()
    assert window.chat.prepared.template == new
    sending.edit(None)
    composer.set_text("Older")
    composer.input.submitted.emit()
    question = window.chat.messages.question()
    assert (question.text, question.template) == ("Older", TemplateUse(None, "Old", 1, edited=True))
    assert (composer.text(), window.chat.prepared.template) == ("New", new)


# -- what is shown of it


def test_the_chip_names_the_template_and_takes_it_away(qtbot, qapp):
    chip = DraftChip(Look(qapp, Appearance.LIGHT))
    qtbot.addWidget(chip)
    assert chip.isHidden()
    chip.show_template(DraftTemplate(TemplateUse(None, "<b>T</b>\u202e", 3)))
    assert chip.name.text() == "<b>T</b>"
    assert "version 3" in chip.note.text()
    removed = []
    chip.removed.connect(lambda: removed.append(1))
    chip.remove.click()
    assert removed == [1]
    assert chip.remove.accessibleName() == "Forget the template <b>T</b>"


def test_the_system_prompt_has_a_chip_with_a_menu_and_a_dialog(qtbot, qapp):
    look = Look(qapp, Appearance.LIGHT)
    button = SystemButton(look)
    qtbot.addWidget(button)
    button.show_system(None)
    button.choices.aboutToShow.emit()
    assert len(button.choices.actions()) == 2
    button.show_system(SystemPrompt("Be a pirate", TemplateUse(None, "Pirate & Co", 1)))
    assert button.accessibleName() == "System: Pirate & Co"
    assert button.accessibleDescription() == "Be a pirate"
    button.choices.aboutToShow.emit()
    removed = []
    button.removed.connect(lambda: removed.append(1))
    button.choices.actions()[2].trigger()
    assert removed == [1]
    dialog = SystemDialog(look, "Be a pirate")
    qtbot.addWidget(dialog)
    written = []
    dialog.written.connect(written.append)
    dialog.editor.setPlainText("Be brief")
    dialog.buttons.accepted.emit()
    assert written == ["Be brief"]


def test_the_panel_shows_a_part_of_a_long_preview_and_gives_the_form_the_room(qtbot, qapp, window):
    panel = TemplatePanel(Look(qapp, Appearance.LIGHT))
    qtbot.addWidget(panel)
    fields = tuple(Field(f"f{number}") for number in range(12))
    window.use.pick(window.save(Body("".join(f"{{{{{field.name}}}}}" for field in fields))))
    panel.resize(500, 300)
    panel.give_room(260)
    panel.open_for(window.asked[0])
    assert panel.sizeHint().height() <= 270
    assert panel.preview.isHidden()  # the fields come first where there is little room
    panel.give_room(700)
    assert not panel.preview.isHidden()
    window.use.preview({})
    panel.show_preview(replace(_preview(), user="x" * 100_000))
    assert len(panel.preview.toPlainText()) < 3000
    assert panel.tokens.text() == "about 7 tokens"
    used = []
    panel.used.connect(lambda values, send: used.append((values["f0"], send)))
    panel.form.rows[0].editor.put("v")
    panel.form.submitted.emit()
    panel.send.click()
    assert used == [("v", False), ("v", True)]


def _preview():
    from desktop.viewmodels.template_use import Preview

    return Preview("", "", 0, 7, False)


def test_messages_say_where_they_come_from(view):
    use = TemplateUse(None, "Translate", 4)
    question = replace(user("Hi"), template=use)
    example = replace(answer("x", number=2), template=replace(use, part=Part.EXAMPLE), record=None)
    system = replace(user("Be brief"), id=3, role=Role.SYSTEM)
    gone = replace(user(""), id=4, role=Role.SYSTEM)
    show(view, question, example, system, gone)
    entries = view.parts.flow.entries
    items = [view.parts.flow.entry(row).items for row in range(4)]
    assert items[0][-1].origin == "Translate, version 4"
    assert items[1][0].name == "Example answer: Translate, version 4"
    assert items[2][0].name == "System prompt from here on"
    assert items[3][0].name == "No system prompt from here on"
    kinds = [[action.kind.value for action in each[-1].arrangement.actions] for each in items[1:]]
    assert kinds == [["copy", "delete"], ["copy", "delete"], ["delete"]]
    assert len(entries) == 4


def test_the_record_of_an_answer_names_the_templates_it_was_given_for():
    use = TemplateUse(None, "Translate", 4, edited=True)
    before = [
        replace(user("s"), id=1, role=Role.SYSTEM, template=TemplateUse(None, "Formal", 2, Part.SYSTEM)),
        replace(user("q"), id=2, template=TemplateUse(None, "Translate", 4, Part.EXAMPLE)),
        replace(user("Hi"), id=3, template=use),
    ]
    said = dict(OriginWords().pairs(before))
    assert said["Template of the question"] == "Translate, version 4, changed by hand"
    assert said["Template of the system prompt"] == "Formal, version 2"
    assert "Examples of templates" in said
    assert OriginWords().pairs([user("Hi")]) == []


def test_a_message_becomes_a_template_that_gives_it_again_with_a_piece_as_a_field():
    message = user("Use {{braces}} of **the** the")
    whole = draft_of(message, None, message.text, "text")
    assert whole.body == Body("Use \\{{braces}} of **the** the")
    assert whole.name == "Use {{braces}} of **the** the"
    second = draft_of(message, Piece("the", 1), message.text, "text")
    assert second.body.user == "Use \\{{braces}} of **the** {{text}}"
    assert second.body.fields == (Field("text", default="the"),)
    through = draft_of(message, Piece("of the"), "Use {{braces}} of the the", "text")
    assert through.body.user == "Use \\{{braces}} {{text}} the"
    lost = draft_of(message, Piece("elsewhere"), message.text, "text")
    assert lost.body == whole.body
    system = draft_of(replace(message, role=Role.SYSTEM), None, message.text, "text")
    assert (system.body.user, system.body.system) == ("", whole.body.user)


def test_the_menu_of_a_message_hands_over_what_is_selected_in_it(view):
    show(view, user("one two two"), answer("three", number=2))
    view.select_all()
    assert view.parts.menus.kept(0).piece is None  # the selection reaches further
    from desktop.widgets.transcript.selection import Point

    index = next(i for i, item in enumerate(view.parts.flow.entry(0).items) if item.selectable)
    view.parts.selection.set(Point(0, index, 8), Point(0, index, 11))
    assert view.parts.menus.kept(0).piece == Piece("two", 1)
    assert view.parts.menus.kept(1).piece is None
    kept = []
    view.template_requested.connect(kept.append)
    menu = view.context_menu(view.viewport().rect().center().toPointF(), 0)
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "Save as template…").trigger()
    assert kept[0].message.text == "one two two"
    assert QGuiApplication.clipboard() is not None

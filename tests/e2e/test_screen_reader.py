"""What a person can do who has nothing but a screen reader: by roles, names and what is announced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.core.templates import Body, Draft, Field, FieldKind
from tests.fakes import gguf
from tests.fakes.outside import play
from tests.fakes.screen_reader import ScreenReader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")

Role, Key = QAccessible.Role, Qt.Key
MESSAGE = (Role.EditableText, "Message")
SEND, STOP = (Role.Button, "Send"), (Role.Button, "Stop")
CONVERSATION = (Role.List, "Conversation")
FINISHED = "The answer is finished."


@pytest.fixture(autouse=True)
def enough_memory(monkeypatch):
    """Leave nothing to everything else: scripted models take nothing."""
    monkeypatch.setattr("desktop.services.machine.RESERVE", 0)


@pytest.fixture
def reader(user):
    user.window.activateWindow()
    reader = ScreenReader()
    reader.begin()
    yield reader
    reader.end()


def ask(reader, words):
    """Write a message and send it by the button; wait until it is said that the answer is there."""
    before = len(reader.ears.said)
    reader.go_to(*MESSAGE)
    reader.type(words)
    reader.press(*SEND)
    reader.hears(FINISHED, after=before)


def texts(reader):
    return [seen.value or seen.name for seen in reader.all(Role.Paragraph, within=CONVERSATION)]


def test_a_first_chat_is_had_by_ear(user, reader, qtbot):
    def story(reader):
        ask(reader, "good morning")
        assert texts(reader) == ["good morning", "good morning"]
        assert reader.find(*MESSAGE).value == ""

    play(qtbot, story, reader)
    assert [m.text for m in user.messages] == ["good morning", "good morning "]


def test_an_answer_is_stopped_by_ear(user, reader, qtbot):
    def story(reader):
        reader.go_to(*MESSAGE)
        reader.type("flood 100000 100")
        reader.press(*SEND)
        reader.find(*STOP)
        reader.inside.wait(lambda: user.messages[-1].text)
        reader.press(*STOP)
        reader.hears("stopped")
        reader.find(*SEND)

    play(qtbot, story, reader)
    assert user.messages[-1].text.startswith("tok0")


@pytest.fixture
def loud(tmp_path):
    """A second model, which answers in capitals; before the window is opened."""
    path = tmp_path / "models" / "loud.gguf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gguf.tiny_model())
    return path


def test_another_model_is_chosen_by_ear(loud, user, reader, qtbot):
    def story(reader):
        reader.do("ShowMenu", Role.ButtonMenu, lambda name: name.startswith("Model: "))
        reader.choose(lambda name: name.startswith("loud"))
        reader.hears(" is being loaded.")
        reader.hears(" is ready.")
        reader.find(Role.ButtonMenu, lambda name: name.startswith("Model: loud"))
        ask(reader, "one two three")
        assert texts(reader)[-1] == "one two THREE"
        # Its name has its quant once its file has been read, which may be before it is chosen.
        said = [words.replace("loud F32", "loud") for words in reader.ears.said if "loud" in words]
        assert said == ["loud is being loaded.", "loud is ready."]

    play(qtbot, story, reader)


def test_a_template_is_used_by_ear(user, reader, qtbot):
    fields = (Field("tongue", FieldKind.CHOICE, options=("中文", "English")), Field("text"))
    templates = user.app.pages.template_services.templates
    templates.save(None, Draft("Letter", Body("Write a letter.")))
    templates.save(None, Draft("Translate", Body("Into {{tongue}}: {{text}}", "", fields)))

    def story(reader):
        reader.press(Role.Button, "Use a template")
        reader.hears("Letter")
        reader.type("transl")
        reader.hears("Translate")
        reader.key(Key.Key_Return)
        form = (Role.Grouping, "Fields of the template Translate")
        assert reader.find(Role.ComboBox, within=form, focused=True).name == "tongue, required"
        reader.do("ShowMenu", Role.ComboBox, "tongue, required")
        reader.choose("English")
        assert reader.find(Role.ComboBox, "tongue, required").value == "English"
        reader.press(Role.Button, "Insert")
        reader.hears("is not filled in")
        field = reader.find(Role.EditableText, "text, required", focused=True)
        assert "is not filled in" in field.description
        reader.type("hello")
        reader.reads(Role.EditableText, "Preview", "Into English: hello")
        reader.press(Role.Button, "Insert")
        assert reader.find(*MESSAGE, focused=True).value == "Into English: hello"
        before = len(reader.ears.said)
        reader.press(*SEND)
        reader.hears(FINISHED, after=before)

    play(qtbot, story, reader)
    assert user.messages[-1].text == "Into English: hello "


def test_something_said_earlier_is_found_by_ear(user, reader, qtbot):
    user.ask("the recipe for plum cake")
    user.app.chat.new()
    user.ask("something else")

    def story(reader):
        reader.go_to(Role.EditableText, "Search chats")
        reader.type("plum")
        reader.hears("2 messages in 1 chat")
        found = reader.all(Role.ListItem, within=(Role.List, "Found in chats"))
        assert [seen.place for seen in found] == [(1, 3), (2, 3), (3, 3)]
        reader.key(Key.Key_Down)
        reader.hears("Chat the recipe for plum cake")
        reader.key(Key.Key_Down)
        reader.key(Key.Key_Down)
        reader.hears("You, ")
        reader.key(Key.Key_Return)
        reader.hears("1 of ")  # the hits in the chat
        reader.find(Role.ListItem, "You: the recipe for plum cake", within=CONVERSATION)

    play(qtbot, story, reader)
    assert user.messages[0].text == "the recipe for plum cake"


def test_a_chat_is_exported_by_ear(user, reader, qtbot, tmp_path):
    user.ask("to be kept")
    target = tmp_path / "kept.html"

    def story(reader):
        reader.do("ShowMenu", Role.ButtonMenu, "Menu")
        reader.choose("Export and print")
        reader.choose(lambda name: name.startswith("Export this chat"))
        reader.find(Role.Heading, "Export “to be kept”")
        reader.do("Toggle", Role.RadioButton, "Web page")
        reader.find(Role.RadioButton, "Web page", checked=True)
        reader.press(Role.Button, "Export…")
        reader.find(Role.EditableText, "File name:", focused=True)
        reader.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        reader.type(str(target))
        reader.press(Role.Button, "Save")
        reader.hears("exported")

    play(qtbot, story, reader)
    assert "to be kept" in target.read_text("utf-8")

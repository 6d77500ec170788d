"""What a person can do who has nothing but a screen reader: by roles, names and what is announced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.core.templates import Body, Draft, Field, FieldKind
from desktop.hub.installed import starter
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


def test_another_model_is_chosen_by_ear(user, reader, qtbot, tmp_path):
    path = tmp_path / "models" / "loud.gguf"
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(starter().path)

    def story(reader):
        button = (Role.ButtonMenu, lambda name: name.startswith("Model: "))
        reader.do("ShowMenu", *button)
        print(reader.tree())
        reader.press(Role.MenuItem, lambda name: "loud" in name)
        reader.find(Role.ButtonMenu, lambda name: "loud" in name)
        reader.hears("loud")
        ask(reader, "one two three")

    play(qtbot, story, reader)
    assert user.messages[-1].text == "one two THREE "


def test_a_template_is_used_by_ear(user, reader, qtbot):
    fields = (Field("language", FieldKind.CHOICE, options=("中文", "English")), Field("text"))
    templates = user.app.pages.template_services.templates
    templates.save(None, Draft("Letter", Body("Write a letter.")))
    templates.save(None, Draft("Translate", Body("Into {{language}}: {{text}}", "", fields)))

    def story(reader):
        reader.press(Role.Button, "Use a template")
        reader.hears("Letter")
        reader.type("transl")
        reader.hears("Translate")
        reader.key(Key.Key_Return)
        print(reader.tree())
        reader.find(Role.Button, "Insert")

    play(qtbot, story, reader)


def test_something_said_earlier_is_found_by_ear(user, reader, qtbot):
    user.ask("the recipe for plum cake")
    user.app.chat.new()
    user.ask("something else")

    def story(reader):
        reader.go_to(Role.EditableText, "Search chats")
        reader.type("plum")
        found = reader.find(Role.ListItem, lambda name: "plum cake" in name)
        print(found)
        print(reader.tree())

    play(qtbot, story, reader)


def test_a_chat_is_exported_by_ear(user, reader, qtbot, tmp_path):
    user.ask("to be kept")

    def story(reader):
        reader.do("ShowMenu", Role.ButtonMenu, "Menu")
        print(reader.tree())
        reader.press(Role.MenuItem, lambda name: name.startswith("Export"))
        print(reader.tree())

    play(qtbot, story, reader)

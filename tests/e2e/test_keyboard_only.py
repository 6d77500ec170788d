"""What a person can do who has nothing but a keyboard, and sees where the focus is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Status
from tests.e2e.journeys import have_two_chats, keep_templates
from tests.fakes import gguf
from tests.fakes.keyboard import Keyboard
from tests.fakes.outside import play

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing|plugin does not support")

Role, Key = QAccessible.Role, Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MESSAGE = (Role.EditableText, "Message")


@pytest.fixture(autouse=True)
def enough_memory(monkeypatch):
    """Leave nothing to everything else: scripted models take nothing."""
    monkeypatch.setattr("desktop.services.machine.RESERVE", 0)


@pytest.fixture
def keys(user):
    user.window.activateWindow()
    return Keyboard()


def answered(user):
    messages = user.messages
    return bool(messages) and messages[-1].status is not Status.STREAMING and len(messages) > 1


def test_a_first_chat_by_keys(user, keys, qtbot):
    def story(keys):
        keys.at(*MESSAGE)  # where everything begins
        keys.type("good morning")
        keys.key(Key.Key_Return)
        keys.inside.wait(lambda: answered(user))
        keys.at(*MESSAGE)
        keys.tab_to(Role.ListItem, "SmolLM2-135M-Instruct: good morning", back=True)
        keys.key(Key.Key_Up, ALT)
        keys.at(Role.ListItem, "You: good morning")
        keys.tab_to(Role.Button, "Copy the message")
        keys.key(Key.Key_Space)
        keys.key(Key.Key_L, CONTROL)
        keys.at(*MESSAGE)

    play(qtbot, story, keys)


def test_an_answer_is_stopped_by_keys(user, keys, qtbot):
    def story(keys):
        keys.type("flood 100000 100")
        keys.key(Key.Key_Return)
        keys.inside.wait(lambda: user.messages and user.messages[-1].text)
        keys.key(Key.Key_Escape)
        keys.inside.wait(lambda: user.messages[-1].status is Status.STOPPED)
        keys.at(*MESSAGE)
        keys.type("flood 100000 100")
        keys.key(Key.Key_Return)
        keys.inside.wait(lambda: len(user.messages) == 4 and user.messages[-1].text)
        keys.tab_to(Role.Button, "Stop")
        keys.key(Key.Key_Space)
        keys.inside.wait(lambda: user.messages[-1].status is Status.STOPPED)
        keys.inside.wait(focus_is_of_use)

    play(qtbot, story, keys)


def focus_is_of_use():
    widget = QApplication.focusWidget()
    return widget is not None and widget.isVisible() and widget.isEnabled()


@pytest.fixture
def loud(tmp_path):
    """A second model, which answers in capitals; before the window is opened."""
    path = tmp_path / "models" / "loud.gguf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gguf.tiny_model())
    return path


def test_another_model_is_chosen_by_keys(loud, user, keys, qtbot):
    def story(keys):
        keys.key(Key.Key_M, CONTROL)
        keys.choose(lambda name: name.startswith("loud"))
        keys.inside.wait(lambda: user.stage == "ready" and user.app.working.models.status.model.path == loud)
        keys.at(*MESSAGE)
        keys.type("one two three")
        keys.key(Key.Key_Return)
        keys.inside.wait(lambda: answered(user))

    play(qtbot, story, keys)
    assert user.messages[-1].text == "one two THREE "


def test_a_template_is_used_by_keys(user, keys, qtbot):
    keep_templates(user)

    def story(keys):
        keys.type("/transl")
        keys.key(Key.Key_Return)
        keys.at(Role.ComboBox, "tongue, required")
        keys.key(Key.Key_Down)
        keys.key(Key.Key_Down)
        keys.tab_to(Role.EditableText, "text, required")
        keys.type("hello")
        keys.tab_to(Role.Button, "Insert")
        keys.key(Key.Key_Space)
        keys.at(*MESSAGE)
        keys.key(Key.Key_Return)
        keys.inside.wait(lambda: answered(user))

    play(qtbot, story, keys)
    assert user.messages[-1].text == "Into English: hello "


def test_something_said_earlier_is_found_by_keys(user, keys, qtbot):
    have_two_chats(user)

    def story(keys):
        keys.key(Key.Key_F, CONTROL, SHIFT)
        keys.at(Role.EditableText, "Search chats")
        keys.type("plum")
        keys.find(Role.StaticText, "2 messages in 1 chat")
        for _ in range(3):
            keys.key(Key.Key_Down)
        keys.key(Key.Key_Return)
        keys.at(Role.EditableText, "Find in this chat")
        keys.key(Key.Key_Escape)
        keys.at(Role.EditableText, "Search chats")
        keys.key(Key.Key_Escape)
        keys.key(Key.Key_L, CONTROL)
        keys.at(*MESSAGE)

    play(qtbot, story, keys)
    assert user.messages[0].text == "the recipe for plum cake"


def test_a_chat_is_exported_by_keys(user, keys, qtbot, tmp_path):
    user.ask("to be kept")
    target = tmp_path / "kept.html"

    def story(keys):
        keys.tab_to(Role.ButtonMenu, "Menu")
        keys.key(Key.Key_Space)
        keys.choose("Export and print")
        keys.choose(lambda name: name.startswith("Export this chat"))
        keys.at(Role.RadioButton, "Markdown")
        keys.key(Key.Key_Down)
        keys.at(Role.RadioButton, "Web page")
        keys.tab_to(Role.Button, "Export…")
        keys.key(Key.Key_Return)
        keys.at(Role.EditableText, "File name:")
        keys.key(Key.Key_A, CONTROL)
        keys.type(str(target))
        keys.key(Key.Key_Return)
        keys.inside.wait(target.exists)
        keys.inside(user.window.activateWindow)  # window managers do that; offscreen there is none
        keys.at(Role.ButtonMenu, "Menu")
        keys.key(Key.Key_F6)  # to what is said at the bottom
        keys.at(Role.Button, "Show folder")
        keys.key(Key.Key_Escape)
        keys.at(Role.ButtonMenu, "Menu")

    play(qtbot, story, keys)
    assert "to be kept" in target.read_text("utf-8")

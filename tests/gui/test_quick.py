"""The small window for a quick question: a chat like others, or one without a trace; never in two windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon

from desktop.core.errors import EmptyPrompt
from desktop.core.settings import Appearance
from desktop.engine.protocol import Cancel
from desktop.services.drafts import Drafts
from desktop.services.exact_prompt import ExactPrompts
from desktop.services.models import ModelStatus
from desktop.services.temporary import Temporary
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.quick import QuickViewModel
from desktop.widgets.look import Look
from desktop.widgets.quick_window import LARGE, QuickWindow
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


class Models(QObject):
    changed = Signal(object)
    status = ModelStatus()


class Scene:
    def __init__(self, qapp, qtbot, bench, folder):
        bench.load()
        self.bench = bench
        drafts = Drafts(bench.store.chats, bench.inbox.later, folder / "draft.txt")
        prompts = ExactPrompts(bench.engine, bench.models, bench.desk.contexts)
        self.chat = ChatViewModel(bench.chats, drafts, prompts)
        temporary = Temporary(bench.desk, bench.store.archive, bench.chats, drafts, 1 << 19)
        self.quick = QuickViewModel(bench.chats, temporary, self.chat)
        self.window = QuickWindow(Look(qapp, Appearance.LIGHT), self.quick, Models())
        qtbot.addWidget(self.window)
        self.window.ask()
        self.qtbot = qtbot

    def ask(self, text):
        self.qtbot.keyClicks(self.window.input, text)
        self.qtbot.keyClick(self.window.input, Qt.Key.Key_Return)

    def stored(self):
        return [chat.title for chat in self.bench.store.chats.chats()]

    def close(self):
        self.window.transcript.set_model(None)
        self.quick.close()
        self.chat.close()


@pytest.fixture
def scene(qapp, qtbot, bench, tmp_path):
    made = Scene(qapp, qtbot, bench, tmp_path)
    yield made
    made.close()


def test_a_question_is_an_ordinary_chat_and_its_answer_stands_in_the_small_window(scene):
    assert not scene.window.transcript.isVisible() and not scene.window.open_.isEnabled()
    scene.ask("Why is the sky blue?")
    assert scene.window.input.text() == "" and scene.window.button.busy
    assert scene.window.transcript.isVisible() and scene.window.height() >= LARGE.height()
    scene.bench.answer("Scattering.")
    assert not scene.window.button.busy
    assert scene.stored() == ["Why is the sky blue?"]
    assert [m.text for m in scene.quick.messages.all()] == ["Why is the sky blue?", "Scattering."]


def test_the_big_window_takes_it_over_also_while_it_is_being_answered(scene):
    scene.ask("Hello")
    talk = scene.quick.conversation
    scene.window.open_.click()
    assert scene.chat.conversation is talk and scene.quick.conversation is not talk
    assert not scene.window.isVisible()
    scene.bench.answer("Hi.")
    assert [m.text for m in scene.chat.messages.all()] == ["Hello", "Hi."]


def test_it_is_left_to_the_big_window_when_it_is_opened_there(scene):
    scene.ask("Hello")
    scene.bench.answer("Hi.")
    talk = scene.quick.conversation
    scene.chat.open(talk.branch.chat.id)
    assert scene.chat.conversation is talk and scene.quick.messages.rowCount() == 0


def test_one_that_is_deleted_meanwhile_gives_way_to_a_new_one(scene):
    scene.ask("Hello")
    scene.chat.delete(scene.quick.conversation.branch.chat.id)
    assert scene.quick.messages.rowCount() == 0 and not scene.quick.busy
    scene.ask("Again")
    scene.bench.answer("Yes.")
    assert scene.stored() == ["Again"]


def test_a_temporary_one_is_stored_nowhere_unless_it_goes_to_the_big_window(scene):
    scene.window.traceless.click()
    scene.ask("Secret")
    scene.window.open_.click()  # not while it is being answered
    assert scene.stored() == []
    scene.bench.answer("Yes.")
    scene.window.fresh.click()
    assert scene.stored() == [] and scene.quick.messages.rowCount() == 0
    scene.ask("Keep this")
    scene.bench.answer("Kept.")
    scene.window.open_.click()
    assert scene.stored() == ["Keep this"]
    assert [m.text for m in scene.chat.messages.all()] == ["Keep this", "Kept."]
    assert scene.quick.messages.rowCount() == 0


def test_escape_stops_the_answer_and_then_puts_the_window_away(scene):
    scene.ask("Hello")
    scene.window._escape()
    assert scene.bench.sent(Cancel)
    assert scene.window.isVisible()
    scene.bench.answer("", finish=None)
    scene.quick.begin()
    scene.window._escape()
    assert not scene.window.isVisible()


def test_what_cannot_be_asked_is_said_and_the_text_stays(scene, monkeypatch):
    def refuse(*_):
        raise EmptyPrompt

    monkeypatch.setattr(scene.quick.conversation, "send", refuse, raising=False)
    scene.ask("Hello")
    assert scene.window.fault.isVisible() and scene.window.input.text() == "Hello"


def test_every_button_has_a_name_and_an_icon(scene):
    window = scene.window
    for button in (window.traceless, window.fresh, window.open_, window.dismiss):
        assert button.accessibleName() and button.toolTip()
        assert not QIcon(button.icon()).isNull()

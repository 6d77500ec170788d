"""What went wrong when somebody used the window as a person does; with a scripted model."""

from __future__ import annotations

import pytest

from desktop.core.chat import Policy, Role
from desktop.core.errors import ContextFull
from desktop.core.load import LoadOptions
from desktop.services.models import Stage
from desktop.widgets.prompt_dialog import PromptDialog
from tests.e2e.conftest import start as start  # the fixture

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


@pytest.fixture
def user(start):
    """A user before a window that is ready, with a scripted model."""
    return start()


def make_too_long(user, length=64):
    """Have a chat whose last answer is there, and a context that is too short to give it once more."""
    for number in range(3):
        user.ask(f"question {number} " + "word " * 20)
    models = user.app.working.models
    user.app.working.model_options.set(models.status.model.path, LoadOptions(context_length=length))
    models.reload()
    user.wait(lambda: user.stage is Stage.READY and models.status.loaded.context_length == length)
    user.wait(lambda: user.app.chat.conversation.fitting.map().exact)


def test_a_draft_stays_when_an_earlier_answer_is_asked_for_anew_with_less(user, qtbot):
    make_too_long(user)
    user.page.composer.set_text("a precious draft")
    answer = user.messages[-1].id
    user.app.chat.turns.retry(answer)
    user.wait(user.page.limit.isVisible)
    user.page.limit.choices[Policy.ROLL].click()
    user.page.limit.send.click()
    user.wait_idle()
    assert user.messages[-1].id != answer
    assert user.messages[-1].role is Role.ASSISTANT
    assert user.page.composer.text() == "a precious draft"
    assert user.app.chat.drafting.text == "a precious draft"
    assert not user.page.limit.isVisible()


def test_the_undo_of_a_deletion_goes_when_the_chat_goes_on(user):
    user.ask("one")
    user.ask("two")
    user.app.chat.turns.delete(user.messages[1].id)
    toast = user.app.workplace.toast
    assert toast.isVisible()
    user.ask("three")
    assert not toast.isVisible()
    toast.undo.click()  # also where the click was on its way
    assert user.messages[-1].text.strip() == "three"


def test_the_undo_of_a_deletion_goes_when_another_chat_is_shown(user):
    user.ask("one")
    user.app.chat.turns.delete(user.messages[0].id)
    assert user.app.workplace.toast.isVisible()
    user.app.chat.new()
    assert not user.app.workplace.toast.isVisible()


def test_the_undo_of_a_deleted_chat_stays_while_another_chat_goes_on(user):
    user.ask("first chat")
    first = user.app.chat.current
    user.app.chat.new()
    user.ask("one")
    user.app.chat.turns.delete(user.messages[0].id)
    user.app.chat.delete(first)
    user.ask("two")
    assert user.app.workplace.toast.isVisible()
    user.app.workplace.toast.undo.click()
    assert user.app.chat.current == first


@pytest.mark.parametrize("button", ["retry_requested", "continue_requested"])
def test_what_was_told_goes_when_an_answer_is_asked_for_anew_or_goes_on(user, button):
    answer = user.ask("one")
    user.page.tell(ContextFull(1024))
    assert user.page.banner.isVisible()
    getattr(user.page.transcript, button).emit(answer.id)
    assert not user.page.banner.isVisible()
    user.wait_idle()


def test_what_was_written_stays_when_the_edited_message_is_gone(user):
    user.ask("one")
    user.ask("two")
    question = user.messages[2].id
    user.page.sending.edit(question)
    user.page.composer.set_text("my long new wording")
    user.app.chat.turns.delete(question)
    user.page.composer.input.submitted.emit()
    assert user.page.composer.text() == "my long new wording"
    assert not user.page.strip.isVisible()
    user.page.composer.input.submitted.emit()
    user.wait_idle()
    assert user.messages[-2].text == "my long new wording"


def test_a_draft_comes_back_when_an_edited_message_was_sent(user):
    user.ask("one")
    user.page.composer.set_text("a precious draft")
    user.page.sending.edit(user.messages[0].id)
    user.page.composer.set_text("another one")
    user.page.composer.input.submitted.emit()
    user.wait_idle()
    assert user.messages[0].text == "another one"
    assert user.page.composer.text() == "a precious draft"
    assert user.app.chat.drafting.text == "a precious draft"


def test_a_draft_comes_back_in_a_chat_that_was_left_while_a_message_was_edited(user):
    user.ask("one")
    chat = user.app.chat.current
    user.page.composer.set_text("a precious draft")
    user.page.sending.edit(user.messages[0].id)
    user.page.composer.set_text("another wording")
    user.app.chat.new()
    assert user.page.composer.text() == ""
    user.app.chat.open(chat)
    assert user.page.composer.text() == "a precious draft"


def test_an_answer_that_cannot_go_on_is_told_as_one_and_goes_on_without_the_oldest(user):
    make_too_long(user)
    user.page.composer.set_text("a precious draft")
    user.app.chat.turns.go_on()
    strip = user.page.limit
    user.wait(strip.isVisible)
    assert "answered" in strip.what.text()
    assert not strip.choices[Policy.SUMMARISE].isVisible()
    strip.choices[Policy.ROLL].click()
    assert strip.send.text() == "Go on"
    strip.send.click()
    user.wait_idle()
    assert not strip.isVisible()
    assert user.page.composer.text() == "a precious draft"


def test_an_exact_prompt_says_that_it_waits_for_an_answer(user):
    answer = user.ask("one")
    user.type("hang")
    user.wait(lambda: user.app.chat.conversation.busy)
    user.page.transcript.prompt_requested.emit(answer.id)
    dialog = next(iter(user.page.findChildren(PromptDialog)))
    assert dialog.note.text() == "The prompt is made when the answer in progress has ended…"
    user.app.chat.stop()
    user.wait(lambda: "answer in progress" not in dialog.note.text())
    dialog.close()
    user.wait_idle()

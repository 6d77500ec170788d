"""What can be done with messages, through the real window and a real engine process with a script."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.core.chat import Finish, Policy, Role, Status
from desktop.core.context import Verdict
from desktop.core.sampling import Sampling
from desktop.engine.llama import Backend
from desktop.widgets.prompt_dialog import PromptDialog
from desktop.widgets.record_dialog import RecordDialog
from desktop.widgets.summary_dialog import SummaryDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


def dialog(user, kind):
    user.wait(lambda: any(d.isVisible() for d in user.page.findChildren(kind)))
    return next(d for d in user.page.findChildren(kind) if d.isVisible())


def words(count, word="word"):
    return " ".join([word] * count)


def put_and_send(user, text):
    """Paste, let it be counted, send."""
    user.page.composer.set_text(text)
    context = user.app.chat.context
    size = len(text.split())  # the script counts words
    user.wait(lambda: context.map.exact and [p.tokens for p in context.map.parts[-1:]] == [size])
    user.qtbot.keyClick(user.page.composer.input, Qt.Key.Key_Return)


def ask_much(user, text):
    put_and_send(user, text)
    user.wait_idle()


def test_a_stopped_answer_is_continued_from_its_button(user):
    user.type("flood 400 100")
    user.wait(lambda: user.messages[-1].text.count("tok") > 3)
    user.app.chat.stop()
    user.wait_idle()
    stopped = user.messages[-1]
    assert stopped.status is Status.STOPPED
    user.page.transcript.continue_requested.emit(stopped.id)
    user.wait(lambda: len(user.messages[-1].text) > len(stopped.text))
    assert user.messages[-1].id == stopped.id
    assert user.messages[-1].text.startswith(stopped.text)
    user.app.chat.stop()
    user.wait_idle()


def test_thinking_is_shown_apart_and_kept(user, start):
    answer = user.ask("think first this | then that")
    assert (answer.thinking.strip(), answer.text.strip()) == ("first this", "then that")
    assert answer.record.thinking_tokens
    chat = user.app.chat.current
    start.end(user)
    again = start()
    again.app.chat.open(chat)
    assert again.messages[-1].thinking.strip() == "first this"


def test_the_switch_for_thinking_is_there_when_the_model_has_one_and_is_kept(user):
    user.wait(user.page.composer.thinking.isVisible)
    user.qtbot.mouseClick(user.page.composer.thinking, Qt.MouseButton.LeftButton)
    answer = user.ask("think first | then")
    assert answer.thinking == ""
    assert answer.record.thinking is False
    assert user.app.services.store.chats.options(user.app.chat.current).thinking is False


def test_a_message_is_deleted_and_comes_back_by_undo(user):
    user.ask("one")
    user.ask("two")
    before = [m.text for m in user.messages]
    user.page.transcript.delete_requested.emit(user.messages[1].id)
    assert [m.text for m in user.messages] == ["one", "two", "two "]
    user.wait(user.app.workplace.toast.isVisible)
    user.qtbot.mouseClick(user.app.workplace.toast.undo, Qt.MouseButton.LeftButton)
    assert [m.text for m in user.messages] == before


def test_the_record_and_the_exact_prompt_are_shown(user):
    answer = user.ask("hello there")
    user.page.transcript.details_requested.emit(answer.id)
    record = dialog(user, RecordDialog)
    assert answer.record.model_name in record.text
    record.close()
    user.page.transcript.prompt_requested.emit(answer.id)
    prompt = dialog(user, PromptDialog)
    user.wait(lambda: "hello there" in prompt.view.toPlainText())
    prompt.close()


def test_an_answer_is_tried_again_with_other_sampling_from_its_menu(user):
    answer = user.ask("hello")
    user.page.message_actions.offer(lambda: [("Cold", Sampling(temperature=0.1))])
    menu = QMenu()
    user.page.transcript.retry_menu_requested.emit(answer.id, menu)
    submenus = [action.menu() for action in menu.actions() if action.menu() is not None]
    entry = next(a for submenu in submenus for a in submenu.actions() if a.text() == "Cold")
    entry.trigger()
    user.wait_idle()
    assert user.messages[-1].id != answer.id
    assert user.messages[-1].record.sampling.temperature == 0.1
    menu.deleteLater()


def test_a_chat_that_is_too_long_is_shortened_in_two_clicks(user):
    ask_much(user, words(5000, "old"))
    put_and_send(user, words(4000, "new"))
    user.wait(user.page.limit.isVisible)
    assert user.page.composer.text().startswith("new")
    assert user.app.chat.context.map.verdict is Verdict.ASK
    choice = user.page.limit.choices[Policy.ROLL]
    user.qtbot.mouseClick(choice, Qt.MouseButton.LeftButton)
    user.qtbot.mouseClick(user.page.limit.send, Qt.MouseButton.LeftButton)
    user.wait_idle()
    assert user.messages[-1].record.left_out.count == 2
    assert user.messages[-1].record.policy is Policy.ROLL
    assert user.page.composer.text() == ""


def test_the_oldest_messages_are_summarised_and_the_summary_can_be_edited(user):
    ask_much(user, words(3000, "old"))
    put_and_send(user, words(4500, "new"))
    user.wait(user.page.limit.isVisible)
    user.qtbot.mouseClick(user.page.limit.choices[Policy.SUMMARISE], Qt.MouseButton.LeftButton)
    user.qtbot.mouseClick(user.page.limit.send, Qt.MouseButton.LeftButton)
    user.wait_idle()
    summary = next(m for m in user.messages if m.role is Role.SUMMARY)
    assert summary.status is Status.DONE
    assert summary.text.startswith("Summarise the conversation")  # the script says the question back
    assert user.messages[-1].role is Role.ASSISTANT
    user.page.transcript.summary_edit_requested.emit(summary.id)
    editor = dialog(user, SummaryDialog)
    editor.editor.setPlainText("They spoke of old things.")
    editor._save()
    assert next(m for m in user.messages if m.role is Role.SUMMARY).text == "They spoke of old things."


def test_a_summary_that_is_stopped_gives_the_question_back(user):
    ask_much(user, words(5000, "old"))
    user.app.chat.context.choose(Policy.SUMMARISE)
    before = [m.id for m in user.messages]
    put_and_send(user, words(4500, "new"))
    user.wait(lambda: user.app.chat.conversation.busy)
    user.app.chat.stop()
    user.wait_idle()
    if [m.id for m in user.messages] == before:  # else the summary was quicker than the stop
        user.wait(lambda: user.page.composer.text().startswith("new"))
    else:
        assert user.messages[-1].record.finish in (Finish.CANCELLED, Finish.STOP)


def test_a_grammar_that_the_engine_refuses_is_told_in_the_page_and_below_the_field(start):
    user = start(backend=Backend)
    user.app.workplace.side.toggle()
    panel = user.app.workplace.side.panel
    user.app.sampling.set(Sampling(grammar="rood ::= 1"))
    user.app.sampling.flush()
    user.type("hello")
    user.wait(user.page.banner.isVisible)
    assert "grammar cannot be used" in user.page.banner.what.text()
    assert "grammar cannot be used" in panel.form.problem.text()
    assert user.page.composer.text() == "hello"

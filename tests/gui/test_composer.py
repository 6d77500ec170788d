"""The composer between the user and a chat that the test plays."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.core.attachment_errors import NotText
from desktop.core.chat import Message, MessageId, Policy, Role, Status
from desktop.core.settings import Appearance
from desktop.services.conversation import Returned
from desktop.widgets.composer import Composer
from desktop.widgets.edit_strip import EditStrip
from desktop.widgets.limit_strip import LimitStrip
from desktop.widgets.look import Look
from desktop.widgets.sending import Sending
from desktop.widgets.thinking_button import ThinkingButton
from tests.gui.composer_support import A, B, FakeChat, FakeReader, mime, parts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
ENTER, UP = Qt.Key.Key_Return, Qt.Key.Key_Up


def question(number, text, files=()):
    now = datetime.now(UTC)
    return Message(MessageId(number), None, Role.USER, text, Status.DONE, now, attachments=files)


class Desk(QWidget):
    """A composer with the strips above it, and what sends."""

    def __init__(self, look):
        super().__init__()
        self.edit, self.limit, self.composer = EditStrip(), LimitStrip(), Composer(look)
        column = QVBoxLayout(self)
        for widget in (self.edit, self.limit, self.composer):
            column.addWidget(widget)
        column.addStretch(1)
        self.sending = Sending(self.composer, self.edit, self.limit, self)
        self.reader = FakeReader()
        self.composer.attachments.read_with(self.reader)

    def attach(self, chat):
        self.chat = chat
        self.limit.attach(chat.context)
        self.sending.attach(chat)
        self.sending.carry_out()


@pytest.fixture
def look(qapp):
    return Look(qapp, Appearance.LIGHT)


@pytest.fixture
def desk(qtbot, look):
    made = Desk(look)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.attach(FakeChat(questions=[question(1, "first", (A,)), question(3, "second")]))
    return made


def enter(desk, qtbot):
    qtbot.keyClick(desk.composer.input, ENTER)


def test_text_and_files_are_sent_together_and_the_composer_is_empty_then(desk, qtbot):
    desk.composer.put("compare", (A, B))
    enter(desk, qtbot)
    assert desk.chat.sent == [("compare", (A, B))]
    assert (desk.composer.text(), desk.composer.files) == ("", ())
    assert (desk.chat.drafting.text, desk.chat.drafting.files) == ("", ())


def test_what_is_sent_before_the_whole_chat_is_read_goes_out_then_and_once(desk, qtbot):
    desk.chat.still = False
    desk.composer.set_text("early")
    enter(desk, qtbot)
    enter(desk, qtbot)
    assert desk.chat.sent == []
    assert desk.composer.text() == "early"
    desk.composer.set_text("early, and typed on")
    desk.chat.still = True
    for call in desk.chat.waiting:
        call()
    assert [text for text, _ in desk.chat.sent if text] == ["early, and typed on"]
    assert desk.composer.text() == ""


def test_files_can_be_sent_without_text_and_blanks_cannot(desk, qtbot):
    desk.composer.set_text("  \n ")
    enter(desk, qtbot)
    assert desk.chat.sent == []
    desk.composer.put("", (A,))
    assert desk.composer.button.isEnabled()
    qtbot.mouseClick(desk.composer.button, Qt.MouseButton.LeftButton)
    assert desk.chat.sent == [("", (A,))]


def test_what_is_sent_while_files_are_read_waits_for_them(desk, qtbot):
    desk.composer.set_text("look")
    desk.composer.attachments.attach([Path("a.txt")])
    enter(desk, qtbot)
    assert desk.chat.sent == []
    desk.reader.give(A)
    assert desk.chat.sent == [("look", (A,))]


def test_nothing_is_sent_by_itself_after_a_file_that_could_not_be_read(desk, qtbot):
    refused = []
    desk.composer.attachments.refused.connect(refused.append)
    desk.composer.set_text("look")
    desk.composer.attachments.attach([Path("a"), Path("b")])
    enter(desk, qtbot)
    desk.reader.give(A, NotText(Path("b")))
    assert refused == [NotText(Path("b"))]
    assert desk.chat.sent == []
    assert (desk.composer.text(), desk.composer.files) == ("look", (A,))


def test_drafts_hold_text_and_files(qtbot, look):
    desk = Desk(look)
    qtbot.addWidget(desk)
    desk.attach(FakeChat("half a thought", (A,)))
    assert (desk.composer.text(), desk.composer.files) == ("half a thought", (A,))
    desk.composer.attachments.put((A, B))
    desk.composer.set_text("a thought")
    assert (desk.chat.drafting.text, desk.chat.drafting.files) == ("a thought", (A, B))
    assert desk.chat.context.typed == ("a thought", (A, B))


def test_what_was_sent_before_anybody_was_there_goes_out_then(qtbot, look):
    desk = Desk(look)
    qtbot.addWidget(desk)
    desk.composer.put("early", (A,))
    enter(desk, qtbot)
    desk.attach(FakeChat("an old draft", (B,)))
    assert desk.chat.sent == [("early", (A,))]
    assert (desk.composer.text(), desk.composer.files) == ("an old draft", (B,))


def test_another_chat_brings_its_own_draft_and_what_is_read_for_the_old_one_is_dropped(desk):
    desk.composer.attachments.attach([Path("a.txt")])
    desk.chat.drafting.text, desk.chat.drafting.files = "of the other", (B,)
    desk.sending.show_draft()
    assert desk.reader.given_up == 1
    assert (desk.composer.text(), desk.composer.files) == ("of the other", (B,))


def test_an_edit_brings_the_files_of_the_message_and_giving_it_up_those_from_before(desk, qtbot):
    desk.composer.put("typed", (B,))
    desk.sending.edit(MessageId(1))
    assert (desk.composer.text(), desk.composer.files) == ("first", (A,))
    desk.edit.cancel.click()
    assert (desk.composer.text(), desk.composer.files) == ("typed", (B,))
    assert desk.edit.isHidden()


def test_an_edited_message_goes_to_its_place(desk, qtbot):
    desk.sending.edit(MessageId(1))
    desk.composer.set_text("first, but better")
    enter(desk, qtbot)
    assert desk.chat.turns.edits == [(MessageId(1), "first, but better", (A,))]
    assert desk.chat.sent == []


def test_up_recalls_the_last_question_unless_files_are_there(desk, qtbot):
    desk.composer.put("", (B,))
    qtbot.keyClick(desk.composer.input, UP)
    assert desk.composer.text() == ""
    desk.composer.put("", ())
    qtbot.keyClick(desk.composer.input, UP)
    assert desk.composer.text() == "second"


def test_a_refused_message_comes_back_before_what_was_typed_since(desk):
    desk.composer.put("typed since", (B,))
    desk.chat.message_returned.emit(Returned("too long", (A,)))
    assert desk.composer.text() == "too long\n\ntyped since"
    assert desk.composer.files == (A, B)


def test_a_chat_that_is_too_long_asks_and_two_clicks_send(desk, qtbot):
    desk.chat.context.set(parts(9))
    desk.composer.put("more", (A,))
    enter(desk, qtbot)
    assert desk.chat.sent == []
    assert desk.chat.context.refreshed == 1
    assert desk.limit.isVisible()
    qtbot.mouseClick(desk.limit.choices[Policy.ROLL], Qt.MouseButton.LeftButton)
    assert desk.chat.sent == []
    qtbot.mouseClick(desk.limit.send, Qt.MouseButton.LeftButton)
    assert desk.chat.sent == [("more", (A,))]
    assert desk.chat.context.policy is Policy.ROLL
    assert desk.limit.isHidden()
    assert desk.composer.text() == ""


def test_an_edit_that_is_too_long_stays_an_edit_when_a_policy_is_chosen(desk, qtbot):
    desk.chat.context.set(parts(9))
    desk.sending.edit(MessageId(1))
    desk.chat.turns.fits = False
    enter(desk, qtbot)
    desk.limit.choices[Policy.MIDDLE].click()
    desk.chat.turns.fits = True
    desk.limit.send.click()
    assert desk.chat.context.policy is Policy.MIDDLE
    assert desk.chat.turns.edits == [(MessageId(1), "first", (A,))]


def test_an_enter_that_ends_a_composition_sends_no_files(desk, qtbot):
    desk.composer.put("", (A,))
    QApplication.sendEvent(desk.composer.input, QInputMethodEvent("ni", []))
    enter(desk, qtbot)
    assert desk.chat.sent == []


def test_a_running_answer_can_be_stopped_and_nothing_is_sent_meanwhile(desk, qtbot):
    desk.composer.set_text("next")
    desk.chat.busy_changed.emit(True)
    enter(desk, qtbot)
    assert desk.chat.sent == []
    qtbot.mouseClick(desk.composer.button, Qt.MouseButton.LeftButton)
    assert desk.chat.stops == 1


@pytest.mark.parametrize(("height", "most"), [(420, 1 / 3), (1600, 0.2)])
def test_the_field_grows_to_ten_lines_or_a_third_of_the_window(desk, qtbot, height, most):
    desk.resize(700, height)
    desk.composer.set_text("line\n" * 40)
    field = desk.composer.input
    line = field.fontMetrics().lineSpacing()
    assert field.height() <= max(height * most, 3 * line) + 4
    assert field.height() >= 3 * line
    assert field.height() <= 10 * line + 5


def test_pasted_files_are_attached_and_addresses_of_the_web_are_text(desk, tmp_path):
    given = []
    desk.composer.paths_given.connect(given.append)
    field = desk.composer.input
    assert field.canInsertFromMimeData(mime(tmp_path / "a.txt"))
    field.insertFromMimeData(mime(tmp_path / "a.txt", tmp_path / "b.txt"))
    assert given == [[tmp_path / "a.txt", tmp_path / "b.txt"]]
    web = mime()
    web.setText("https://example.org/")
    web.setUrls(["https://example.org/"])
    field.insertFromMimeData(web)
    assert desk.composer.text() == "https://example.org/"
    assert len(given) == 1


def test_the_switch_says_what_a_click_does_and_tells_the_users_choice_alone(qtbot, look):
    button = ThinkingButton(look)
    qtbot.addWidget(button)
    chosen = []
    button.thinking_chosen.connect(chosen.append)
    button.setChecked(False)
    assert chosen == []
    assert "answers at once" in button.accessibleDescription()
    button.click()
    assert chosen == [True]
    assert "thinks before" in button.accessibleDescription()


def test_a_huge_line_is_told_to_others_as_it_was_pasted(desk, qtbot):
    told = []
    desk.composer.edited.connect(told.append)
    text = "word " * 3000
    desk.composer.set_text(text)
    assert told[-1] == desk.composer.text() == text


def test_a_chat_that_is_left_while_a_message_is_edited_keeps_the_draft_from_before(desk):
    desk.composer.put("typed", (B,))
    desk.sending.edit(MessageId(1))
    desk.composer.set_text("first, reworded")
    desk.chat.current = 2
    desk.chat.drafting.text, desk.chat.drafting.files = "of the other", ()
    desk.sending.show_draft()
    assert desk.chat.drafting.others == {1: ("typed", (B,))}
    assert desk.composer.text() == "of the other"
    desk.sending.show_draft()
    assert len(desk.chat.drafting.others) == 1

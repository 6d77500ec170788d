"""What can be done when a chat is longer than what the model sees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.core.chat import Policy
from desktop.core.context import Part, Role
from desktop.viewmodels.turns import Asked, Refusal
from desktop.widgets.limit_strip import LimitStrip
from tests.gui.composer_support import FakeContext, parts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


@pytest.fixture
def strip(qtbot):
    made = LimitStrip()
    qtbot.addWidget(made)
    made.resize(700, 120)
    made.show()
    made.context = FakeContext(parts(9))
    made.attach(made.context)
    made.told = []
    made.send_asked.connect(lambda policy: made.told.append(("send", policy)))
    made.show_asked.connect(lambda policy: made.told.append(("show", policy)))
    made.new_chat_asked.connect(lambda: made.told.append("new"))
    made.closed.connect(lambda: made.told.append("closed"))
    made.open_strip()
    return made


def digits(label):
    return label.text().replace(",", "")


def offered(strip):
    return [policy for policy, button in strip.choices.items() if button.isVisible()]


def test_the_numbers_are_said(strip):
    total = strip.context.map.used
    assert str(total) in digits(strip.what)
    assert "8192" in digits(strip.what)
    assert offered(strip) == [Policy.ROLL, Policy.MIDDLE, Policy.SUMMARISE]
    assert strip.send.isHidden() or not strip.send.isVisible()


@pytest.mark.parametrize("policy", [Policy.ROLL, Policy.MIDDLE, Policy.SUMMARISE])
def test_the_first_click_says_what_happens_and_the_second_sends(strip, qtbot, policy):
    gone = strip.context.preview(policy).left_out
    qtbot.mouseClick(strip.choices[policy], Qt.MouseButton.LeftButton)
    assert strip.told == []
    assert str(len(gone)) in strip.effect.text()
    assert str(sum(part.tokens for part in gone)) in digits(strip.effect)
    assert ("summary" in strip.effect.text()) == (policy is Policy.SUMMARISE)
    qtbot.mouseClick(strip.send, Qt.MouseButton.LeftButton)
    assert strip.told == [("send", policy)]
    assert strip.context.policy is Policy.ASK  # the chat chooses, not the strip


def test_what_would_be_left_out_can_be_looked_at(strip):
    strip.choices[Policy.MIDDLE].click()
    strip.show_map.click()
    assert strip.told == [("show", Policy.MIDDLE)]


def test_it_goes_by_itself_as_soon_as_the_text_fits(strip):
    strip.context.set(parts(8))
    assert strip.isVisible()
    strip.context.set(parts(2))
    assert strip.isHidden()
    assert strip.told == ["closed"]


def test_the_words_follow_what_is_typed(strip):
    strip.choices[Policy.ROLL].click()
    before = strip.effect.text()
    strip.context.set(parts(12))
    assert strip.effect.text() != before


def test_a_message_that_alone_is_too_long_is_refused_with_its_size(strip):
    strip.context.set(parts(2, typed=12_300))
    assert offered(strip) == []
    assert not strip.new_chat.isVisible()
    assert "alone" in strip.what.text()
    assert "12300" in digits(strip.what)


def test_pinned_messages_that_fill_the_context_are_named(strip):
    strip.context.set([Part(Role.SYSTEM, 7000), *parts(3, typed=600)[1:]])
    assert offered(strip) == []
    assert "alone" not in strip.what.text()
    assert "7612" in digits(strip.what)  # with the layout


def test_a_choice_that_does_not_help_is_not_offered(strip):
    first = [Part(Role.USER, 6000, message=100), Part(Role.ASSISTANT, 900, message=101)]
    strip.context.set([*first, Part(Role.USER, 900, message=102), Part(Role.USER, 800)])
    assert offered(strip) == [Policy.ROLL, Policy.SUMMARISE]


def test_an_earlier_question_that_does_not_fit_can_be_helped_too(strip):
    strip.close_strip()
    strip.context.set(parts(2))
    strip.open_strip()
    assert "8192" in digits(strip.what)
    assert offered(strip) == [Policy.ROLL, Policy.MIDDLE, Policy.SUMMARISE]
    strip.context.set(parts(2))
    assert strip.isVisible()
    strip.choices[Policy.ROLL].click()
    assert strip.effect.text()


def test_a_new_chat_closes_it(strip):
    strip.new_chat.click()
    assert strip.told == ["closed", "new"]
    assert strip.isHidden()


def test_a_choice_is_forgotten_when_it_was_given_up(strip):
    strip.choices[Policy.ROLL].click()
    strip.cancel.click()
    strip.open_strip()
    assert strip.picked is None
    assert not any(button.isChecked() for button in strip.choices.values())


def test_the_keyboard_reaches_the_choices_at_once(strip):
    assert strip.focusWidget() is strip.choices[Policy.ROLL]
    strip.choices[Policy.ROLL].click()
    assert strip.focusWidget() is strip.send


def test_an_answer_that_was_to_go_on_is_spoken_of_and_not_a_message(strip):
    strip.open_strip(Refusal(Asked.CONTINUE, 9321))
    assert "message" not in strip.what.text()
    assert "9321" in digits(strip.what) and "8192" in digits(strip.what)
    assert offered(strip) == [Policy.ROLL, Policy.MIDDLE]  # no summary in the middle of an answer
    strip.choices[Policy.ROLL].click()
    assert strip.send.text() == "Go on"
    assert "oldest" in strip.effect.text()
    strip.send.click()
    assert strip.told[-1] == ("send", Policy.ROLL)


def test_another_answer_may_be_made_after_a_summary(strip):
    strip.open_strip(Refusal(Asked.RETRY, 9321))
    assert "9321" in digits(strip.what) and "This message" not in strip.what.text()
    assert offered(strip) == [Policy.ROLL, Policy.MIDDLE, Policy.SUMMARISE]
    strip.choices[Policy.SUMMARISE].click()
    assert strip.send.text() == "Try again"


def test_an_answer_that_nothing_helps_is_told_so(strip):
    strip.open_strip(Refusal(Asked.CONTINUE, 9321, alone=True))
    assert offered(strip) == []
    assert "not be enough" in strip.what.text()


def test_the_strip_of_an_answer_does_not_go_with_what_is_typed(strip):
    strip.open_strip(Refusal(Asked.CONTINUE, 9321))
    strip.context.set(parts(2))
    assert strip.isVisible()
    strip.open_strip()  # a typed message, later
    assert "Send" in strip.send.text()

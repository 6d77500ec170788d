"""What screen readers find, asked in this process."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from desktop.core.chat import LeftOut, Status
from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript import announcing
from desktop.widgets.transcript.accessibility import Accessibility
from desktop.widgets.transcript.view import TranscriptView
from tests.fakes.screen_reader import Ears
from tests.gui.transcript_support import RECORD, Rows, answer, other, settle, user

CUT = other(RECORD, left_out=LeftOut(3, 5, 3, 90))  # three messages were not sent
TEXT = """# Title

Some `code` and $x^2$.

```python
x = 1
```

$$\\frac{a}{b}$$

| a | b |
|---|---|
| 1 | 2 |
"""


@pytest.fixture(scope="module")
def accessibility():
    made = Accessibility()
    made.install()
    return made


@pytest.fixture
def interface(qtbot, accessibility):
    view = TranscriptView(style.light(), Icons())
    qtbot.addWidget(view)
    view.resize(1000, 900)
    with qtbot.waitExposed(view):
        view.show()
    view.set_model(Rows([user("A question"), answer(TEXT)]))
    settle(view)
    return QAccessible.queryAccessibleInterface(view)


def children(interface):
    return [interface.child(index) for index in range(interface.childCount())]


def inside(interface):
    """What lies in the messages: blocks and buttons."""
    return [child for message in children(interface) for child in children(message)]


def blocks(interface):
    return [child for child in inside(interface) if child.object() is None]


def names(found):
    return [child.text(QAccessible.Text.Name) for child in found]


def test_the_conversation_is_a_list_of_messages_with_their_places(interface):
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Conversation"
    messages = children(interface)
    assert {each.role() for each in messages} == {QAccessible.Role.ListItem}
    assert messages[0].text(QAccessible.Text.Name) == "You: A question"
    assert messages[1].text(QAccessible.Text.Name).startswith("Some Model: Title\nSome code and")
    described = [each.text(QAccessible.Text.Description) for each in messages]
    assert described == ["Message 1 of 2.", "Message 2 of 2."]


def test_a_message_tells_what_has_become_of_it(qtbot, interface):
    view = interface.object()
    rows = Rows([user("Go"), answer("Half a", status=Status.STREAMING)])
    view.set_model(rows)
    settle(view)
    message = interface.child(1)
    assert message.text(QAccessible.Text.Description) == "Message 2 of 2. It is being written."
    assert message.state().busy
    view.set_model(Rows([user("Go"), answer("Half a", status=Status.STOPPED)]))
    settle(view)
    assert interface.child(1).text(QAccessible.Text.Description) == "Message 2 of 2. It was stopped."
    assert not interface.child(1).state().busy


def test_a_message_out_of_sight_is_there_and_can_be_gone_to(interface):
    view = interface.object()
    view.set_model(Rows([user(f"Question {number}") for number in range(300)]))
    settle(view)
    assert interface.childCount() == 300
    first = interface.child(0)
    assert first.state().offscreen
    assert first.text(QAccessible.Text.Name) == "You: Question 0"
    assert children(first) == []
    first.actionInterface().doAction("SetFocus")
    settle(view)
    assert not first.state().offscreen
    assert names(blocks(first.parent()))[0] == "Question 0"
    assert interface.focusChild().text(QAccessible.Text.Name) == "You: Question 0"


def test_blocks_are_read_in_order_with_their_text(interface):
    assert names(blocks(interface))[:7] == [
        "A question",
        "Some Model",
        "Title",
        "Some code and $x^2$.",
        "Code, python\nx = 1",
        "a over b",
        "a\tb\n1\t2",
    ]


def test_blocks_tell_what_they_are(interface):
    roles = [child.role() for child in blocks(interface)[:7]]
    assert roles[2] is QAccessible.Role.Heading
    assert roles[3] is QAccessible.Role.Paragraph
    assert roles[5] is QAccessible.Role.Equation
    assert roles[6] is QAccessible.Role.Table


def test_the_buttons_of_a_message_are_in_it_and_know_it(interface):
    first, second = children(interface)
    assert names(children(first))[1:] == [
        "Edit the message",
        "Copy the message",
        "Delete the message",
        "Always keep in the context",
    ]
    assert names(children(second))[-4:] == [
        "Copy the code",
        "Copy the answer as Markdown",
        "Try again",
        "More about this answer",
    ]
    assert children(first)[-1].state().checkable
    for message in (first, second):
        for child in children(message):
            assert child.parent().text(QAccessible.Text.Name) == message.text(QAccessible.Text.Name)


def test_a_link_is_in_its_block_and_can_be_pressed(qtbot, interface):
    view = interface.object()
    view.set_model(Rows([answer("See [the page](https://example.org/a) or [that](https://example.org/b).")]))
    settle(view)
    (block,) = [each for each in blocks(interface) if each.childCount()]
    links = children(block)
    assert names(links) == ["the page", "that"]
    assert [link.role() for link in links] == [QAccessible.Role.Link] * 2
    assert links[1].text(QAccessible.Text.Value) == "https://example.org/b"
    assert block.rect().contains(links[0].rect())
    with qtbot.waitSignal(view.link_activated) as opened:
        links[1].actionInterface().doAction("Press")
    assert opened.args == ["https://example.org/b"]


def test_every_child_knows_its_place_and_is_found_by_it(interface):
    for index, message in enumerate(children(interface)):
        assert interface.indexOfChild(message) == index
        assert message.isValid()
        assert message.rect().isValid()
        for place, child in enumerate(children(message)):
            assert message.indexOfChild(child) == place
            assert child.rect().isValid()
    heading = blocks(interface)[2]
    middle = heading.rect().center()
    message = interface.childAt(middle.x(), middle.y())
    assert message.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "Title"


def test_a_block_is_read_by_characters_and_each_has_its_place(interface):
    block = next(c for c in blocks(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
    text = block.textInterface()
    assert text.text(0, -1) == "Some code and x^2."
    assert text.characterCount() == len("Some code and x^2.")
    assert text.text(5, 9) == "code"
    rects = [text.characterRect(offset) for offset in range(9)]
    assert all(block.rect().contains(rect) for rect in rects)
    assert [rect.x() for rect in rects] == sorted({rect.x() for rect in rects})
    assert [text.offsetAtPoint(rect.center()) for rect in rects[:4]] in ([0, 1, 2, 3], [1, 2, 3, 4])


def test_characters_are_counted_as_qt_counts_them(interface):
    view = interface.object()
    for source, shown in (("😀 **a** b😀c\n", "😀 a b😀c"), ("```\n😀x😀y\n```\n", "😀x😀y")):
        view.set_model(Rows([answer(source)]))
        settle(view)
        text = next(
            found for child in blocks(interface) if (found := child.textInterface()).text(0, -1) == shown
        )
        count = len(shown.encode("utf-16-le")) // 2
        assert text.characterCount() == count
        assert text.text(count - 1, count) == shown[-1]
        text.setSelection(0, count - 1, count)
        assert view.selected_text() == shown[-1]
        assert text.cursorPosition() == count
        last = text.characterRect(count - 1)
        assert last.x() > text.characterRect(count - 3).x()
        assert text.offsetAtPoint(last.center()) in (count - 1, count)


def test_a_reader_selects_and_moves_the_caret(interface):
    block = next(c for c in blocks(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
    text = block.textInterface()
    text.setSelection(0, 0, 9)
    view = interface.object()
    assert view.selected_text() == "Some code"
    assert text.cursorPosition() == 9
    text.removeSelection(0)
    assert view.selected_text() == ""
    text.setCursorPosition(4)
    assert text.cursorPosition() == 4


def test_every_kind_of_block_has_its_text(interface):
    texts = [c.textInterface().text(0, -1) for c in blocks(interface)]
    assert "Title" in texts
    assert "x = 1" in texts
    assert "a\tb\t1\t2" in texts
    assert all(texts)


def test_a_block_out_of_sight_has_no_place_and_does_no_harm(interface):
    block = next(c for c in blocks(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
    text = block.textInterface()
    interface.object().set_model(Rows([user("Gone")]))
    text.setCursorPosition(3)
    assert text.offsetAtPoint(block.rect().center()) == -1
    assert text.characterRect(0).isNull()


def test_a_block_can_be_asked_for_what_it_does_not_offer(interface):
    for block in blocks(interface):
        others = (
            block.actionInterface(),
            block.valueInterface(),
            block.tableCellInterface(),
            block.selectionInterface(),
            block.attributesInterface(),
            block.editableTextInterface(),
        )
        assert others == (None,) * 6


def test_what_a_reader_has_asked_for_goes_with_the_conversation(qtbot, accessibility):
    """Qt and Python must not both delete an interface, nor one of them keep what the other has deleted."""
    for _ in range(3):
        view = TranscriptView(style.light(), Icons())
        view.resize(800, 600)
        view.set_model(Rows([user("One"), answer("Two [here](https://example.org)")]))
        with qtbot.waitExposed(view):
            view.show()
        settle(view)
        found = QAccessible.queryAccessibleInterface(view)
        asked = [
            found.child(1),
            *inside(found),
            *(link for block in blocks(found) for link in children(block)),
        ]
        ids = [QAccessible.uniqueId(each) for each in asked if each.object() is None]
        assert len(ids) == 5  # a message, three blocks, a link
        view.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert [QAccessible.accessibleInterface(each) for each in ids] == [None] * len(ids)
        assert not any(isValid(each) for each in asked)
        del found, asked
        gc.collect()


class Part(QFrame):
    told = Signal()

    def listen(self):
        pass


def test_what_is_asked_for_again_after_a_method_was_connected_goes_once(qtbot, accessibility):
    """That gives a Python class another meta-object, by which Qt looks for the interface."""
    window = QWidget()
    part = Part(window)
    first = QAccessible.queryAccessibleInterface(part)
    part.told.connect(part.listen)
    second = QAccessible.queryAccessibleInterface(part)
    assert first is not second
    ids = [QAccessible.uniqueId(each) for each in (first, second)]
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert [QAccessible.accessibleInterface(each) for each in ids] == [None, None]
    assert not isValid(first)
    assert not isValid(second)


def test_what_is_asked_while_its_conversation_goes_gives_no_answer(qtbot, accessibility):
    view = TranscriptView(style.light(), Icons())
    view.set_model(Rows([user("One"), answer("Two")]))
    message = QAccessible.queryAccessibleInterface(view).child(0)
    answers = []

    def ask():
        answers.append((message.parent(), message.text(QAccessible.Text.Name), message.childCount()))
        answers.append((message.isValid(), message.state().invalid, message.rect().isNull()))

    view.destroyed.connect(ask)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert answers == [(None, "", 0), (False, True, True)]


@pytest.fixture
def ears():
    ears = Ears()
    ears.open()
    yield ears
    ears.close()


def test_an_answer_is_read_by_its_sentences_and_politely(interface, ears, monkeypatch):
    monkeypatch.setattr(announcing, "PAUSE", 0)
    view = interface.object()
    rows = Rows([user("Go")])
    view.set_model(rows)
    rows.add(answer("", status=Status.STREAMING))
    for text in ("First, *one", "*. Then", " two.\n\n```python\nx. y\n", "```\nAt la"):
        rows.grow(text)
        settle(view)
    rows.change(1, text=rows.messages[1].text + "st", status=Status.DONE, record=CUT)
    settle(view)
    assert ears.said == [
        "The answer begins.",
        "First, one.",
        "Then two.",
        "Code, python",
        "At last",
        "The answer is finished. 3 earlier messages left out",
    ]
    polite = QAccessible.AnnouncementPoliteness.Polite
    assert {how for kind, _, how in ears.heard if kind == QAccessible.Event.Announcement} == {polite}


@pytest.mark.parametrize(
    ("status", "words"),
    [(Status.STOPPED, "The answer was stopped."), (Status.FAILED, "The answer has failed.")],
)
def test_what_becomes_of_an_answer_is_said_once(interface, ears, status, words):
    view = interface.object()
    rows = Rows([user("Go"), answer("Half", status=Status.STREAMING)])
    view.set_model(rows)
    rows.change(1, status=status)
    settle(view)
    assert ears.said == [words]

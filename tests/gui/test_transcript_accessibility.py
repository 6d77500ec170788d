"""What screen readers find, asked in this process."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible

from desktop.widgets import style
from desktop.widgets.icons import Icons
from desktop.widgets.transcript.accessibility import Accessibility
from desktop.widgets.transcript.view import TranscriptView
from tests.gui.transcript_support import Rows, answer, settle, user

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


def names(interface):
    return [child.text(QAccessible.Text.Name) for child in children(interface)]


def test_the_conversation_is_a_list(interface):
    assert interface.role() is QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "Conversation"


def test_blocks_are_read_in_order_with_their_text(interface):
    assert names(interface)[:7] == [
        "A question",
        "Some Model",
        "Title",
        "Some code and $x^2$.",
        "Code, python\nx = 1",
        "a over b",
        "a\tb\n1\t2",
    ]


def test_blocks_tell_what_they_are_and_who_speaks(interface):
    found = children(interface)
    roles = [child.role() for child in found[:7]]
    assert roles[2] is QAccessible.Role.Heading
    assert roles[3] is QAccessible.Role.Paragraph
    assert roles[6] is QAccessible.Role.Table
    assert found[0].text(QAccessible.Text.Description) == "You"
    assert found[2].text(QAccessible.Text.Description) == "Answer"


def test_buttons_follow_with_names(interface):
    found = names(interface)[7:]
    assert found == [
        "Edit the message",
        "Copy the message",
        "Delete the message",
        "Always keep in the context",
        "Copy the code",
        "Copy the answer as Markdown",
        "Try again",
        "More about this answer",
    ]


def test_every_child_knows_its_place_and_is_found_by_it(interface):
    for index, child in enumerate(children(interface)):
        assert interface.indexOfChild(child) == index
        assert child.isValid()
        assert child.rect().isValid()
    heading = children(interface)[2]
    middle = heading.rect().center()
    assert interface.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "Title"


def text_of(interface, role):
    return next(child for child in children(interface) if child.role() is role).textInterface()


def test_a_block_is_read_by_characters_and_each_has_its_place(interface):
    block = next(c for c in children(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
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
            found
            for child in children(interface)
            if child.object() is None and (found := child.textInterface()).text(0, -1) == shown
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
    block = next(c for c in children(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
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
    texts = [c.textInterface().text(0, -1) for c in children(interface) if c.object() is None]
    assert "Title" in texts
    assert "x = 1" in texts
    assert "a\tb\t1\t2" in texts
    assert all(texts)


def test_a_block_out_of_sight_has_no_place_and_does_no_harm(interface):
    block = next(c for c in children(interface) if c.text(QAccessible.Text.Name).startswith("Some code"))
    text = block.textInterface()
    interface.object().set_model(Rows([user("Gone")]))
    text.setCursorPosition(3)
    assert text.offsetAtPoint(block.rect().center()) == -1
    assert text.characterRect(0).isNull()


def test_a_block_can_be_asked_for_what_it_does_not_offer(interface):
    for block in (child for child in children(interface) if child.object() is None):
        others = (
            block.actionInterface(),
            block.valueInterface(),
            block.tableCellInterface(),
            block.selectionInterface(),
            block.attributesInterface(),
            block.editableTextInterface(),
        )
        assert others == (None,) * 6

"""What is selected is copied as Markdown, too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.widgets.transcript.selection import Point
from tests.gui.transcript_support import Rows, answer, settle, user

TEXT = """Before *it* $x^2$ 🦊 and `code`.

- one
- **two** words

> quoted

```python
first = 1
second = 2
third = 3
```

| a | b |
|---|---|
| 1 | 2 |
| 3 | 4 |

$$y = 1$$

End."""


@pytest.fixture
def shown(view):
    view.set_model(Rows([user("A *question*"), answer(TEXT), user("Another"), answer("Last one")]))
    settle(view)
    view.parts.scrolling.to_start()
    settle(view)
    return view


def copied(view, start, end):
    view.parts.selection.set(Point(*start), Point(*end))
    view.parts.copying.copy_markdown()
    return QGuiApplication.clipboard().text()


def place(view, text, row=1):
    """Give the index of the block that says a text, and where in it."""
    for index, item in enumerate(view.parts.flow.entry(row).items):
        view.parts.flow.fit(row, index)
        document = getattr(item, "document", None)
        if document is not None and (start := document.toPlainText().find(text)) >= 0:
            return index, start
    raise LookupError(text)


def test_whole_messages_are_copied_as_they_were_written(shown):
    shown.select_all()
    shown.parts.copying.copy_markdown()
    assert QGuiApplication.clipboard().text() == f"A *question*\n\n{TEXT}\n\nAnother\n\nLast one"


def test_a_selection_across_messages_has_parts_and_wholes(shown):
    index, start = place(shown, "two")
    end, _ = place(shown, "Last", 3)
    text = copied(shown, (1, index, start), (3, end, 4))
    assert text.startswith("- **two** words\n\n> quoted\n\n```python\nfirst = 1\n")
    assert "| a | b |\n| --- | --- |\n| 1 | 2 |" in text
    assert "$$y = 1$$\n\nEnd.\n\nAnother\n\nLast" in text


def test_a_part_of_a_paragraph_keeps_its_emphasis_and_formulas(shown):
    index, start = place(shown, "it")
    assert copied(shown, (1, index, start), (1, index, start + 7)) == "*it* $x^2$ 🦊"


def test_lines_of_code_are_fenced_and_a_word_of_it_is_code_in_a_text(shown):
    index, start = place(shown, "second")
    _, end = place(shown, "third")
    assert copied(shown, (1, index, start), (1, index, end + 5)) == "```python\nsecond = 2\nthird\n```"
    assert copied(shown, (1, index, start), (1, index, start + 6)) == "`second`"


def test_some_rows_of_a_table_are_a_table_and_a_cell_is_its_text(shown):
    table = next(
        n for n, item in enumerate(shown.parts.flow.entry(1).items) if type(item).__name__ == "TableItem"
    )
    item = shown.parts.flow.entry(1).items[table]
    shown.parts.flow.fit(1, table)
    text = item.document.toPlainText()
    one, four = text.index("1"), text.index("4")
    assert (
        copied(shown, (1, table, one), (1, table, four)) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |"
    )
    assert copied(shown, (1, table, one), (1, table, one + 1)) == "1"


def test_without_a_selection_the_last_answer_is_copied(shown):
    shown.parts.selection.clear()
    shown.parts.copying.copy_markdown()
    assert QGuiApplication.clipboard().text() == "Last one"


def test_the_menu_offers_it_only_with_a_selection(shown):
    def names():
        menu = shown.context_menu(shown.rect().center().toPointF(), 1)
        found = [action.text() for action in menu.actions()]
        menu.deleteLater()
        return found

    assert "Copy the selection as Markdown" not in names()
    shown.select_all()
    assert "Copy the selection as Markdown" in names()

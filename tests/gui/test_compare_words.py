"""What is said of a comparison is what was measured, and no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from desktop.core.chat import Finish
from desktop.core.comparison import Given, parting
from desktop.core.models import Installed, Origin
from desktop.services.comparison import Column, Comparison, Question, Step
from desktop.widgets.models.compare_column import Answer
from desktop.widgets.models.compare_words import CompareWords


@pytest.fixture
def words(qapp):
    return CompareWords()


@pytest.mark.parametrize(
    ("reference", "other", "said"),
    [
        (("a b", True), ("a b", True), "No difference"),
        (("a b c", True), ("a b d", True), "The same for 2 word(s)"),
        (("a b c", True), ("a b", False), "The same for 2 word(s) (as far as it got)"),
        (("天空是蓝色的", True), ("天空是灰色的", True), "The same for 3 character(s)"),
        (("a", True), ("b", True), "Different from the first word on"),
        (("a", True), ("", False), ""),
    ],
)
def test_agreement_is_called_what_it_is(words, reference, other, said):
    assert words.agreement(parting(Given(*reference), Given(*other)), reference=False) == said


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_name_or_an_answer_is_no_formula(words, text):
    model = Installed(Path("/m.gguf"), text, Origin.FOLDER, 1, "Q4_0")
    column = Column(model, Step.DONE, answer=text, finish=Finish.STOP)
    table = words.as_table(Comparison(Question("x"), (column,)))
    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["model"], row["answer"]) == (f"'{text}", f"'{text}")


def test_the_mark_stands_where_the_texts_part_whatever_stands_before(qtbot, qapp):
    from desktop.core.settings import Appearance
    from desktop.widgets.look import Look

    answer, look = Answer(), Look(qapp, Appearance.LIGHT)
    qtbot.addWidget(answer)
    text = "😀 the\nquick fox"
    answer.show_text(text[:4])
    answer.show_text(text)
    answer.mark(text.index("uick"), look)
    (mark,) = answer.extraSelections()
    assert mark.cursor.selectedText() == "quick"
    answer.mark(len(text), look)
    assert answer.extraSelections() == []
    assert answer.toPlainText() == text

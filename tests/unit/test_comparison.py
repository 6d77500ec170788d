"""Two answers are compared to the character, and what was cut off is not called a difference."""

from __future__ import annotations

import pytest

from desktop.core.comparison import Agreement as A, Given, parting


@pytest.mark.parametrize(
    ("reference", "other", "agreement", "at", "words"),
    [
        (("a b c", True), ("a b c", True), A.SAME, 5, 3),
        (("a b c", False), ("a b c", False), A.SAME, 5, 3),
        (("", True), ("", True), A.SAME, 0, 0),
        (("the cat sat", True), ("the cap sat", True), A.PARTS, 6, 1),
        (("the cat sat", True), ("the cat lay", True), A.PARTS, 8, 2),
        (("the cat sat", True), ("the cat", True), A.PARTS, 7, 2),  # it has ended there
        (("the cat sat", True), ("the cat", False), A.SO_FAR, 7, 2),  # it was cut off there
        (("the cat", False), ("the cat sat", True), A.SO_FAR, 7, 2),
        (("the cat", True), ("the cat sat", True), A.PARTS, 7, 2),
        (("the cat", True), ("the cats", True), A.PARTS, 7, 1),
        (("the cat", True), ("the cat", False), A.SO_FAR, 7, 2),
        (("the cat", False), ("the cat", True), A.SO_FAR, 7, 2),
        (("", True), ("x", True), A.PARTS, 0, 0),
        (("", False), ("x", True), A.SO_FAR, 0, 0),
        (("天空是蓝色的", True), ("天空是灰色的", True), A.PARTS, 3, 0),
        (("a\n\nb", True), ("a\n\nc", True), A.PARTS, 3, 1),
    ],
)
def test_answers_are_compared(reference, other, agreement, at, words):
    found = parting(Given(*reference), Given(*other))
    assert (found.agreement, found.at, found.words) == (agreement, at, words)


def test_texts_without_spaces_are_told_apart_from_those_with_words():
    assert not parting(Given("天空是蓝色的", True), Given("天空是灰色的", True)).spaced
    assert parting(Given("the cat", True), Given("the cap", True)).spaced

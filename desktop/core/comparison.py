"""How far two answers to one prompt agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile


class Agreement(StrEnum):
    """How an answer compares with the reference's."""

    SAME = "same"  # to the end
    SO_FAR = "so_far"  # one of them was cut off before they could differ
    PARTS = "parts"  # they differ somewhere


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is compared."""

    text: str  # thinking included
    whole: bool  # the model came to its end; else it was cut off


@dataclass(frozen=True, slots=True)
class Parting:
    """Where an answer leaves the reference's."""

    agreement: Agreement
    at: int  # characters that are the same
    words: int  # whole words that are the same
    spaced: bool  # whether the text has words with spaces between them
    tokens: int | None = (
        None  # that the same characters are, for the reference's tokenizer; None: not counted
    )


def parting(reference: Given, other: Given) -> Parting:
    """Compare two answers character by character."""
    pairs = zip(reference.text, other.text, strict=False)
    at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    longest = max(len(reference.text), len(other.text))
    if at == longest and reference.whole == other.whole:
        agreement = Agreement.SAME
    elif any(len(given.text) == at and not given.whole for given in (reference, other)):
        agreement = Agreement.SO_FAR
    else:
        agreement = Agreement.PARTS
    same = reference.text[:at]
    rest = reference.text[at : at + 1] or other.text[at : at + 1]
    words = len(same.split())
    if same and not same[-1].isspace() and rest and not rest.isspace():
        words -= 1  # the word in which they part is not the same
    return Parting(agreement, at, words, any(c.isspace() for c in same.strip()))

"""How well something fits what was typed of it, and which of its letters those are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from desktop.core.folding import fold
from desktop.core.search_words import folded_with_origins

Rank: TypeAlias = tuple[int, int]  # smaller is better
SAME, BEGINS, WORD_BEGINS, HOLDS, WORDS, SCATTERED = range(6)


@dataclass(frozen=True, slots=True)
class Match:
    """What of a text was typed."""

    rank: Rank
    marks: tuple[tuple[int, int], ...] = ()


def rank(wanted: str, name: str) -> Rank | None:
    """Tell how well a folded name fits folded letters; None if it does not.

    The letters must come in this order, not one after the other. Names that begin with them come first,
    then those with a word that does, then those that hold them, then the rest.
    """
    if not wanted:
        return SAME, 0
    at = name.find(wanted)
    if at == 0:
        return (SAME, 0) if len(name) == len(wanted) else (BEGINS, len(name))
    if at > 0:
        return (WORD_BEGINS if not name[at - 1].isalnum() else HOLDS), at
    at = -1
    for letter in wanted:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
    return SCATTERED, at + 1 - len(wanted)


def find_in(typed: str, text: str) -> Match | None:
    """Tell the same of a text as people write it, whose words may also be typed in another order."""
    wanted = " ".join(fold(typed).split())
    folded, origins = folded_with_origins(text)
    found = rank(wanted, folded)
    words = wanted.split()
    if found is not None and found[0] < SCATTERED:
        at = folded.find(wanted)
        return Match(found, _spans(range(at, at + len(wanted)), origins))
    if len(words) > 1 and all(word in folded for word in words):
        held = {at + n for word in words for at in (folded.find(word),) for n in range(len(word))}
        return Match((WORDS, len(folded)), _spans(sorted(held), origins))
    places = _scattered("".join(words), folded)
    if places is None:
        return None
    return Match((SCATTERED, places[-1] + 1 - len(places)), _spans(places, origins))


def _scattered(wanted: str, name: str) -> list[int] | None:
    """Give the places of letters that come in this order."""
    at, places = -1, list[int]()
    for letter in wanted:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def _spans(places: range | list[int], origins: list[int]) -> tuple[tuple[int, int], ...]:
    """Lead places in a folded text back to the stretches of the text that they come from."""
    spans: list[tuple[int, int]] = []
    for at in places:
        start = origins[at]
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], start + 1
        else:
            spans.append((start, start + 1))
    return tuple(spans)

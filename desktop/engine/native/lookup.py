"""Drafted what comes next from what was there before: answers about code or a text repeat much of it."""

from __future__ import annotations

from collections.abc import Sequence

WORDS = 3  # tokens that must have been there in the same order; fewer are right too seldom
FIRST = 2  # tokens that are drafted after as few as that; the longer the same, the more


class Lookup:
    """Finds the latest tokens earlier in the context, and follows on from there while it is right."""

    def __init__(self) -> None:
        self._places: dict[tuple[int, ...], int] = {}  # of what followed these tokens, the last time
        self._indexed = WORDS - 1
        self._place = 0  # of the token that comes next; 0 where none is
        self._seen = 0  # tokens there were the last time
        self._same = 0  # tokens in a row that were the same there

    def draft(self, tokens: Sequence[int], most: int) -> list[int]:
        """Guess what follows all tokens so far, `most` at most. They only ever become more."""
        if not self._goes_on(tokens):
            self._find(tokens)
        self._seen = len(tokens)
        if not self._place:
            return []
        count = min(most, max(FIRST, self._same - 1))
        return list(tokens[self._place : self._place + count])

    def _goes_on(self, tokens: Sequence[int]) -> bool:
        """Go on at the same place, if what has come since is what stands there."""
        place, count = self._place, len(tokens) - self._seen
        if not place or place + count >= len(tokens):
            return False
        if tokens[place : place + count] != tokens[self._seen :]:
            return False
        self._place += count
        self._same += count
        return True

    def _find(self, tokens: Sequence[int]) -> None:
        places = self._places
        for end in range(self._indexed, len(tokens) - 1):
            places[tuple(tokens[end + 1 - WORDS : end + 1])] = end + 1
        self._indexed = max(self._indexed, len(tokens) - 1)
        self._place = places.get(tuple(tokens[-WORDS:]), 0)
        self._same = WORDS

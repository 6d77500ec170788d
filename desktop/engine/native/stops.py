"""Texts that end an answer, wherever the tokens cut them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Thinking:
    """How a model may set its thinking apart at the beginning of an answer."""

    openings: tuple[str, ...]
    closings: tuple[str, ...]
    inside: bool = False  # the prompt has opened it already


class Stops:
    """Lets text through up to the first of some texts, and holds back what may be the beginning of one.

    `asked` are texts that the user has chosen; they do not count within thinking.
    """

    def __init__(
        self, texts: Sequence[str], asked: Sequence[str] = (), thinking: Thinking | None = None
    ) -> None:
        self._texts = tuple(filter(None, texts))
        self._asked = tuple(filter(None, asked))
        self._held = ""
        self._seen = ""  # the latest of the thinking, or all before it is clear whether there is any
        self._thinking = thinking  # None once the text has begun
        self._inside = thinking is not None and thinking.inside
        self.found = False
        self.feed: Callable[[str], str] = self._pass
        """Takes more text; gives what certainly comes before any of the texts."""
        if thinking is None:
            self._texts += self._asked
        else:
            self.feed = partial(self._follow, thinking)

    def rest(self) -> str:
        """Give what was held back; nothing more will come."""
        held = self._held
        if self._thinking is not None and not self._inside:
            held += self._seen
        self._held = self._seen = ""
        return held

    def free(self, text: str) -> bool:
        """Tell whether text that comes next belongs to the thinking, and so follows no grammar."""
        if self._thinking is None or self._inside:
            return self._inside
        begin = (self._seen + text).lstrip()
        return any(begin.startswith(opening) for opening in self._thinking.openings)

    def _pass(self, text: str) -> str:
        self._held += text
        ends = [at for at in map(self._held.find, self._texts) if at >= 0]
        if ends:
            self.found = True
            text, self._held = self._held[: min(ends)], ""
            return text
        keep = max((_overlap(self._held, stop) for stop in self._texts), default=0)
        text = self._held[: len(self._held) - keep]
        self._held = self._held[len(text) :]
        return text

    def _follow(self, thinking: Thinking, text: str) -> str:
        """Look for where the thinking begins and ends."""
        if self._inside:
            return self._close(thinking, text)
        self._seen += text
        begin = self._seen.lstrip()
        if any(begin.startswith(opening) for opening in thinking.openings):
            self._inside = True
            text, self._seen = self._seen, ""
            return self._close(thinking, text)
        if any(opening.startswith(begin) for opening in thinking.openings):
            return ""
        text, self._seen = self._seen, ""
        return self._answer(text)

    def _close(self, thinking: Thinking, text: str) -> str:
        before = len(self._seen)
        self._seen += text
        found = [(at + len(c)) for c in thinking.closings if (at := self._seen.find(c)) >= 0]
        if not found:
            longest = max(map(len, thinking.closings), default=1)
            self._seen = self._seen[max(0, len(self._seen) - longest + 1) :]
            return self._pass(text)
        end = max(0, min(found) - before)
        self._inside, self._seen = False, ""
        shown = self._pass(text[:end])
        return shown if self.found else shown + self._answer(text[end:])

    def _answer(self, text: str) -> str:
        self._thinking = None
        self._texts += self._asked
        self.feed = self._pass
        return self._pass(text)


def _overlap(text: str, stop: str) -> int:
    """Count the characters at the end of `text` with which `stop` begins."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)

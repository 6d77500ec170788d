"""Texts that end an answer, for models that were not trained on the layout of their prompt."""

from __future__ import annotations

from collections.abc import Sequence


class Stops:
    """Lets text through up to the first of some texts, and holds back what may be the beginning of one."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._held = ""
        self.found = False

    def feed(self, text: str) -> str:
        """Take more text; give what certainly comes before any of the texts."""
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

    def rest(self) -> str:
        """Give what was held back; nothing more will come."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """Count the characters at the end of `text` with which `stop` begins."""
    longest = min(len(text), len(stop) - 1)
    return next((n for n in range(longest, 0, -1) if text.endswith(stop[:n])), 0)

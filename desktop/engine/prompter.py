"""From a conversation to what a model is given, and to what its answer begins within."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.engine import overhead, thinking
from desktop.engine.marks import CUT, Marked, find
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.protocol import Begun, Generate, Overhead, Render, Turn
from desktop.engine.templates.layout import TRIAL_DAY, Layout
from desktop.engine.templates.renderer import Renderer
from desktop.engine.thinking import Splitter, Tags

NOTHING = Begun("", "")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given."""

    text: str  # without marks
    tokens: list[int]
    tags: tuple[Tags, ...]  # with which the answer may set thinking apart; () where only text can follow
    open_in: Tags | None  # the answer begins within these
    going_on: bool  # in the midst of what was begun

    def splitter(self) -> Splitter | None:
        """Make what tells the thinking of the answer from its text; None where only text can follow."""
        if self.open_in is not None:
            return Splitter.inside(self.open_in, thoughts=self.going_on)
        return Splitter(self.tags) if self.tags else None


class Prompter:
    """Makes the prompts of one loaded model."""

    def __init__(self, tokenizer: Tokenizer, layout: Layout, renderer: Renderer) -> None:
        self._tokenizer = tokenizer
        self._layout = layout
        self._renderer = renderer
        self._tags = thinking.choose(tokenizer.specials, layout.template)

    def prompt(self, command: Generate | Render) -> Prompt:
        """Lay out the conversation, and what the model had begun. Raises PromptError and Aborted.

        The beginning is tokenised apart from what comes before it, as it was when the model wrote it:
        so most of it is still in the KV cache.
        """
        turns = self._tokenizer.mark(command.turns)
        begun = self._tokenizer.mark_begun(command.begun or NOTHING)
        thinks = command.thinking or bool(begun.thinking)  # it does, whatever the switch says by now
        layout = self._layout.prompt(self._renderer, turns, command.day, thinks)
        marked = find(layout)
        inside = thinking.opened(_ending(marked), self._tags)
        resumed = thinking.resume(begun, inside or self._tags[0], inside is not None)
        if resumed:
            marked = find(layout + CUT + resumed)
        tokens = self._tokenizer.encode(marked)
        if begun.text:
            return Prompt(marked.text, tokens, (), None, going_on=True)
        if begun.thinking:
            return Prompt(marked.text, tokens, self._tags, inside or self._tags[0], going_on=True)
        return Prompt(marked.text, tokens, self._tags, inside, going_on=False)

    def overhead(self) -> Overhead:
        """Measure what the layout adds to the texts. Takes a few milliseconds. Raises Aborted."""
        return overhead.measure(self._sample, self._size, self._tokenizer.count)

    def _sample(self, turns: Sequence[Turn]) -> str:
        return self._layout.prompt(self._renderer, turns, TRIAL_DAY)

    def _size(self, prompt: str) -> int:
        return len(self._tokenizer.encode(find(prompt)))


def _ending(prompt: Marked) -> str:
    """Give what follows the last text of a person, in which a tag would mean nothing."""
    last = max((end for start, end in prompt.spans if end > start), default=0)
    return prompt.text[last:]

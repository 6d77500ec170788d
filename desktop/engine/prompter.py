"""From a conversation to what a model is given, and to what its answer begins within."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.engine import thinking
from desktop.engine.marks import CUT, Marked, find
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.protocol import Begun, Generate, Render
from desktop.engine.templates.layout import Layout
from desktop.engine.templates.renderer import Renderer
from desktop.engine.thinking import Splitter, Tags

NOTHING = Begun("", "")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is given."""

    text: str  # without marks
    tokens: list[int]
    splitter: Splitter | None  # for the answer to it; None where only text can follow


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
        inside = thinking.opened(_ending(find(layout)), self._tags)
        resumed = thinking.resume(begun, inside or self._tags[0], inside is not None)
        marked = find(layout + CUT + resumed) if resumed else find(layout)
        splitter = self._splitter(begun, inside)
        return Prompt(marked.text, self._tokenizer.encode(marked), splitter)

    def _splitter(self, begun: Begun, inside: Tags | None) -> Splitter | None:
        if begun.text:
            return None
        if begun.thinking:
            return Splitter.inside(inside or self._tags[0], thoughts=True)
        return Splitter(self._tags) if inside is None else Splitter.inside(inside)


def _ending(prompt: Marked) -> str:
    """Give what follows the last text of a person, in which a tag would mean nothing."""
    last = max((end for start, end in prompt.spans if end > start), default=0)
    return prompt.text[last:]

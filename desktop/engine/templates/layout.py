"""Which layout the prompts of a model have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.core.chat import Role
from desktop.core.errors import TemplateFailed
from desktop.engine.marks import enclose
from desktop.engine.protocol import TemplateSource, Turn
from desktop.engine.templates.job import Job
from desktop.engine.templates.renderer import Renderer

LONGEST_TEMPLATE = 1_000_000  # characters; the longest in llama.cpp's collection has 25,000
CHATML_ENDS = ("<|im_end|>", "<|im_start|>")  # a model without these tokens spells them out
TRIAL_DAY = date(2000, 1, 1)
TRIAL = (  # what every chat comes to
    Turn(Role.SYSTEM, enclose("Be brief.")),
    Turn(Role.USER, enclose("Hello")),
    Turn(Role.ASSISTANT, "Hi"),
    Turn(Role.USER, enclose("What is 2 + 2?")),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The chat template of a loaded model, tried out, or ChatML in its place."""

    source: TemplateSource
    problem: str  # why the file's own template is not used
    template: str
    bos: str
    eos: str
    thinking_switch: bool = False  # the template makes another prompt of it where the model is not to think

    @property
    def stops(self) -> tuple[str, ...]:
        """Texts at which an answer ends that the model does not end with a token."""
        return () if self.source is TemplateSource.OWN else CHATML_ENDS

    def prompt(self, renderer: Renderer, turns: Sequence[Turn], day: date, thinking: bool = True) -> str:
        """Lay out marked turns, ready for an answer, marks included. Raises TemplateFailed and Aborted."""
        if self.source is not TemplateSource.OWN:
            return chatml(turns)
        return renderer.render(self._job(turns, day, thinking if self.thinking_switch else None))

    def tried(self, renderer: Renderer) -> Layout:
        """Lay out a short chat, and see whether it matters that the model is told to think.

        Raises TemplateFailed and Aborted.
        """
        renderer.render(self._job(TRIAL, TRIAL_DAY, None))
        try:
            on, off = (renderer.render(self._job(TRIAL, TRIAL_DAY, thinking)) for thinking in (True, False))
        except TemplateFailed:
            return self
        return replace(self, thinking_switch=on != off)

    def _job(self, turns: Sequence[Turn], day: date, thinking: bool | None) -> Job:
        return Job(self.template, tuple(turns), self.bos, self.eos, day, thinking)


def choose(renderer: Renderer, template: str | None, bos: str, eos: str) -> Layout:
    """Take the model's own template if it can lay out a short chat. Raises Aborted."""
    if template is None:
        return Layout(TemplateSource.CHATML, "", "", bos, eos)
    own = Layout(TemplateSource.OWN, "", template, bos, eos)
    try:
        if len(template) > LONGEST_TEMPLATE:
            raise TemplateFailed("the template is too long")
        return own.tried(renderer)
    except TemplateFailed as error:
        return Layout(TemplateSource.FALLBACK, error.detail, "", bos, eos)


def chatml(turns: Sequence[Turn]) -> str:
    """Lay out turns in the form that most models have seen (OpenAI's Chat Markup Language)."""
    blocks = [f"<|im_start|>{turn.role.value}\n{turn.text}<|im_end|>\n" for turn in turns]
    return "".join(blocks) + "<|im_start|>assistant\n"

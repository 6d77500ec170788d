"""One model on its way into memory: what it is loaded with, and what is tried next when that fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.core.fit import Memory, Need, Verdict, beside, fit, need
from desktop.core.load import LoadOptions, Reduced, Tuning, rungs, tuning
from desktop.core.models import Header


class Attempt:
    """Goes down from what is wished for to what works. Not for several threads."""

    def __init__(
        self, header: Header, options: LoadOptions, memory: Memory, draft: Header | None = None
    ) -> None:
        self._header = header
        self._options = options
        self._draft = draft  # the model that drafts for it
        self.free = memory.free  # with what the model that drafts will take
        self.memory = memory = beside(memory, draft, options)
        self._fit = fit(header, memory, options)
        self.setup = self._fit.setup
        self._rungs = rungs(self.setup, header.layers + 1)

    @property
    def verdict(self) -> Verdict:
        """How it fits, as far as was known at first."""
        return self._fit.verdict

    @property
    def fits(self) -> bool:
        """Whether it is worth trying at all."""
        return self._fit.verdict is not Verdict.NOT

    @property
    def options(self) -> LoadOptions:
        """What was chosen by hand."""
        return self._options

    @property
    def tuning(self) -> Tuning:
        """What llama.cpp is told beside the sizes."""
        return tuning(self._options, self.setup)

    @property
    def threads(self) -> int | None:
        """What was chosen by hand."""
        return self._options.threads

    @property
    def need(self) -> Need:
        """What the setup takes."""
        return need(self._header, self.setup)

    @property
    def draft_model(self) -> Path | None:
        """What drafts for it."""
        return Path(self._options.draft_model) if self._options.draft_model else None

    @property
    def drafting(self) -> bool:
        """Whether several tokens may be checked at once."""
        return self._options.drafting

    @property
    def note(self) -> Reduced | None:
        """What had to be given up since the first try; None while nothing was."""
        if self.setup == self._fit.setup:
            return None
        return Reduced(self._fit.setup, self.setup, self._header.layers + 1)

    def again(self, memory: Memory) -> Attempt:
        """Begin anew, now that more is known of the machine."""
        return Attempt(self._header, self._options, memory, self._draft)

    def give_up_draft(self) -> Path | None:
        """Do without the model that drafts; give it, or None where there is none."""
        given_up = self.draft_model
        self._options = replace(self._options, draft_model="")
        return given_up

    def give_up_some(self) -> bool:
        """Go on to the next thing to try. False when there is none."""
        lower = next(self._rungs, None)
        if lower is None:
            return False
        self.setup = lower
        return True

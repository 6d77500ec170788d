"""One model on its way into memory: what it is loaded with, and what is tried next when that fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.fit import Fit, Memory, Need, Verdict, beside, fit, need
from desktop.core.load import LoadOptions, Reduced, Tuning, rungs, tuning
from desktop.core.models import Header


@dataclass(frozen=True, slots=True)
class Companions:
    """What takes memory together with a model."""

    draft: Header | None = None  # of the model that drafts for it; None where it cannot be read, too
    adapters: int = 0  # bytes of LoRA adapters


ALONE = Companions()


def fit_with(
    header: Header, memory: Memory, options: LoadOptions, companions: Companions = ALONE
) -> tuple[Fit, LoadOptions]:
    """Choose what to load a model with, and whether the one drafts for it that the program has found.

    What was found must take nothing away: no context, no layer on a GPU. One chosen by hand may.
    """
    draft, adapters = companions.draft if options.drafter else None, companions.adapters
    if options.draft_model is not None or not options.draft_found:
        return fit(header, beside(memory, draft, options), options, adapters), options
    alone = fit(header, memory, options, adapters)
    if draft is not None:
        together = fit(header, beside(memory, draft, options), options, adapters)
        if (together.setup, together.verdict) == (alone.setup, alone.verdict):
            return together, options
    return alone, replace(options, draft_found="")


class Attempt:
    """Goes down from what is wished for to what works. Not for several threads."""

    def __init__(
        self, header: Header, options: LoadOptions, memory: Memory, companions: Companions = ALONE
    ) -> None:
        self._header = header
        self._companions = companions
        self._asked = options
        self.free = memory.free  # with what the model that drafts will take
        self._fit, self._options = fit_with(header, memory, options, companions)
        self.memory = self._fit.free
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
        return self._asked

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
        return Path(self._options.drafter) if self._options.drafter else None

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
        return Attempt(self._header, self._asked, memory, self._companions)

    def give_up_draft(self) -> Path | None:
        """Do without the model that drafts; give it, or None where there is none."""
        given_up = self.draft_model
        self._asked, self._options = (replace(each, draft_model="") for each in (self._asked, self._options))
        return given_up

    def give_up_some(self) -> bool:
        """Go on to the next thing to try. False when there is none."""
        lower = next(self._rungs, None)
        if lower is None:
            return False
        self.setup = lower
        return True

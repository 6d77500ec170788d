"""Which model may guess for another one what it will say, and what was measured of that."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.companion_errors import DraftProblem
from desktop.core.models import Header

MOST_MORE_TOKENS = 128  # that one vocabulary may have more than the other (llama.cpp's own)
FIRST_COMPARED = 5  # token; those before it are control tokens, which may have other names (llama.cpp's own)
HALF = 2  # times as many parameters as one that drafts, at least; else nothing can be gained
QUARTER = 4  # times as large as one that is tried by itself
FASTER = 1.1  # times as fast as without; less is not worth the memory


@dataclass(frozen=True, slots=True)
class Tried:
    """How a model drafted for another one, on one machine."""

    ratio: float = 0.0  # the speed with it, in speeds without
    accepted: float = 0.0  # share of its drafts that were right
    problem: DraftProblem | None = None  # why it cannot draft at all

    @property
    def faster(self) -> bool:
        """Whether it is worth its memory."""
        return self.problem is None and self.ratio >= FASTER


def may_draft(draft: Header, model: Header) -> bool:
    """Tell whether a model can be expected to draft for another one; the engine compares their tokens."""
    words = abs(draft.body.vocabulary - model.body.vocabulary) <= MOST_MORE_TOKENS
    return words and HALF * draft.parameters <= model.parameters


def worth_trying(draft: Header, model: Header) -> bool:
    """Tell whether a model is so much smaller that it is tried without being asked for."""
    back = not any(block.state for header in (draft, model) for block in header.body.blocks)
    return back and may_draft(draft, model) and QUARTER * draft.size <= model.size

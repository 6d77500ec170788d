"""Where a reader has been, and the way back and forward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.widgets.transcript.flow import Spot


@dataclass(frozen=True, slots=True)
class Visit:
    """A chapter, and what of it was in sight when it was left."""

    chapter: int
    place: tuple[Spot, bool] | None = None  # None before it was left


@dataclass(slots=True)
class History:
    """The visits in their order; one of them is now."""

    visits: list[Visit] = field(default_factory=lambda: [Visit(0)])
    at: int = 0

    @property
    def now(self) -> Visit:
        """The visit that is shown."""
        return self.visits[self.at]

    def leave(self, place: tuple[Spot, bool]) -> None:
        """Remember what was in sight."""
        self.visits[self.at] = replace(self.now, place=place)

    def go(self, chapter: int) -> None:
        """Begin a new visit; what came after the one that is left is forgotten."""
        self.visits[self.at + 1 :] = [Visit(chapter)]
        self.at += 1

    def can(self, by: int) -> bool:
        """Tell whether there is a visit before (−1) or after (1)."""
        return 0 <= self.at + by < len(self.visits)

    def step(self, by: int) -> Visit:
        """Go to a visit that is there already."""
        self.at += by
        return self.now

"""A text of a message that is to be shown, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop.widgets.transcript import cutting
from desktop.widgets.transcript.leaves import QUOTE, Leaf, Paragraph, Place, Run
from desktop.widgets.transcript.markdown import MAX_MARKDOWN, Parser, as_written
from desktop.widgets.transcript.reading import Landmarks, Steps, finish
from desktop.widgets.transcript.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Source:
    """A text that is shown, and how."""

    text: str
    growing: bool = False
    bubble: bool = False  # a person's, who expects each line break to be one
    aside: bool = False  # softer, with a bar at the left
    language: str | None = None  # of a text that is all code; None is Markdown

    def steps(self, parser: Parser, marks: Landmarks | None = None) -> Steps:
        """Read the whole text, in steps. `marks` learn which leaves begin at their lines."""
        if self.language is not None:
            return list[Leaf](cutting.code(Place(), self.text, self.language))
        leaves = yield from parser.steps(self.text, self.bubble, marks)
        return self.placed(leaves)

    def draft(self, stretch: Stretch, parser: Parser) -> list[Leaf]:
        """Read a part of the text alone. References to other parts are shown as they are written."""
        if len(self.text) > MAX_MARKDOWN or stretch.plain:
            leaves = finish(as_written(stretch.text))
        elif stretch.fence:
            leaves = list[Leaf](cutting.code(Place(), *stretch.code()))
        else:
            leaves = parser.leaves(stretch.text, self.bubble)
        return self.placed(leaves) or [Paragraph(Place(), ())]

    def unread(self, stretch: Stretch) -> Leaf:
        """Give a part of the text that is not read at all as one leaf."""
        return self.placed([Paragraph(Place(), (Run(stretch.text.replace("\n", "\u2028")),))])[0]

    def placed(self, leaves: Iterable[Leaf]) -> list[Leaf]:
        """Put leaves where they belong: an aside is set like a quotation."""
        if not self.aside:
            return list(leaves)
        return [replace(leaf, place=replace(leaf.place, nest=QUOTE + leaf.place.nest)) for leaf in leaves]

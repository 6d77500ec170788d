"""Inside which quotes and lists the walk over the tokens is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.widgets.transcript.leaves import LIST, QUOTE, Joint, Place


@dataclass
class ListState:
    """A list that is being walked."""

    ordered: bool
    number: int = 1  # of the next item


class Nesting:
    """Knows the place of the next leaf. `resumed` is a list that was begun before the first token."""

    def __init__(self, resumed: ListState | None = None, nest: str = "") -> None:
        self._resumed = resumed
        self._nest = nest
        self._inside = bool(nest)  # an item, which a note is: all its leaves stand close together
        self._lists: list[ListState] = []
        self._tight = False  # whether the next leaf follows inside the same list
        self.marker = ""  # of the next leaf

    def place(self) -> Place:
        """Give the place of the next leaf, which takes the marker."""
        joint = Joint.TIGHT if self._tight else Joint.BLOCK
        place = Place(self._nest, self.marker, joint)
        self.marker = ""
        self._tight = bool(self._lists) or self._inside
        return place

    def open_list(self, ordered: bool, start: int) -> None:
        """Go into a list."""
        state = ListState(ordered, start)
        if not self._lists and self._resumed is not None and self._resumed.ordered == ordered:
            state = ListState(ordered, self._resumed.number)
            self._tight = True
        self._resumed = None
        self._lists.append(state)
        self._nest += LIST

    def close_list(self) -> None:
        """Leave a list."""
        self._lists.pop()
        self._nest = self._nest[:-1]
        self._tight = bool(self._lists) or self._inside

    def open_item(self) -> None:
        """Set the marker of the next item."""
        state = self._lists[-1]
        self.marker = f"{state.number}." if state.ordered else "•" if len(self._lists) % 2 else "◦"
        state.number += 1

    def open_quote(self) -> None:
        """Go into a quote."""
        self._nest += QUOTE

    def close_quote(self) -> None:
        """Leave a quote."""
        self._nest = self._nest[:-1]

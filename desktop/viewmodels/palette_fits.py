"""How well chats, templates, models and commands fit what is typed into the command palette."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.core.fuzzy import HOLDS, SCATTERED, Match, find_in
from desktop.core.models import Installed
from desktop.core.search_found import FoundChat, flat
from desktop.core.templates import Entry
from desktop.viewmodels.palette_rows import Command, Kind, PaletteChat, PaletteRow

MOST = {Kind.COMMAND: 12, Kind.CHAT: 15, Kind.TEMPLATE: 10, Kind.MODEL: 8}  # while something is typed
AT_FIRST = {Kind.CHAT: 5, Kind.TEMPLATE: 3, Kind.MODEL: 3, Kind.COMMAND: 38}  # in this order
KEPT = 40  # choices that are remembered


@dataclass(frozen=True, slots=True)
class Fit:
    """A row, and how well it fits."""

    row: PaletteRow
    order: tuple[int, int, int]  # the kind of fit, how long ago it was chosen, how well it fits


class Recent:
    """What was chosen last, until the program ends."""

    def __init__(self) -> None:
        self._keys: list[str] = []  # of rows, the last one first

    def note(self, row: PaletteRow) -> None:
        """A row was chosen."""
        self._keys = [row.key, *(key for key in self._keys if key != row.key)][:KEPT]

    def ago(self, row: PaletteRow) -> int:
        """Tell how many others were chosen since."""
        return self._keys.index(row.key) if row.key in self._keys else KEPT


def kinds(typed: str) -> Iterable[Kind]:
    """Give the kinds in their order, as far as nothing fits better than another."""
    return MOST if typed else AT_FIRST


class Fitting:
    """Compares with one text that is typed."""

    def __init__(self, typed: str, recent: Recent) -> None:
        self._typed = typed
        self._recent = recent

    def best(self, kind: Kind, choices: Iterable[tuple[Command | Entry | Installed, str]]) -> Sequence[Fit]:
        """Give what fits by its words, the best first."""
        fits: list[Fit] = []
        for choice, words in choices:
            text = flat(words)
            found = self._match(choice, text)
            if found is not None:
                fits.append(self._fit(PaletteRow(kind, choice, text, found.marks), found))
        return self._sorted(kind, fits)

    def chats(self, chats: Iterable[FoundChat]) -> Sequence[Fit]:
        """Give chats that the index has found: they fit, whether the letters stand there as typed or not."""
        fits: list[Fit] = []
        for chat in chats:
            title = flat(chat.title.text)
            choice = PaletteChat(chat.chat, title, chat.updated, chat.archived)
            found = find_in(self._typed, title)
            if found is None or found.rank[0] >= SCATTERED:
                found = Match((HOLDS, 0))
            newest_first = Match((found.rank[0], 0))
            fits.append(self._fit(PaletteRow(Kind.CHAT, choice, title, found.marks), newest_first))
        return self._sorted(Kind.CHAT, fits)

    def _match(self, choice: Command | Entry | Installed, text: str) -> Match | None:
        found = find_in(self._typed, text)
        if found is None and isinstance(choice, Entry):
            return Match((SCATTERED, 0))  # by its slash name
        other = find_in(self._typed, choice.also) if isinstance(choice, Command) and choice.also else None
        if other is None or other.rank[0] >= SCATTERED or (found is not None and found.rank <= other.rank):
            return found  # letters that are scattered in words that are not shown would say nothing
        return Match(other.rank)

    def _fit(self, row: PaletteRow, found: Match) -> Fit:
        return Fit(row, (found.rank[0], self._recent.ago(row), found.rank[1] if self._typed else 0))

    def _sorted(self, kind: Kind, fits: list[Fit]) -> Sequence[Fit]:
        most = MOST if self._typed else AT_FIRST
        return sorted(fits, key=lambda fit: fit.order)[: most[kind]]

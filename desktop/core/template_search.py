"""Finding templates: by words in everything they hold, or fuzzily by what was typed after a slash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from desktop.core.folding import fold
from desktop.core.fuzzy import rank
from desktop.core.templates import Entry, slash_name

BEST = 50  # templates that a picker offers


@dataclass(frozen=True, slots=True)
class Known:
    """A template with what searches look at, folded once."""

    entry: Entry
    slash: str
    text: str
    preferred: tuple[bool, float]  # smaller comes first: favourites, then what was used last

    @staticmethod
    def of(entry: Entry) -> Known:
        """Fold what a template holds."""
        place = entry.place
        texts = (entry.name, entry.description, place.folder, *place.tags, entry.user, entry.system)
        used = -entry.used.timestamp() if entry.used is not None else 0.0
        preferred = (not place.favourite, used)
        return Known(entry, fold(slash_name(entry.name)), fold("\n".join(texts)), preferred)


def search(words: str, known: Iterable[Known]) -> list[Entry]:
    """Find the templates that hold every word, wherever; those whose name holds them come first.

    Words are parts: in Chinese nothing stands between them. Case and accents do not matter.
    """
    wanted = fold(words).split()
    if not wanted:
        return [each.entry for each in known]
    found = list(known)
    for word in wanted:
        found = [each for each in found if word in each.text]
    first = found
    for word in wanted:
        first = [each for each in first if word in each.slash]
    named = {each.entry.id for each in first}
    return [each.entry for each in first] + [each.entry for each in found if each.entry.id not in named]


def pick(typed: str, known: Sequence[Known], most: int = BEST) -> list[Entry]:
    """Find what may be meant by something typed after a slash, the likeliest first.

    The letters must come in this order, not one after the other. Names that begin with them come
    first, then those with a word that does, then those that hold them, then the rest; among equals
    favourites, then what was used last. With nothing typed, only that counts.
    """
    wanted = fold(slash_name(typed))
    ranks = [rank(wanted, each.slash) for each in known]
    # The place comes last, so that entries are never compared.
    ranked = ((r, k.preferred, k.slash, n) for n, (r, k) in enumerate(zip(ranks, known, strict=True)) if r)
    return [known[place].entry for *_, place in nsmallest(most, ranked)]

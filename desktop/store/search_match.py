"""What FTS5 is asked for. Nothing that was typed gets there but letters and digits, in quotes of ours."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.core.search_query import Query
from desktop.core.search_words import LONGEST, Run, runs
from desktop.store.search_tables import BEGINNING

WORDS = 30
"""Words with one beginning that are asked for one by one. FTS5 goes through them in the order of ids, and
can stop, as it can for beginnings of three letters, which it keeps; its search for others puts all their
places together first: 440 ms for a word that every third of a million messages has. So at first only the
shortest words are asked for, and the others where too little is found."""

BEGINNINGS = 60  # of three letters, that are asked for at first where one letter or two were typed
_BEGINNINGS = """
    WITH RECURSIVE each (word) AS (
        SELECT min(word) FROM search_word WHERE word >= :first AND word < :after
        UNION ALL
        SELECT (SELECT min(word) FROM search_word WHERE word < :after AND word > CASE
            WHEN length(each.word) < :long THEN each.word ELSE substr(each.word, 1, :long) || :end END)
        FROM each WHERE word IS NOT NULL)
    SELECT substr(word, 1, :long) FROM each WHERE word IS NOT NULL
"""
FEW = 500  # texts
_BROAD = re.compile(f'[^ "]{{{BEGINNING + 1},}}" \\*')  # a beginning that FTS5 does not keep
_END = chr(0x10FFFF)  # after all letters
LOOKED_AT = 2_000  # words with one beginning, of which the shortest are taken


@dataclass(frozen=True, slots=True)
class Match:
    """The questions for both tables; a text must be found by each that is asked."""

    words: str = ""  # for search_text
    characters: str = ""  # for search_character
    loose: bool = False  # texts that are found must be looked at
    narrow: bool = False  # there are more words with a beginning than it asks for

    @property
    def broad(self) -> bool:
        """Whether FTS5 puts all places of many words together before it gives the first text."""
        return _BROAD.search(self.words) is not None


def match_of(db: sqlite3.Connection, query: Query, wide: bool = True) -> Match | None:
    """Make the questions for a query with terms; None if nothing can be found.

    If it is not `wide`, few of very many words with one beginning are asked for.
    """
    in_words: list[str] = []
    in_characters: set[str] = set()
    loose = narrow = False
    for term in query.terms:
        found = runs(term.text)
        loose |= not _exact(found)
        in_characters.update(*(_apart(run.text) for run in found if run.unparted))
        for phrase, last in _phrases(found):
            spelled, few = _spelled_out(db, phrase, last and not term.whole, wide)
            if not spelled:
                return None
            in_words.append(f"({spelled})")
            narrow |= few
    if wide and (rarer := _without_broad(db, in_words)):
        in_words, loose = rarer, True
    words = " AND ".join(in_words)
    characters = " AND ".join(f'"{each}"' for each in sorted(in_characters))
    for term in query.unwanted:
        found = runs(term.text)
        if words and _exact(found) and not found[0].unparted:
            words = f"({words}) NOT {_quoted([found[0].text])}"
        elif characters and _exact(found) and found[0].unparted:
            characters = f'({characters}) NOT "{found[0].text}"'
        else:
            loose = True
    return Match(words, characters, loose, narrow)


def _without_broad(db: sqlite3.Connection, in_words: Sequence[str]) -> list[str]:
    """Give what finds few texts, which can be looked at; [] if FTS5 must go through a beginning."""
    rest = [each for each in in_words if not _BROAD.search(each)]
    if not rest or len(rest) == len(in_words):
        return []
    sql = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT ?)"
    found: int = db.execute(sql, (" AND ".join(rest), FEW + 1)).fetchone()[0]
    return rest if found <= FEW else []


def _exact(found: Sequence[Run]) -> bool:
    """Tell whether a text is what is wanted as soon as FTS5 finds it: one word, one pair."""
    run = found[0]
    return len(found) == 1 and (len(run.text) <= 2 if run.unparted else len(run.text) < LONGEST)


def _apart(text: str) -> list[str]:
    """Give the fewest pairs that cover a run."""
    return [text] if len(text) == 1 else [text[place : place + 2] for place in range(len(text) - 1)]


def _phrases(found: Sequence[Run]) -> Iterator[tuple[list[str], bool]]:
    """Give words that stand together, and whether the last thing of all ends them."""
    phrase: list[str] = []
    for number, run in enumerate(found, start=1):
        if not run.unparted:
            phrase.append(run.text[:LONGEST])
        if phrase and (run.unparted or number == len(found)):
            yield phrase, not run.unparted
            phrase = []


def _spelled_out(db: sqlite3.Connection, phrase: list[str], begun: bool, wide: bool) -> tuple[str, bool]:
    """Write a phrase with all words that its last one begins, if that may be `begun` only.

    Tells too whether there are more of them.
    """
    last = phrase[-1]
    if not begun or len(last) >= LONGEST:
        return _quoted(phrase), False
    if len(last) == BEGINNING:
        return f"{_quoted(phrase)} *", False
    if len(last) < BEGINNING:
        return _short(db, phrase, wide)
    rows = db.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
        (last, last + _END, LOOKED_AT),
    )
    words: list[str] = sorted((word for (word,) in rows), key=len)
    if len(words) > WORDS and wide:
        return f"{_quoted(phrase)} *", False
    few = words[:WORDS]
    return " OR ".join(_quoted([*phrase[:-1], word]) for word in few), len(few) < len(words)


def _short(db: sqlite3.Connection, phrase: list[str], wide: bool) -> tuple[str, bool]:
    """Write a phrase whose end is one letter or two by all that is kept with that beginning."""
    *before, last = phrase
    rows = db.execute(_BEGINNINGS, {"first": last, "after": last + _END, "end": _END, "long": BEGINNING})
    found: list[str] = [beginning for (beginning,) in rows]
    step = 1 if wide else max(1, -(-len(found) // BEGINNINGS))
    few = found[::step]
    spelled = (_quoted([*before, each]) + " *" * (len(each) == BEGINNING) for each in few)
    return " OR ".join(spelled), step > 1


def _quoted(phrase: Sequence[str]) -> str:
    return '"' + " ".join(phrase) + '"'

"""What FTS5 is asked for. Nothing that was typed gets there but letters and digits, in quotes of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.core.search_query import Query
from desktop.core.search_words import LONGEST, Run, runs
from desktop.store.search_tables import BEGINNING

WORDS = 200
"""Words with one beginning that are asked for one by one. FTS5 goes through them in the order of ids, and
can stop, as it can for beginnings of three letters, which it keeps; its search for longer ones puts all
their places together first. Measured over 100,000 messages: 6 ms for 100 words, 60 for 600, and FTS5's own
1 to 10 ms, growing with the messages."""


@dataclass(frozen=True, slots=True)
class Match:
    """The questions for both tables; a text must be found by each that is asked."""

    words: str = ""  # for search_text
    characters: str = ""  # for search_character
    loose: bool = False  # texts that are found must be looked at


def match_of(db: sqlite3.Connection, query: Query, files: bool = False) -> Match | None:
    """Make the questions for a query with terms; None if nothing can be found.

    The words of `files` are indexed without their places, so phrases are asked for as words.
    """
    in_words: list[str] = []
    in_characters: set[str] = set()
    loose = False
    for term in query.terms:
        found = runs(term.text)
        loose |= not _exact(found)
        in_characters.update(*(_apart(run.text) for run in found if run.unparted))
        for phrase, last in _phrases(found):
            *before, end = [[word] for word in phrase] if files else [phrase]
            in_words += map(_quoted, before)
            spelled = _spelled_out(db, end, last and not term.whole)
            if not spelled:
                return None
            in_words.append(f"({spelled})")
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
    return Match(words, characters, loose)


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


def _spelled_out(db: sqlite3.Connection, phrase: list[str], begun: bool) -> str:
    """Write a phrase with all words that its last one begins, if that may be `begun` only."""
    last = phrase[-1]
    if not begun or len(last) >= LONGEST:
        return _quoted(phrase)
    if len(last) == BEGINNING:
        return f"{_quoted(phrase)} *"
    rows = db.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? ORDER BY length(word), word LIMIT ?",
        (last, last + chr(0x10FFFF), WORDS + 1),
    )
    words: list[str] = [word for (word,) in rows]
    if len(words) > WORDS and len(last) > BEGINNING:
        return f"{_quoted(phrase)} *"
    return " OR ".join(_quoted([*phrase[:-1], word]) for word in words[:WORDS])


def _quoted(phrase: Sequence[str]) -> str:
    return '"' + " ".join(phrase) + '"'

"""What FTS5 is asked for. Nothing that was typed gets there but letters and digits, in quotes of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.search_query import Query, Term
from desktop.core.search_words import LONGEST, Run, runs, tokens

WORDS = 200
"""Words with one beginning that are asked for one by one. FTS5 goes through them in the order of ids, and
can stop; its own search for beginnings puts all their places together first. Measured over 100,000
messages: 6 ms for 100 words, 60 for 600, and FTS5's own 1 to 10 ms, growing with the messages."""

SHORT = 2  # letters of a beginning that stands for too many words: the shortest words are taken

TEXT, CHARACTER = "search_text", "search_character"


@dataclass(frozen=True, slots=True)
class Match:
    """A question for FTS5."""

    table: str
    words: str
    loose: bool  # texts that it finds must be looked at


def match_of(db: sqlite3.Connection, query: Query) -> Match | None:
    """Make the question for a query with terms; None if nothing can be found."""
    loose = False
    wanted: list[str] = []
    single: set[str] = set()
    for term in query.terms:
        exact, phrase = _phrase(term.text)
        loose |= not exact
        if not phrase:
            single.update(run.text for run in runs(term.text))
            continue
        found = _spelled_out(db, phrase, term)
        if not found:
            return None
        wanted.append(found)
    if not wanted:
        characters = " AND ".join(f'"{character}"' for character in sorted(single))
        return Match(CHARACTER, characters, len(single) > 1 or len(query.terms) > 1 or bool(query.unwanted))
    loose |= bool(single)
    unwanted: list[str] = []
    for term in query.unwanted:
        exact, phrase = _phrase(term.text)
        if exact and phrase:
            unwanted.append(_quoted(phrase))
        else:
            loose = True
    words = " AND ".join(f"({each})" for each in wanted)
    return Match(TEXT, " NOT ".join([f"({words})", *unwanted]), loose)


def _phrase(text: str) -> tuple[bool, list[str]]:
    """Give the tokens of a phrase, and whether a text that has them in this order has the phrase.

    A single character at an end may be part of a longer run in the text, and has no token there.
    """
    found = runs(text)
    exact = _exact(found)
    if _alone(found[0]):
        found = found[1:]
    if found and _alone(found[-1]):
        found = found[:-1]
    return exact, [token for run in found for token in tokens(run.text)]


def _exact(found: Sequence[Run]) -> bool:
    """Pairs that follow each other may have a comma between them in the text."""
    if len(found) == 1 and found[0].unparted:
        return len(found[0].text) <= 2
    return all(not run.unparted and len(run.text) < LONGEST for run in found)


def _alone(run: Run) -> bool:
    return run.unparted and len(run.text) == 1


def _spelled_out(db: sqlite3.Connection, phrase: list[str], term: Term) -> str:
    last = phrase[-1]
    begun = not term.whole and not runs(term.text)[-1].unparted and len(last) < LONGEST
    if not begun:
        return _quoted(phrase)
    rows = db.execute(
        "SELECT word FROM search_word WHERE word >= ? AND word < ? ORDER BY length(word), word LIMIT ?",
        (last, last + chr(0x10FFFF), WORDS + 1),
    )
    words: list[str] = [word for (word,) in rows]
    if len(words) > WORDS and len(last) > SHORT:
        return f"{_quoted(phrase)} *"
    return " OR ".join(_quoted([*phrase[:-1], word]) for word in words[:WORDS])


def _quoted(phrase: Sequence[str]) -> str:
    return '"' + " ".join(phrase) + '"'

"""Pygments' lexers in a fraction of the time, for whole pages of code.

A lexer tries one rule of its state after the other at every place, dozens of them in Python code, though most
cannot begin with the character that stands there. Which ones can is found out once, from their expressions;
what cannot be told of an expression counts as all characters, so that the tokens are always the same.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

Rule: TypeAlias = tuple[Any, Any, Any]  # of Pygments: what matches, what becomes of it, which state follows
First: TypeAlias = frozenset[int] | None  # characters; None are all

BEYOND = 128  # stands for all characters that are not ASCII
_ASCII = range(BEYOND)
_CATEGORIES = {
    f"CATEGORY_{name}": frozenset(code for code in _ASCII if re.match(pattern, chr(code))) | {BEYOND}
    for name, pattern in (
        ("DIGIT", r"\d"),
        ("NOT_DIGIT", r"\D"),
        ("SPACE", r"\s"),
        ("NOT_SPACE", r"\S"),
        ("WORD", r"\w"),
        ("NOT_WORD", r"\W"),
    )
}
_NOTHING: frozenset[int] = frozenset()


class QuickLexer:
    """Takes the place of a lexer's own `get_tokens_unprocessed`."""

    def __init__(self, lexer: Any) -> None:
        self._lexer = lexer
        self._firsts: dict[str, list[tuple[First, Rule]]] = {}  # by state
        self._rules: dict[tuple[str, int], list[Rule]] = {}  # that can begin with a character, by state

    def tokens(self, text: str, stack: Iterable[str] = ("root",)) -> Iterator[tuple[int, Any, str]]:
        """Give the tokens of a text with their places, as `RegexLexer` of Pygments 2.21 does."""
        from pygments.token import Error, Token, Whitespace

        kind, known = type(Token), self._rules
        states, at, end = list(stack), 0, len(text)
        while at < end:
            key = states[-1], min(ord(text[at]), BEYOND)
            for matches, action, change in known.get(key) or self._find(key):
                if (found := matches(text, at)) is None:
                    continue
                if type(action) is kind:
                    yield at, action, found[0]
                elif action is not None:
                    yield from action(self._lexer, found)
                at = found.end()
                if change is not None:
                    _enter(states, change)
                break
            else:
                if text[at] == "\n":
                    states = ["root"]
                yield at, Whitespace if text[at] == "\n" else Error, text[at]
                at += 1

    def _find(self, key: tuple[str, int]) -> list[Rule]:
        state, character = key
        firsts = self._firsts.get(state)
        if firsts is None:
            firsts = [(_first_of(rule[0]), rule) for rule in self._lexer._tokens[state]]
            self._firsts[state] = firsts
        rules = [rule for first, rule in firsts if first is None or character in first]
        self._rules[key] = rules
        return rules


def quick(lexer: Any) -> Any:
    """Make a lexer quick, if it goes the usual way."""
    from pygments.lexer import RegexLexer

    usual = RegexLexer.get_tokens_unprocessed
    if isinstance(lexer, RegexLexer) and type(lexer).get_tokens_unprocessed is usual:
        lexer.get_tokens_unprocessed = QuickLexer(lexer).tokens
    return lexer


def _enter(states: list[str], change: Any) -> None:
    for step in change if isinstance(change, tuple) else (change,):  # pyright: ignore[reportUnknownVariableType]
        if isinstance(step, int):
            del states[1 if -step >= len(states) else step :]
        elif step == "#pop":
            del states[max(1, len(states) - 1) :]
        else:
            states.append(states[-1] if step == "#push" else str(step))  # pyright: ignore[reportUnknownArgumentType]


def _first_of(matches: Any) -> First:
    """Tell with which characters a match of a rule can begin."""
    pattern: Any = getattr(matches, "__self__", None)
    if not hasattr(pattern, "pattern"):  # a function of the lexer's own
        return None
    parse: Any = importlib.import_module("re._parser").parse  # what Python's compiler sees has no other name
    first, empty = _row(parse(pattern.pattern, pattern.flags), pattern.flags)
    return None if empty else first


def _row(parts: Sequence[tuple[Any, Any]], flags: int) -> tuple[First, bool]:
    """Tell with what one thing after another begins, and whether it may be empty."""
    found = _NOTHING
    for code, value in parts:
        first, empty = _one(str(code), value, flags)
        if first is None:
            return None, False
        found |= first
        if not empty:
            return found, False
    return found, True


def _one(code: str, value: Any, flags: int) -> tuple[First, bool]:
    match code:
        case "LITERAL":
            return _spelt(frozenset({min(value, BEYOND)}), flags), False
        case "IN":
            return _among(value, flags), False
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return _NOTHING, True
        case "SUBPATTERN":
            _, more, fewer, parts = value
            return _row(parts, (flags | more) & ~fewer)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            first, empty = _row(value[2], flags)
            return first, empty or value[0] == 0
        case "ATOMIC_GROUP":
            return _row(value, flags)
        case "BRANCH":
            ways = [_row(parts, flags) for parts in value[1]]
            firsts = [first for first, _ in ways if first is not None]
            whole = len(firsts) == len(ways)
            return _NOTHING.union(*firsts) if whole else None, any(empty for _, empty in ways)
        case _:
            return None, False


def _among(parts: Sequence[tuple[Any, Any]], flags: int) -> First:
    found, negated = _NOTHING, False
    for code, value in parts:
        match str(code):
            case "NEGATE":
                negated = True
            case "LITERAL":
                found |= {min(value, BEYOND)}
            case "RANGE":
                found |= {
                    *range(value[0], min(value[1], BEYOND - 1) + 1),
                    *([BEYOND] if value[1] > 127 else []),
                }
            case "CATEGORY" if (known := _CATEGORIES.get(str(value))) is not None:
                found |= known
            case _:
                return None
    if negated:  # of what is beyond ASCII always something is left
        return None if flags & re.IGNORECASE else frozenset({*_ASCII, BEYOND}) - (found - {BEYOND})
    return _spelt(found, flags)


def _spelt(found: frozenset[int], flags: int) -> frozenset[int]:
    if not flags & re.IGNORECASE:
        return found
    both = (ord(way) for code in found if code < BEYOND for way in chr(code).swapcase())
    return found | frozenset(min(code, BEYOND) for code in both) | {BEYOND}

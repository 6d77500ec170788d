"""Pygments' lexers in a fraction of the time, for whole pages of code.

A lexer tries one rule of its state after the other at every place, dozens of them in Python code, though most
cannot begin with the character that stands there. Which ones can is found out once, from their expressions;
what cannot be told of an expression counts as all characters, so that the tokens are always the same.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Rule: TypeAlias = tuple[Any, Any, Any]  # of Pygments: what matches, what becomes of it, which state follows
First: TypeAlias = frozenset[int] | None  # characters; None are all

Words: TypeAlias = Mapping[str, str]  # how texts are written
Writes: TypeAlias = Callable[[Any], Words]  # gives how those of a kind of token are
_Way: TypeAlias = tuple[Any, Words | None, Any, Any]  # as a rule, with how it writes what it finds

BEYOND = 128  # stands for all characters that are not ASCII
_BEYOND = chr(BEYOND)
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
    """Writes code as the tokens that a lexer of Pygments 2.21 finds in it, one after the other."""

    def __init__(self, lexer: Any, writes: Writes) -> None:
        self._lexer = lexer
        self._writes = writes
        self._firsts: dict[str, list[tuple[First, Rule]]] = {}  # by state
        self._ways: dict[str, dict[str, list[_Way]]] = {}  # that can begin with a character, by state

    def written(self, text: str) -> str:
        """Write a text, as `RegexLexer.get_tokens` takes it apart where it is asked to keep all of it."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        states, at, end = ["root"], 0, len(text)
        ways = self._ways.setdefault("root", {})
        parts: list[str] = []
        while at < end:
            first = text[at] if text[at] < _BEYOND else _BEYOND
            for matches, words, action, change in ways.get(first) or self._find(states[-1], first):
                if (found := matches(text, at)) is None:
                    continue
                if words is not None:
                    parts.append(words[found[0]])
                elif action is not None:
                    parts += [self._writes(kind)[value] for _, kind, value in action(self._lexer, found)]
                at = found.end()
                if change is not None:
                    _enter(states, change)
                    ways = self._ways.setdefault(states[-1], {})
                break
            else:
                parts.append(self._odd(text[at]))
                if text[at] == "\n":
                    states, ways = ["root"], self._ways["root"]
                at += 1
        return "".join(parts)

    def _odd(self, character: str) -> str:
        """Write what no rule knows."""
        from pygments.token import Error, Whitespace

        return self._writes(Whitespace if character == "\n" else Error)[character]

    def _find(self, state: str, first: str) -> list[_Way]:
        from pygments.token import Token

        firsts = self._firsts.get(state)
        if firsts is None:
            firsts = [(_first_of(rule[0]), rule) for rule in self._lexer._tokens[state]]
            self._firsts[state] = firsts
        ways: list[_Way] = []
        for possible, (matches, action, change) in firsts:
            if possible is None or ord(first) in possible:
                plain = type(action) is type(Token)
                words = self._writes(action) if plain else None
                ways.append((matches, words, None if plain else action, change))
        self._ways[state][first] = ways
        return ways


def quick(lexer: Any, writes: Writes) -> QuickLexer | None:
    """Make a quick one of a lexer, if it goes the usual way."""
    from pygments.lexer import Lexer, RegexLexer

    kind: Any = lexer.__class__
    usual = (
        isinstance(lexer, RegexLexer)
        and kind.get_tokens_unprocessed is RegexLexer.get_tokens_unprocessed
        and kind.get_tokens is Lexer.get_tokens
    )
    return QuickLexer(lexer, writes) if usual and not lexer.filters else None


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

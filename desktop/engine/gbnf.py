"""Checks a grammar in llama.cpp's GBNF before llama.cpp sees it, where an invalid one ends the process.

Follows `llama_grammar_parser` and `llama_grammar_detect_left_recursion` (llama.cpp, src/llama-grammar.cpp),
and refuses besides what they let through and then die of: token rules like `<[5]>` (accepting one may
throw), `x{5,3}` (counts down from 0), and everything that grows out of bounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NewType

from desktop.core.errors import GrammarInvalid
from desktop.engine.gbnf_reader import NAME, Reader
from desktop.engine.gbnf_rules import Rules, Symbol

Checked = NewType("Checked", str)
"""A grammar that `check` has let through."""

LONGEST = 200_000  # characters
DEEPEST = 50  # brackets within each other; llama.cpp calls itself for each
MOST_REPEATED = 2000  # llama.cpp's MAX_REPETITION_THRESHOLD
MOST_ELEMENTS = 200_000  # characters, classes and references, repetitions written out
MOST_RULES = 20_000  # those that brackets and repetitions make too
UNUSABLE = re.compile("[\0\ud800-\udfff]")


def check(grammar: str) -> Checked:
    """Make sure that llama.cpp can follow a grammar, from its rule `root` on. Raises GrammarInvalid."""
    if len(grammar) > LONGEST:
        raise GrammarInvalid(0, f"it has more than {LONGEST} characters")
    reader = Reader(grammar)
    found = UNUSABLE.search(grammar)
    if found is not None:
        raise reader.error("a character that no text can hold", found.start())
    _Parser(reader).parse().check()
    return Checked(grammar)


@dataclass(slots=True)
class _Sequence:
    """What has been read of an alternative, and which of it a repetition would repeat."""

    symbols: list[Symbol] = field(default_factory=list[Symbol])
    start: int = 0  # of what would be repeated
    size: int = 0  # of that, in elements
    weight: int = 1  # of that, as llama.cpp counts it

    def add(self, symbols: list[Symbol], size: int, weight: int = 1) -> None:
        """Append something that can be repeated, unless it is empty."""
        self.start, self.size, self.weight = len(self.symbols), size, weight
        self.symbols += symbols


class _Parser:
    """Reads a grammar once, from its beginning to its end."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._depth = 0
        self._elements = 0
        self._made = 0  # rules that brackets and repetitions have made
        self._names: set[str] = set()  # defined or referred to
        self._rules = Rules()

    def parse(self) -> Rules:
        """Read all rules."""
        self._reader.skip(lines=True)
        while not self._reader.done:
            self._rule()
        return self._rules

    def _rule(self) -> None:
        reader = self._reader
        line = reader.line(reader.at)
        name = reader.name("the name of a rule should stand here")
        reader.skip(lines=False)
        reader.expect("::=", f"“::=” is missing after {name[:40]}")
        reader.skip(lines=True)
        self._names.add(name)
        alternatives = self._alternatives(nested=False)
        if reader.peek() not in ("", "\r", "\n"):
            raise reader.error(f"“{reader.peek()}” cannot stand here")
        if not self._rules.define(name, alternatives, line):
            raise GrammarInvalid(line, f"there are two rules named {name[:40]}")
        reader.skip(lines=True)

    def _alternatives(self, nested: bool) -> list[list[Symbol]]:
        alternatives = [self._sequence(nested)]
        while self._reader.peek() == "|":
            self._reader.at += 1
            self._reader.skip(lines=True)
            alternatives.append(self._sequence(nested))
            self._count(1)
        return alternatives

    def _sequence(self, nested: bool) -> list[Symbol]:
        sequence = _Sequence()
        while self._item(sequence, nested):
            self._reader.skip(lines=nested)
        return sequence.symbols

    def _item(self, sequence: _Sequence, nested: bool) -> bool:
        """Read one item of a sequence; tell whether there was one."""
        match self._reader.peek():
            case '"' | "[" | ".":
                size = self._reader.terminal()
                self._count(size)
                sequence.add([None] if size else [], size)
            case "(":
                self._group(sequence)
            case "*" | "+" | "?" | "{":
                self._repetition(sequence, nested)
            case "<" | "!":
                raise self._reader.error("tokens as in <[5]> cannot be used here")
            case character if NAME.match(character):
                self._reference(sequence)
            case _:
                return False
        return True

    def _group(self, sequence: _Sequence) -> None:
        reader = self._reader
        self._depth += 1
        if self._depth > DEEPEST:
            raise reader.error(f"more than {DEEPEST} brackets within each other")
        before = self._symbols()
        name = self._make(reader.line(reader.at))
        reader.at += 1
        reader.skip(lines=True)
        self._rules.fill(name, self._alternatives(nested=True))
        reader.expect(")", "“)” is missing")
        self._depth -= 1
        self._count(1)
        sequence.add([name], 1, self._symbols() - before)

    def _reference(self, sequence: _Sequence) -> None:
        line = self._reader.line(self._reader.at)
        name = self._reader.name("")
        self._names.add(name)
        self._rules.refer(name, line)
        self._count(1)
        sequence.add([name], 1)

    def _repetition(self, sequence: _Sequence, nested: bool) -> None:
        reader = self._reader
        begin = reader.at
        if sequence.start == len(sequence.symbols):
            raise reader.error(f"“{reader.peek()}” has nothing before it to repeat", begin)
        low, high = reader.repetitions(nested)
        if max(low, high or 0) > MOST_REPEATED or sequence.weight * (high or low or 1) > MOST_REPEATED:
            raise reader.error(f"more than {MOST_REPEATED} repetitions", begin)
        if high is not None and high < low:
            raise reader.error("the repetitions are the wrong way round", begin)
        self._repeat(sequence, low, high, reader.line(begin))

    def _repeat(self, sequence: _Sequence, low: int, high: int | None, line: int) -> None:
        """Note a repetition in the form that has the same beginnings as llama.cpp's rules for it."""
        symbols, start = sequence.symbols, sequence.start
        repeated, sequence.symbols = symbols[start:], symbols[:start]
        optional = 1 if high is None else high - low
        self._count(sequence.size * max(0, low - 1) + optional * (sequence.size + 4))
        if high != 1:
            self._rules.repeated(repeated, line)
        if low:
            sequence.symbols += repeated
        if optional:
            rest = self._make(line, optional)
            again: list[Symbol] = [rest] if high is None else []
            self._rules.fill(rest, [[*repeated, *again], []])
            sequence.symbols.append(rest)
        sequence.size = sequence.size * low + 1
        sequence.weight *= high or low or 1

    def _make(self, line: int, times: int = 1) -> str:
        """Make a rule, or so many that are alike."""
        self._made += times
        name = f"_{self._made}"  # no rule of the grammar's own can be named so
        self._rules.define(name, [], line, times)
        return name

    def _symbols(self) -> int:
        return len(self._names) + self._made

    def _count(self, elements: int) -> None:
        self._elements += elements
        if self._elements > MOST_ELEMENTS or self._symbols() > MOST_RULES:
            raise self._reader.error("the grammar is too large")

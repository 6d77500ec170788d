"""What the rules of a grammar must not do together: lead nowhere, or begin with themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from desktop.core.errors import GrammarInvalid

LONGEST_CHAIN = 500  # rules that begin with each other; llama.cpp calls itself for each
MOST_VISITS = 2_000_000  # of rules while llama.cpp looks for left recursion: it remembers none

Symbol: TypeAlias = str | None
"""A rule's name, or None for a character."""


@dataclass(slots=True)
class _Rule:
    alternatives: Sequence[Sequence[Symbol]]
    line: int
    times: int = 1  # that llama.cpp makes one like this


class Rules:
    """The rules of a grammar, with those that stand for its brackets and repetitions."""

    def __init__(self) -> None:
        self._rules: dict[str, _Rule] = {}
        self._referred: dict[str, int] = {}  # where first
        self._repeated: list[tuple[Sequence[Symbol], int]] = []

    def define(self, name: str, alternatives: Sequence[Sequence[Symbol]], line: int, times: int = 1) -> bool:
        """Take a rule; tell whether its name was free."""
        if name in self._rules:
            return False
        self._rules[name] = _Rule(alternatives, line, times)
        return True

    def fill(self, name: str, alternatives: Sequence[Sequence[Symbol]]) -> None:
        """Give a rule that is there its contents."""
        self._rules[name].alternatives = alternatives

    def refer(self, name: str, line: int) -> None:
        """Note that there must be a rule of this name."""
        self._referred.setdefault(name, line)

    def repeated(self, symbols: Sequence[Symbol], line: int) -> None:
        """Note what must not be empty, since it may come several times."""
        self._repeated.append((symbols, line))

    def check(self) -> None:
        """Make sure that the rules can be followed. Raises GrammarInvalid."""
        if "root" not in self._rules:
            raise GrammarInvalid(0, "there is no rule named root")
        for name, line in self._referred.items():
            if name not in self._rules:
                raise GrammarInvalid(line, f"there is no rule named {name}")
        empty = self._nullable()
        for symbols, line in self._repeated:
            if all(symbol in empty for symbol in symbols):
                raise GrammarInvalid(line, "what is repeated here may be empty")
        self._check_beginnings(empty)

    def _nullable(self) -> set[Symbol]:
        """Find the rules that may be empty."""
        found: set[Symbol] = set()
        waiting: dict[Symbol, list[tuple[str, int]]] = {}  # for a rule to be found: whose alternatives
        missing: dict[tuple[str, int], int] = {}  # symbols of an alternative that are not found
        todo: list[str] = []
        for name, rule in self._rules.items():
            for number, alternative in enumerate(rule.alternatives):
                missing[name, number] = len(alternative)
                todo += [] if alternative else [name]
                for symbol in alternative:
                    waiting.setdefault(symbol, []).append((name, number))
        while todo:
            name = todo.pop()
            for other in waiting.pop(name, []):
                missing[other] -= 1
                todo += [] if missing[other] else [other[0]]
            found.add(name)
        return found

    def _check_beginnings(self, empty: set[Symbol]) -> None:
        """Refuse left recursion, and what llama.cpp would look for it in for too long."""
        visits: dict[str, int] = {}  # that llama.cpp makes from here on
        for start in self._rules:
            if start not in visits:
                self._visit(start, empty, visits)
        if sum(count * self._rules[name].times for name, count in visits.items()) > MOST_VISITS:
            raise GrammarInvalid(0, "too many alternatives begin with the same rules")

    def _visit(self, start: str, empty: set[Symbol], visits: dict[str, int]) -> None:
        path = [start]
        on_path = {start}
        steps = [self._beginnings(start, empty)]
        counts = [1]
        while path:
            following = next(steps[-1], None)
            if following is None:
                name = path.pop()
                on_path.remove(name)
                steps.pop()
                visits[name] = counts.pop()
                if counts:
                    counts[-1] += visits[name]
            elif following in on_path:
                raise GrammarInvalid(
                    self._rules[following].line, "a rule begins with itself (left recursion)"
                )
            elif following in visits:
                counts[-1] += visits[following]
            elif len(path) == LONGEST_CHAIN:
                raise self._error(following, "too many rules begin with each other")
            else:
                path.append(following)
                on_path.add(following)
                steps.append(self._beginnings(following, empty))
                counts.append(1)

    def _beginnings(self, name: str, empty: set[Symbol]) -> Iterator[str]:
        """Give the rules that the texts of a rule may begin with."""
        for alternative in self._rules[name].alternatives:
            for symbol in alternative:
                if symbol is not None:
                    yield symbol
                if symbol not in empty:
                    break

    def _error(self, name: str, detail: str) -> GrammarInvalid:
        return GrammarInvalid(self._rules[name].line, detail)

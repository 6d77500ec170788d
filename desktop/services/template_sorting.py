"""Tells what becomes of templates from files: new, here already, in conflict. For worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.core.free_name import NUMBERED
from desktop.core.template_exchange import Flaw, FlawKind, Found
from desktop.core.templates import LONGEST_NAME, slash_name, template_name

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.template_intake import Contents, Present, TemplateIntake


@dataclass(frozen=True, slots=True)
class Sorted:
    """Some templates, in their order but apart."""

    new: tuple[Found, ...]
    same: int
    conflicts: tuple[tuple[Found, Present], ...]
    flaws: tuple[Flaw, ...]  # names that stand twice


class Names:
    """Gives free names; many of one name do not take longer and longer."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def __contains__(self, slash: str) -> bool:
        return slash in self._taken

    def add(self, slash: str) -> None:
        """Take a slash name."""
        self._taken.add(slash)

    def next(self, name: str) -> str:
        """Give the next name with a number behind it, which may be taken."""
        slash = slash_name(name)
        self._numbers[slash] = self._numbers.get(slash, 1) + 1
        return f"{template_name(name)[: LONGEST_NAME - NUMBERED].rstrip()} {self._numbers[slash]}"

    def free(self, name: str) -> str:
        """Give a name that is not taken, and take it."""
        free = name
        while slash_name(free) in self._taken:
            free = self.next(name)
        self.add(slash_name(free))
        return free


class Sorter:
    """Compares what comes with what is here, and with what came before in the same import."""

    def __init__(self, intake: TemplateIntake) -> None:
        from desktop.store.template_intake import Contents

        self._intake = intake
        self._contents = Contents.of
        self.names = Names(intake.slashes())
        self._seen: dict[str, int] = {}  # what came before: a hash of its contents

    def sort(self, batch: Sequence[Found]) -> Sorted:
        """Sort some hundred templates. Raises `DataError`s."""
        slashes = [slash_name(found.draft.name) for found in batch]
        here = self._intake.present({slash for slash in slashes if slash in self.names})
        new: list[Found] = []
        conflicts: list[tuple[Found, Present]] = []
        flaws: list[Flaw] = []
        for slash, found in zip(slashes, batch, strict=True):
            contents = self._contents(found.draft)
            if slash in self._seen:
                other = self._twice(found, contents, flaws)
                new += [] if other is None else [other]
                continue
            self._seen[slash] = hash(contents)
            present = here.get(slash)
            if present is None:
                self.names.add(slash)
                new.append(found)
            elif present.contents != contents:
                conflicts.append((found, present))
        same = len(batch) - len(new) - len(conflicts)
        return Sorted(tuple(new), same, tuple(conflicts), tuple(flaws))

    def _twice(self, found: Found, contents: Contents, flaws: list[Flaw]) -> Found | None:
        """Give a second template of a name a number, unless it is the first one again, or here by now."""
        if self._seen[slash_name(found.draft.name)] == hash(contents):
            return None
        name = self.names.next(found.draft.name)
        while (slash := slash_name(name)) in self.names:
            present = self._intake.present([slash]).get(slash)
            if slash not in self._seen and present is not None and present.contents == contents:
                self._seen[slash] = hash(contents)
                return None
            name = self.names.next(found.draft.name)
        self.names.add(slash)
        self._seen[slash] = hash(contents)
        flaws.append(Flaw(FlawKind.TWICE, found.line, name, found.file))
        return replace(found, draft=replace(found.draft, name=name))

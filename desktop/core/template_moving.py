"""Imports and exports of templates as they are seen: before, while they run, and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.template_exchange import Flaw, Format, OnConflict
from desktop.core.templates import TemplateId
from desktop.core.user_error import UserError

OWN_SUFFIX = ".fireside-templates"  # which systems know, and open with Fireside; inside it is JSON
SUFFIXES = {Format.JSON: OWN_SUFFIX, Format.MARKDOWN: ".md", Format.CSV: ".csv", Format.YAML: ".yaml"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A template whose name another one has."""

    slash: str
    name: str  # in the file
    file: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What files would bring."""

    new: int = 0
    same: int = 0  # are here already
    conflicts: tuple[Conflict, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    more_flaws: int = 0  # that were counted only

    @property
    def total(self) -> int:
        """How many templates the files hold."""
        return self.new + self.same + len(self.conflicts)


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of conflicts."""

    usual: OnConflict = OnConflict.KEEP
    single: Mapping[str, OnConflict] = field(default_factory=dict[str, OnConflict])  # by slash name

    def of(self, slash: str) -> OnConflict:
        """Give what was chosen for one."""
        return self.single.get(slash, self.usual)


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import has done, also one that was ended early."""

    added: int = 0
    renewed: int = 0  # got one more version
    left_out: int = 0  # conflicts
    same: int = 0
    flaws: tuple[Flaw, ...] = ()
    more_flaws: int = 0
    cancelled: bool = False
    failure: UserError | None = None  # that ended it
    broken: bool = False  # a bug ended it; what was done is not known

    @property
    def done(self) -> int:
        """How many templates have been dealt with."""
        return self.added + self.renewed + self.left_out + self.same


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reading or importing has come."""

    templates: int


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, and how."""

    templates: tuple[TemplateId, ...]  # empty: all that are not in the trash
    format: Format
    target: Path  # a file, or a folder where each template gets a file of its own
    apart: bool = False  # of Markdown, and always of YAML: into a folder
    versions: bool = True  # of JSON: also what templates said before


@dataclass(frozen=True, slots=True)
class Exported:
    """What has been written."""

    templates: int
    files: tuple[Path, ...]
    flaws: tuple[Flaw, ...] = ()  # what the format has no place for

"""What can go wrong with trying out a template, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.user_error import UserError


class TryoutError(UserError):
    """Something about trying out a template."""


@dataclass(unsafe_hash=True)
class TooManyInputs(TryoutError):
    """A template cannot have so many saved inputs."""

    limit: int


@dataclass(unsafe_hash=True)
class NoInputs(TryoutError):
    """The template has no saved input that it could be tried out with."""


@dataclass(unsafe_hash=True)
class NothingFits(TryoutError):
    """None of the saved inputs fits the fields of the chosen versions."""


@dataclass(unsafe_hash=True)
class NothingUsedYet(TryoutError):
    """The template was never used, so there are no values to take from its last use."""


@dataclass(unsafe_hash=True)
class ComparisonUnderWay(TryoutError):
    """Models are being compared, and only one of both can run at a time."""


@dataclass(unsafe_hash=True)
class TryoutUnderWay(TryoutError):
    """A template is being tried out, and only one of both can run at a time."""


@dataclass(unsafe_hash=True)
class ColumnsUnknown(TryoutError):
    """No column of the table is called as a field of the template."""

    path: Path
    fields: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ResultsNotWritten(TryoutError):
    """The file with the results cannot be written."""

    path: Path
    full: bool = False  # the disk has no room

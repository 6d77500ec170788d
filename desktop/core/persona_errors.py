"""What can go wrong with personas, and with files of presets, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.user_error import UserError


class PersonaError(UserError):
    """Something about a persona, or about presets."""


@dataclass(unsafe_hash=True)
class PersonaNameMissing(PersonaError):
    """A persona cannot be saved without a name."""


@dataclass(unsafe_hash=True)
class PersonaNameTaken(PersonaError):
    """Another persona is called like this."""

    name: str  # of the other persona


@dataclass(unsafe_hash=True)
class PersonaGone(PersonaError):
    """The persona was deleted meanwhile, by another window or process perhaps."""


@dataclass(unsafe_hash=True)
class NoPresets(PersonaError):
    """The file holds no presets of sampling."""

    path: Path


@dataclass(unsafe_hash=True)
class PresetsUnreadable(PersonaError):
    """The file of presets cannot be read."""

    path: Path


@dataclass(unsafe_hash=True)
class PresetsNotWritten(PersonaError):
    """The file of presets cannot be written."""

    path: Path

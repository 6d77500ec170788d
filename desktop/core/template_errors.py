"""What can go wrong with templates, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.template_values import Wrong
from desktop.core.user_error import UserError


class TemplateError(UserError):
    """Something about a template."""


@dataclass(unsafe_hash=True)
class TemplateNameMissing(TemplateError):
    """A template cannot be saved without a name."""


@dataclass(unsafe_hash=True)
class TemplateNameTaken(TemplateError):
    """Another template is called by this slash name."""

    name: str  # of the other template


@dataclass(unsafe_hash=True)
class TemplateGone(TemplateError):
    """The template was deleted meanwhile, by another window or process perhaps."""


@dataclass(unsafe_hash=True)
class TemplateTooLong(TemplateError):
    """A text of a template is longer than any context."""

    length: int  # characters, as the limit
    limit: int


@dataclass(unsafe_hash=True)
class TemplateFillsTooMuch(TemplateError):
    """What a template would make of its values is larger than anything that could be sent."""

    length: int  # characters of all its texts, as the limit
    limit: int


@dataclass(unsafe_hash=True)
class TemplatesNotWritten(TemplateError):
    """An export cannot be written there. What was there before is still there."""

    path: Path


@dataclass(unsafe_hash=True)
class TemplateUnknown(TemplateError):
    """Somebody named a template that is not here."""

    name: str
    near: tuple[str, ...] = ()  # names that may be meant


@dataclass(unsafe_hash=True)
class TemplateUnfilled(TemplateError):
    """A template cannot be used with these values."""

    name: str
    wrongs: tuple[Wrong, ...]

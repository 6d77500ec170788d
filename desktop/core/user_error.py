"""The base of every error that a user can do something about. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


class UserError(Exception):
    """Base of every error that is shown as a sentence, never as a traceback."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by fields: an exception's own way forgets keyword arguments."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Show the facts, for the log."""
        facts = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({facts})"

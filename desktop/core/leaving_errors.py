"""What can go wrong where chats are painted on pages, and that the user can act on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.user_error import UserError


class LeavingError(UserError):
    """Chats cannot be painted on pages."""


@dataclass(unsafe_hash=True)
class PdfFailed(LeavingError):
    """The process that makes a PDF file ended before it was whole."""

    path: Path


@dataclass(unsafe_hash=True)
class PrintFailed(LeavingError):
    """The printer takes nothing, or has stopped."""

"""Chats in the trash, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.core.chat import ChatId, FolderId, Role

TRASH_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Trashed:
    """A chat in the trash, as it is listed."""

    id: ChatId
    title: str
    deleted: datetime
    folder: FolderId | None
    messages: int

    def days_left(self, now: datetime) -> int:
        """Tell after how many days it is deleted for good; 0 is today."""
        return max(0, (self.deleted + TRASH_KEPT - now).days)


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a message begins."""

    role: Role
    text: str
    more: bool  # than is shown

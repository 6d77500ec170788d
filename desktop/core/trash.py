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
        """Tell in how many days it is deleted for good, the last one counted too; 0 is any moment now."""
        return max(0, -((now - self.deleted - TRASH_KEPT) // timedelta(days=1)))


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a message begins."""

    role: Role
    text: str
    more: bool  # than is shown

"""The tags of one or many chats."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.core.chat import Chat, ChatId
from desktop.core.folders import TagCount
from desktop.services.organising import Organising
from desktop.viewmodels.trying import trying


class TagsViewModel(QObject):
    """Reads and changes tags. Errors come by `failed`."""

    failed = Signal(object)  # UserError

    def __init__(self, organising: Organising, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._organising = organising

    def chats(self, wanted: Sequence[ChatId]) -> list[Chat]:
        """Read the chats; none after `failed`."""
        found: list[Chat] = []
        trying(self.failed, lambda: found.extend(self._organising.those(wanted)))
        return found

    def in_use(self) -> list[TagCount]:
        """List the tags of all chats, those of most chats first; none after `failed`."""
        found: list[TagCount] = []
        trying(self.failed, lambda: found.extend(self._organising.tags()))
        return sorted(found, key=lambda each: -each.count)

    def save(self, chats: Sequence[ChatId], more: Sequence[str], fewer: Sequence[str]) -> bool:
        """Give chats tags, and take some away; False after `failed`."""
        if not more and not fewer:
            return True
        return trying(self.failed, lambda: self._organising.tag(chats, more, fewer))

"""Which chats there are, and where they stand in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.chat_order import LOOSE, PINNED, ChatOrder, standing_of
from desktop.core.events import Later
from desktop.core.tasks import Tasks

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chat_listing import ListingStore

FEW = 300  # chats that are read at once
SCREENFUL = 60  # rows: more than fit on a large screen


class Listing:
    """Reads the list of chats. Lives on the owner thread. Raises `DataError`s."""

    def __init__(self, store: ListingStore, tasks: Tasks, later: Later) -> None:
        self._store = store
        self._tasks = tasks
        self.later = later

    @property
    def few(self) -> bool:
        """Whether there are so few chats that reading all of their order takes no time."""
        return self._store.count(FEW + 1) <= FEW

    def order(self) -> ChatOrder:
        """Give the whole order. Only of a few chats."""
        return self._store.order()

    def first(self, folders: Sequence[FolderId]) -> tuple[ChatOrder, list[Chat]]:
        """Give as much of the order as the window can show at once: pinned, of these folders, and others."""
        order = ChatOrder()
        found: list[Chat] = []
        for place in (PINNED, *folders, LOOSE):
            if place in (PINNED, LOOSE) or len(found) < SCREENFUL:
                found += self._store.newest(place, SCREENFUL)
        for chat in found:
            order.put(chat.id, standing_of(chat))
        return order, found

    def load(self, done: Callable[[ChatOrder], None], failed: Callable[[Exception], None]) -> None:
        """Read the whole order on a worker thread."""
        store = self._store
        self._tasks.run(lambda _: store.order(), done=done, failed=failed)

    def chats(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Read a page of chats, in no order; those in the trash or gone are left out."""
        return self._store.chats(chats)

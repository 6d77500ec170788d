"""What is shown of chats, read when it is looked at: a page at a time, and forgotten again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from desktop.core.chat import Chat, ChatId
from desktop.core.errors import UserError

KEPT = 3_000  # chats, about 1.5 MB
BEFORE, AFTER = 40, 80  # of a page, around the row that is looked at


class Details:
    """Keeps the chats that were looked at last."""

    def __init__(
        self, read: Callable[[Sequence[ChatId]], list[Chat]], failed: Callable[[UserError], None]
    ) -> None:
        self._read = read
        self._failed = failed
        self._kept: OrderedDict[ChatId, Chat | None] = OrderedDict()  # None: could not be read

    def keep(self, chats: Iterable[Chat]) -> None:
        """Take over how chats are now."""
        for chat in chats:
            self._kept[chat.id] = chat
            self._kept.move_to_end(chat.id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def forget(self, chats: Iterable[ChatId] | None = None) -> None:
        """Read these anew when they are looked at; all where none are named."""
        if chats is None:
            self._kept.clear()
        else:
            for chat in chats:
                self._kept.pop(chat, None)

    def of(self, chat: ChatId, page: Callable[[], Sequence[ChatId]]) -> Chat | None:
        """Give a chat, with its page read if it has to be read; None if that cannot be."""
        if chat not in self._kept:
            missing = [each for each in page() if each not in self._kept] or [chat]
            found = self._load(missing)
            self._kept.update(dict.fromkeys(missing))
            self.keep(found)
        return self._kept.get(chat)

    def all(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Give chats in their order, reading those that are not here; without the gone ones."""
        known = {each: chat for each in chats if (chat := self._kept.get(each)) is not None}
        missing = [each for each in chats if each not in known]
        if missing:
            known.update({chat.id: chat for chat in self._load(missing)})
        return [known[each] for each in chats if each in known]

    def _load(self, chats: Sequence[ChatId]) -> list[Chat]:
        try:
            return self._read(chats)
        except UserError as error:
            self._failed(error)
            return []

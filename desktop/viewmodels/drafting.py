"""What stands in the composer of the shown chat, kept for later."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.core.chat import Attachment, ChatId
from desktop.core.prepared import NOTHING, Prepared
from desktop.services.conversation import Conversation
from desktop.services.drafts import Drafts


class Drafting(QObject):
    """Reads and keeps the draft of whichever chat is shown."""

    def __init__(
        self, drafts: Drafts, shown: Callable[[], Conversation], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._all = drafts
        self._shown = shown

    @property
    def _drafts(self) -> Drafts:
        return self._shown().own_drafts or self._all

    def _current(self) -> ChatId | None:
        chat = self._shown().branch.chat
        return chat.id if chat is not None else None

    @property
    def text(self) -> str:
        """What the composer is to hold."""
        return self._drafts.of(self._current())

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files that go with it."""
        return self._drafts.files_of(self._current())

    @property
    def prepared(self) -> Prepared:
        """What templates have put beside it."""
        return self._drafts.prepared_of(self._current())

    def keep_prepared(self, prepared: Prepared) -> None:
        """Remember what templates have put beside it."""
        self._drafts.keep_prepared(self._current(), prepared)

    @Slot(str)
    def keep(self, text: str) -> None:
        """Remember what stands in the composer."""
        self._drafts.keep(self._current(), text)

    @Slot(object)
    def keep_files(self, files: tuple[Attachment, ...]) -> None:
        """Remember the files."""
        self._drafts.keep_files(self._current(), files)

    def put_back(self, chat: ChatId | None, text: str, files: tuple[Attachment, ...]) -> None:
        """Remember what stood in the composer of a chat that is not shown any more.

        Of a temporary one nothing is remembered: it has no row to be stored in.
        """
        self._all.keep(chat, text)
        self._all.keep_files(chat, files)

    def sent(self, before: ChatId | None) -> None:
        """Forget the draft of a message that has been sent, also where the chat was new then."""
        for chat in {before, self._current()}:
            self._drafts.keep(chat, "")
            self._drafts.keep_files(chat, ())
            self._drafts.keep_prepared(chat, NOTHING)

    def close(self) -> None:
        """Store what is not stored yet."""
        self._all.flush()

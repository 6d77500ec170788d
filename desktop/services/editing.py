"""Changes to messages that are there: none of them destroys anything but a summary's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.core.chat import Message, MessageId, Role, Status, clean
from desktop.core.errors import DataError
from desktop.core.events import Later
from desktop.services.answering import Answering
from desktop.services.branch import Branch
from desktop.services.drafts import can_hold
from desktop.services.walking import Walking

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.chats import ChatStore

FORGOTTEN_AFTER = 2.0  # seconds; drafts are written within half a second


class Editing:
    """Works on the shown branch, on the owner thread. Raises `DataError`s; then nothing has changed."""

    def __init__(
        self, store: ChatStore, branch: Branch, walking: Walking, later: Later, answering: Answering
    ) -> None:
        self._store = store
        self._branch = branch
        self._walking = walking
        self._later = later
        self._answering = answering

    def delete(self, message: MessageId, then: Callable[[], object] = lambda: None) -> None:
        """Go over to a branch that is like this one without the message; the old one stays stored.

        `then` is called when that is shown.
        """
        if not any(m.status is Status.STREAMING for m in self._branch.messages):  # another process's
            self._answering.settle()
            self._walking.delete(message, then)

    def discard(self, chain: Sequence[Message]) -> None:
        """Leave no branch behind of what was refused, once its text is kept as a draft.

        `chain` are the messages from the question on, which nobody has got to see an answer to. What is
        too large for a draft stays as a branch.
        """
        if all(m.role is not Role.USER or can_hold(m.text, m.attachments) for m in chain):
            self._discard_later([m.id for m in chain])

    def _discard_later(self, chain: Sequence[MessageId]) -> None:
        self._later(FORGOTTEN_AFTER, lambda: self._discard(chain))

    def _discard(self, chain: Sequence[MessageId]) -> None:
        chat = self._branch.chat
        if self._answering.busy or not self._walking.still:
            self._discard_later(chain)
        elif chat is not None and chain:
            with suppress(DataError):  # then it stays as a branch
                if self._store.discard(chat.id, chain):
                    self._walking.refresh()

    def pin(self, message: MessageId, pinned: bool) -> None:
        """Keep a message in the context whatever is left out, or do so no longer."""
        index = self._branch.index(message)
        if index is not None:
            self._store.set_pinned(message, pinned)
            self._branch.change(replace(self._branch.messages[index], pinned=pinned))

    def write_summary(self, message: MessageId, text: str) -> None:
        """Put the user's words in the place of a summary's; no words change nothing."""
        index = self._branch.index(message)
        text = clean(text).strip()
        if text and index is not None and _is_written(self._branch.messages[index]):
            self._store.set_summary(message, text)
            self._branch.change(replace(self._branch.messages[index], text=text))


def _is_written(message: Message) -> bool:
    return message.role is Role.SUMMARY and message.status is Status.DONE  # the model reads no others

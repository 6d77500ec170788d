"""What the user asks for before the chats are open: it is remembered, and done in the same order then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # the first frame makes the list of wishes
    from desktop.core.chat import Attachment, ChatId


@dataclass(frozen=True, slots=True)
class Sent:
    """A message is to go out, in the chat that was opened last or else in a new one."""

    text: str
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A chat is to be shown; what stood in the composer is a draft of the one before."""

    chat: ChatId
    left: str = ""


Wish: TypeAlias = Sent | Opened


class Wishes:
    """In each chat one message can wait, as one can be answered at a time."""

    def __init__(self) -> None:
        self._steps: list[Wish] = []

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def waiting(self) -> Sent | None:
        """The message that waits in the chat that is wanted now."""
        last = self._steps[-1] if self._steps else None
        return last if isinstance(last, Sent) else None

    @property
    def opened(self) -> ChatId | None:
        """The chat that is wanted now; None for a new one."""
        return next((step.chat for step in reversed(self._steps) if isinstance(step, Opened)), None)

    def send(self, text: str, files: tuple[Attachment, ...] = ()) -> bool:
        """Have a message sent; False if it cannot wait, and is still the user's."""
        if self.waiting is not None or not (text.strip() or files):
            return False
        self._steps.append(Sent(text, files))
        return True

    def open(self, chat: ChatId, left: str = "") -> bool:
        """Have a chat opened; False if it is the one that is wanted already."""
        if chat == self.opened:
            return False
        self._steps.append(Opened(chat, left))
        return True

    @property
    def texts(self) -> list[str]:
        """What was written, in order."""
        return [step.text if isinstance(step, Sent) else step.left for step in self._steps]

    @property
    def files(self) -> list[Attachment]:
        """What was attached, in order."""
        return [file for step in self._steps if isinstance(step, Sent) for file in step.files]

    def take(self) -> tuple[Wish, ...]:
        """Give all of them, in order; they are somebody else's now."""
        steps = tuple(self._steps)
        self._steps.clear()
        return steps

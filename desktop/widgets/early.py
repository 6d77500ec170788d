"""What the user does at the composer and the list before the chats are open: remembered, then done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Attachment, ChatId
from desktop.core.early_draft import together
from desktop.viewmodels.chat import ChatViewModel
from desktop.widgets.composer import Composer
from desktop.widgets.wishes import Sent, Wishes


class Early(QObject):
    """Goes on with the wishes of the first frame, and carries them out once everybody listens."""

    waits = Signal(object)  # wishes.Sent, or None: what will be sent once the chats are there

    def __init__(self, composer: Composer, send: Callable[[str], None], parent: QObject) -> None:
        """`send` sends what stands in the composer."""
        super().__init__(parent)
        self._composer = composer
        self._send = send
        self._wishes = Wishes()
        self.over = False  # the chats are there

    @property
    def pending(self) -> bool:
        """Whether something was asked for."""
        return len(self._wishes) > 0

    def typed(self) -> str:
        """Give all that was written and nobody keeps."""
        return together((*self._wishes.texts, self._composer.text()))

    def attached(self) -> tuple[Attachment, ...]:
        """Give all that was attached and nobody keeps."""
        return (*self._wishes.files, *self._composer.files)

    def take_over(self, wishes: Wishes) -> None:
        """Go on remembering."""
        self._wishes = wishes
        self.waits.emit(wishes.waiting)

    def send(self, text: str) -> None:
        """Remember that a message is to go out; a second one of the same chat stays in the composer."""
        if self._wishes.send(text, self._composer.files):
            self._composer.put("", ())
            self.waits.emit(self._wishes.waiting)

    @Slot(object)
    def open(self, chat: ChatId) -> None:
        """Remember that a chat is to be shown; what stands in the composer belongs to the one before."""
        if self.over:
            return
        if self._wishes.open(chat, self._composer.text()):
            self._composer.set_text("")
            self.waits.emit(self._wishes.waiting)
        self._composer.setFocus()

    def carry_out(self, chat: ChatViewModel) -> None:
        """Do what was asked for, in the same order, as if it were done now."""
        wishes, composer = self._wishes.take(), self._composer
        if not wishes:
            return
        typed, files = composer.text(), composer.files
        composer.put(chat.drafting.text, chat.drafting.files)
        for wish in wishes:
            if isinstance(wish, Sent):
                self._send_late(chat, wish)
            else:
                composer.set_text(composer.text() + wish.left)
                chat.open(wish.chat)
        composer.set_text(composer.text() + typed)
        if files:
            composer.attachments.put((*composer.files, *files))
        self.waits.emit(None)

    def _send_late(self, chat: ChatViewModel, message: Sent) -> None:
        """Send past the draft that stands in the composer; what cannot be sent stands before it."""
        composer = self._composer
        draft, files = composer.text(), composer.files
        chat.prepared.put_aside()
        composer.put(message.text, message.files)
        self._send(message.text)
        chat.prepared.bring_back()
        left = composer.text()
        composer.set_text(f"{left}\n\n{draft}" if left and draft else left or draft)
        if files:
            composer.attachments.put((*composer.files, *files))

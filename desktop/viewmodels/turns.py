"""What can be done with single messages of the shown conversation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import MessageId
from desktop.services.conversation import Conversation
from desktop.viewmodels.trying import trying


class Turns(QObject):
    """Asks for new branches and goes from one to another. `shown` gives the conversation at any time."""

    failed = Signal(object)  # UserError

    def __init__(self, shown: Callable[[], Conversation], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown

    @Slot(object)
    def retry(self, answer: MessageId) -> None:
        """Answer once more; the answer that is there stays as a branch."""
        trying(self.failed, lambda: self._shown().retry(answer))

    def edit(self, message: MessageId, text: str) -> bool:
        """Ask anew in the place of a message; False when that could not be done: the text is still there."""
        conversation = self._shown()
        if conversation.busy or not text.strip():
            return False
        return trying(self.failed, lambda: conversation.edit(message, text))

    @Slot(object)
    def show_branch(self, message: MessageId) -> None:
        """Go over to the branch that a message stands in; not while an answer is on its way."""
        conversation = self._shown()
        if not conversation.busy:
            trying(self.failed, lambda: conversation.branch.show(message))

"""The exact prompt of an answer of the shown conversation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import MessageId
from desktop.core.errors import UserError
from desktop.engine.protocol import Rendered
from desktop.services.conversation import Conversation
from desktop.services.exact_prompt import ExactPrompts


class ExactPromptViewModel(QObject):
    """Asks for one prompt at a time; what comes for an earlier one is dropped."""

    shown = Signal(object)  # Rendered
    failed = Signal(object)  # UserError

    def __init__(
        self, prompts: ExactPrompts, shown: Callable[[], Conversation], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._shown = shown
        self._asked = 0

    @Slot(object)
    def ask(self, answer: MessageId) -> None:
        """Have the prompt laid out; while another answer is made, when that has ended."""
        self._asked += 1
        number = self._asked

        def told(outcome: Rendered | UserError) -> None:
            if number != self._asked:
                return
            if isinstance(outcome, Rendered):
                self.shown.emit(outcome)
            else:
                self.failed.emit(outcome)

        conversation = self._shown()
        conversation.walking.when_still(lambda: self._prompts.ask(conversation.branch, answer, told))

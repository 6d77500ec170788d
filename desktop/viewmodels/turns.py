"""What can be done with single messages of the shown conversation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Attachment, MessageId
from desktop.core.errors import ContextExceeded
from desktop.core.prepared import DraftTemplate
from desktop.core.sampling import Sampling
from desktop.core.templates import TemplateUse
from desktop.services.conversation import Conversation
from desktop.viewmodels.trying import trying


class Asked(StrEnum):
    """What the model was asked for."""

    SEND = "send"  # an answer to a message that was typed
    RETRY = "retry"  # another answer to a question that is there
    CONTINUE = "continue"  # the rest of an answer


@dataclass(frozen=True, slots=True)
class Refusal:
    """What did not fit into the context."""

    asked: Asked = Asked.SEND
    tokens: int = 0  # what it would have taken; not known for a message that is still typed on
    alone: bool = False  # what cannot be left out is too long already


class Turns(QObject):
    """Asks for new branches and goes from one to another. `shown` gives the conversation at any time."""

    limit_reached = Signal()  # nothing was asked: the chat is longer than the context
    deleted = Signal(object)  # MessageId that the branch ended with; `go_to` undoes the deletion
    failed = Signal(object)  # UserError

    def __init__(self, shown: Callable[[], Conversation], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._refused: Callable[[], None] | None = None  # what did not fit, to be tried again
        self.refusal = Refusal()  # what `limit_reached` is about

    @Slot(object)
    def retry(self, answer: MessageId, sampling: Sampling | None = None) -> None:
        """Answer once more, with other sampling perhaps; the answer that is there stays as a branch."""
        conversation = self._shown()
        retry = partial(conversation.retry, answer, sampling)
        conversation.walking.when_still(lambda: self._attempt(retry, Asked.RETRY))

    @Slot()
    def go_on(self) -> None:
        """Continue the last answer where it was cut short."""
        conversation = self._shown()
        conversation.walking.when_still(lambda: self._attempt(conversation.go_on, Asked.CONTINUE))

    def edit(
        self,
        message: MessageId,
        text: str,
        files: tuple[Attachment, ...] = (),
        template: DraftTemplate | None = None,
    ) -> bool:
        """Ask anew in the place of a message; False when that could not be done: the text is still there."""
        conversation = self._shown()
        if conversation.busy or not (text.strip() or files):
            return False
        return self._attempt(lambda: conversation.edit(message, text, files, template))

    def send(self, text: str, files: tuple[Attachment, ...], template: DraftTemplate | None = None) -> bool:
        """Ask; False when that could not be done: the text is still the user's."""
        conversation = self._shown()
        return self._attempt(lambda: conversation.send(text, files, template))

    def set_system(self, text: str, made_with: TemplateUse | None = None) -> None:
        """Have another system prompt from the next question on; "" is none."""
        self._shown().set_system(text, made_with)

    def again(self) -> bool | None:
        """Try what did not fit once more, now that something was chosen; None if it was a typed message."""
        refused, self._refused = self._refused, None
        return None if refused is None else self._attempt(refused, self.refusal.asked)

    @Slot(object)
    def show_branch(self, message: MessageId) -> None:
        """Go over to the branch that a message stands in; not while an answer is on its way."""
        conversation = self._shown()
        self._change(conversation, lambda: conversation.walking.show(message))

    @Slot(object)
    def go_to(self, leaf: MessageId) -> None:
        """Show the branch that ends with a message."""
        conversation = self._shown()
        self._change(conversation, lambda: conversation.walking.go_to(leaf))

    @Slot(object)
    def delete(self, message: MessageId) -> None:
        """Take a message out of the shown branch; what is there stays as a branch."""
        conversation = self._shown()

        def delete() -> None:
            leaf = conversation.branch.tip

            def deleted() -> None:
                if self._shown() is conversation:
                    self.deleted.emit(leaf)

            conversation.editing.delete(message, deleted)

        self._change(conversation, delete)

    def write_summary(self, message: MessageId, text: str) -> bool:
        """Put the user's words in the place of a summary's."""
        conversation = self._shown()
        return trying(self.failed, lambda: conversation.editing.write_summary(message, text))

    def _change(self, conversation: Conversation, call: Callable[[], None]) -> None:
        """Go over to another branch as soon as nothing else is on its way; not while something is asked."""

        def change() -> None:
            if not conversation.busy:
                trying(self.failed, call)

        conversation.walking.when_still(change)

    def _attempt(self, call: Callable[[], None], asked: Asked = Asked.SEND) -> bool:
        """Make a call that asks the model; what does not fit, and is not typed, `again` tries once more."""
        self._refused, self.refusal = None, Refusal()
        exceeded: list[ContextExceeded] = []

        def attempt() -> None:
            try:
                call()
            except ContextExceeded as error:
                exceeded.append(error)

        done = trying(self.failed, attempt)
        for error in exceeded:
            self._refused = None if asked is Asked.SEND else call
            self.refusal = Refusal(asked, error.tokens, error.alone)
            self.limit_reached.emit()
        return done and not exceeded

"""What of the shown chat the model would see, for the meter and the map."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.chat import Attachment, Message, MessageId, Policy, Status
from desktop.core.context import Map, Verdict
from desktop.core.errors import UserError
from desktop.core.templates import Example
from desktop.services.context import Contexts, Typed
from desktop.services.conversation import Conversation
from desktop.viewmodels.trying import trying

SOON = 150  # ms after the last change; a key is not counted while the next one is on its way
SLICE = 0.02  # seconds


class ContextViewModel(QObject):
    """The context of the shown conversation, with what is being typed."""

    changed = Signal()  # `map` is new
    exceeded = Signal()  # what the engine refused is found to be too long here, too
    failed = Signal(object)  # UserError

    def __init__(
        self, contexts: Contexts, shown: Callable[[], Conversation], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._contexts = contexts
        self._shown = shown
        self._typed = Typed()
        self._refusal: UserError | None = None  # that waits for the counts
        self._disconnects: list[Callable[[], None]] = []
        self._counted = contexts.counting.changed.connect(lambda _: self._soon())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        self.map = Map()

    def attach(self, conversation: Conversation) -> None:
        """Follow another conversation."""
        for disconnect in self._disconnects:
            disconnect()
        self._refusal = None
        branch = conversation.branch
        self._disconnects = [
            branch.added.connect(lambda _: self._soon()),
            branch.removed.connect(lambda _: self._soon()),
            branch.returned.connect(lambda _: self._soon()),
            branch.filled.connect(lambda _: self._soon()),
            branch.changed.connect(self._message_changed),
            conversation.system.changed.connect(lambda _: self._soon()),
        ]
        self._soon()

    def type(self, text: str, files: tuple[Attachment, ...] = (), examples: tuple[Example, ...] = ()) -> None:
        """Take what stands in the composer, and examples of a template before it; the map follows soon."""
        self._typed = Typed(text.strip(), files, examples)
        self._soon()

    def preview(self, policy: Policy) -> Map:
        """Give the map as it would be under another policy, without choosing it."""
        return self._shown().fitting.map(self._typed, policy)

    def choose(self, policy: Policy) -> None:
        """Choose what is done when this chat is longer than the context."""
        fitting = self._shown().fitting
        trying(self.failed, lambda: fitting.choose(replace(fitting.options, policy=policy)))
        self.refresh()

    def pin(self, message: MessageId, pinned: bool) -> None:
        """Keep a message in the context, whatever is left out."""
        conversation = self._shown()
        pin = partial(conversation.editing.pin, message, pinned)
        conversation.walking.when_still(lambda: trying(self.failed, pin))

    def tokens_of(self, text: str) -> int | None:
        """Give the tokens of a text; None if they are not counted yet, then `changed` follows."""
        return self._contexts.counting.tokens(text)

    def estimate(self, text: str) -> int:
        """Guess the tokens of a text that is not counted yet."""
        return self._contexts.counting.estimate(text)

    def expect(self, refusal: UserError) -> None:
        """Tell `exceeded` when the counts show it, or `failed` when they do not."""
        self._refusal = refusal
        self._soon()

    def close(self) -> None:
        """Hear no more."""
        self._timer.stop()
        self._counted()
        for disconnect in self._disconnects:
            disconnect()

    @Slot()
    def _on_timeout(self) -> None:
        """Measure when that is quick; a chat of 10,000 messages is measured in slices before."""
        if self._shown().fitting.prepare(time.perf_counter() + SLICE):
            self.refresh()
        else:
            self._timer.start(0)

    @Slot()
    def refresh(self) -> None:
        """Measure now."""
        self._timer.stop()
        if not self._shown().branch.whole:
            return  # it follows
        self.map = self._shown().fitting.map(self._typed)
        self.changed.emit()
        refusal = self._refusal
        too_long = self.map.verdict in (Verdict.ASK, Verdict.TOO_LONG)
        if refusal is not None and (too_long or self.map.exact):
            self._refusal = None
            if too_long:
                self.exceeded.emit()
            else:
                self.failed.emit(refusal)

    def _message_changed(self, message: Message) -> None:
        """Measure again, but not at every word of an answer: what is being written is no part of the map."""
        listed = any(part.message == message.id for part in self.map.parts[-2:])
        if listed or message.status is not Status.STREAMING:
            self._soon()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start(SOON)

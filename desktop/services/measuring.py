"""The parts of the shown branch with their tokens, measured anew only where something has changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.chat import Message, MessageId, Role, Status
from desktop.core.context import Part
from desktop.core.prepared import SystemPrompt
from desktop.engine.protocol import Loaded
from desktop.services.branch import Branch
from desktop.services.context import Contexts, Far, active_summary, covered_by
from desktop.services.models import Models
from desktop.services.system_prompt import SystemPrompts

_NOT_YET = MessageId(-1)  # of a system prompt that is no message yet


class Measuring:
    """Belongs to one conversation: a chat may have 10,000 messages, and sending must not wait for them.

    An answer is measured when it has ended.
    """

    def __init__(self, contexts: Contexts, models: Models, branch: Branch, system: SystemPrompts) -> None:
        self._contexts = contexts
        self._models = models
        self._branch = branch
        self._system = system
        self._parts: list[Part] | None = None
        self._prepared = 0  # messages, from the first on
        self._covered: set[MessageId] = set()  # by a summary, of those
        self._far: Far = {}
        self._far_with: Loaded | None = None  # the model that they are estimated for
        # The revision of the counts, the model, and the system prompt to come.
        self._with: tuple[int, Loaded | None, SystemPrompt | None] = (-1, None, None)
        branch.added.connect(self._added)
        branch.changed.connect(self._changed)
        branch.removed.connect(lambda _: self._forget())
        branch.returned.connect(lambda _: self._forget())
        branch.filled.connect(lambda _: self._forget())
        system.changed.connect(lambda _: self._forget())

    def parts(self) -> list[Part]:
        """Give the parts of the whole branch, with the system prompt that was set for what comes."""
        now = (self._contexts.counting.revision, self._models.status.loaded, self._system.coming)
        if self._parts is None or self._with != now:
            self._parts, self._with = self._measured(), now
        return self._parts

    def parts_there(self) -> list[Part]:
        """Give the parts of the branch as it is, whatever was set for what comes."""
        return self.parts() if self._system.coming is None else self.parts_of(self._branch.messages)

    def parts_of(self, messages: Sequence[Message]) -> list[Part]:
        """Measure other messages."""
        return self._contexts.parts([m for m in messages if m.status is not Status.STREAMING], self._known())

    def _measured(self) -> list[Part]:
        pending, messages = self._system.coming, self._branch.messages
        if pending is None:
            return self.parts_of(messages)
        stand_in = Message(_NOT_YET, None, Role.SYSTEM, pending.text, Status.DONE, datetime.now(UTC))
        parts = self.parts_of([*messages, stand_in])
        return [replace(part, message=None) if part.message == _NOT_YET else part for part in parts]

    def _known(self) -> Far:
        loaded = self._models.status.loaded
        if loaded is not self._far_with:
            self._far, self._far_with, self._prepared = {}, loaded, 0
        return self._far

    def prepare(self, until: float) -> bool:
        """Estimate messages until the clock (perf_counter) says `until`. True when `parts` is quick."""
        known = self._known()
        messages = self._branch.messages
        if not self._prepared:
            self._covered = covered_by(active_summary(messages), messages)
        while self._prepared < len(messages):
            message = messages[self._prepared]
            self._prepared += 1
            if message.status is not Status.STREAMING:
                self._contexts.far_part(message, known, message.id in self._covered)
            if time.perf_counter() >= until:
                return False
        return True

    def _added(self, message: Message) -> None:
        if message.role is Role.SYSTEM:  # it comes first, and replaces another
            self._forget()
        speaks = bool(message.text or message.attachments)
        if self._parts is not None and speaks and message.status is not Status.STREAMING:
            self._parts = [*self._parts, self._contexts.part(message)]

    def _changed(self, message: Message) -> None:
        measured = self._parts is not None and any(p.message == message.id for p in self._parts[-1:])
        grows = message.role is Role.ASSISTANT or message.status is Status.STREAMING
        if message.id == self._branch.tip and grows and not measured:
            self._added(message)
        else:
            self._forget()

    def _forget(self) -> None:
        self._parts = None
        self._prepared = 0

"""The system prompt of one conversation: what holds, and what is to hold from the next question on."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.chat import Message, Role, clean
from desktop.core.events import Event
from desktop.core.prepared import SystemPrompt
from desktop.core.templates import TemplateUse
from desktop.services.branch import Branch
from desktop.services.context import active_system


class SystemPrompts:
    """Lives on the owner thread. The newest system prompt of a branch is the one that holds.

    What is set holds from the next question or regenerated answer on: then it becomes a message of the
    branch, before what is asked. So earlier answers stay as they were made, and nothing is lost.
    A chat where nothing was set begins with what `otherwise` gives: its folder's prompt, or the model's.
    """

    def __init__(
        self,
        branch: Branch,
        pending: SystemPrompt | None = None,
        otherwise: Callable[[], str] = lambda: "",
    ) -> None:
        self._branch = branch
        self._otherwise = otherwise
        self.pending = pending  # what was set, and is no message yet
        self.changed: Event[None] = Event()
        branch.placed.connect(lambda _: self.changed.emit(None))

    @property
    def current(self) -> SystemPrompt | None:
        """What the next question goes with; None where nothing was set, nor told so far."""
        return self.coming or _of(active_system(self._branch.messages))

    @property
    def coming(self) -> SystemPrompt | None:
        """What becomes a message with the next question."""
        otherwise = "" if self._branch.chat is not None or self.pending is not None else self._otherwise()
        return SystemPrompt(otherwise) if otherwise else self.pending

    def set(self, text: str, made_with: TemplateUse | None = None) -> None:
        """Have another one from now on; "" is none. May be called at any time, also during an answer."""
        wanted = SystemPrompt(clean(text).strip(), made_with)
        there = _of(active_system(self._branch.messages))
        same = wanted == there or (not wanted.text and there is None and self._branch.chat is not None)
        self.take(None if same else wanted)

    def take(self, pending: SystemPrompt | None) -> None:
        """Let this be what becomes a message next; None takes back what was set."""
        self.pending = pending
        self.changed.emit(None)

    def settle(self, prompt: SystemPrompt | None) -> None:
        """Make a message of what was `coming`, before what is asked is one.

        Raises a `DataError`; then it is still to come.
        """
        if prompt is not None and not prompt.text and active_system(self._branch.messages) is None:
            prompt = None  # there is none, and none is wanted
        if prompt is not None:
            self._branch.write(Role.SYSTEM, prompt.text, template=prompt.made_with)
        if self.pending is not None:
            self.take(None)


def _of(message: Message | None) -> SystemPrompt | None:
    return None if message is None else SystemPrompt(message.text, message.template)

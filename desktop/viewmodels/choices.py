"""What was chosen for the shown chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Adapter, ChatOptions
from desktop.core.sampling import Sampling
from desktop.services.conversation import Conversation
from desktop.viewmodels.trying import trying


class Choices(QObject):
    """Reads and keeps the options of whichever conversation is shown."""

    changed = Signal(object)  # ChatOptions
    failed = Signal(object)  # UserError

    def __init__(self, shown: Callable[[], Conversation], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown = shown

    @property
    def options(self) -> ChatOptions:
        """What was chosen."""
        return self._shown().fitting.options

    @Slot()
    def refresh(self) -> None:
        """Have it looked at anew: what new chats begin with may be something else."""
        self.changed.emit(self.options)

    @Slot(bool)
    def set_thinking(self, thinking: bool) -> None:
        """Let the model think before it answers, or not."""
        self._choose(replace(self.options, thinking=thinking))

    @Slot(object)
    def set_sampling(self, sampling: Sampling | None) -> None:
        """Draw tokens otherwise in this chat; None goes back to what the model recommends."""
        self._choose(replace(self.options, sampling=sampling))

    @Slot(object)
    def set_adapters(self, adapters: tuple[Adapter, ...]) -> None:
        """Answer with these LoRA adapters in this chat."""
        self._choose(replace(self.options, adapters=adapters))

    def _choose(self, options: ChatOptions) -> None:
        if options != self.options and trying(self.failed, lambda: self._shown().fitting.choose(options)):
            self.changed.emit(options)

"""What templates have put beside the draft of the shown chat, and the chat's system prompt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.chat import Message, Role
from desktop.core.prepared import DraftTemplate, Prepared, SystemPrompt
from desktop.core.templates import TemplateUse
from desktop.services.conversation import Conversation
from desktop.viewmodels.drafting import Drafting
from desktop.viewmodels.trying import trying


class Preparing(QObject):
    """Goes with the next message; survives a restart with the draft."""

    changed = Signal()  # `template` or `system`
    failed = Signal(object)  # UserError

    def __init__(
        self, drafting: Drafting, shown: Callable[[], Conversation], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._drafting = drafting
        self._shown = shown
        self._template: DraftTemplate | None = None
        self._aside: list[DraftTemplate | None] = []  # while an earlier message is edited
        self._disconnects: list[Callable[[], None]] = []

    @property
    def template(self) -> DraftTemplate | None:
        """What the draft was made with."""
        return self._template

    @property
    def system(self) -> SystemPrompt | None:
        """What the next question goes with; None where nothing was set."""
        return self._shown().system.current

    def attach(self, conversation: Conversation) -> None:
        """Follow another conversation, as its draft was left."""
        for disconnect in self._disconnects:
            disconnect()
        branch = conversation.branch
        self._aside = []
        trying(self.failed, self._read)
        self._disconnects = [
            conversation.system.changed.connect(lambda _: self._keep()),
            branch.added.connect(self._added),
            branch.removed.connect(lambda _: self.changed.emit()),
            branch.returned.connect(lambda _: self.changed.emit()),
            branch.filled.connect(lambda _: self.changed.emit()),
        ]
        self.changed.emit()

    def put_template(self, template: DraftTemplate | None) -> None:
        """Say what the draft was made with; None where it is the user's own."""
        if template != self._template:
            self._template = template
            self._keep()

    def set_system(self, text: str, made_with: TemplateUse | None = None) -> None:
        """Have another system prompt from the next question on; "" is none."""
        self._shown().set_system(text, made_with)

    @Slot()
    def refresh(self) -> None:
        """Tell that what a chat to come begins with may be another: the model is, or what was set for it."""
        self.changed.emit()

    def put_aside(self) -> None:
        """An earlier message is edited: what was made with a template waits."""
        if not self._aside:
            self._aside = [self._template]
            self.put_template(None)

    def bring_back(self) -> None:
        """Editing is over."""
        if self._aside:
            template = self._aside.pop()
            self.put_template(template)

    def forget_aside(self) -> None:
        """What was edited becomes the draft."""
        self._aside = []

    def sent(self) -> None:
        """The draft is a message now; what waited waits on."""
        self.put_template(None)

    def close(self) -> None:
        """Hear no more."""
        for disconnect in self._disconnects:
            disconnect()
        self._disconnects = []

    def _read(self) -> None:
        kept, system = self._drafting.prepared, self._shown().system
        self._template = kept.template
        if kept.system is not None and system.pending is None:
            system.take(kept.system)

    def _keep(self) -> None:
        self._drafting.keep_prepared(Prepared(self._template, self._shown().system.pending))
        self.changed.emit()

    def _added(self, message: Message) -> None:
        if message.role is Role.SYSTEM:
            self.changed.emit()

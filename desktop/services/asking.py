"""What the model is asked in a conversation: an answer, a summary before it, or either of them with less."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.core.chat import Message, MessageId, Policy, Role, Status
from desktop.core.context import Map, Verdict
from desktop.engine.protocol import Begun
from desktop.services.answering import Answering, Ask
from desktop.services.branch import Branch
from desktop.services.editing import Editing
from desktop.services.fitting import Fitting
from desktop.services.walking import Walking


@dataclass(frozen=True, slots=True)
class _Plan:
    ask: Ask
    covers: MessageId | None = None  # only for a summary: the last message that it stands for


class Asking:
    """Begins the answers of one conversation. Lives on the owner thread. Raises `DataError`s."""

    def __init__(
        self, walking: Walking, branch: Branch, fitting: Fitting, answering: Answering, editing: Editing
    ) -> None:
        self._walking = walking
        self._branch = branch
        self._fitting = fitting
        self._answering = answering
        self._editing = editing
        self._last: Ask | None = None

    def ask(self) -> None:
        """Have the last question of the branch answered, after a summary of what does not fit."""
        self._begin(self._plan(self._fitting.map_asked()))

    def go_on(self, answer: Message) -> None:
        """Continue the last message, an answer. Raises `ContextExceeded`, and then nothing has changed."""
        sent = self._fitting.map_before(answer)
        self._fitting.check(sent)
        self._resume(answer, self._plan(sent, Begun(answer.thinking, answer.text)).ask)

    def ask_for_less(self, refused: Message) -> bool:
        """Ask anew for the last message, which the engine found too long; False if nothing more may go."""
        begun = _begun(refused)
        while self._fitting.tighten():
            sent = self._fitting.map_before(refused)
            if sent.policy is Policy.SUMMARISE and sent.verdict is Verdict.TOO_LONG and begun is None:
                return False  # what would go now would go without a summary
            plan = self._plan(sent, begun)
            if self._last is None or plan.ask.turns != self._last.turns:
                self._once_more(refused, plan)
                return True
        return False

    def _plan(self, sent: Map, begun: Begun | None = None) -> _Plan:
        if begun is None and sent.verdict is Verdict.CUT and sent.policy is Policy.SUMMARISE:
            return _Plan(*self._fitting.summary(sent))
        return _Plan(replace(self._fitting.ask(sent), begun=begun))

    def _begin(self, plan: _Plan) -> None:
        role = Role.ASSISTANT if plan.covers is None else Role.SUMMARY
        message = self._branch.add(role, "", covers=plan.covers, status=Status.STREAMING)
        self._last = plan.ask
        self._answering.begin(message, plan.ask)

    def _resume(self, message: Message, ask: Ask) -> None:
        self._last = ask
        self._answering.resume(message, ask)

    def _once_more(self, refused: Message, plan: _Plan) -> None:
        if plan.covers is None and refused.role is Role.ASSISTANT:
            self._resume(refused, plan.ask)
            return
        self._walking.go_to(refused.parent)  # what a summary stands for never changes: another one is needed
        self._begin(plan)
        self._editing.discard([refused])


def _begun(message: Message) -> Begun | None:
    """Say what there is of an answer that was to go on."""
    there = message.role is Role.ASSISTANT and (message.thinking or message.text)
    return Begun(message.thinking, message.text) if there else None

"""The prompt of an answer, exactly as the loaded model reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.core.chat import Message, MessageId
from desktop.core.context import Frame, as_it_was
from desktop.core.errors import EngineStopped, NoModel, UserError
from desktop.engine.protocol import Died, EngineEvent, Failed, Render, Rendered, RequestId
from desktop.services.branch import Branch
from desktop.services.context import Contexts, turns_of
from desktop.services.engine import Engine
from desktop.services.fitting import day_of
from desktop.services.models import Models, Stage

Told = Callable[[Rendered | UserError], None]


class ExactPrompts:
    """Has prompts laid out by the engine. Lives on the owner thread; each asker is told once."""

    def __init__(self, engine: Engine, models: Models, contexts: Contexts) -> None:
        self._engine = engine
        self._models = models
        self._contexts = contexts
        self._askers: dict[RequestId, Told] = {}
        engine.events.connect(self._on_engine)

    def ask(self, branch: Branch, answer: MessageId, told: Told) -> None:
        """Lay out what was sent for an answer; by the loaded model, also where another one answered."""
        index = branch.index(answer)
        if index is None or self._models.status.stage is not Stage.READY:
            told(NoModel())
            return
        request = self._engine.new_request()
        self._askers[request] = told
        message, before = branch.messages[index], branch.messages[:index]
        self._engine.send(self._render(request, message, before, branch))

    def _render(
        self, request: RequestId, message: Message, before: Sequence[Message], branch: Branch
    ) -> Render:
        left_out = message.record.left_out if message.record is not None else None
        sent = as_it_was(self._contexts.parts(before), Frame(0), left_out)
        thinking = message.record is None or message.record.thinking is not False
        return Render(request, turns_of(before, sent), day_of(branch.chat), thinking)

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Rendered(request):
                self._tell(request, event)
            case Failed(request, error) if request is not None:
                self._tell(request, error)
            case Died(exit_code):
                for request in tuple(self._askers):
                    self._tell(request, EngineStopped(exit_code))
            case _:
                pass

    def _tell(self, request: RequestId, outcome: Rendered | UserError) -> None:
        told = self._askers.pop(request, None)
        if told is not None:
            told(outcome)

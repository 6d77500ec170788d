"""The answer on its way in one conversation: from the request to its end, whatever the engine does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.core.chat import Adapter, ChatOptions, Finish, LeftOut, Message, Policy, Status
from desktop.core.errors import UserError
from desktop.core.events import Event, Later
from desktop.core.sampling import DEFAULTS, Sampling
from desktop.core.tasks import Tasks
from desktop.core.templates import TemplateUse
from desktop.engine.protocol import (
    Begun,
    Broken,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    PartKind,
    Prompting,
    Turn,
    Usage,
)
from desktop.services.answer import Answer, Keeper
from desktop.services.branch import Branch
from desktop.services.context import Contexts
from desktop.services.crashes import stopped
from desktop.services.model_defaults import ModelDefaults
from desktop.services.models import Models
from desktop.services.prompts import Prompts
from desktop.services.states import NoStates, States
from desktop.services.template_forms import Form, any_form

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.services.drafts import Drafts
    from desktop.store.answers import AnswerStore
    from desktop.store.chats import ChatStore

KILL_AFTER = 2.0  # seconds that a stop may take before the engine process is ended


class Phase(StrEnum):
    """What an answer on its way is waiting for."""

    IDLE = "idle"
    WAITING = "waiting"  # for the model, or for its turn
    READING = "reading"  # the prompt is being processed
    THINKING = "thinking"
    ANSWERING = "answering"
    SUMMARISING = "summarising"  # the oldest turns, before the question can be answered


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answer has come."""

    phase: Phase = Phase.IDLE
    done: int = 0  # tokens of the prompt
    total: int = 0
    tokens: int = 0  # generated
    ahead: int = 0  # answers of other chats that come first


@dataclass(frozen=True, slots=True)
class Desk:
    """What every conversation works with."""

    chats: ChatStore
    answers: AnswerStore
    models: Models
    prompts: Prompts
    states: States | NoStates
    contexts: Contexts
    later: Later
    tasks: Tasks
    defaults: ModelDefaults | None = None  # of the model that answers
    form_of: Callable[[TemplateUse | None], Form] = any_form  # that the answer to a message must have
    first: Callable[[], ChatOptions] = ChatOptions  # what new chats begin with
    own_drafts: Drafts | None = None  # of a conversation that leaves no trace

    @property
    def sampling(self) -> Sampling:
        """What applies where nothing was chosen for a chat: the model's default, or what its file names."""
        default = self.defaults.sampling if self.defaults is not None else None
        return default or self.models.status.recommended

    @property
    def system(self) -> str:
        """The system prompt that new chats begin with; "" is none."""
        return self.defaults.system if self.defaults is not None else ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What the model is asked."""

    turns: tuple[Turn, ...]
    sampling: Callable[[], Sampling]  # asked when the model is there, whose file may recommend some
    day: date
    thinking: bool = True
    begun: Begun | None = None
    policy: Policy | None = None  # that left something out; None if all was sent
    left_out: LeftOut | None = None
    summary: bool = False  # the answer is a summary
    adapters: tuple[Adapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer ended."""

    message: Message
    finish: Finish
    failure: UserError | None = None


class Answering:
    """Carries one answer at a time from the engine into the branch and onto the disk.

    Lives on the owner thread. `ended` is told after the message has been stored and shown.
    """

    def __init__(self, desk: Desk, branch: Branch) -> None:
        self._desk = desk
        self._branch = branch
        self._answer: Answer | None = None
        self._unkept: list[Answer] = []  # that have ended, and could not be stored
        self._ask: Ask | None = None
        self._sampling = DEFAULTS  # of the answer on its way
        self.progress = Progress()
        self.moved_on: Event[Progress] = Event()
        self.ended: Event[Outcome] = Event()
        self.failed: Event[UserError] = Event()  # the answer goes on, but cannot be stored now
        self._disconnects = [
            desk.prompts.events.connect(self._on_engine),
            desk.prompts.moved.connect(lambda _: self._queue_moved()),
        ]

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._answer is not None

    def begin(self, message: Message, ask: Ask) -> None:
        """Have a message written that is stored already, as STREAMING."""
        prompts = self._desk.prompts
        request = prompts.new_request()
        keeper = Keeper(self._desk.answers, self._desk.later, self.failed.emit)
        self._answer = Answer(request, message, keeper)
        self._ask = ask
        self._move_on(Progress(Phase.WAITING))
        chat = self._branch.chat
        assert chat is not None

        def sampling() -> Sampling:
            self._sampling = ask.sampling()
            return self._sampling

        prompts.submit(
            Generate(
                request,
                ask.turns,
                sampling(),
                ask.day,
                self._desk.states.name(chat.id),
                thinking=ask.thinking,
                begun=ask.begun,
                adapters=ask.adapters,
            ),
            sampling,
        )
        self._queue_moved()

    def resume(self, message: Message, ask: Ask) -> None:
        """Have an answer that has ended go on. Raises `DataError`; then it stays as it is."""
        self._desk.answers.resume(message.id)
        message = replace(message, status=Status.STREAMING)
        self._branch.change(message)
        self.begin(message, ask)

    def stop(self) -> None:
        """Ask the engine to end the answer; what has come is kept."""
        answer = self._answer
        if answer is None or answer.stopping:
            return
        answer.stopping = True
        self._desk.prompts.cancel(answer.request)
        if self._answer is answer:
            self._desk.later(KILL_AFTER, lambda: self._force(answer))

    def settle(self) -> None:
        """Store what has ended and could not be stored before. Raises `DataError`s."""
        for answer in self._unkept:
            answer.keep()

    def close(self) -> None:
        """Let go; an answer on its way is kept as interrupted."""
        for disconnect in self._disconnects:
            disconnect()
        if self._answer is not None:
            self._desk.prompts.cancel(self._answer.request)
            self._end(Status.FAILED, Finish.INTERRUPTED)

    def _force(self, answer: Answer) -> None:
        if self._answer is answer and self.progress.phase is not Phase.WAITING:
            self._desk.prompts.kill()

    def _queue_moved(self) -> None:
        if self._answer is not None and self.progress.phase is Phase.WAITING:
            ahead = self._desk.prompts.ahead(self._answer.request)
            self._move_on(replace(self.progress, ahead=ahead))

    def _on_engine(self, event: EngineEvent) -> None:
        answer = self._answer
        if answer is None:
            return
        if isinstance(event, Died):
            self._died(answer, event.exit_code)
        elif getattr(event, "request", None) == answer.request:
            self._on_answer(answer, event)

    def _on_answer(self, answer: Answer, event: EngineEvent) -> None:
        ask = self._ask
        assert ask is not None
        match event:
            case Prompting(_, done, total):
                self._begun(answer)
                self._move_on(Progress(Phase.READING, done, total))
            case Delta(_, text, tokens, kind):
                self._branch.change(answer.grow(text, kind))
                self._move_on(Progress(_phase(ask, kind), tokens=tokens))
            case Finished(_, finish, usage):
                stopped = finish is Finish.CANCELLED or (answer.stopping and ask.summary)
                self._end(Status.STOPPED if stopped else Status.DONE, finish, usage)
            case Failed() if answer.stopping:  # before it heard of that
                self._end(Status.STOPPED, Finish.CANCELLED)
            case Failed(_, error):
                self._end(Status.FAILED, Finish.FAILED, failure=error)
            case Broken():
                self._end(Status.FAILED, Finish.FAILED)
            case _:
                pass

    def _begun(self, answer: Answer) -> None:
        """Note down what answers, once the engine has taken the request."""
        assert self._ask is not None
        if answer.known:
            return
        ask, models = self._ask, self._desk.models
        loaded = models.status.loaded
        thinking = ask.thinking if loaded is not None and loaded.thinking_switch else None
        record = replace(
            models.record(self._sampling),
            thinking=thinking,
            policy=ask.policy,
            left_out=ask.left_out,
            adapters=ask.adapters,
        )
        self._branch.change(answer.told(record))

    def _died(self, answer: Answer, exit_code: int | None) -> None:
        prompts = self._desk.prompts
        if prompts.waits(answer.request):  # the model is being loaded once more
            if answer.stopping:  # which the engine has not told before it died
                prompts.cancel(answer.request)
        elif answer.stopping:
            self._end(Status.STOPPED, Finish.CANCELLED)
        else:
            failure = stopped(exit_code, self._ask.adapters if self._ask is not None else ())
            self._end(Status.FAILED, Finish.FAILED, failure=failure)

    def _end(
        self, status: Status, finish: Finish, usage: Usage | None = None, failure: UserError | None = None
    ) -> None:
        answer, self._answer, self._ask = self._answer, None, None
        assert answer is not None
        message = answer.end(status, finish, usage, failure)
        self._unkept = [each for each in (*self._unkept, answer) if not each.kept]
        self._branch.change(message)
        self._move_on(Progress())
        self.ended.emit(Outcome(message, finish, failure))

    def _move_on(self, progress: Progress) -> None:
        if progress != self.progress:
            self.progress = progress
            self.moved_on.emit(progress)


def _phase(ask: Ask, kind: PartKind) -> Phase:
    if ask.summary:
        return Phase.SUMMARISING
    return Phase.THINKING if kind is PartKind.THINKING else Phase.ANSWERING

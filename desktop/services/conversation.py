"""The journey from Send to a stored answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.core.chat import Chat, Finish, Message, MessageId, Role, Status, clean, title_of
from desktop.core.errors import ContextFull, DataError, EmptyPrompt, EngineStopped, PromptError, UserError
from desktop.core.events import Event, Later
from desktop.core.sampling import Sampling
from desktop.engine.protocol import (
    Broken,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    Prompting,
    Usage,
)
from desktop.services.answer import Answer, Keeper
from desktop.services.branch import Branch
from desktop.services.models import Models
from desktop.services.prompts import Prompts
from desktop.services.states import States, state_name

if TYPE_CHECKING:  # SQLAlchemy takes half a second to import
    from desktop.store.answers import AnswerStore
    from desktop.store.chats import ChatStore

KILL_AFTER = 2.0  # seconds that a stop may take before the engine process is ended


class Phase(StrEnum):
    """What an answer on its way is waiting for."""

    IDLE = "idle"
    WAITING = "waiting"  # for the model, or for its turn
    READING = "reading"  # the prompt is being processed
    ANSWERING = "answering"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the answer has come."""

    phase: Phase = Phase.IDLE
    done: int = 0  # tokens of the prompt
    total: int = 0
    tokens: int = 0  # generated


@dataclass(frozen=True, slots=True)
class Desk:
    """What every conversation works with."""

    chats: ChatStore
    answers: AnswerStore
    models: Models
    prompts: Prompts
    states: States
    later: Later


class Conversation:
    """One chat that is open or being answered. Lives on the owner thread; so do its events.

    A new conversation is stored at its first message; `started` tells that. Texts are cleaned on the
    way in. Methods raise a `DataError` when nothing can be stored; then the same messages are shown as
    before.
    """

    def __init__(self, desk: Desk, chat: Chat | None, system: str = "") -> None:
        self._desk = desk
        self._system = clean(system).strip()
        self._answer: Answer | None = None
        self._asked: Message | None = None  # what the running answer answers for the first time
        self._edited: MessageId | None = None  # the message that the running answer's question replaces
        self.branch = Branch(desk.chats, chat)
        self.progress = Progress()
        self.sampling = Sampling()
        self.started: Event[Chat] = Event()
        self.moved_on: Event[Progress] = Event()
        self.ended: Event[Message] = Event()
        self.returned: Event[str] = Event()  # a text that was refused
        self.failed: Event[UserError] = Event()
        self._disconnect = desk.prompts.events.connect(self._on_engine)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._answer is not None

    def send(self, text: str) -> None:
        """Store the user's message and ask for an answer to it. Raises `EmptyPrompt`."""
        text = clean(text).strip()
        if not text:
            raise EmptyPrompt
        assert not self.busy
        if self.branch.chat is None:
            self.started.emit(self.branch.begin(title_of(text)))
            if self._system:
                self.branch.add(Role.SYSTEM, self._system, Status.DONE)
        asked = self.branch.add(Role.USER, text, Status.DONE)
        try:
            self._ask(asked)
        except DataError:  # the text is still the user's, who would send it twice
            self.branch.cut(len(self.branch.messages) - 1)
            raise

    def edit(self, message: MessageId, text: str) -> None:
        """Ask anew in the place of an earlier message, which stays as a branch. Raises `EmptyPrompt`."""
        index = self.branch.index(message)
        if self.busy or index is None or self.branch.messages[index].role is not Role.USER:
            return
        if not clean(text).strip():
            raise EmptyPrompt
        there = self.branch.messages[index:]
        self.branch.cut(index)
        try:
            self.send(text)
        except DataError:
            self.branch.put_back(there)
            raise
        self._edited = message

    def retry(self, answer: MessageId) -> None:
        """Answer once more; the answer that is there stays as a branch."""
        index = self.branch.index(answer)
        if self.busy or index is None or self.branch.messages[index].role is not Role.ASSISTANT:
            return
        there = self.branch.messages[index:]
        self.branch.cut(index)
        try:
            self._ask(None)
        except DataError:
            self.branch.put_back(there)
            raise

    def stop(self) -> None:
        """Ask the engine to end the answer; what has come is kept."""
        answer = self._answer
        if answer is None or answer.stopping:
            return
        answer.stopping = True
        self._desk.prompts.cancel(answer.request)
        if self._answer is answer:
            self._desk.later(KILL_AFTER, lambda: self._force(answer))

    def close(self) -> None:
        """Let go; an answer on its way is kept as interrupted."""
        self._disconnect()
        if self._answer is not None:
            self._desk.prompts.cancel(self._answer.request)
            self._end(Status.FAILED, Finish.INTERRUPTED)

    def _force(self, answer: Answer) -> None:
        if self._answer is answer and self.progress.phase is not Phase.WAITING:
            self._desk.prompts.kill()

    def _ask(self, asked: Message | None) -> None:
        turns = self.branch.turns()
        message = self.branch.add(Role.ASSISTANT, "", Status.STREAMING)
        prompts = self._desk.prompts
        request = prompts.new_request()
        keeper = Keeper(self._desk.answers, self._desk.later, self.failed.emit)
        self._answer = Answer(request, message, keeper)
        self._asked, self._edited = asked, None
        self._move_on(Progress(Phase.WAITING))
        chat = self.branch.chat
        assert chat is not None
        prompts.submit(Generate(request, turns, self.sampling, self.branch.day(), state_name(chat.id)))

    def _on_engine(self, event: EngineEvent) -> None:
        answer = self._answer
        if answer is None:
            return
        if isinstance(event, Died):
            self._died(answer, event.exit_code)
        elif getattr(event, "request", None) == answer.request:
            self._on_answer(answer, event)

    def _on_answer(self, answer: Answer, event: EngineEvent) -> None:
        match event:
            case Prompting(_, done, total):
                if answer.message.record is None:
                    self.branch.change(answer.told(self._desk.models.record(self.sampling)))
                self._move_on(Progress(Phase.READING, done, total))
            case Delta(_, text, tokens):
                self.branch.change(answer.grow(text))
                self._move_on(Progress(Phase.ANSWERING, tokens=tokens))
            case Finished(_, finish, usage):
                self._end(Status.STOPPED if finish is Finish.CANCELLED else Status.DONE, finish, usage)
            case Failed(_, error):
                self._refused(answer, error)
            case Broken():
                self._end(Status.FAILED, Finish.FAILED)
            case _:
                pass

    def _died(self, answer: Answer, exit_code: int | None) -> None:
        if self._desk.prompts.waits(answer.request):
            return  # the model is being loaded once more
        if answer.stopping:
            self._end(Status.STOPPED, Finish.CANCELLED)
        else:
            self._end(Status.FAILED, Finish.FAILED, failure=EngineStopped(exit_code))

    def _refused(self, answer: Answer, error: UserError) -> None:
        """Give a message that the engine refuses back; it stays stored, but the chat goes on without it."""
        asked = self._asked
        if not isinstance(error, PromptError) or asked is None or answer.message.text:
            self._end(Status.FAILED, Finish.FAILED, failure=error)
            return
        self._end(Status.FAILED, Finish.FAILED)
        if self._edited is not None:
            self.branch.show(self._edited)  # what the refused one was to replace
        else:
            index = self.branch.index(asked.id)
            assert index is not None
            self.branch.cut(index)
            self.branch.keep_tip()
        self.returned.emit(asked.text)
        self.failed.emit(error)

    def _end(
        self, status: Status, finish: Finish, usage: Usage | None = None, failure: UserError | None = None
    ) -> None:
        answer, self._answer, self._asked = self._answer, None, None
        assert answer is not None
        message = answer.end(status, finish, usage, failure)
        self.branch.change(message)
        self._move_on(Progress())
        self.ended.emit(message)
        loaded = self._desk.models.status.loaded
        if finish is Finish.CONTEXT and loaded is not None:
            failure = ContextFull(loaded.context_length)
        if failure is not None:
            self.failed.emit(failure)

    def _move_on(self, progress: Progress) -> None:
        if progress != self.progress:
            self.progress = progress
            self.moved_on.emit(progress)

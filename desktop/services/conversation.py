"""The journey from Send to a stored answer, and what can be done with messages that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.core.chat import (
    Attachment,
    Chat,
    Finish,
    Message,
    MessageId,
    Role,
    Status,
    clean,
    title_of,
)
from desktop.core.errors import (
    ContextFull,
    DataError,
    EmptyPrompt,
    PromptError,
    PromptTooLong,
    SummaryFailed,
    TextTooLarge,
    UserError,
)
from desktop.core.events import Event
from desktop.core.folders import NOWHERE, Place
from desktop.core.prepared import DraftTemplate, SystemPrompt
from desktop.core.sampling import Sampling
from desktop.services.answering import Answering, Desk, Outcome
from desktop.services.asking import Asking
from desktop.services.branch import Branch
from desktop.services.context import Typed
from desktop.services.editing import Editing
from desktop.services.fitting import Fitting
from desktop.services.questions import add_question, made_before
from desktop.services.system_prompt import SystemPrompts
from desktop.services.walking import Walking

ANSWERS = (Role.ASSISTANT, Role.SUMMARY)  # what the model writes


@dataclass(frozen=True, slots=True)
class Returned:
    """A message that was refused, and is the user's again."""

    text: str
    files: tuple[Attachment, ...] = ()
    template: DraftTemplate | None = None

    def parts(self) -> tuple[str, tuple[Attachment, ...], DraftTemplate | None]:
        """Give all of it."""
        return self.text, self.files, self.template


@dataclass(frozen=True, slots=True)
class Step:
    """What the running answer belongs to, and how to go back if it is refused."""

    before: MessageId | None  # where the shown branch ended
    question: Message | None = None  # what is asked for the first time
    template: DraftTemplate | None = None  # that it was made with


class Conversation:
    """One chat that is open or being answered. Lives on the owner thread; so do its events.

    A new conversation is stored at its first message; `started` tells that. Texts are cleaned on the
    way in. What asks or changes anything must wait until `walking` is still. Methods raise a `DataError`
    when nothing can be stored; then the same messages are shown as before. A prompt that does not fit,
    and may not be shortened, raises `ContextExceeded` before anything is stored.
    """

    def __init__(self, desk: Desk, chat: Chat | None, system: str = "", place: Place = NOWHERE) -> None:
        self._desk = desk
        self.own_drafts = desk.own_drafts  # None: with those of all
        self._step = Step(None)
        self.branch = Branch(desk.chats, chat, place)
        self.system = SystemPrompts(
            self.branch,
            SystemPrompt(clean(system).strip()) if system else None,
            lambda: self.branch.place.system or desk.system,
        )
        self.set_system = self.system.set
        self.walking = Walking(desk.chats, self.branch, desk.tasks)
        self.fitting = Fitting(desk, self.branch, self.system)
        self.answering = Answering(desk, self.branch)
        self.editing = Editing(desk.chats, self.branch, self.walking, desk.later, self.answering)
        self.stop = self.answering.stop  # what has come is kept
        self._asking = Asking(self.walking, self.branch, self.fitting, self.answering, self.editing)
        self.started: Event[Chat] = Event()
        self.ended: Event[Message] = Event()
        self.returned: Event[Returned] = Event()  # a message that was refused
        self.system_returned: Event[SystemPrompt] = Event()  # one that was refused with what was asked
        self.failed: Event[UserError] = Event()
        self.answering.ended.connect(self._ended)
        self.answering.failed.connect(self.failed.emit)
        self.walking.failed.connect(self.failed.emit)

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self.answering.busy

    def send(
        self, text: str, files: Sequence[Attachment] = (), template: DraftTemplate | None = None
    ) -> None:
        """Store the user's message and ask for an answer to it. Raises `EmptyPrompt`."""
        text = clean(text).strip()
        if not text and not files:
            raise EmptyPrompt
        assert not self.busy
        examples = template.examples if template is not None else ()
        self.fitting.check(self.fitting.map(Typed(text, tuple(files), examples)))
        system = self.system.coming
        if self.branch.chat is None:
            self._start(title_of(text) or title_of(files[0].name))
        self.system.settle(system)
        before, count = self.branch.tip, len(self.branch.messages)
        try:
            asked = add_question(self.branch, text, files, template)
            self._ask(Step(before, asked, template))
        except DataError:  # the text is still the user's, who would send it twice
            self.branch.cut(count)
            raise

    def edit(
        self,
        message: MessageId,
        text: str,
        files: Sequence[Attachment] = (),
        template: DraftTemplate | None = None,
    ) -> None:
        """Ask anew in the place of an earlier message, which stays as a branch. Raises `EmptyPrompt`.

        The new message was made with what the earlier one was, unless another template is named.
        """
        index = self.branch.index(message)
        if self.busy or index is None or self.branch.messages[index].role is not Role.USER:
            return
        if not clean(text).strip() and not files:
            raise EmptyPrompt
        before, there, pending = self.branch.tip, self.branch.messages[index:], self.system.pending
        self.branch.cut(index)
        try:
            self.send(text, files, template or made_before(there[0]))
        except UserError:
            self._go_back(index, there, pending)
            raise
        self._step = replace(self._step, before=before)

    def retry(self, answer: MessageId, sampling: Sampling | None = None) -> None:
        """Answer once more, with other sampling perhaps; the answer that is there stays as a branch.

        A summary that was not finished is begun anew. Raises `EmptyPrompt` where nothing is asked before.
        """
        index = self.branch.index(answer)
        if self.busy or index is None or self.branch.messages[index].role not in ANSWERS:
            return
        if not any(message.role is Role.USER for message in self.branch.messages[:index]):
            raise EmptyPrompt  # what it answered is deleted on this branch
        before, there, pending = self.branch.tip, self.branch.messages[index:], self.system.pending
        self.branch.cut(index)
        self.fitting.once = sampling
        try:
            self.fitting.check(self.fitting.map())
            self.system.settle(self.system.pending)
            self._ask(Step(before))
        except UserError:
            self.fitting.once = None
            self._go_back(index, there, pending)
            raise

    def go_on(self) -> None:
        """Continue the last answer where it was cut short."""
        last = self.branch.messages[-1] if self.branch.messages else None
        if self.busy or last is None or last.role is not Role.ASSISTANT:
            return
        if last.status is Status.STREAMING:
            return  # by another process
        self.answering.settle()
        self._step = Step(last.id)
        self._asking.go_on(last)

    def close(self) -> None:
        """Let go; an answer on its way is kept as interrupted."""
        self.walking.close()
        self.answering.close()

    def _go_back(self, index: int, there: Sequence[Message], pending: SystemPrompt | None) -> None:
        """Show what was there before something was asked that could not be."""
        self.branch.cut(index)
        self.branch.put_back(there)
        self.system.take(pending)

    def _start(self, title: str) -> None:
        chat = self.branch.begin(title)
        self.started.emit(chat)
        self.fitting.started(chat)

    def _ask(self, step: Step) -> None:
        self._step = step
        self._asking.ask()

    def _ended(self, outcome: Outcome) -> None:
        message, failure = outcome.message, outcome.failure
        whole = message.status is Status.DONE and bool(message.text.strip())
        if message.role is Role.SUMMARY and whole:
            self._answer_after_summary(outcome)
        elif isinstance(failure, PromptTooLong | TextTooLarge) and self._asked_for_less(message):
            return
        elif message.role is Role.SUMMARY:
            self._give_back(replace(outcome, failure=_without_summary(message, failure)))
        elif isinstance(failure, PromptError) and not message.text and self._step.question is not None:
            self._give_back(outcome)
        else:
            self._conclude(outcome)

    def _conclude(self, outcome: Outcome) -> None:
        """Tell that an answer is complete."""
        self.fitting.answered()
        self.ended.emit(outcome.message)
        failure = outcome.failure
        loaded = self._desk.models.status.loaded
        if outcome.finish is Finish.CONTEXT and loaded is not None:
            failure = ContextFull(loaded.context_length)
        if failure is not None:
            self.failed.emit(failure)

    def _answer_after_summary(self, outcome: Outcome) -> None:
        try:
            self.fitting.check(self.fitting.map_asked())
            self._ask(self._step)
        except UserError as error:
            self._give_back(replace(outcome, failure=error))

    def _asked_for_less(self, message: Message) -> bool:
        """Leave out more: what was counted or estimated here was less than what the engine counts."""
        try:
            return self._asking.ask_for_less(message)
        except DataError as error:
            self.failed.emit(error)
            return False

    def _give_back(self, outcome: Outcome) -> None:
        """Give a message that was refused back, and go on without it."""
        step, self._step = self._step, Step(None)
        self.fitting.answered()
        refused = _after(self.branch.messages, step.before)
        self.ended.emit(outcome.message)
        try:
            self.walking.go_to(step.before)
        except DataError as error:
            self.failed.emit(error)
        for message in refused:
            if message.role is Role.SYSTEM:
                prompt = SystemPrompt(message.text, message.template)
                self.system.take(prompt)
                self.system_returned.emit(prompt)
        if step.question is not None:
            self.returned.emit(Returned(step.question.text, step.question.attachments, step.template))
        if outcome.failure is not None:
            self.failed.emit(outcome.failure)
        self.editing.discard(refused)


def _without_summary(message: Message, failure: UserError | None) -> UserError | None:
    """Say why there is no summary, unless the user stopped it; that the engine died is no matter then."""
    if message.status is Status.STOPPED:
        return None
    return failure if isinstance(failure, PromptError) else SummaryFailed()


def _after(messages: Sequence[Message], leaf: MessageId | None) -> list[Message]:
    """List what was added behind a message, root first."""
    return [message for message in messages if leaf is None or message.id > leaf]

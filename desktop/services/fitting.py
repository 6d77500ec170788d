"""Makes a conversation's prompts: what was chosen for it, what fits, and what the model is asked then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from desktop.core.chat import Chat, ChatOptions, Message, MessageId, Policy, Role
from desktop.core.context import Map, Part, Verdict
from desktop.core.errors import ContextExceeded
from desktop.core.sampling import Sampling
from desktop.services.answering import Ask, Desk
from desktop.services.branch import Branch
from desktop.services.context import Typed, left_out_before, stretch_of, turns_of
from desktop.services.measuring import Measuring
from desktop.services.summary import prepare
from desktop.services.system_prompt import SystemPrompts
from desktop.services.template_forms import FREE, Form, drawn, formed

TIGHTER = 0.9  # of the budget, each time the engine finds a prompt longer than it was estimated
TIGHTEST = 0.5


class Fitting:
    """Belongs to one conversation. Lives on the owner thread."""

    def __init__(self, desk: Desk, branch: Branch, system: SystemPrompts) -> None:
        self._desk = desk
        self._branch = branch
        self._scale = 1.0  # of the budget that prompts are fitted to
        self.adjust: Callable[[Sampling], Sampling] = _as_it_is  # for the command line and benchmarks
        self.once: Sampling | None = None  # for the running answer alone
        self._options = None if branch.chat is None else desk.chats.options(branch.chat.id)
        self._measuring = Measuring(desk.contexts, desk.models, branch, system)

    @property
    def options(self) -> ChatOptions:
        """What was chosen for this chat; until something was, and it is stored, what new chats begin with."""
        return self._options or self._desk.first()

    @property
    def sampling(self) -> Sampling:
        """What was chosen for this chat, or for the model, or what its file recommends, or our defaults."""
        return self.options.sampling or self._desk.sampling

    def choose(self, options: ChatOptions) -> None:
        """Keep what was chosen for this chat; of a chat to come, until it is stored. Raises `DataError`."""
        if self._branch.chat is not None:
            self._desk.chats.set_options(self._branch.chat.id, options)
        self._options = options

    def started(self, chat: Chat) -> None:
        """Keep what was chosen before the chat was stored."""
        self._options = self.options
        if self._options != ChatOptions():
            self._desk.chats.set_options(chat.id, self._options)

    def prepare(self, until: float) -> bool:
        """Do what takes long for a map until the clock (perf_counter) says `until`. True when it is done."""
        return self._measuring.prepare(until)

    def map(self, typed: Typed | None = None, policy: Policy | None = None) -> Map:
        """Tell what the model would see now, with what is typed, under this or another policy."""
        return self._laid_out(self._measuring.parts(), typed, policy)

    def map_asked(self) -> Map:
        """Tell what the model would see for the question that is there; what was set since is not for it."""
        return self._laid_out(self._measuring.parts_there(), None)

    def map_before(self, last: Message) -> Map:
        """Tell what the model would see for the last message, with what there is of an answer: it goes on.

        What it was begun without stays out.
        """
        before = with_question_kept(self._branch.messages[:-1])
        begun = Typed(last.thinking + last.text) if last.role is Role.ASSISTANT else None
        return self._laid_out(self._measuring.parts_of(before), begun)

    def check(self, sent: Map) -> None:
        """Refuse what certainly does not fit; where counts are estimates, the engine decides.

        Raises ContextExceeded.
        """
        if sent.certain and sent.verdict in (Verdict.ASK, Verdict.TOO_LONG):
            raise ContextExceeded(sent.used, sent.length, alone=sent.verdict is Verdict.TOO_LONG)

    def ask(self, sent: Map) -> Ask:
        """Make the prompt of a map."""
        once, left_out = self.once, stretch_of(sent.left_out)
        named = once is not None and bool(once.grammar or once.json_schema)  # a form that the user asked for
        form = FREE if named else _form(self._desk, self._branch)
        return Ask(
            turns_of(self._branch.messages, sent),
            lambda: formed(once or drawn(self.adjust(self.sampling), form), form),
            day_of(self._branch.chat),
            self.options.thinking,
            policy=sent.policy if left_out is not None else None,
            left_out=left_out,
            adapters=self.options.adapters,
        )

    def summary(self, sent: Map) -> tuple[Ask, MessageId]:
        """Make the prompt of a summary of what a map leaves out, and name the last message that it covers."""
        work = prepare(self._branch.messages, sent, self._scale)
        ask = Ask(
            work.turns,
            lambda: work.sampling,
            day_of(self._branch.chat),
            thinking=False,
            policy=sent.policy if work.unread is not None else None,
            left_out=work.unread,
            summary=True,
            adapters=self.options.adapters,
        )
        return ask, work.covers

    def tighten(self) -> bool:
        """Leave out more from now on; False where nothing may be left out, or it would be too much."""
        if self.options.policy is Policy.ASK or self._scale <= TIGHTEST:
            return False
        self._scale *= TIGHTER
        return True

    def answered(self) -> None:
        """Forget what was for one answer alone."""
        self.once, self._scale = None, 1.0

    def _laid_out(self, parts: list[Part], typed: Typed | None, policy: Policy | None = None) -> Map:
        contexts = self._desk.contexts
        if typed is not None and (typed.text or typed.files):
            parts = [*parts, *contexts.examples(typed.examples), contexts.typed(typed)]
        policy = policy or self.options.policy
        return contexts.map(parts, policy, left_out_before(self._branch.messages, policy), self._scale)


def day_of(chat: Chat | None) -> date:
    """Give the day that the model is told; always the same for a chat, so that its prompt's beginning is."""
    assert chat is not None
    return chat.created.astimezone().date()


def with_question_kept(messages: Sequence[Message]) -> list[Message]:
    """Let nothing leave out the last question: its answer goes on."""
    last = max((i for i, m in enumerate(messages) if m.role is Role.USER), default=-1)
    return [replace(m, pinned=True) if i == last else m for i, m in enumerate(messages)]


def _form(desk: Desk, branch: Branch) -> Form:
    """Find what form the answer must have: what the question was made with may ask for one."""
    questions = (m.template for m in reversed(branch.messages) if m.role is Role.USER)
    return desk.form_of(next(questions, None))


def _as_it_is(sampling: Sampling) -> Sampling:
    return sampling

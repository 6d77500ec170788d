"""Has the loaded model find titles for chats that are named by their first words only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from desktop.core.chat import ChatId, Finish, Message, Naming, Role, Status
from desktop.core.context import Verdict
from desktop.core.errors import DataError, NoModel, UserError
from desktop.core.events import Event
from desktop.core.titles import SMALLEST_MODEL, drawing, request_for, title_from
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Delta,
    Died,
    EngineEvent,
    Failed,
    Finished,
    Generate,
    PartKind,
    RequestId,
    Turn,
)
from desktop.services.answering import Desk
from desktop.services.branch import Branch
from desktop.services.chats import Chats
from desktop.services.context import Typed, turns_of
from desktop.services.engine import Engine
from desktop.services.fitting import Fitting, day_of
from desktop.services.models import Stage
from desktop.services.system_prompt import SystemPrompts

QUIET = 3.0  # seconds without an answer, before a model is asked
MOST_TRIES = 2  # of one chat, that were answered
MOST_BROKEN = 6  # of one chat, that something came before


@dataclass(slots=True)
class _Tries:
    answered: int = 0
    broken: int = 0

    @property
    def over(self) -> bool:
        return self.answered >= MOST_TRIES or self.broken >= MOST_BROKEN


@dataclass(slots=True)
class _Asked:
    """What is on its way."""

    request: RequestId
    chat: ChatId
    before: str  # its title then
    question: str
    answer: str
    said: list[str] = field(default_factory=list[str])


class Titling:
    """Names chats that were answered in this run, each of them once. Lives on the owner thread.

    The prompt is the chat's own with a request behind it, so that hardly more than the request has to be
    read. The engine answers it aside: anything that anybody waits for ends it at once, and the chat goes
    on with the cache as it was. What comes must pass `core.titles.title_from`; else the first words stay.
    """

    def __init__(
        self, desk: Desk, chats: Chats, engine: Engine, on: Callable[[], bool], smallest: int = SMALLEST_MODEL
    ) -> None:
        self._desk = desk
        self._chats = chats
        self._engine = engine
        self._on = on
        self._smallest = smallest  # parameters of a model that is asked
        self._waiting: dict[ChatId, None] = {}  # the one that was answered last comes last
        self._tries: dict[ChatId, _Tries] = {}
        self._asked: _Asked | None = None
        self._number = 0  # of the newest wait; those before it mean nothing any more
        self._wanted: set[ChatId] = set()  # by the user, whatever name they have
        self.not_found: Event[ChatId] = Event()  # a title that the user wanted
        self.failed: Event[UserError] = Event()  # why the user's wish cannot be fulfilled
        self._ends = (
            chats.answered.connect(self._answered),
            chats.removed.connect(self._forget),
            desk.prompts.events.connect(self._on_engine),
            desk.prompts.moved.connect(lambda _: self._rest()),
        )

    def suggest(self, chat: ChatId) -> None:
        """Name a chat as soon as nobody waits, whatever its name, the setting and the model."""
        if self._desk.models.status.stage is not Stage.READY:
            self.failed.emit(NoModel())
            return
        self._wanted.add(chat)
        self._tries.pop(chat, None)
        self._waiting.pop(chat, None)
        self._waiting[chat] = None
        self._number += 1
        self._due(self._number)

    def close(self) -> None:
        """Ask for nothing any more."""
        self._number += 1
        self._waiting.clear()
        for end in self._ends:
            end()

    def _answered(self, chat: ChatId) -> None:
        if not self._tries.setdefault(chat, _Tries()).over:
            self._waiting.pop(chat, None)
            self._waiting[chat] = None
            self._rest()

    def _forget(self, chats: Sequence[ChatId]) -> None:
        for chat in chats:
            self._waiting.pop(chat, None)
            self._wanted.discard(chat)
            if self._asked is not None and self._asked.chat == chat:
                self._engine.send(Cancel(self._asked.request))
                self._asked = None

    def _rest(self) -> None:
        """Wait for some quiet, counted from now."""
        self._number += 1
        number = self._number
        if self._waiting and self._asked is None:
            self._desk.later(QUIET, lambda: self._due(number))

    @property
    def _next(self) -> ChatId | None:
        """Whom to name now, those that the user wants first; None where nobody may be."""
        status = self._desk.models.status
        if status.stage is not Stage.READY or self._desk.prompts.busy:
            return None
        by_itself = self._on() and status.parameters >= self._smallest
        may = [chat for chat in self._waiting if by_itself or chat in self._wanted]
        return max(may, key=lambda chat: (chat in self._wanted, may.index(chat)), default=None)

    def _due(self, number: int) -> None:
        chat = self._next
        if number != self._number or self._asked is not None or chat is None:
            return
        del self._waiting[chat]
        with suppress(DataError, LookupError):  # it is gone, or cannot be read now
            self._ask(chat)
        if self._asked is None:
            self._give_up(chat)
        self._rest()

    def _give_up(self, chat: ChatId) -> None:
        if chat in self._wanted:
            self._wanted.discard(chat)
            self.not_found.emit(chat)

    def _ask(self, chat: ChatId) -> None:
        value = self._desk.chats.chat(chat)
        if value.naming is not Naming.FIRST_WORDS and chat not in self._wanted:
            return
        branch = Branch(self._desk.chats, value)
        system = SystemPrompts(branch)
        question, answer = _told(branch.messages)
        if not branch.whole or not question or not answer:
            return
        request = request_for(question)
        fitting = Fitting(self._desk, branch, system)
        sent = fitting.map(Typed(request))
        if sent.verdict not in (Verdict.FITS, Verdict.CUT):
            return
        options = fitting.options
        number = self._desk.prompts.new_request()
        self._asked = _Asked(number, chat, value.title, question, answer)
        self._engine.send(
            Generate(
                number,
                (*turns_of(branch.messages, sent), Turn(Role.USER, request)),
                drawing(),
                day_of(value),
                self._desk.states.name(chat),
                thinking=False,
                adapters=options.adapters,
                aside=True,
            )
        )

    def _on_engine(self, event: EngineEvent) -> None:
        asked = self._asked
        if asked is None:
            return
        if isinstance(event, Died):
            self._end(asked, answered=True)
        elif getattr(event, "request", None) == asked.request:
            match event:
                case Delta(_, text, _, PartKind.TEXT):
                    asked.said.append(text)
                case Finished(_, finish):
                    self._end(asked, answered=finish is not Finish.CANCELLED)
                case Failed() | Broken():
                    self._end(asked, answered=True)
                case _:
                    pass

    def _end(self, asked: _Asked, answered: bool) -> None:
        self._asked = None
        tries = self._tries.setdefault(asked.chat, _Tries())
        if answered:
            tries.answered += 1
            self._take("".join(asked.said), asked)
        else:
            tries.broken += 1
            if not tries.over:
                self._waiting[asked.chat] = None
            else:
                self._give_up(asked.chat)
        self._rest()

    def _take(self, said: str, asked: _Asked) -> None:
        title = title_from(said, asked.question, asked.answer)
        if title is None:
            self._give_up(asked.chat)
            return
        before = asked.before if asked.chat in self._wanted else None
        self._wanted.discard(asked.chat)
        with suppress(DataError, LookupError):  # the title stays
            chat = self._desk.chats.suggest(asked.chat, title, before)
            if chat is not None:
                self._chats.take_over([chat])


def _told(messages: list[Message]) -> tuple[str, str]:
    """Give the first question and its answer."""
    roles = (Role.USER, Role.ASSISTANT)
    first = [
        next((m.text for m in messages if m.role is role and m.status is not Status.STREAMING), "")
        for role in roles
    ]
    return first[0], first[1]

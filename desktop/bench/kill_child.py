"""The process that `fireside bench kill` kills: it chats, edits, sorts and deletes at random.

What has been acknowledged to it is written down at once, a line each; the parent reads that afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from desktop.bench.kill_book import Book
from desktop.bench.kill_clock import Clock
from desktop.bench.kill_engine import ScriptedEngine
from desktop.bench.kill_limits import NONE, Limits, set_limits
from desktop.bench.kill_organising import Means, Organiser
from desktop.bench.kill_start import opened, organising, tidy
from desktop.core.chat import ChatId, Message, MessageId, Role, Status
from desktop.core.errors import DataError, UserError
from desktop.core.loop import Loop
from desktop.core.places import Places
from desktop.core.sampling import Sampling
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.core.templates import Body, Draft
from desktop.services.answering import Desk
from desktop.services.chats import Chats
from desktop.services.context import Contexts
from desktop.services.conversation import Conversation
from desktop.services.counting import Counting
from desktop.services.library import Library
from desktop.services.models import Machine, Models
from desktop.services.prompts import Prompts
from desktop.services.states import States
from desktop.store.opening import Opened

MOST_OPEN = 3  # conversations at a time
PAUSE = 0.08  # seconds between two things that it does, at most


@dataclass(frozen=True, slots=True)
class Order:
    """Where to work, and how."""

    folder: Path
    book: Path
    seed: str
    jumps: bool = False  # the clock does
    limits: Limits = NONE


def work(order: Order) -> None:
    """Work until this process is killed."""
    chance, loop, book = Random(order.seed), Loop(), Book(order.book)
    set_limits(order.limits)
    clock = Clock(chance)
    if order.jumps:
        clock.start()
        clock.jump()
    tasks = Tasks(loop)
    places = Places(order.folder)
    book.note("opening")
    store = opened(places, book)
    desk = _desk(ScriptedEngine(loop.later, chance), places, store, tasks, loop)
    chats = Chats(desk, store.organising)
    tidy(chats, store, book, clock, places.states)
    desk.models.choose("")
    actor = _Actor(chats, store, book, chance)
    means = Means(chats, store.chats, organising(store, chats, book), store.trash, places.states)
    organiser = Organiser(means, book, chance, actor.leave)
    while True:
        loop.run_until(lambda: False, seconds=chance.random() * PAUSE)
        with book.told():
            (organiser if chance.random() < 0.4 else actor).act()
        if order.jumps and chance.random() < 0.2:
            clock.jump()


def _desk(engine: ScriptedEngine, places: Places, store: Opened, tasks: Tasks, loop: Loop) -> Desk:
    library = Library(places, SettingsFile(places.settings), tasks, list)
    models = Models(engine, tasks, library, Machine(1, lambda: 1 << 40))
    prompts = Prompts(engine, models)
    states = States(engine, models, places.states)
    contexts = Contexts(Counting(engine, models), models)
    return Desk(store.chats, store.answers, models, prompts, states, contexts, loop.later, tasks)


class _Witness:
    """Notes what becomes of messages."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._heard: dict[MessageId, tuple[int, int]] = {}  # characters of text and thinking noted so far

    def follow(self, chat: Conversation) -> None:
        """Hear of all that is stored of a conversation."""
        chat.branch.added.connect(lambda message: self._added(chat, message))
        chat.branch.changed.connect(self._changed)
        chat.failed.connect(lambda error: self._failed(chat, error))

    def _failed(self, chat: Conversation, error: UserError) -> None:
        """Note that the user was told: the answer is not being stored any more."""
        if isinstance(error, DataError):
            self._book.note("trouble", messages=[message.id for message in chat.branch.messages[-1:]])

    def _added(self, chat: Conversation, message: Message) -> None:
        assert chat.branch.chat is not None
        place = {"chat": chat.branch.chat.id, "parent": message.parent, "role": message.role}
        self._book.note("added", id=message.id, text=message.text, status=message.status, **place)

    def _changed(self, message: Message) -> None:
        if message.role is not Role.ASSISTANT:
            return
        if message.status is Status.STREAMING:
            text, thinking = self._heard.get(message.id, (0, 0))
            more = {"text": message.text[text:], "thinking": message.thinking[thinking:]}
            self._book.note("grown", id=message.id, **more)
            self._heard[message.id] = (len(message.text), len(message.thinking))
        else:
            whole = {"text": message.text, "thinking": message.thinking}
            self._book.note("ended", id=message.id, status=message.status, **whole)


class _Actor:
    """Does one thing after another, as a user does who cannot decide."""

    def __init__(self, chats: Chats, store: Opened, book: Book, chance: Random) -> None:
        self._chats = chats
        self._store = store
        self._book = book
        self._chance = chance
        self._open: list[Conversation] = []
        self._witness = _Witness(book)

    def act(self) -> None:
        """Do something."""
        acts = (self._ask, self._ask, self._ask, self._edit, self._retry, self._walk)
        more = (self._remove, self._keep, self._maintain)
        self._chance.choice(acts + more)()

    def leave(self, chat: ChatId) -> None:
        """Let go of a chat that goes into the trash."""
        self._open = [each for each in self._open if each.branch.chat is None or each.branch.chat.id != chat]

    def _ask(self) -> None:
        if len(self._open) < MOST_OPEN:
            stored = self._store.chats.chats()
            again = bool(stored) and self._chance.random() < 0.5
            chosen = self._chats.open(self._chance.choice(stored).id) if again else self._chats.new()
            if chosen not in self._open:
                self._follow(chosen)
        self._with_still(lambda chat: chat.send(f"质问 {self._chance.random()} " * 20))

    def _edit(self) -> None:
        if self._open and self._chance.random() < 0.5:
            self._chance.choice(self._open).stop()
        self._with_message(Role.USER, lambda chat, message: chat.edit(message.id, f"anew {message.id}"))

    def _retry(self) -> None:
        if self._chance.random() < 0.5:
            self._with_still(lambda chat: chat.go_on())
        self._with_message(Role.ASSISTANT, lambda chat, message: chat.retry(message.id))

    def _walk(self) -> None:
        def walk(chat: Conversation) -> None:
            others = [m for message in chat.branch.messages for m in message.alternatives]
            if others:
                chat.walking.show(self._chance.choice(others))

        self._with_still(walk)

    def _remove(self) -> None:
        self._with_message(Role.USER, lambda chat, message: chat.editing.delete(message.id))

    def _keep(self) -> None:
        name = f"template {self._chance.randrange(10**9)}"
        self._store.templates.add(Draft(name, Body("{{text}}")))
        self._book.note("named", table="template_version", name=name)
        self._store.presets.keep(name, Sampling(temperature=0.5))
        self._book.note("named", table="preset", name=name)

    def _maintain(self) -> None:
        if self._chance.random() < 0.5:
            self._store.database.checkpoint()
        else:
            self._store.back_up()

    def _follow(self, chat: Conversation) -> None:
        for left in self._open[: 1 - MOST_OPEN]:
            self._open.remove(left)
            self._chats.let_go(left)
        self._open.append(chat)
        self._witness.follow(chat)

    def _with_still(self, act: Callable[[Conversation], object]) -> None:
        quiet = [chat for chat in self._open if not chat.busy and chat.walking.still]
        if quiet:
            act(self._chance.choice(quiet))

    def _with_message(self, role: Role, act: Callable[[Conversation, Message], object]) -> None:
        def on(chat: Conversation) -> None:
            found = [message for message in chat.branch.messages if message.role is role]
            asked = any(message.role is Role.USER for message in chat.branch.messages)
            if found and asked and chat.branch.messages[0].role is Role.USER:
                act(chat, self._chance.choice(found))

        self._with_still(on)

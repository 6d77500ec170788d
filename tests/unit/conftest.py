"""The services over a real database file, with an engine that the test plays."""

from __future__ import annotations

import pytest

from desktop.core.chat import Finish
from desktop.core.tasks import Tasks
from desktop.engine.protocol import (
    Count,
    Counted,
    Delta,
    Finished,
    Generate,
    Load,
    Loaded,
    Prompting,
    TemplateSource,
    Usage,
)
from desktop.services.answering import Desk
from desktop.services.chats import Chats
from desktop.services.context import Contexts
from desktop.services.counting import Counting
from desktop.services.models import Machine, Models, Stage
from desktop.services.prompts import Prompts
from desktop.services.states import States
from desktop.services.template_forms import forms_from
from desktop.store.opening import open_store
from tests.fakes.engine import FakeEngine
from tests.fakes.inbox import Inbox
from tests.fakes.library import library
from tests.unit.fetch_support import Fetching


class Bench:
    """The services of a test, and a hand on each."""

    def __init__(self, folder, engine=None, **more):
        self.inbox = Inbox()
        self.engine = engine or FakeEngine()
        self.tasks = Tasks(self.inbox)
        self.free = 1 << 40
        self.counted = 0  # commands that were answered
        machine = Machine(1, lambda: self.free, **more)
        self.library = library(folder, self.tasks)
        self.models = Models(self.engine, self.tasks, self.library, machine)
        self.prompts = Prompts(self.engine, self.models)
        self.store = open_store(folder / "chats.db", "me", lambda owner: False)
        states = States(self.engine, self.models, folder / "states")
        self.counting = Counting(self.engine, self.models)
        self.desk = Desk(
            self.store.chats,
            self.store.answers,
            self.models,
            self.prompts,
            states,
            Contexts(self.counting, self.models),
            self.inbox.later,
            self.tasks,
            form_of=forms_from(self.store.templates),
        )
        self.chats = Chats(self.desk, self.store.organising)

    def close(self):
        self.chats.close()
        self.store.close()
        self.tasks.close()

    def sent(self, kind):
        return [command for command in self.engine.sent if isinstance(command, kind)]

    def load(self, context=1024, **more):
        """Load the starter model as far as the fake engine takes it."""
        self.models.choose("")
        before = len(self.sent(Load))
        self.inbox.run_until(
            lambda: len(self.sent(Load)) > before or self.models.status.stage is Stage.FAILED
        )
        self.loaded(context, **more)

    def loaded(self, context=1024, **more):
        load = self.sent(Load)[-1]
        self.engine.events.emit(
            Loaded(load.request, load.path, context, 8192, TemplateSource.OWN, "", 1, 0, 0.1, **more)
        )

    def count(self):
        """Let the engine count what it was asked to: a token a character."""
        while len(asked := self.sent(Count)) > self.counted:
            command = asked[self.counted]
            self.counted += 1
            counts = tuple(len(text) for text in command.texts)
            self.engine.events.emit(Counted(command.request, counts))

    def answer(self, *texts, finish=Finish.STOP):
        """Play an answer to the newest prompt, as far as its last text."""
        request = self.sent(Generate)[-1].request
        self.engine.events.emit(Prompting(request, 0, 10))
        for number, text in enumerate(texts, start=1):
            self.engine.events.emit(Delta(request, text, number))
        if finish is not None:
            self.engine.events.emit(Finished(request, finish, Usage(10, 4, len(texts), 0.2, 30.0, 7)))


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.close()


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "chats.db", "this process", lambda owner: False)
    yield opened
    opened.close()


@pytest.fixture
def chats(store):
    return store.chats


@pytest.fixture
def fetching(tmp_path):
    made = Fetching(tmp_path)
    yield made
    made.close()

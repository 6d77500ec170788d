"""A try-out over a played engine, beside the chats' played engine."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop.core.chat import Finish
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.models import Installed, Origin
from desktop.core.template_filling import Surroundings
from desktop.core.templates import Body, Draft, TemplateId, Version
from desktop.core.tryout import InputId, SavedInput
from desktop.engine.protocol import (
    Delta,
    Died,
    Finished,
    Generate,
    Load,
    Loaded,
    Prompting,
    TemplateSource,
    Usage,
)
from desktop.hub.gguf import read_header
from desktop.services.machine import Machine
from desktop.services.own_load import Ground
from desktop.services.trying_out import TryingOut
from desktop.services.tryout import Manner, Plan
from desktop.services.tryout_asking import Drawing
from tests.fakes.engine import FakeEngine
from tests.fakes.gguf import header

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def model(name):
    return Installed(Path(f"/m/{name}.gguf"), name, Origin.FOLDER, 1, "Q4")


def version(number, user, **more):
    return Version(number, Draft("T", Body(user, **more)), NOW)


def saved(number, **values):
    return SavedInput(InputId(number), f"input {number}", values)


FIRST, SECOND = version(1, "Say {{word}}"), version(2, "Please say {{word}}")
A, B = model("a"), model("b")
WORDS = (saved(1, word="one"), saved(2, word="two"))


def plan(*versions, models=(A,), inputs=WORDS, **manner):
    around = Surroundings(NOW, "English")
    return Plan(TemplateId(1), "T", inputs, versions or (FIRST,), models, Manner(**manner), around)


class Table:
    """A try-out over a played engine, beside the chats' played engine."""

    def __init__(self, bench, folder):
        self.bench = bench
        self.inbox = bench.inbox
        self.engine = FakeEngine()
        file = folder / "h.gguf"
        file.write_bytes(header())
        self.header = read_header(file)
        self.headers = {}  # by name; an exception is raised
        self.free = 1 << 40
        self.presets, self.defaults, self.busy = [], {}, None
        machine = Machine(1, lambda: self.free, 77, lambda: Path("/states"))
        parts = (bench.engine, bench.tasks, machine, bench.models, bench.prompts, self.inbox.later)
        ground = Ground(self.engine, *parts, self.read)
        self.drawing = Drawing(lambda: self.presets, lambda path: self.defaults.get(path, ChatDefaults()))
        self.trying = TryingOut(ground, self.drawing, lambda: self.busy)
        self.told = []
        self.trying.changed.connect(self.told.append)

    def read(self, path):
        found = self.headers.get(path.stem, self.header)
        if isinstance(found, Exception):
            raise found
        return found

    @property
    def state(self):
        return self.trying.state

    @property
    def steps(self):
        return [[cell.step for cell in row] for row in self.state.cells]

    @property
    def texts(self):
        return [[cell.text for cell in row] for row in self.state.cells]

    def sent(self, kind):
        return [command for command in self.engine.sent if isinstance(command, kind)]

    def emit(self, *events):
        for event in events:
            self.engine.events.emit(event)

    def load(self, count=1):
        """Wait for so many loads, and let the newest come to its end."""
        self.inbox.run_until(lambda: len(self.sent(Load)) >= count)
        load = self.sent(Load)[-1]
        self.emit(Loaded(load.request, load.path, 512, 8192, TemplateSource.OWN, "", 1, 0, 1.5))
        return load

    def asked(self, count):
        """Wait for so many questions; give the newest."""
        self.inbox.run_until(lambda: len(self.sent(Generate)) >= count)
        return self.sent(Generate)[-1]

    def answer(self, count, text, finish=Finish.STOP):
        """Answer the question of this number."""
        request = self.asked(count).request
        words = len(text.split())
        self.emit(Prompting(request, 0, 10), Delta(request, text, words))
        self.emit(Finished(request, finish, Usage(10, 0, words, 0.5, 40.0, 1)))

    def die(self, code=-9):
        self.emit(Died(code))

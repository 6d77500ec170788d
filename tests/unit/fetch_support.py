"""What the tests of the downloader share."""

from __future__ import annotations

import hashlib
import threading

from desktop.core.hub import RemoteFile, RepoId
from desktop.core.network import Gate
from desktop.core.sources import Connection, Source
from desktop.hub.asking import Web
from desktop.hub.fetch import Fetch, Means
from desktop.hub.locating import Wanted
from desktop.hub.parts import part_of
from desktop.hub.stopping import Stop
from desktop.hub.trying import Manner
from desktop.hub.wire import Limits
from tests.fakes.hub import FakeHub
from tests.fakes.hub_files import COMMIT, model_bytes

REPO = RepoId("maker/model-GGUF")
NAME = "model-Q4_K_M.gguf"
SIZE = 400_000
IMPATIENT = Limits(connect=5, silence=0.4)  # for a hub that falls silent; else a busy computer would be one


class FakeClock:
    """Time that passes only while somebody waits."""

    def __init__(self):
        self.now = 1000.0
        self.waits = []

    def __call__(self):
        return self.now

    def wait(self, stop, seconds):
        stop.check()
        self.waits.append(seconds)
        self.now += seconds


class Fetching:
    """A hub, a folder, and one file to fetch."""

    def __init__(self, folder):
        self.hub = FakeHub()
        self.folder = folder / "models"
        self.data = model_bytes(SIZE)
        self.repo = self.hub.files.add(REPO, {NAME: self.data})
        self.gate = Gate(False, lambda call: call())
        self.clock = FakeClock()
        self.reports = []
        self.stop = Stop()
        self.connection = Connection((Source(self.hub.endpoint),))
        self.limits = Limits(connect=30, silence=30)
        self.patience = 600.0

    @property
    def files(self):
        return self.hub.files

    def wanted(self, path=NAME, data=None, sha256=None, commit=COMMIT):
        data = self.data if data is None else data
        sha256 = hashlib.sha256(data).hexdigest() if sha256 is None else sha256
        file = RemoteFile(path, len(data), sha256)
        return Wanted(REPO, commit, file, self.folder, self.folder / REPO / path)

    def fetch(self, wanted=None):
        manner = Manner(self.patience, self.clock, self.clock.wait, lambda: 1.0)
        means = Means(Web(self.gate, self.limits), self.connection, self.stop, manner)
        return Fetch(wanted or self.wanted(), means, self.reports.append)

    def run(self, wanted=None):
        """Fetch, and check what must hold whatever happens."""
        wanted = wanted or self.wanted()
        try:
            self.fetch(wanted).run()
        finally:
            if wanted.target.exists():
                assert hashlib.sha256(wanted.target.read_bytes()).hexdigest() == wanted.file.sha256
        return wanted.target.read_bytes()

    def part(self, wanted=None):
        return part_of(wanted or self.wanted())

    def kept(self, wanted=None):
        part = self.part(wanted)
        return part.read_bytes() if part.exists() else b""

    def began(self, count, wanted=None, data=None):
        """Leave a part behind, as an earlier run does."""
        part = self.part(wanted)
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes((self.data if data is None else data)[:count])

    def in_background(self, wanted=None):
        """Fetch on a thread; gives it, and the list that its outcome will be in."""
        outcome = []
        fetch = self.fetch(wanted)

        def work():
            try:
                fetch.run()
            except Exception as error:  # noqa: BLE001  # the test looks at it
                outcome.append(error)
            else:
                outcome.append(None)

        thread = threading.Thread(target=work)
        thread.start()
        return thread, outcome

    def close(self):
        self.stop.close()
        self.hub.close()

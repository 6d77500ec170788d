"""The whole application: real window, real engine process, real files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.app import App
from desktop.core.places import Places
from desktop.engine.llama import Backend
from desktop.engine.protocol import Ready
from desktop.services.models import Stage
from desktop.viewmodels.messages import MessageRole
from desktop.widgets.main_window import USUAL
from tests.fakes import scripted
from tests.fakes.engine_process import RealEngine

SECONDS = 120_000  # ms that a test waits at most; a slow machine is no fault


class Driver:
    """Does what a user does."""

    def __init__(self, app, qtbot):
        self.app = app
        self.qtbot = qtbot
        self.window = app.window

    @property
    def page(self):
        return self.app.workplace.page

    @property
    def messages(self):
        rows = self.app.chat.messages
        return [rows.index(row).data(MessageRole.MESSAGE) for row in range(rows.rowCount())]

    @property
    def titles(self):
        rows = self.app.chat.list
        return [title for row in range(rows.rowCount()) if (title := rows.index(row).data())]

    @property
    def stage(self):
        return self.app.working.models.status.stage

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=SECONDS)

    def wait_ready(self):
        self.wait(lambda: self.app.chat is not None and self.stage is Stage.READY)

    def wait_idle(self):
        self.wait(lambda: not self.app.chat.conversation.busy)

    def type(self, text):
        self.qtbot.keyClicks(self.page.composer.input, text)
        self.qtbot.keyClick(self.page.composer.input, Qt.Key.Key_Return)

    def ask(self, text):
        self.type(text)
        self.wait_idle()
        return self.messages[-1]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give every test a home without models of other programs."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "LLAMA_CACHE", "OLLAMA_MODELS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA", "JAN_DATA_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="module")
def process():
    """One engine process for the tests of a file: a start takes longer than most of them.

    A test begins with a load of its own, which leaves nothing of the model before, and may neither end the
    process nor go on after it has died.
    """
    engine = RealEngine(Backend)
    engine.client.start()
    engine.first(Ready)
    yield engine
    engine.client.close()


@pytest.fixture
def warm(process):
    """The process of the file, which a test finds as its own."""
    process.heard.clear()
    pid = process.client.pid
    yield process
    assert process.client.pid == pid, "the process of all tests of the file has died"


@pytest.fixture
def starters():
    """Let the templates that come along be put into a fresh library."""


@pytest.fixture(autouse=True)
def no_starters(request, monkeypatch):
    """Begin with an empty library of templates, as tests expect it that do not ask for `starters`."""
    if "starters" not in request.fixturenames:
        monkeypatch.setattr("desktop.services.starters.begin_with", lambda language, intake: 0)


@pytest.fixture
def start(qtbot, qapp, tmp_path, monkeypatch):
    """Start the application on a folder, as often as a test likes."""
    running = []
    for module in ("toast", "temporary_in_window"):  # to be undone however slow the machine is
        monkeypatch.setattr(f"desktop.widgets.{module}.TOAST_SHOWN", 10 * SECONDS)

    def begin(folder=tmp_path, backend=scripted.Backend, wait=True, make=True):
        if make:
            folder.mkdir(exist_ok=True)
        app = App(qapp, Places(folder), backend=backend)
        running.append(app)
        if not app.settings.value.geometry:
            app.window.resize(USUAL)  # the screen of the platform for tests is smaller than anybody's
        app.show()
        driver = Driver(app, qtbot)
        if wait:
            driver.wait_ready()
        return driver

    def end(driver):
        running.remove(driver.app)
        driver.window.close()
        driver.app.close()
        driver.window.deleteLater()

    begin.end = end
    yield begin
    for app in running:
        app.window.close()
        app.close()
        app.window.deleteLater()


@pytest.fixture
def user(start):
    """A user before a window that is ready, with a scripted model."""
    return start()

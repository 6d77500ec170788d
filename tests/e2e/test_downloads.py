"""A download in the whole application: ordered, followed, finished, and chatted with."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.core.downloads import Order, Stage
from desktop.core.errors import Offline
from desktop.core.hub import RemoteFile, RepoId
from desktop.services import models
from desktop.widgets.models.download_actions import Action
from desktop.widgets.models.page import Tab
from tests.fakes.gguf import tiny_model
from tests.fakes.hub import FakeHub
from tests.fakes.hub_files import COMMIT, hold

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these

REPO = RepoId("maker/Tiny-GGUF")
NAME = "Tiny-F32.gguf"


@pytest.fixture
def hub(tmp_path):
    with FakeHub() as made:
        made.add(REPO, {NAME: tiny_model()})
        (tmp_path / "settings.json").write_text(json.dumps({"sources": [made.endpoint], "proxy": "none"}))
        yield made


def order(user, hub):
    data = hub.files.repos[REPO].files[NAME]
    file = RemoteFile(NAME, len(data), hashlib.sha256(data).hexdigest())
    return Order(REPO, COMMIT, "Tiny", "F32", (file,), user.app.pages.model_services.downloads.folder)


def stage(user):
    return user.app.pages.model_services.downloads.items[0].stage


def received(user):
    return user.app.pages.model_services.downloads.items[0].received


def test_a_model_is_ordered_followed_finished_and_answers(hub, start):
    user = start()
    half, go_on = len(hub.files.repos[REPO].files[NAME]) // 2, threading.Event()
    hub.files.get(NAME, hold(half, go_on))
    button = user.app.workplace.header.downloads
    assert button.isHidden()
    user.app.pages.model_services.downloads.start(order(user, hub))
    user.wait(lambda: received(user) >= half - 1 and button.isVisible())
    user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    pages = user.app.workplace.pages
    assert pages.models.isVisible()
    assert pages.models.bar.currentIndex() == Tab.DOWNLOADS
    assert button.isHidden()  # the page says more
    go_on.set()
    user.wait(lambda: stage(user) is Stage.DONE)
    assert user.app.workplace.toast.isVisible()
    user.qtbot.mouseClick(user.app.workplace.toast.undo, Qt.MouseButton.LeftButton)
    status = user.app.working.models
    user.wait(lambda: status.status.model is not None and status.status.model.path.name == NAME)
    user.wait(lambda: status.status.stage is models.Stage.READY)
    assert pages.models.isHidden()
    assert user.ask("hello fish").text.strip() == "hello fish"


def test_the_row_leads_to_the_chat_too(hub, start):
    user = start()
    user.app.pages.model_services.downloads.start(order(user, hub))
    user.wait(lambda: stage(user) is Stage.DONE)
    user.app.workplace.pages.show_tab(Tab.DOWNLOADS)
    tab = user.app.workplace.pages.models.downloads
    tab.carry_out(user.app.pages.model_services.downloads.items[0], Action.CHAT)
    user.wait(lambda: user.app.working.models.status.model.path.name == NAME)
    assert user.app.workplace.pages.models.isHidden()


def test_closing_the_window_keeps_what_has_come_and_the_next_start_goes_on(hub, start, tmp_path):
    user = start()
    half = len(hub.files.repos[REPO].files[NAME]) // 2
    hub.files.get(NAME, hold(half, threading.Event()))
    user.app.pages.model_services.downloads.start(order(user, hub))
    user.wait(lambda: received(user) >= half - 1)
    start.end(user)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("task", "hash"))]
    [part] = Path(tmp_path).rglob(".*.part")
    kept = part.stat().st_size
    assert kept >= half - 1
    user = start()
    user.wait(lambda: stage(user) is Stage.DONE)
    assert hub.files.requests("GET")[-1].range == f"bytes={kept}-"


def test_the_offline_switch_ends_a_transfer_at_once_and_it_goes_on_afterwards(hub, start):
    user = start()
    half = len(hub.files.repos[REPO].files[NAME]) // 2
    hub.files.get(NAME, hold(half, threading.Event()))
    user.app.pages.model_services.downloads.start(order(user, hub))
    user.wait(lambda: received(user) >= half - 1)
    gate = user.app.pages.model_services.basis.gate
    gate.set_offline(True)
    item = user.app.pages.model_services.downloads.items[0]
    assert item.stage is Stage.PAUSED
    assert isinstance(item.error, Offline)
    gate.set_offline(False)
    user.wait(lambda: stage(user) is Stage.DONE)

"""Something is done with all of the data, and the window opens again: on what there is then."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

from desktop.app_runs import Runs
from desktop.core.keeping import MoveData, RestoreBackup
from desktop.core.places import places_from
from desktop.services.models import Stage
from desktop.store.backup import back_up_now
from desktop.store.opening import open_store
from desktop.widgets.between import Between
from tests.fakes import scripted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


class Script(QObject):
    """Does one step after the other, each as soon as it can: a generator yields what it waits for."""

    def __init__(self, steps):
        super().__init__()
        self._steps = steps
        self._wanted = lambda: True
        self.ended = False
        self._clock = QTimer(self)
        self._clock.setInterval(20)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def _look(self):
        if self._wanted():
            try:
                self._wanted = next(self._steps)
            except StopIteration:
                self.ended = True
                self._clock.stop()


@pytest.fixture
def places(tmp_path):
    return places_from(tmp_path / "data", tmp_path / "config" / "data-folder.json")


def ready(runs):
    app = runs.app
    return app is not None and app.pages is not None and app.working.models.status.stage is Stage.READY


def titles(runs):
    return [chat.title for chat in runs.app.services.store.chats.chats()]


def test_the_window_opens_again_after_a_restore_and_after_a_move(qapp, places, tmp_path):
    store = open_store(places.database, "me", lambda owner: False)
    store.chats.new_chat("in the backup")
    store.close()
    backup = back_up_now(places.database)
    store = open_store(places.database, "me", lambda owner: False)
    store.chats.new_chat("newer")
    store.close()
    runs = Runs(qapp, offline=False, backend=scripted.Backend)
    seen, told = [], []

    def steps():
        for deed in (RestoreBackup(backup), MoveData(tmp_path / "usb")):
            yield lambda: ready(runs)
            seen.append((runs.app._places.data, titles(runs)))
            last = runs.app
            told.extend(box.informativeText() for box in last.window.findChildren(QMessageBox))
            for section in ("generation", "data"):  # sections read the chats when they hear of a language
                runs.app.workplace.pages.show_settings(section)
            runs.app.pages.settings.data.carry_out(deed)
            yield lambda last=last: runs.app is not last
        yield lambda: ready(runs)
        seen.append((runs.app._places.data, titles(runs)))
        runs.app.window.close()

    script = Script(steps())
    assert runs.go_on(places) == 0
    assert script.ended
    assert seen == [
        (places.data, ["newer", "in the backup"]),
        (places.data, ["in the backup"]),
        (tmp_path / "usb", ["in the backup"]),
    ]
    assert len(told) == 1 and told[0].startswith(f"They are as they were in the backup {backup}.")
    assert json.loads(places.pointer.read_text())["left"] == str(places.data)


def test_a_folder_that_is_not_there_is_waited_for_and_never_begun_anew(qapp, places, tmp_path):
    places.pointer.parent.mkdir()
    places.pointer.write_text(json.dumps({"folder": str(tmp_path / "usb")}))
    moved = places_from(places.home, places.pointer)
    runs = Runs(qapp, offline=False, backend=scripted.Backend)

    def window():
        return next((each for each in qapp.topLevelWidgets() if isinstance(each, Between)), None)

    def steps():
        yield lambda: window() is not None and window().isVisible()
        assert "is not there" in window().title.text()
        window().again.click()
        assert window().isVisible()
        assert not (tmp_path / "usb").exists()
        window().on.click()

    script = Script(steps())
    assert runs.go_on(moved) == 0
    assert script.ended
    assert not (tmp_path / "usb").exists()


def test_a_second_start_hands_its_files_to_the_window_that_is_there(qapp, tmp_path):
    places = places_from(tmp_path / "data", tmp_path / "config" / "data-folder.json")
    note = tmp_path / "笔记.txt"
    note.write_text("eggs, flour", encoding="utf-8")
    runs = Runs(qapp, offline=False, backend=scripted.Backend)
    seen = []

    def attached():
        return [file.name for file in runs.app.workplace.page.composer.attachments.files]

    def steps():
        yield lambda: ready(runs)
        command = [sys.executable, "-m", "desktop", "--data-dir", str(places.data), "--open", str(note)]
        second = subprocess.Popen(command, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        yield lambda: second.poll() is not None and attached()
        seen.append((second.returncode, attached()))
        runs.app.window.close()

    script = Script(steps())
    assert runs.go_on(places) == 0
    assert script.ended
    assert seen == [(0, ["笔记.txt"])]
    assert not (places.data / "instance.sock").exists()

"""The section “Data” of the settings: what it shows, and what it asks before it does something."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.core.chat import Role
from desktop.core.keeping import Compact, Erase, MoveData, Part, RecoverFile, RestoreBackup
from desktop.core.places import Places
from desktop.core.settings import Appearance
from desktop.services.data_care import CareMeans, DataCare
from desktop.services.indexing import Indexing
from desktop.services.states import States
from desktop.store.chats import NewMessage
from desktop.viewmodels.data import DataViewModel
from desktop.widgets import between
from desktop.widgets.look import Look
from desktop.widgets.settings import data_section
from desktop.widgets.settings.data_section import DataSection
from desktop.widgets.settings.erase_dialog import EraseDialog
from tests.unit.conftest import Bench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


class Stage:
    """A section over a real data folder."""

    def __init__(self, qapp, qtbot, folder, left=None):
        self.qtbot = qtbot
        self.bench = bench = Bench(folder)
        self.places = Places(folder, folder, folder / "pointer.json", left)
        states = States(bench.engine, bench.models, self.places.states)
        self.indexing = Indexing(bench.store.index, bench.tasks, bench.inbox.later)
        models = self.places.models
        means = CareMeans(self.places, bench.store, bench.tasks, states, self.indexing, lambda: models)
        self.viewmodel = DataViewModel(DataCare(means))
        self.deeds = []
        self.viewmodel.deed_asked.connect(self.deeds.append)
        self.section = DataSection(Look(qapp, Appearance.LIGHT))
        qtbot.addWidget(self.section)
        self.section.attach(self.viewmodel)
        self.section.resize(620, 900)

    def show(self):
        self.section.show()
        self.settle()

    def settle(self):
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)
        self.bench.inbox(lambda: None)  # what a worker posted before its end
        self.bench.inbox.run_until(lambda: True)

    def write(self, size=10):
        chat = self.bench.store.chats.new_chat("t")
        self.bench.store.chats.add(chat.id, NewMessage(None, Role.USER, "x" * size))
        return chat.id

    def press(self, line):
        line.part.click()

    def answer(self, words):
        box = self.section.window().findChild(QMessageBox)
        button = next(button for button in box.buttons() if button.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return box

    def close(self):
        self.viewmodel.close()
        self.indexing.close()
        self.bench.close()


@pytest.fixture
def stage(qapp, qtbot, tmp_path):
    made = Stage(qapp, qtbot, tmp_path / "data")
    yield made
    made.close()


def test_sizes_and_numbers_are_shown_and_each_folder_can_be_opened(stage, monkeypatch):
    opened = []
    monkeypatch.setattr(data_section, "show_folder", opened.append)
    stage.write()
    stage.places.states.mkdir()
    (stage.places.states / "chat-1.x").write_bytes(b"x" * 2000)
    stage.show()
    rooms = stage.section.rooms
    assert "1 chat(s) · 1 message(s) · 0 chat(s) in the trash" in rooms[Part.CHATS].help.text()
    assert rooms[Part.STATES].help.text() == "1 file(s) · 2.0 kB"
    assert not rooms[Part.ASIDE].isVisible()
    stage.press(rooms[Part.STATES])
    stage.press(rooms[Part.BACKUPS])  # which is not there yet
    assert opened == [stage.places.states, stage.places.data]


def test_portable_data_is_not_moved_here_and_it_says_why(stage):
    stage.viewmodel._care.places = Places(stage.places.data, portable=True)
    QApplication.sendEvent(stage.section, QEvent(QEvent.Type.LanguageChange))
    assert not stage.section.move_.part.isEnabled()
    assert "“fireside-data” beside the program" in stage.section.move_.help.text()


def test_a_backup_is_made_listed_and_restored_after_a_yes(stage):
    stage.write()
    stage.show()
    card = stage.section.backups
    assert not card.restore.isEnabled()
    card.make.click()
    stage.settle()
    assert card.list.count() == 1
    assert "The backup is " in card.note.text()
    (path,) = stage.places.backups.iterdir()
    card.restore.click()
    box = stage.answer("Cancel")
    assert "set aside, not deleted" in box.informativeText()
    assert stage.deeds == []
    card.restore.click()
    stage.answer("Restore")
    assert stage.deeds == [RestoreBackup(path)]


def test_what_was_set_aside_damaged_can_be_recovered(stage):
    stage.write()
    damaged = stage.places.data / "chats.damaged-20260102-030405.db"
    shutil.copyfile(stage.places.database, damaged)
    stage.show()
    card = stage.section.backups
    assert card.restore.text() == "Recover…"
    card.restore.click()
    stage.answer("Recover")
    assert stage.deeds == [RecoverFile(damaged)]


def test_a_check_says_what_it_found(stage):
    stage.write()
    stage.show()
    stage.press(stage.section.check)
    stage.settle()
    assert stage.section.check.help.text() == "Everything is sound."


def test_kept_states_go_after_a_yes(stage):
    stage.places.states.mkdir()
    (stage.places.states / "chat-1.x").write_bytes(b"x")
    stage.show()
    stage.press(stage.section.states)
    stage.answer("Delete")
    assert list(stage.places.states.iterdir()) == []
    assert stage.section.rooms[Part.STATES].help.text().startswith("0 file(s)")


def test_compacting_is_offered_where_it_is_worth_it(stage):
    stage.write()
    stage.show()
    assert not stage.section.compact.isVisible()
    chat = stage.write(size=2_000_000)
    stage.bench.store.organising.delete([chat])
    stage.bench.store.trash.doom([chat])
    while stage.bench.store.trash.purge() is not None:
        pass
    stage.viewmodel.look()
    stage.settle()
    assert stage.section.compact.isVisible()
    stage.press(stage.section.compact)
    stage.answer("Compact")
    assert stage.deeds == [Compact()]


def test_moving_says_what_it_does_before(stage, tmp_path):
    stage.show()
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    stage.viewmodel.look_at(full)
    stage.settle()
    assert "There is something in" in stage.section.fault.text()
    stage.viewmodel.look_at(tmp_path / "usb")
    stage.settle()
    box = stage.answer("Move")
    assert "The old folder stays as it is" in box.informativeText()
    assert stage.deeds == [MoveData(tmp_path / "usb")]


def test_data_that_a_move_has_left_can_be_deleted(qapp, qtbot, tmp_path):
    left = tmp_path / "before"
    left.mkdir()
    (left / "chats.db").write_bytes(b"x")
    stage = Stage(qapp, qtbot, tmp_path / "data", left)
    stage.show()
    assert str(left) in stage.section.left.help.text()
    stage.press(stage.section.left)
    stage.answer("Delete")
    assert not left.exists()
    assert not stage.section.left.isVisible()
    stage.close()


def test_everything_is_deleted_only_after_a_word_was_typed(stage, qtbot):
    stage.show()
    stage.press(stage.section.erase)
    dialog = stage.section.window().findChild(EraseDialog)
    assert not dialog.erase.isEnabled()
    qtbot.keyClicks(dialog.typed, "delete")
    qtbot.keyClick(dialog.typed, Qt.Key.Key_Return)
    assert stage.deeds == []
    dialog.typed.setText(dialog.word)
    dialog.models.setChecked(True)
    dialog.erase.click()
    assert stage.deeds == [Erase(settings=False, models=True)]


def test_the_window_between_says_what_is_done_and_cannot_be_closed_meanwhile(qtbot, tmp_path):
    window = between.Between()
    qtbot.addWidget(window)
    asked = []
    window.cancel_asked.connect(lambda: asked.append(1))
    window.work(MoveData(tmp_path / "usb"))
    window.show()
    assert "is being copied to" in window.title.text()
    assert not window.close()
    assert asked == [1]
    window.work(Compact())
    assert not window.cancel.isVisible()
    assert not window.close()
    assert asked == [1]
    window.finish()
    assert window.close()

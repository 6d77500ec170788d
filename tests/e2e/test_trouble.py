"""What a person sees when the chats cannot be opened, and that nothing is lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.store.backup import back_up_daily
from desktop.store.migrations import MIGRATIONS, newest_version


def start_in_trouble(start, folder):
    user = start(folder, wait=False)
    user.wait(lambda: user.app.error is not None)
    return user


def test_a_newer_database_is_refused_and_not_touched(start, tmp_path):
    start.end(start())
    path = tmp_path / "chats.db"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    before = path.read_bytes()
    user = start_in_trouble(start, tmp_path)
    page = user.app.workplace.start
    known = newest_version(MIGRATIONS)
    assert f"newer Fireside (version 99; this one knows {known})" in page.what.text()
    user.wait(page.isVisible)
    assert not user.page.isVisible()
    assert path.read_bytes() == before


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_a_damaged_database_is_set_aside_and_the_backup_brings_the_chats_back(start, tmp_path, qtbot):
    user = start()
    user.ask("worth keeping")
    start.end(user)
    path = tmp_path / "chats.db"
    back_up_daily(path)
    path.write_bytes(b"SQLite format 3\0" + os.urandom(20_000))
    user = start_in_trouble(start, tmp_path)
    page = user.app.workplace.start
    assert "damaged" in page.what.text()
    assert Path(page.what.text().split(" set aside as ")[1].rstrip(".")).exists()
    qtbot.mouseClick(page.backup, Qt.MouseButton.LeftButton)
    user.wait_ready()
    assert user.titles == ["worth keeping"]
    assert user.page.isVisible()
    box = user.window.findChild(QMessageBox)
    assert "as they were in the backup" in box.informativeText()
    box.close()


@pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do
def test_what_is_newer_than_the_backup_is_recovered_too_and_told(start, tmp_path, qtbot):
    user = start()
    user.ask("worth keeping")
    back_up_daily(tmp_path / "chats.db")
    user.ask("asked later")
    start.end(user)
    with (tmp_path / "chats.db").open("r+b") as file:
        file.write(bytes(100))
    user = start_in_trouble(start, tmp_path)
    page = user.app.workplace.start
    assert page.remedy.text() == "Restore the backup and recover newer messages"
    qtbot.mouseClick(page.remedy, Qt.MouseButton.LeftButton)
    user.wait_ready()
    user.app.chat.open(user.app.services.store.chats.chats()[0].id)
    user.wait(lambda: [m.text for m in user.messages if m.role == "user"] == ["worth keeping", "asked later"])
    box = user.window.findChild(QMessageBox)
    assert "Messages that the backup did not have: 2" in box.informativeText()
    assert "Messages that could not be read: 0" in box.informativeText()
    box.close()


def test_without_a_backup_one_begins_anew(start, tmp_path, qtbot):
    (tmp_path / "chats.db").write_bytes(b"no database at all")
    user = start_in_trouble(start, tmp_path)
    page = user.app.workplace.start
    assert not page.backup.isVisible()
    qtbot.mouseClick(page.remedy, Qt.MouseButton.LeftButton)
    user.wait(lambda: "holds no chat that can be read" in user.app.workplace.start.what.text())
    page = user.app.workplace.start
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    user.wait_ready()
    assert user.ask("a new start").text == "a new start "


def test_a_folder_that_cannot_be_written_is_told_and_can_be_tried_again(start, tmp_path, qtbot):
    folder = tmp_path / "data"
    folder.write_text("a file where the folder should be")
    user = start(folder, wait=False, make=False)
    user.wait(lambda: user.app.error is not None)
    page = user.app.workplace.start
    assert "Nothing can be stored" in page.what.text()
    folder.unlink()
    folder.mkdir()
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    user.wait_ready()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_every_language_and_appearance_comes_up(start, tmp_path, language, appearance):
    (tmp_path / "settings.json").write_text(f'{{"language": "{language}", "appearance": "{appearance}"}}')
    user = start()
    assert user.app.look.theme.dark == (appearance == "dark")
    words = user.app.workplace.sidebar.new.text().strip()
    assert words == ("新建对话" if language == "zh_CN" else "New chat")


def test_language_and_appearance_change_without_a_restart(start, tmp_path):
    from desktop.core.settings import Appearance, Language

    user = start()
    header = user.app.workplace.header
    header.language_chosen.emit(Language.CHINESE)
    header.appearance_chosen.emit(Appearance.DARK)
    user.wait(lambda: user.app.workplace.sidebar.new.text().strip() == "新建对话")
    assert "发消息" in user.page.composer.input.placeholderText()
    assert user.app.look.theme.dark
    header.language_chosen.emit(Language.ENGLISH)
    user.wait(lambda: user.app.workplace.sidebar.new.text().strip() == "New chat")
    assert '"dark"' in (tmp_path / "settings.json").read_text()


def test_what_was_read_can_be_kept_off_the_disk(start, tmp_path):
    from desktop.engine.protocol import Load

    user = start()
    states = tmp_path / "states"
    states.mkdir()
    (states / "chat-1.abc.kv").write_bytes(b"x")
    sent = []
    engine = user.app.working.engine
    real = engine.send
    engine.send = lambda command: (sent.append(command), real(command))
    user.app.workplace.header.states_chosen.emit(False)
    user.wait_ready()
    assert [command.states for command in sent if isinstance(command, Load)] == [None]
    assert list(states.iterdir()) == []
    user.app.workplace.header.states_chosen.emit(True)
    user.wait(lambda: len([c for c in sent if isinstance(c, Load)]) == 2)
    assert [c.states for c in sent if isinstance(c, Load)][-1] == states
    user.wait_ready()


def test_a_setting_that_is_not_valid_is_told(start, tmp_path):
    (tmp_path / "settings.json").write_text('{"appearance": "purple"}')
    user = start()
    user.wait(user.page.banner.isVisible)
    assert "settings.json holds values that are not valid" in user.page.banner.what.text()


def test_choices_for_a_model_that_are_not_valid_are_told(start, tmp_path):
    (tmp_path / "models-settings.json").write_text('{"models": {"/a.gguf": {"threads": "many"}}}')
    user = start()
    user.wait(user.page.banner.isVisible)
    assert "models-settings.json holds values that are not valid" in user.page.banner.what.text()

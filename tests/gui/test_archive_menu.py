"""Exporting and importing chats in the real window, and what is said of it."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.app import App
from desktop.core.places import Places
from tests.e2e.conftest import Driver
from tests.fakes import scripted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen cannot do these


@pytest.fixture
def user(qtbot, qapp, tmp_path):
    app = App(qapp, Places(tmp_path / "data"), True, scripted.Backend)
    app.show()
    driver = Driver(app, qtbot)
    driver.wait_ready()
    yield driver
    app.window.close()
    app.close()
    app.window.deleteLater()


def entry(user, number):
    menu = user.app.workplace.header.menu
    menu.aboutToShow.emit()
    (moving,) = [action.menu() for action in menu.actions() if action.text() == "Export and import"]
    return moving.actions()[number]


def said(user):
    return user.app.workplace.toast._all


def test_chats_leave_through_the_menus_and_come_back(user, tmp_path, monkeypatch):
    chats = user.app.services.chats
    conversation = chats.new()
    conversation.send("How fast is a train?")
    user.wait(lambda: not conversation.busy)
    chat = conversation.branch.chat
    one, all_ = tmp_path / "one", tmp_path / "all.json"

    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda parent, title, name, kinds: (str(one), kinds.split(";;")[0])
    )
    user.app.workplace.sidebar.list.export_asked.emit((chat.id,))
    user.wait(lambda: (tmp_path / "one.md").exists() and said(user).startswith("1 chat exported"))
    assert "How fast is a train?" in (tmp_path / "one.md").read_text("utf-8")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(all_), ""))
    entry(user, 0).trigger()
    user.wait(lambda: all_.exists() and not user.app.pages.archive.busy)
    assert len(json.loads(all_.read_text("utf-8"))["chats"]) == 1

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "pages"))
    entry(user, 2).trigger()
    user.wait(lambda: list((tmp_path / "pages").glob("*.html")) and not user.app.pages.archive.busy)

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(all_)], ""))
    entry(user, 3).trigger()
    user.wait(lambda: said(user) == "0 chats imported. 1 was here already.")
    chats.delete(chat.id)
    user.app.services.store.chats.purge(conversation.branch.messages[0].created.replace(year=2100))
    entry(user, 3).trigger()
    user.wait(lambda: said(user) == "1 chat imported.")
    assert [each.title for each in chats.all()] == ["How fast is a train?"]
    assert user.app.chat.list.rowCount() == 2


def test_a_file_of_something_else_is_told(user, tmp_path, monkeypatch):
    path = tmp_path / "other.json"
    path.write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    entry(user, 3).trigger()
    user.wait(lambda: user.app.workplace.page.banner.isVisible())
    assert "holds no chats" in user.app.workplace.page.banner.what.text()

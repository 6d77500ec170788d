"""The dialog that brings chats in: what would come is seen first, chosen, and told afterwards."""

from __future__ import annotations

import json
from contextlib import closing
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from desktop.core.events import Event
from desktop.core.moving_in import Choice, Source, State
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.services.movein.programs import Program
from desktop.services.moving_in import MovingIn
from desktop.services.organising import Organising
from desktop.store.moving_in import MoveInStore
from desktop.store.opening import open_store
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.moving_in import MoveInViewModel
from desktop.widgets.look import Look
from desktop.widgets.movein.dialog import MoveInDialog
from desktop.widgets.movein.words import Stage
from tests.unit.test_movein_formats import chatgpt, node, owui, said

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # which the offscreen platform cannot do


class Chats:
    """What the window's chats hear."""

    def __init__(self):
        self.arrived, self.removed, self.places_changed = [], [], Event()

    def take_over(self, chats):
        self.arrived += chats

    def delete(self, *chats):
        self.removed += chats


@pytest.fixture
def look(qapp):
    before = qapp.styleSheet()
    look = Look(qapp, Appearance.LIGHT)
    look.wear()
    yield look
    qapp.setStyleSheet(before)


@pytest.fixture
def kit(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.services.moving_in.programs", lambda _: [])
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    with closing(Tasks(GuiPost())) as tasks:
        chats = Chats()
        organising = Organising(store.organising, store.folders, chats)
        moving = MoveInViewModel(MovingIn(MoveInStore(store.database), tasks, chats, organising))
        yield SimpleNamespace(store=store, moving=moving, chats=chats, organising=organising)
        moving.close()
        qtbot.waitUntil(lambda: tasks.idle)
    store.close()


@pytest.fixture
def dialog(kit, look, qtbot):
    dialog = MoveInDialog(look, kit.moving)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def chat(title, number):
    return chatgpt(node("u", None, [], "user", [title]), id=str(number), title=title)


def file(folder, *chats):
    path = folder / "conversations.json"
    path.write_text(json.dumps(list(chats)), "utf-8")
    return path


def shown(dialog):
    rows = dialog.preview.list.rows
    return [rows.data(rows.index(row)).partition(",")[0] for row in range(rows.rowCount())]


def until(dialog, qtbot, stage):
    qtbot.waitUntil(lambda: dialog.stage is stage)


def titles(kit):
    return [each.title for each in kit.store.chats.chats()]


def test_chats_are_seen_chosen_brought_in_and_told(kit, dialog, tmp_path, qtbot):
    path = file(tmp_path, *(chat(f"Chat {n}", n) for n in range(9)), 5, chat("<b>火车</b>", 10))
    dialog.take([path])
    until(dialog, qtbot, Stage.CHOOSING)
    assert titles(kit) == []
    assert "New chats: 10" in dialog.words.text()
    assert dialog.flaws.item(0).text() == "conversations.json, chat 10: This is no chat."
    assert dialog.preview.every.text() == "10 chat(s) chosen"
    dialog.preview.search.setText("火车")
    assert shown(dialog) == ["<b>火车</b>"]
    qtbot.mouseClick(dialog.preview.every, Qt.MouseButton.LeftButton)
    assert dialog.preview.every.text() == "9 chat(s) chosen"
    dialog.preview.search.clear()
    assert len(shown(dialog)) == 10
    qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
    until(dialog, qtbot, Stage.OVER)
    assert sorted(titles(kit)) == [f"Chat {n}" for n in range(9)]
    assert dialog.words.text().splitlines()[:3] == [
        "New chats: 9",
        "Messages: 9",
        "Chats that were left out: 1",
    ]
    assert len(kit.chats.arrived) == 9
    qtbot.mouseClick(dialog.report.copy, Qt.MouseButton.LeftButton)
    assert "chat 10: This is no chat." in QApplication.clipboard().text()
    dialog.report.save_to(str(tmp_path / "report.txt"))
    assert (tmp_path / "report.txt").read_text("utf-8") == dialog.report.text
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    kit.moving.undo(dialog.brought)
    assert len(kit.chats.removed) == 9


def test_rows_are_chosen_by_keyboard_and_by_mouse(kit, dialog, tmp_path, qtbot):
    dialog.take([file(tmp_path, *(chat(str(n), n) for n in range(3)))])
    until(dialog, qtbot, Stage.CHOOSING)
    assert not dialog.preview.search.isVisible()  # three are seen at once
    view = dialog.preview.list
    rows = view.rows
    view.setFocus()
    view.setCurrentIndex(rows.index(0))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert [pick.number for pick in rows.picks] == [2]
    center = view.visualRect(rows.index(0)).center().y()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(16, center))
    assert sorted(pick.number for pick in rows.picks) == [0, 2]
    qtbot.mouseClick(dialog.preview.every, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.preview.every, Qt.MouseButton.LeftButton)
    assert dialog.preview.choice == Choice(frozenset(), None, True)
    assert not dialog.go.isEnabled()
    view.grab()


def test_what_is_here_cannot_be_chosen_and_what_has_grown_is_said(kit, dialog, tmp_path, qtbot):
    dialog.take([file(tmp_path, chat("A", 1), chat("B", 2))])
    until(dialog, qtbot, Stage.CHOOSING)
    dialog.go.click()
    until(dialog, qtbot, Stage.OVER)
    grown = chat("A", 1)
    grown["mapping"]["v"] = node("v", "u", [], "user", ["More"])
    dialog.take([file(tmp_path, grown, chat("B", 2))])
    until(dialog, qtbot, Stage.CHOOSING)
    rows = dialog.preview.list.rows
    assert "here, with 1 message(s) fewer" in rows.data(rows.index(0))
    assert rows.data(rows.index(1), Qt.ItemDataRole.CheckStateRole) is None
    rows.toggle([1])
    assert [pick.number for pick in rows.picks] == [0]
    assert dialog._preview.count(State.HERE) == 1
    dialog.back.click()
    assert dialog.stage is Stage.ASKING


def test_chats_go_into_a_new_folder_or_one_that_is_here(kit, dialog, tmp_path, qtbot):
    mine = kit.organising.add_folder("Mine")
    inside = owui({"history": {"messages": {"u": said("u", None, "user", "x")}}}, folder_id="abcdefgh")
    dialog.take([file(tmp_path, inside)])
    until(dialog, qtbot, Stage.CHOOSING)
    target = dialog.preview.target
    words = ["No folder", "New folder “Open WebUI”", "Mine"]
    assert [target.itemText(n) for n in range(target.count())] == words
    dialog.preview.folders.setChecked(False)
    target.setCurrentIndex(1)
    dialog.go.click()
    until(dialog, qtbot, Stage.OVER)
    (made,) = [folder for folder in kit.organising.folders if folder.id != mine.id]
    assert made.name == "Open WebUI"
    assert [each.folder for each in kit.store.chats.chats()] == [made.id]


def test_programs_on_this_computer_are_offered(kit, look, qtbot, tmp_path, monkeypatch):
    folder = tmp_path / "conversations"
    folder.mkdir()
    found = [Program(Source.LM_STUDIO, folder, 12)]
    monkeypatch.setattr("desktop.services.moving_in.programs", lambda _: found)
    dialog = MoveInDialog(look, kit.moving)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.sources.programs))
    (button,) = dialog.sources.programs
    assert button.text() == "LM Studio (12 chat(s))"
    button.click()
    until(dialog, qtbot, Stage.CHOOSING)
    assert dialog.words.text() == "No chat was found."
    assert not dialog.go.isEnabled()


def test_files_and_folders_are_asked_for(kit, dialog, tmp_path, qtbot):
    for ask, path in (
        (dialog.sources.ask_files, file(tmp_path, chat("A", 1))),
        (dialog.sources.ask_folder, tmp_path),
    ):
        asked = ask()
        asked.filesSelected.emit([str(path)])
        asked.reject()
        until(dialog, qtbot, Stage.CHOOSING)
        assert shown(dialog) == ["A"]


def test_an_import_can_be_stopped(kit, dialog, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.services.movein.bringing.AT_ONCE", 1)
    dialog.take([file(tmp_path, *(chat(str(n), n) for n in range(3_000)))])
    until(dialog, qtbot, Stage.CHOOSING)
    dialog.go.click()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    until(dialog, qtbot, Stage.OVER)
    assert dialog.title.text() == "The import was stopped"


class Bug(Exception):
    pass


def broken(*_):
    raise Bug


@pytest.mark.parametrize("name", ["look_into", "bring_in"])
def test_a_bug_is_shown_and_the_dialog_can_be_closed(dialog, tmp_path, qtbot, monkeypatch, name):
    monkeypatch.setattr(f"desktop.services.moving_in.{name}", broken)
    with qtbot.captureExceptions() as seen:
        dialog.take([file(tmp_path, chat("A", 1))])
        if name == "bring_in":
            until(dialog, qtbot, Stage.CHOOSING)
            dialog.go.click()
        until(dialog, qtbot, Stage.OVER)
    assert [kind for kind, _, _ in seen] == [Bug]
    assert "Something went wrong" in dialog.words.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_dialog_speaks_another_language_at_once(kit, dialog, tmp_path, qtbot):
    dialog.take([file(tmp_path, chat("A", 1))])
    until(dialog, qtbot, Stage.CHOOSING)
    for widget in (dialog, dialog.sources, dialog.preview, dialog.preview.list, dialog.flaws, dialog.report):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert dialog.preview.target.count() == 2
    assert dialog.go.text() == "Import"


def test_a_hundred_thousand_chats_are_listed_and_searched(kit, dialog):
    from datetime import UTC, datetime

    from desktop.core.moving_in import Entry, Pick, Preview

    when = datetime(2026, 1, 1, tzinfo=UTC)
    entries = tuple(
        Entry(Pick(n, when), Source.CHATGPT, f"Chat {n}", when, 2, State.NEW) for n in range(100_000)
    )
    dialog._previewed(Preview(entries))
    dialog.preview.list.rows.search("99999")
    assert shown(dialog) == ["Chat 99999"]
    assert len(dialog.preview.choice.picks) == 100_000

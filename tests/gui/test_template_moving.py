"""Importing and exporting templates in the window: the dialogs, what is dropped, the starters."""

from __future__ import annotations

import json
from contextlib import closing
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop.core.errors import DiskFull
from desktop.core.settings import Appearance
from desktop.core.tasks import Tasks
from desktop.core.template_exchange import Format, OnConflict
from desktop.core.templates import Body, Draft
from desktop.services.template_moving import move_templates
from desktop.services.templates import Templates
from desktop.store.opening import open_store
from desktop.viewmodels.bridge import GuiPost
from desktop.viewmodels.template_moving import TemplateMovingViewModel
from desktop.widgets.look import Look
from desktop.widgets.templates.export_dialog import ExportDialog
from desktop.widgets.templates.import_dialog import ImportDialog, Stage
from desktop.widgets.templates.library_tab import TemplateLibraryTab
from desktop.widgets.templates.mover import TemplateMover
from tests.gui.composer_support import drag, drop, mime


@pytest.fixture
def look(qapp):
    before = qapp.styleSheet()
    look = Look(qapp, Appearance.LIGHT)
    look.wear()
    yield look
    qapp.setStyleSheet(before)


@pytest.fixture
def bench(tmp_path, qtbot):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    with closing(Tasks(GuiPost())) as tasks:
        templates = Templates(store.templates, tasks)
        templates.list.load()
        qtbot.waitUntil(lambda: templates.list.ready)
        services = move_templates(store, templates, tasks)
        moving = TemplateMovingViewModel(services)
        yield SimpleNamespace(store=store, templates=templates, moving=moving, services=services)
        moving.close()
        qtbot.waitUntil(lambda: tasks.idle)
    store.close()


@pytest.fixture
def importing(bench, look, qtbot):
    dialog = ImportDialog(look, bench.moving)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def files(tmp_path):
    csv = tmp_path / "a.csv"
    csv.write_text('act,prompt\nNew,n\nA,x\nB,x\nSame,s\n"bad,', "utf-8")
    own = tmp_path / "b.json"
    own.write_text(json.dumps([{"name": "C", "user": "{{open"}]), "utf-8")
    return [csv, own]


def texts(bench):
    return {entry.name: entry.user for entry in bench.store.templates.entries()}


def lines(dialog):
    return [dialog.flaws.item(row).text() for row in range(dialog.flaws.count())]


def choosing(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.stage is Stage.CHOOSING)


def test_files_are_shown_before_anything_changes_then_imported(bench, importing, files, qtbot):
    for name in ("A", "B"):
        bench.templates.save(None, Draft(name, Body("mine")))
    bench.templates.save(None, Draft("Same", Body("s")))
    importing.take(files)
    choosing(importing, qtbot)
    assert importing.words.text() == "2 new template(s)\nHere already: 1 template(s)"
    assert importing.title.text() == "2 file(s)"
    assert [line.partition(":")[0] for line in lines(importing)] == ["a.csv, line 6", "b.json, line 1"]
    assert set(texts(bench)) == {"A", "B", "Same"}
    table, rows = importing.conflicts.table, importing.conflicts.rows
    assert [rows.data(rows.index(row, 0)) for row in range(2)] == ["A", "B"]
    table.selectRow(1)
    importing.conflicts.choice.setCurrentIndex(1)
    importing.conflicts.choice.activated.emit(1)
    assert [rows.fate(row) for row in range(2)] == [OnConflict.KEEP, OnConflict.REPLACE]
    qtbot.keyClick(importing.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: importing.stage is Stage.OVER)
    assert texts(bench) == {"A": "mine", "B": "x", "C": "{{open", "New": "n", "Same": "s"}
    assert importing.words.text().split("\n")[:2] == [
        "Added: 2 template(s)",
        "Added as a new version: 1 template(s)",
    ]
    assert not importing.go.isVisible()
    qtbot.waitUntil(lambda: bench.templates.list.named("New") is not None)
    qtbot.keyClick(importing, Qt.Key.Key_Escape)
    assert not importing.isVisible()


def test_what_is_chosen_with_nothing_selected_is_for_all(bench, importing, files, qtbot):
    for name in ("A", "B"):
        bench.templates.save(None, Draft(name, Body("mine")))
    importing.take(files)
    choosing(importing, qtbot)
    importing.conflicts.choice.setCurrentIndex(2)
    importing.conflicts.choice.activated.emit(2)
    selection = importing.conflicts.table.selectionModel()
    selection.select(importing.conflicts.rows.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert importing.conflicts.rows.choice().of("a") is OnConflict.BOTH


def test_nothing_to_import_is_said_and_cannot_be_pressed(importing, tmp_path, qtbot):
    importing.take([tmp_path / "none.json"])
    choosing(importing, qtbot)
    assert importing.words.text() == "No template was found."
    assert not importing.go.isEnabled()
    assert lines(importing) == ["none.json: This file is not there, or may not be read."]


def test_an_import_that_is_stopped_tells_what_it_has_done(bench, importing, tmp_path, qtbot):
    path = tmp_path / "a.csv"
    path.write_text("act,prompt\n" + "".join(f"N{number},x\n" for number in range(3_000)), "utf-8")
    importing.take([path])
    choosing(importing, qtbot)
    importing.go.click()
    with qtbot.waitSignal(bench.moving.brought) as told:
        importing.reject()
    assert told.args[0].cancelled
    assert importing.isVisible()
    assert importing.title.text() == "The import was stopped"
    assert len(texts(bench)) == told.args[0].added < 3_000


def test_an_import_that_fails_is_said(bench, importing, files, qtbot):
    def full(*_):
        raise DiskFull(files[0].parent)

    bench.services.intake.write = full
    importing.take(files)
    choosing(importing, qtbot)
    importing.go.click()
    qtbot.waitUntil(lambda: importing.stage is Stage.OVER)
    assert importing.title.text() == "The import could not be finished"
    assert "disk" in importing.words.text()


def test_an_export_writes_and_closes(bench, look, tmp_path, qtbot):
    made = bench.templates.save(None, Draft("A", Body("x")))
    dialog = ExportDialog(look, bench.moving, (made.id,))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.write_to(tmp_path / "out.json")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["templates"][0]["user"] == "x"


def test_an_export_tells_what_the_format_does_not_hold_and_what_failed(bench, look, tmp_path, qtbot):
    for name in ("A", "B"):
        bench.templates.save(None, Draft(name, Body("{{#if a}}x{{/if}}")))
    dialog = ExportDialog(look, bench.moving, ())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.formats.buttons[Format.YAML].setChecked(True)
    assert dialog.into_folder
    (tmp_path / "file").write_text("mine")
    dialog.write_to(tmp_path / "file")
    qtbot.waitUntil(lambda: "cannot be written" in dialog.words.text())
    dialog.write_to(tmp_path / "folder")
    qtbot.waitUntil(lambda: dialog.flaws.count() == 2)
    assert sorted(path.name for path in (tmp_path / "folder").iterdir()) == ["A.yaml", "B.yaml"]
    assert dialog.isVisible()


class Bug(Exception):
    pass


def broken(*_):
    raise Bug


def test_a_bug_in_the_look_is_shown_and_the_window_can_be_closed(bench, importing, files, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.services.template_importing.look_into", broken)
    with qtbot.captureExceptions() as shown:
        importing.take(files)
        qtbot.waitUntil(lambda: importing.stage is Stage.OVER)
    assert [kind for kind, _, _ in shown] == [Bug]
    assert "Something went wrong" in importing.words.text()
    qtbot.keyClick(importing, Qt.Key.Key_Escape)
    assert not importing.isVisible()


def test_a_bug_in_the_import_is_shown_and_the_window_can_be_closed(
    bench, importing, files, qtbot, monkeypatch
):
    monkeypatch.setattr("desktop.services.template_importing.bring_in", broken)
    importing.take(files)
    choosing(importing, qtbot)
    with qtbot.captureExceptions() as shown:
        importing.go.click()
        qtbot.waitUntil(lambda: importing.stage is Stage.OVER)
    assert [kind for kind, _, _ in shown] == [Bug]
    assert importing.title.text() == "The import could not be finished"
    qtbot.keyClick(importing, Qt.Key.Key_Escape)
    assert not importing.isVisible()


@pytest.fixture
def tab(look, bench, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    tab = TemplateLibraryTab(look)
    column = QVBoxLayout(window)
    column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    column.addWidget(tab)
    window.resize(720, 520)
    window.show()
    tab.mover = TemplateMover(look, tab, bench.moving)
    yield tab
    window.close()


def test_files_that_are_dropped_open_the_import(tab, bench, files, qtbot):
    with qtbot.waitSignal(bench.moving.previewed):
        assert drag(tab, mime(*files))
        drop(tab, mime(*files))
    dialog = tab.mover.dialog
    assert isinstance(dialog, ImportDialog)
    assert dialog.isModal()
    tab.export_asked.emit(())
    assert tab.mover.dialog is dialog  # one at a time
    dialog.reject()
    assert tab.mover.dialog is None
    tab.export_asked.emit(())
    assert isinstance(tab.mover.dialog, ExportDialog)
    tab.mover.dialog.reject()


def test_starters_are_added_when_they_are_asked_for(tab, bench, qtbot):
    with qtbot.waitSignal(bench.moving.starters_added) as told:
        tab.starters_asked.emit()
    assert told.args == [len(texts(bench))]
    with qtbot.waitSignal(bench.moving.starters_added) as told:
        tab.starters_asked.emit()
    assert told.args == [0]

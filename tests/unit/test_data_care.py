"""All data on this computer: counted, checked, moved to another folder, erased."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from desktop.core.chat import Adapter, ChatOptions, Role
from desktop.core.errors import DatabaseBusy
from desktop.core.keep_errors import Hindrance, MoveRefused, NotAllDeleted
from desktop.core.keeping import Compact, Erase, MoveData, Part, RecoverFile, RestoreBackup
from desktop.core.places import Places, places_from
from desktop.core.recovery import Notes
from desktop.core.tasks import Cancelled
from desktop.services import data_moving
from desktop.services.data_care import CareMeans, DataCare
from desktop.services.data_files import ours, rooms
from desktop.services.data_moving import MARK, delete_left, move_data
from desktop.services.deeds import carry_out
from desktop.services.indexing import Indexing
from desktop.services.states import States
from desktop.store.backup import back_up_now
from desktop.store.chats import NewMessage
from desktop.store.checking import check
from desktop.store.opening import open_store


def nothing(*_):
    pass


@pytest.fixture
def places(tmp_path):
    """A data folder with something of everything, closed."""
    home = tmp_path / "data"
    store = open_store((home / "chats.db"), "me", lambda owner: False)
    chat = store.chats.new_chat("kept")
    store.chats.add(chat.id, NewMessage(None, Role.USER, "hello"))
    adapters = (Adapter(str(home / "models" / "lora.gguf")), Adapter("/elsewhere/b.gguf"))
    store.chats.set_options(chat.id, ChatOptions(adapters=adapters))
    store.close()
    for name, size in (
        ("backups/chats.20260101-000000.db", 10),
        ("states/chat-1.abc.kv", 20),
        ("models/org/m.gguf", 3000),
        ("models/org/n.gguf.part", 500),
        ("logs/fireside.log", 7),
        ("chats.damaged-20260102-000000.db", 30),
        ("draft.txt", 5),
        ("not ours.txt", 9),
    ):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
    settings = {"model": str(home / "models" / "org" / "m.gguf"), "models_folder": "", "offline": True}
    (home / "settings.json").write_text(json.dumps(settings))
    (home / "models-settings.json").write_text(json.dumps({"models": {settings["model"]: {"threads": 2}}}))
    return places_from(home, tmp_path / "config" / "data-folder.json")


def here(places):
    """What a start finds."""
    return places_from(places.home, places.pointer)


def titles(places):
    store = open_store(places.database, "me", lambda owner: False)
    found = [chat.title for chat in store.chats.chats()]
    store.close()
    return found


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_part_is_counted(places):
    found = {room.part: room for room in rooms(places, places.models, nothing)}
    assert found[Part.BACKUPS].size == 10
    assert found[Part.STATES].files == 1
    assert (found[Part.MODELS].size, found[Part.UNFINISHED].size) == (3000, 500)
    assert (found[Part.LOGS].size, found[Part.ASIDE].size) == (7, 30)
    assert found[Part.CHATS].size == places.database.stat().st_size


def test_what_is_not_there_takes_no_room(tmp_path):
    assert sum(room.size for room in rooms(Places(tmp_path / "no"), tmp_path / "no", nothing)) == 0


def test_all_data_moves_and_the_old_stays_until_it_is_let_go(places, tmp_path):
    target = tmp_path / "usb" / "fireside"
    before = names(places.data)
    seen = []
    moved = move_data(places, target, seen.append)
    assert seen[-1] == 1
    assert names(places.data) == before
    assert names(target) == [name for name in before if name not in ("not ours.txt", "logs/fireside.log")]
    assert here(places) == moved
    assert (moved.data, moved.left) == (target, places.data)
    assert titles(moved) == ["kept"]
    now = delete_left(moved)
    assert names(places.home) == ["not ours.txt"]
    assert here(places) == now
    assert (now.data, now.left) == (target, None)


def test_what_names_files_of_the_old_folder_names_those_of_the_new_one(places, tmp_path):
    target = tmp_path / "usb"
    move_data(places, target, nothing)
    model = str(target / "models" / "org" / "m.gguf")
    assert json.loads((target / "settings.json").read_text())["model"] == model
    assert list(json.loads((target / "models-settings.json").read_text())["models"]) == [model]
    store = open_store(target / "chats.db", "me", lambda owner: False)
    paths = [adapter.path for adapter in store.chats.options(store.chats.chats()[0].id).adapters]
    store.close()
    assert paths == [str(target / "models" / "lora.gguf"), "/elsewhere/b.gguf"]


def test_a_file_whose_name_is_not_utf_8_keeps_nothing_from_being_renamed(places, tmp_path):
    odd = os.fsdecode(b"/models/\xff.gguf")
    known = json.loads(places.settings.read_text())
    places.settings.write_text(json.dumps(known | {"more_folders": [odd]}))
    target = tmp_path / "usb"
    move_data(places, target, nothing)
    settings = json.loads((target / "settings.json").read_text())
    assert settings["model"] == str(target / "models" / "org" / "m.gguf")
    assert settings["more_folders"] == [odd]


def test_data_comes_back_to_its_first_folder(places, tmp_path):
    target = tmp_path / "usb"
    moved = delete_left(move_data(places, target, nothing))
    (places.home / "not ours.txt").unlink()
    back = delete_left(move_data(moved, places.home, nothing))
    assert (back.data, back.left) == (places.home, None)
    assert not places.pointer.exists()
    assert titles(back) == ["kept"]
    assert not target.exists()


def refused(places, folder):
    with pytest.raises(MoveRefused) as caught:
        move_data(places, folder, nothing)
    assert here(places) == places
    return caught.value.why


def test_a_folder_that_cannot_take_the_data_is_refused_with_the_reason(places, tmp_path, monkeypatch):
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    assert refused(places, full) is Hindrance.NOT_EMPTY
    assert refused(places, places.data) is Hindrance.INSIDE
    assert refused(places, places.data / "models" / "new") is Hindrance.INSIDE
    file = tmp_path / "file"
    file.write_text("no folder")
    assert refused(places, file) is Hindrance.NOT_WRITABLE
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert refused(places, tmp_path / "small") is Hindrance.TOO_SMALL
    fixed = Places(places.data)
    with pytest.raises(MoveRefused) as caught:
        move_data(fixed, tmp_path / "usb", nothing)
    assert caught.value.why is Hindrance.FIXED


def test_a_move_that_is_cancelled_leaves_nothing_in_the_new_folder(places, tmp_path):
    target = tmp_path / "usb"

    def cancel(part):
        if part > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        move_data(places, target, cancel)
    assert names(target) == []
    assert here(places) == places


def test_a_copy_that_is_not_what_was_read_is_not_used(places, tmp_path, monkeypatch):
    monkeypatch.setattr(data_moving, "_sum", lambda path: "another")
    assert refused(places, tmp_path / "usb") is Hindrance.NOT_SAME
    assert names(tmp_path / "usb") == []


@pytest.mark.parametrize("at", ["_copy_all", "rename_inside", "_flush_folders", "point_to"])
def test_after_a_crash_in_the_middle_the_old_folder_is_in_force_and_the_move_can_be_tried_again(
    places, tmp_path, monkeypatch, at
):
    class Crash(BaseException):
        pass

    def crash(*_):
        raise Crash

    target = tmp_path / "usb"
    with monkeypatch.context() as patch:
        patch.setattr(data_moving, at, crash)
        patch.setattr(data_moving, "_clear", nothing)  # nobody is there to do it
        with pytest.raises(Crash):
            move_data(places, target, nothing)
    if at == "point_to":  # all but the last step was done
        (target / MARK).write_text("")
    assert here(places) == places
    assert titles(places) == ["kept"]
    assert titles(move_data(places, target, nothing)) == ["kept"]


def test_what_another_window_stores_while_the_data_is_copied_is_not_left_behind(places, tmp_path):
    target = tmp_path / "usb"

    def tell(part):
        if part == 1:  # all is copied
            store = open_store(places.database, "other", lambda owner: False)
            store.chats.new_chat("meanwhile")
            store.close()

    with pytest.raises(MoveRefused) as told:
        move_data(places, target, tell)
    assert told.value.why is Hindrance.NOT_SAME
    assert here(places).data == places.data
    assert sorted(titles(places)) == ["kept", "meanwhile"]
    assert names(target) == []


def test_data_that_another_window_has_open_in_the_old_folder_is_not_deleted(places, tmp_path):
    moved = move_data(places, tmp_path / "usb", nothing)
    other = open_store(moved.left / "chats.db", "other", lambda owner: False)
    other.chats.chats()
    before = names(moved.left)
    with pytest.raises(DatabaseBusy):
        delete_left(moved)
    assert names(moved.left) == before
    other.close()
    delete_left(moved)
    assert names(places.home) == ["not ours.txt"]


def test_links_to_folders_of_models_move_too(places, tmp_path):
    outside = tmp_path / "big disk"
    outside.mkdir()
    (outside / "far.gguf").write_bytes(b"far")
    (places.models / "linked").symlink_to(outside)
    target = tmp_path / "usb"
    delete_left(move_data(places, target, nothing))
    assert (target / "models" / "linked" / "far.gguf").read_bytes() == b"far"
    assert (outside / "far.gguf").exists()


def test_the_data_does_not_move_into_itself_under_another_name(places, tmp_path, monkeypatch):
    alias = tmp_path / "DATA"  # as on a disk that does not tell capitals from small letters
    alias.symlink_to(places.data)
    monkeypatch.setattr(data_moving, "_real", Path.absolute)  # which knows nothing of that
    assert refused(places, alias / "models" / "new") is Hindrance.INSIDE


def test_the_empty_place_of_a_disk_that_is_not_attached_is_not_taken_for_the_data(
    places, tmp_path, monkeypatch
):
    target = tmp_path / "mnt"  # the data lies at the top of the disk
    attached = [target]
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) in attached)
    move_data(places, target, nothing)
    assert not here(places).gone
    attached.clear()
    assert here(places).gone
    attached.append(target)
    assert not delete_left(here(places)).gone
    attached.clear()
    assert here(places).gone


def test_a_folder_on_a_disk_that_is_not_attached_is_noticed_and_a_broken_pointer_is_none(places, tmp_path):
    target = tmp_path / "usb"
    move_data(places, target, nothing)
    target.rename(tmp_path / "unplugged")
    assert here(places).gone
    assert not target.exists()
    for text in ("", "[1]", '{"folder": 3}', '{"folder": "relative"}', "\xff"):
        places.pointer.write_text(text, encoding="latin-1")
        assert here(places).data == places.home


def test_nothing_is_done_while_another_process_has_the_chats_open(places, tmp_path):
    store = open_store(places.database, "me", lambda owner: False)
    store.chats.chats()
    for deed in (MoveData(tmp_path / "usb"), Erase(True, True), Compact()):
        with pytest.raises(DatabaseBusy):
            carry_out(deed, places, nothing, Notes())
    store.close()
    assert titles(places) == ["kept"]


def test_a_backup_is_restored_and_what_was_there_is_set_aside(places):
    backup = back_up_now(places.database)
    store = open_store(places.database, "me", lambda owner: False)
    store.chats.new_chat("newer")
    store.close()
    outcome = carry_out(RestoreBackup(backup), places, nothing, Notes())
    assert titles(places) == ["kept"]
    assert titles(Places(outcome.aside.parent / "x")) == []
    assert outcome.aside.exists()


def test_a_file_that_was_set_aside_is_recovered_beside_the_newest_backup(places):
    (places.backups / "chats.20260101-000000.db").unlink()
    backup = back_up_now(places.database)
    damaged = places.data / "chats.damaged-20260103-000000.db"
    shutil.copyfile(places.database, damaged)
    outcome = carry_out(RecoverFile(damaged), places, nothing, Notes())
    assert (outcome.recovered.backup, outcome.recovered.damaged) == (backup, damaged)
    assert titles(places) == ["kept"]


def test_compacting_gives_room_back(places):
    store = open_store(places.database, "me", lambda owner: False)
    chat = store.chats.new_chat("large")
    for _ in range(20):
        store.chats.add(chat.id, NewMessage(None, Role.USER, "x" * 50_000))
    store.organising.delete([chat.id])
    store.trash.doom([chat.id])
    while store.trash.purge() is not None:
        pass
    while not store.index.progress().whole:  # which remembers until then what it has to forget
        store.index.work()
    store.close()
    assert carry_out(Compact(), places, nothing, Notes()).freed > 500_000
    assert titles(places) == ["kept"]


@pytest.mark.parametrize(
    ("settings", "models", "stays"),
    [
        (True, True, ["logs/fireside.log", "not ours.txt"]),
        (True, False, ["logs/fireside.log", "models/org/m.gguf", "models/org/n.gguf.part", "not ours.txt"]),
        (
            False,
            True,
            ["logs/fireside.log", "models-settings.json", "not ours.txt", "settings.json"],
        ),
    ],
)
def test_erasing_deletes_what_was_said_and_nothing_else(places, settings, models, stays):
    carry_out(Erase(settings, models), places, nothing, Notes())
    assert names(places.data) == stays
    assert titles(places) == []


def test_what_links_lead_to_is_never_deleted(places, tmp_path):
    elsewhere = tmp_path / "theirs"
    elsewhere.mkdir()
    (elsewhere / "m.gguf").write_bytes(b"x")
    (places.models / "link").symlink_to(elsewhere, target_is_directory=True)
    carry_out(Erase(True, True), places, nothing, Notes())
    assert names(elsewhere) == ["m.gguf"]


def test_what_cannot_be_deleted_is_told(places, monkeypatch):
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
    with pytest.raises(NotAllDeleted) as caught:
        carry_out(Erase(True, True), places, nothing, Notes())
    assert places.database in caught.value.paths


def test_the_window_counts_backs_up_and_checks_by_workers(bench, tmp_path):
    places = Places(tmp_path)
    states = States(bench.engine, bench.models, places.states)
    indexing = Indexing(bench.store.index, bench.tasks, bench.inbox.later)
    care = DataCare(CareMeans(places, bench.store, bench.tasks, states, indexing, lambda: places.models))
    counted, totals, listed, made, checked = [], [], [], [], []
    for event, into in (
        (care.counted, counted),
        (care.totals, totals),
        (care.listed, listed),
        (care.backed_up, made),
        (care.checked, checked),
    ):
        event.connect(into.append)
    chat = bench.store.chats.new_chat("t")
    bench.store.chats.add(chat.id, NewMessage(None, Role.USER, "hello"))
    care.look()
    bench.inbox.run_until(lambda: len(counted) == len(Part) and totals and listed)
    assert (totals[0].chats, totals[0].messages) == (1, 1)
    care.back_up()
    care.back_up()  # is not begun twice
    bench.inbox.run_until(lambda: made and not care.busy)
    bench.inbox.run_until(lambda: listed and listed[-1][0])
    assert [backup.path for backup in listed[-1][0]] == made
    while not bench.store.index.progress().whole:
        bench.store.index.work()
    with bench.store.database.write() as db:
        db.exec_driver_sql("UPDATE search_text_data SET block = x'0102' WHERE id > 100")
    care.check()
    bench.inbox.run_until(lambda: checked)
    assert (checked[0].faults, checked[0].index) == ((), False)
    bench.inbox.run_until(lambda: bench.tasks.idle)
    assert bench.store.index.progress().whole  # made anew
    assert check(bench.store.database.path).index
    indexing.close()
    care.close()


def test_ours_is_only_what_fireside_puts_there(places):
    for name in ("chats.txt", "models.txt", "notes", "backups.old"):
        (places.data / name).write_text("mine")
    found = {path.name for path in ours(places)}
    assert not found & {"chats.txt", "models.txt", "notes", "backups.old", "not ours.txt", "logs"}

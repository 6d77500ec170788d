"""`fireside backup`, `restore` and `check`: what they print, and with which status they end."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from desktop.cli.main import main
from desktop.store.chats import ChatStore
from desktop.store.database import open_database
from desktop.store.organising import OrganiseStore
from tests.unit.store_files import fill, titles


class Terminal:
    """Runs the command line in this process, on a folder of its own."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.database = folder / "chats.db"
        self.capsys = capsys

    def run(self, *words):
        status = main(["--data-dir", str(self.folder), *map(str, words)])
        printed = self.capsys.readouterr()
        return status, printed.out, printed.err


@pytest.fixture
def terminal(tmp_path, capsys):
    return Terminal(tmp_path, capsys)


def test_a_backup_is_made_where_it_is_wanted_and_can_be_restored(terminal, tmp_path):
    fill(terminal.database)
    target = tmp_path / "usb" / "my chats.db"
    status, out, err = terminal.run("backup", "--to", target, "--json")
    assert (status, err, json.loads(out)["backup"]) == (0, "", str(target))
    with closing(sqlite3.connect(terminal.database)) as db:
        db.execute("UPDATE chat SET title = 'newer'")
        db.commit()
    status, out, _ = terminal.run("restore", target, "--json")
    assert status == 0
    assert titles(terminal.database) == ["t"]
    aside = json.loads(out)["set_aside"]
    with closing(sqlite3.connect(aside)) as db:
        assert db.execute("SELECT title FROM chat").fetchall() == [("newer",)]


def test_a_backup_works_beside_an_open_database_and_goes_to_the_folder_of_backups(terminal):
    fill(terminal.database)
    database = open_database(terminal.database)
    status, out, _ = terminal.run("backup")
    database.close()
    (made,) = (terminal.folder / "backups").iterdir()
    assert status == 0
    assert str(made) in out
    assert titles(made) == ["t"]


def test_a_file_that_is_there_is_not_written_over(terminal, tmp_path):
    fill(terminal.database)
    target = tmp_path / "there.db"
    target.write_bytes(b"mine")
    status, out, err = terminal.run("backup", "--to", target)
    assert (status, out) == (1, "")
    assert "There is a file" in err
    assert target.read_bytes() == b"mine"


def test_where_nothing_is_stored_there_is_nothing_to_copy_and_nothing_wrong(terminal):
    status, out, err = terminal.run("backup")
    assert (status, out) == (1, "")
    assert "Nothing is stored" in err
    status, out, _ = terminal.run("check")
    assert status == 0
    assert "Nothing is stored" in out
    assert not terminal.database.exists()


def test_a_running_application_keeps_its_database(terminal, tmp_path):
    fill(terminal.database)
    target = tmp_path / "copy.db"
    terminal.run("backup", "--to", target)
    database = open_database(terminal.database)
    ChatStore(database, "me").chats()
    status, _, err = terminal.run("restore", target)
    database.close()
    assert status == 1
    assert "Another program holds" in err


def test_a_sound_database_is_counted(terminal):
    fill(terminal.database, messages=5)
    status, out, _ = terminal.run("check", "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["chats"], found["messages"], found["trash"]) == (0, True, 1, 5, 0)
    status, out, _ = terminal.run("check")
    assert "is sound. Chats: 1; messages: 5;" in out


def test_damage_is_told_with_its_place_and_changes_nothing(terminal):
    fill(terminal.database, messages=200, size=400)
    before = bytearray(terminal.database.read_bytes())
    before[20_000:24_000] = b"\xff" * 4_000
    terminal.database.write_bytes(before)
    status, out, _ = terminal.run("check", "--json")
    found = json.loads(out)
    assert (status, found["sound"]) == (1, False)
    assert found["faults"]
    assert terminal.database.read_bytes() == before


def test_a_row_that_refers_to_nothing_is_told(terminal):
    fill(terminal.database)
    with closing(sqlite3.connect(terminal.database)) as db:
        db.execute("INSERT INTO attachment VALUES (99, 0, 'n', 't')")
        db.commit()
    status, out, _ = terminal.run("check")
    assert status == 1
    assert "refers to a row of message that is missing" in out


def test_a_file_that_is_no_database_is_told(terminal):
    terminal.database.write_bytes(b"not a database" * 100)
    status, out, _ = terminal.run("check")
    assert status == 1
    assert "is damaged" in out


def test_a_damaged_index_is_told_and_the_chats_are_sound(terminal):
    fill(terminal.database, messages=30, size=300)
    status, out, _ = terminal.run("check", "--json")
    assert (status, json.loads(out)["index"]) == (0, True)
    with closing(sqlite3.connect(terminal.database)) as db:
        db.execute("UPDATE search_text_data SET block = x'0102' WHERE id > 100")
        db.commit()
    before = terminal.database.read_bytes()
    status, out, _ = terminal.run("check", "--json")
    found = json.loads(out)
    assert (status, found["sound"], found["index"]) == (1, True, False)
    assert "search --rebuild" in terminal.run("check")[1]
    assert terminal.database.read_bytes() == before
    assert terminal.run("search", "--rebuild")[0] == 0
    assert terminal.run("check")[0] == 0


def test_backups_are_listed_the_newest_first(terminal):
    assert terminal.run("backup", "--list")[1] == "There is no backup yet.\n"
    fill(terminal.database)
    made = json.loads(terminal.run("backup", "--json")[1])
    old = terminal.folder / "backups" / "chats.20200102-030405.before-v5.db"
    old.write_bytes(b"x")
    listed = json.loads(terminal.run("backup", "--list", "--json")[1])["backups"]
    assert [each["path"] for each in listed] == [made["backup"], str(old)]
    assert listed[0]["bytes"] == made["bytes"]
    assert (listed[1]["made"], listed[1]["before_version"]) == ("2020-01-02T03:04:05+00:00", 5)
    assert str(old) in terminal.run("backup", "--list")[1]


def test_a_damaged_file_is_recovered_beside_the_newest_backup(terminal, tmp_path):
    fill(terminal.database)
    terminal.run("backup")
    database = open_database(terminal.database)
    ChatStore(database, "me").new_chat("newer")
    database.close()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(bytes(100) + terminal.database.read_bytes()[100:])
    terminal.database.unlink()
    status, out, err = terminal.run("restore", "--salvage", damaged, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["messages"] == 0
    assert json.loads(out)["chats"] == 1
    assert sorted(titles(terminal.database)) == ["newer", "t"]
    status, _, err = terminal.run("restore", "--salvage", terminal.database)
    assert status == 2
    assert "in the place of the chats" in err


def test_the_trash_is_listed_brought_back_and_deleted_for_good(terminal):
    fill(terminal.database)
    database = open_database(terminal.database)
    store = ChatStore(database, "me")
    organising = OrganiseStore(database)
    organising.delete([store.chats()[0].id])
    organising.delete([store.new_chat("other\x1b[2J").id])
    database.close()
    listed = json.loads(terminal.run("trash", "list", "--json")[1])["trash"]
    assert [(row["id"], row["messages"], row["days_left"]) for row in listed] == [(2, 0, 30), (1, 3, 30)]
    assert "\x1b" not in terminal.run("trash", "list")[1]
    assert json.loads(terminal.run("trash", "restore", "1", "--json")[1]) == {"restored": [1]}
    assert terminal.run("trash", "purge", "1")[0] == 2  # it is not in the trash
    assert terminal.run("trash", "restore")[0] == 2
    assert json.loads(terminal.run("trash", "purge", "--json")[1]) == {"deleted": []}  # none is so old
    assert json.loads(terminal.run("trash", "purge", "--all", "--json")[1]) == {"deleted": [2]}
    assert terminal.run("trash", "list")[1] == "The trash is empty.\n"
    assert titles(terminal.database) == ["t"]

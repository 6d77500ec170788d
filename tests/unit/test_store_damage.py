import shutil
import sqlite3
from contextlib import closing

import pytest

from desktop.core.errors import DamageFound, DatabaseDamaged
from desktop.store import condition
from desktop.store.backup import backup_folder
from desktop.store.chats import ChatStore
from desktop.store.checking import check
from desktop.store.database import open_database
from tests.unit.store_files import crash, fill, titles

LARGE = condition.SMALL // 20_000 + 100  # messages of 20,000 characters that make a file large


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


def no_database(path):
    path.write_bytes(b"this is a letter to my aunt" * 300)


def short_rubbish(path):
    path.write_bytes(b"oops")


def broken_header(path):
    with path.open("r+b") as file:
        file.write(b"\xff" * 100)


def cut_off(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def cut_within_a_page(path):
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 5000)


def rubbish_in_the_middle(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\x5a" * 20_000)


def another_programs_database(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")


DAMAGES = [
    no_database,
    short_rubbish,
    broken_header,
    cut_off,
    cut_within_a_page,
    rubbish_in_the_middle,
    another_programs_database,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_set_aside_whole_and_the_next_start_begins_anew(path, damage):
    fill(path, messages=400, size=200)
    damage(path)
    contents = path.read_bytes()
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(path)
    assert caught.value.backup is None
    assert caught.value.path.read_bytes() == contents
    assert caught.value.path.name.startswith("chats.damaged-2")
    assert not path.exists()
    assert titles(path) == []
    assert caught.value.path.read_bytes() == contents


@pytest.mark.parametrize("damage", [broken_header, rubbish_in_the_middle])
def test_the_log_is_set_aside_together_with_the_damaged_file(path, damage):
    fill(path, messages=400, size=200)
    crash(path)
    damage(path)
    log = condition.log_of(path).read_bytes()
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(path)
    assert condition.log_of(caught.value.path).read_bytes() == log
    assert not condition.log_of(path).exists()
    assert titles(path) == []


def test_two_damaged_files_in_a_second_get_two_names(path):
    aside = set()
    for text in (b"one", b"two", b"three"):
        path.write_bytes(text * 500)
        with pytest.raises(DatabaseDamaged) as caught:
            open_database(path)
        aside.add(caught.value.path)
    assert len(aside) == 3


def test_the_newest_good_backup_is_offered_with_the_damage(path):
    fill(path)
    folder = backup_folder(path)
    folder.mkdir()
    for day, damage in ((1, None), (2, None), (3, rubbish_in_the_middle), (4, no_database)):
        backup = folder / f"chats.2026010{day}-120000.db"
        shutil.copyfile(path, backup)
        if damage:
            damage(backup)
    (folder / "notes.txt").write_text("not a backup")
    broken_header(path)
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(path)
    assert caught.value.backup == folder / "chats.20260102-120000.db"


def test_an_empty_file_is_a_new_database_unless_there_is_a_backup(path):
    path.touch()
    assert titles(path) == []
    fill(path)
    backup_folder(path).mkdir()
    backup = backup_folder(path) / "chats.20260102-120000.db"
    shutil.copyfile(path, backup)
    path.write_bytes(b"")
    with pytest.raises(DatabaseDamaged) as caught:
        open_database(path)
    assert caught.value.backup == backup


def test_a_log_that_lost_its_database_is_kept(path):
    fill(path)
    crash(path)
    log = condition.log_of(path).read_bytes()
    path.unlink()
    assert titles(path) == []
    (kept,) = path.parent.glob("chats.leftover-*-wal")
    assert kept.read_bytes() == log


def test_damage_in_a_large_file_that_was_closed_cleanly_is_found_when_it_is_read(path):
    fill(path, LARGE, 20_000)
    rubbish_everywhere_but_at_the_start(path)
    assert path.stat().st_size > condition.SMALL
    database = open_database(path)
    store = ChatStore(database, "test")
    with pytest.raises(DamageFound):
        store.messages(1)
    database.close()
    with pytest.raises(DatabaseDamaged) as caught:  # now that it is suspected, all of it is checked
        open_database(path)
    assert caught.value.path.exists()
    assert titles(path) == []


def rubbish_everywhere_but_at_the_start(path):
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 4)
        file.write(b"\x5a" * (path.stat().st_size // 2))


def test_a_large_file_is_checked_wholly_after_an_unclean_end(path):
    fill(path, LARGE, 20_000)
    assert not condition.needs_thorough_check(path)
    crash(path)
    assert condition.needs_thorough_check(path)
    assert "only in the log" in titles(path)
    assert not condition.needs_thorough_check(path)


def test_a_flipped_bit_in_a_text_does_not_hide_the_chat(path):
    fill(path, messages=3, size=200)
    damaged = path.read_bytes().replace(b"1 xx", b"1 \xffx", 1)
    path.write_bytes(damaged)
    database = open_database(path)
    shown = [message.text[:4] for message in ChatStore(database, "test").messages(1)]
    assert shown == ["0 xx", "1 \ufffdx", "2 xx"]
    database.close()


@pytest.mark.parametrize(
    "fault",
    [
        'fts5: corruption found reading blob 137438953473 from table "search_text"',
        "malformed inverted index for FTS5 table main.search_text",
        "unable to validate the inverted index for FTS5 table main.search_text: SQL logic error",
    ],
)
def test_what_newer_sqlites_say_of_the_index_is_no_damage_of_the_chats(fault):
    assert not condition.tells_damage(fault)
    assert condition.tells_damage(f"Tree 5 page 7: {fault}")


def test_a_damaged_index_costs_no_chats_at_the_next_start(path):
    fill(path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DELETE FROM search_text_data WHERE id > 10")
    assert condition.look_at(path, thoroughly=True).damaged is False
    assert check(path).sound
    open_database(path).close()

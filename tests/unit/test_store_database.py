import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.chat import Role
from desktop.core.errors import DatabaseDamaged, DatabaseTooNew
from desktop.store import condition
from desktop.store.backup import backup_folder
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import open_database

VERSION_1 = Path(__file__).parent.parent / "data" / "chats-v1.db"
LARGE = condition.SMALL // 20_000 + 100  # messages of 20,000 characters that make a file large


def stars(db):
    """A migration that only these tests know."""
    db.exec_driver_sql("ALTER TABLE message ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")


def half_way(db):
    stars(db)
    db.exec_driver_sql("UPDATE message SET text = 'lost'")
    db.exec_driver_sql("CREATE TABLE other (id INTEGER)")
    raise RuntimeError("the power fails, say")


def orphans(db):
    db.exec_driver_sql("DELETE FROM chat")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


def fill(path, messages=3, size=20):
    """Make a database with one chat and close it."""
    database = open_database(path)
    store = ChatStore(database, "test")
    chat, parent = store.new_chat("t"), None
    for number in range(messages):
        parent = store.add(chat.id, NewMessage(parent, Role.USER, f"{number} ".ljust(size, "x"))).id
    database.close()


def titles(path):
    database = open_database(path)
    found = [chat.title for chat in ChatStore(database, "test").chats()]
    database.close()
    return found


def version(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("PRAGMA user_version").fetchone()[0]


def columns(path):
    with closing(sqlite3.connect(path)) as db:
        return [row[1] for row in db.execute("PRAGMA table_info(message)")]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def crash(path):
    """Leave the files as a killed process does: with a log that holds the newest transactions."""
    database = open_database(path)
    ChatStore(database, "test").new_chat("only in the log")
    crashed = path.with_name("crashed.db")
    for ending in ("", "-wal"):
        shutil.copyfile(path.with_name(path.name + ending), crashed.with_name(crashed.name + ending))
    database.close()
    for ending in ("", "-wal"):
        crashed.with_name(crashed.name + ending).replace(path.with_name(path.name + ending))


@pytest.mark.parametrize("name", ["chats.db", "a b", "100%?mode=ro#x", "聊天.db"])
def test_a_database_is_made_where_there_is_none_under_any_name(tmp_path, name):
    path = tmp_path / "not" / "yet there" / name
    fill(path)
    assert titles(path) == ["t"]
    assert names(path.parent) == [name]


def test_closing_leaves_one_file_with_everything_in_it(path):
    fill(path)
    assert names(path.parent) == ["chats.db"]
    assert version(path) == 1


def test_the_pragmas_hold_on_every_connection(path):
    database = open_database(path)
    with database.write() as one, database.read() as two:
        for db in (one, two):
            found = [
                db.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
            ]
            assert found == ["wal", 1, 1, 0]
    database.close()


def test_what_a_killed_process_left_in_the_log_is_there(path):
    fill(path)
    crash(path)
    assert titles(path) == ["only in the log", "t"]


def test_a_transaction_that_fails_changes_nothing_even_tables(path):
    database = open_database(path)

    def change():
        with database.write() as db:
            db.exec_driver_sql("ALTER TABLE message ADD COLUMN more INTEGER")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    database.close()
    assert "more" not in columns(path)


def test_a_checkpoint_moves_the_log_into_the_file(path):
    database = open_database(path)
    store = ChatStore(database, "test")
    store.new_chat("moved")
    database.checkpoint()
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)  # without its log
    assert [chat.title for chat in store.chats()] == ["moved"]
    database.close()
    assert titles(copy) == ["moved"]


def test_the_log_does_not_grow_when_checkpoints_are_made(path):
    database = open_database(path)
    store = ChatStore(database, "test")
    chat = store.new_chat()
    log = condition.log_of(path)
    sizes = []
    for _ in range(30):
        store.set_draft(chat.id, "x" * 50_000)
        database.checkpoint()
        sizes.append(log.stat().st_size)
    assert max(sizes) < 4 * sizes[0]
    database.close()


# -- versions


def test_every_released_version_opens(path):
    shutil.copyfile(VERSION_1, path)
    database = open_database(path)
    store = ChatStore(database, "test")
    (chat,) = store.chats()
    assert (chat.title, store.draft(chat.id)) == ("Trains, 火车", "And in Chi")
    shown = store.messages(chat.id)
    assert [message.text for message in shown] == ["How fast is a train?", "About 300 km/h. 🚄"]
    assert shown[-1].record.quant == "Q4_K_M"
    assert shown[-1].record.model_sha256 == "ab" * 32
    database.close()


def test_a_migration_keeps_the_messages_and_makes_a_backup_first(path):
    fill(path)
    open_database(path, (stars,)).close()
    assert version(path) == 2
    assert columns(path)[-1] == "stars"
    (backup,) = backup_folder(path).iterdir()
    assert backup.name.endswith(".before-v2.db")
    assert version(backup) == 1
    assert titles(backup) == ["t"]


def test_a_migration_runs_once(path):
    fill(path)
    open_database(path, (stars,)).close()
    open_database(path, (stars,)).close()  # would fail: the column is there
    assert version(path) == 2


def test_several_migrations_run_in_their_order(path):
    fill(path)
    open_database(path, (stars, lambda db: db.exec_driver_sql("UPDATE message SET stars = 5"))).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT DISTINCT stars FROM message").fetchall() == [(5,)]
    assert version(path) == 3


def test_a_migration_that_fails_changes_nothing_at_all(path):
    fill(path)
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        open_database(path, (half_way,))
    assert path.read_bytes() == before
    assert titles(path) == ["t"]


def test_a_migration_that_leaves_orphans_is_undone(path):
    fill(path)
    with pytest.raises(AssertionError, match="without what it refers to"):
        open_database(path, (orphans,))
    assert titles(path) == ["t"]


def test_no_migration_is_run_without_room_for_its_backup(path):
    fill(path)
    backup_folder(path).write_text("a file where the folder should be")
    with pytest.raises(Exception, match="FolderNotWritable"):
        open_database(path, (stars,))
    assert "stars" not in columns(path)


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changes(path):
    fill(path)
    open_database(path, (stars,)).close()
    before, there = path.read_bytes(), names(path.parent)
    with pytest.raises(DatabaseTooNew) as caught:
        open_database(path)
    assert caught.value == DatabaseTooNew(path, 2, 1)
    assert path.read_bytes() == before
    assert names(path.parent) == there


def test_a_newer_database_with_a_log_keeps_the_log_too(path):
    fill(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 9")
    keeper = sqlite3.connect(path)
    keeper.execute("UPDATE chat SET title = 'newer'")
    keeper.commit()
    left = path.with_name("left")
    left.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", left / f"chats.db{ending}")
    keeper.close()
    before = [(left / name).read_bytes() for name in ("chats.db", "chats.db-wal")]
    with pytest.raises(DatabaseTooNew):
        open_database(left / "chats.db")
    assert [(left / name).read_bytes() for name in ("chats.db", "chats.db-wal")] == before


# -- damage


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
        file.truncate(path.stat().st_size - 1000)


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
    with pytest.raises(DatabaseDamaged):
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


# -- several processes


def add_chats(path, count, done):
    database = open_database(path)
    store = ChatStore(database, "child")
    for number in range(count):
        chat = store.new_chat(f"child {number}")
        store.add(chat.id, NewMessage(None, Role.USER, "x"))
    database.close()
    done.send("done")


def test_two_processes_may_open_and_write_at_the_same_time(path):
    """Both find no database: one makes it, the other waits; then each write waits for its turn."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    children = [context.Process(target=add_chats, args=(path, 100, there)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=60)
        assert child.exitcode == 0
    assert here.recv() == here.recv() == "done"
    here.close()
    there.close()
    found = titles(path)
    assert len(found) == 200
    assert sorted(found) == sorted(2 * [f"child {number}" for number in range(100)])

import shutil
import sqlite3
from contextlib import closing

import pytest

from desktop.core.errors import DatabaseTooNew, FolderNotWritable
from desktop.store import database
from desktop.store.backup import backup_folder
from desktop.store.database import open_database
from desktop.store.migrations import MIGRATIONS, newest_version
from tests.unit.store_files import columns, fill, names, titles, version

TODAY = newest_version(MIGRATIONS)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


def stars(db):
    """A migration that only these tests know; it comes after all that there are."""
    db.exec_driver_sql("ALTER TABLE message ADD COLUMN stars INTEGER NOT NULL DEFAULT 0")


def five_each(db):
    db.exec_driver_sql("UPDATE message SET stars = 5")


def half_way(db):
    stars(db)
    db.exec_driver_sql("UPDATE message SET text = 'lost'")
    db.exec_driver_sql("CREATE TABLE other (id INTEGER)")
    raise RuntimeError("the power fails, say")


def orphans(db):
    db.exec_driver_sql("DELETE FROM chat")


def test_a_migration_keeps_the_messages_and_makes_a_backup_first(path):
    fill(path)
    open_database(path, (*MIGRATIONS, stars)).close()
    assert version(path) == TODAY + 1
    assert columns(path)[-1] == "stars"
    (backup,) = backup_folder(path).iterdir()
    assert backup.name.endswith(f".before-v{TODAY + 1}.db")
    assert version(backup) == TODAY
    assert titles(backup) == ["t"]


def test_the_backup_stays_what_it_was_when_another_process_migrates_at_the_same_moment(path, monkeypatch):
    fill(path)
    inspect = database._inspect

    def then_another_is_first(path, known):
        condition = inspect(path, known)
        monkeypatch.undo()
        open_database(path, (*MIGRATIONS, stars)).close()
        return condition

    monkeypatch.setattr(database, "_inspect", then_another_is_first)
    open_database(path, (*MIGRATIONS, stars)).close()
    assert version(path) == TODAY + 1
    (backup,) = backup_folder(path).iterdir()
    assert version(backup) == TODAY
    assert titles(backup) == ["t"]


def test_nobody_writes_between_the_backup_and_the_migration(path, monkeypatch):
    fill(path)
    back_up = database.back_up_before
    tried = []

    def then_somebody_writes(path, version):
        made = back_up(path, version)
        with closing(sqlite3.connect(path, timeout=0)) as db:
            try:
                db.execute("UPDATE chat SET title = 'written to the old one'")
            except sqlite3.OperationalError as error:
                tried.append(error.sqlite_errorcode)
        return made

    monkeypatch.setattr(database, "back_up_before", then_somebody_writes)
    open_database(path, (*MIGRATIONS, stars)).close()
    assert tried == [sqlite3.SQLITE_BUSY]


def test_a_migration_runs_once(path):
    fill(path)
    open_database(path, (*MIGRATIONS, stars)).close()
    open_database(path, (*MIGRATIONS, stars)).close()  # would fail: the column is there
    assert version(path) == TODAY + 1


def test_several_migrations_run_in_their_order(path):
    fill(path)
    open_database(path, (*MIGRATIONS, stars, five_each)).close()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT DISTINCT stars FROM message").fetchall() == [(5,)]
    assert version(path) == TODAY + 2


def test_a_migration_that_fails_changes_nothing_at_all(path):
    fill(path)
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        open_database(path, (*MIGRATIONS, half_way))
    assert path.read_bytes() == before
    assert titles(path) == ["t"]


def test_a_migration_that_leaves_orphans_is_undone(path):
    fill(path)
    with pytest.raises(AssertionError, match="without what it refers to"):
        open_database(path, (*MIGRATIONS, orphans))
    assert titles(path) == ["t"]


def test_no_migration_is_run_without_room_for_its_backup(path):
    fill(path)
    backup_folder(path).write_text("a file where the folder should be")
    with pytest.raises(FolderNotWritable):
        open_database(path, (*MIGRATIONS, stars))
    assert "stars" not in columns(path)


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changes(path):
    fill(path)
    open_database(path, (*MIGRATIONS, stars)).close()
    before, there = path.read_bytes(), names(path.parent)
    with pytest.raises(DatabaseTooNew) as caught:
        open_database(path)
    assert caught.value == DatabaseTooNew(path, TODAY + 1, TODAY)
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

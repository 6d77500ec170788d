import os
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.chat import Role
from desktop.core.errors import (
    BackupUnusable,
    DamageFound,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseTooNew,
    FolderNotWritable,
)
from desktop.store import backup
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import open_database
from desktop.store.migrations import MIGRATIONS

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


def add(path, title):
    database = open_database(path)
    store = ChatStore(database, "test")
    store.add(store.new_chat(title).id, NewMessage(None, Role.USER, "x" * 200))
    database.close()


def titles(path):
    database = open_database(path)
    found = [chat.title for chat in ChatStore(database, "test").chats()]
    database.close()
    return found


def names(path):
    return sorted(file.name for file in backup.backup_folder(path).iterdir())


def damage(path):
    path.write_bytes(path.read_bytes()[:5000])


def test_a_backup_holds_what_is_still_in_the_log(path):
    database = open_database(path)
    ChatStore(database, "test").new_chat("newest")
    made = backup.back_up_daily(path, DAY)
    database.close()
    assert made == backup.backup_folder(path) / "chats.20260301-120000.db"
    assert titles(made) == ["newest"]


def test_there_is_at_most_one_backup_a_day(path):
    add(path, "t")
    assert backup.back_up_daily(path, DAY) is not None
    assert backup.back_up_daily(path, DAY + timedelta(hours=11)) is None
    assert backup.back_up_daily(path, DAY + timedelta(hours=12)) is not None
    assert len(names(path)) == 2


def test_the_seven_newest_daily_backups_are_kept_and_those_before_migrations_too(path):
    add(path, "t")
    before = [backup.back_up_before(path, version).name for version in (2, 3)]
    made = [backup.back_up_daily(path, DAY + timedelta(days=n)).name for n in range(10)]
    (backup.backup_folder(path) / "my notes.db").write_text("not ours")
    backup.back_up_daily(path, DAY + timedelta(days=10))
    assert names(path) == sorted([*made[4:], "chats.20260311-120000.db", *before, "my notes.db"])


def test_a_clock_that_was_ahead_for_a_week_hides_no_backup_and_takes_no_places(path):
    add(path, "old")
    ahead = [backup.back_up_daily(path, DAY + timedelta(days=3650 + n)) for n in range(7)]
    add(path, "new")
    right = [backup.back_up_daily(path, DAY + timedelta(days=n)) for n in range(3)]
    assert [made.name for made in right if made.exists()] == [made.name for made in right]
    assert names(path) == sorted(made.name for made in (*ahead[3:], *right))
    assert titles(right[0]) == ["new", "old"]


def test_what_seems_to_come_from_the_future_is_restored_only_where_there_is_nothing_else(path):
    add(path, "old")
    ahead = backup.back_up_daily(path, datetime.now(UTC) + timedelta(days=3650))
    folder = backup.backup_folder(path)
    assert backup.newest_good(folder) == ahead
    add(path, "new")
    assert backup.back_up_daily(path, datetime.now(UTC)) == backup.newest_good(folder)


def test_a_clock_that_was_behind_costs_no_backup_that_is_needed(path):
    add(path, "t")
    made = [backup.back_up_daily(path, DAY + timedelta(days=n)) for n in range(7)]
    behind = backup.back_up_daily(path, DAY - timedelta(days=9000))
    assert behind.exists()
    assert len(names(path)) == 7
    later = backup.back_up_daily(path, DAY + timedelta(days=7))
    assert later.exists()
    assert made[-1].exists()


def test_a_second_backup_before_the_same_migration_takes_the_place_of_the_first(path):
    add(path, "one")
    backup.back_up_before(path, 2)
    add(path, "two")
    made = backup.back_up_before(path, 2)
    assert names(path) == [made.name]
    assert titles(made) == ["two", "one"]


def test_a_damaged_database_is_not_backed_up_and_costs_no_older_backup(path):
    for number in range(30):
        add(path, str(number))
    for number in range(7):
        backup.back_up_daily(path, DAY + timedelta(days=number))
    before = names(path)
    damage(path)
    with pytest.raises(DamageFound):
        backup.back_up_daily(path, DAY + timedelta(days=20))
    assert names(path) == before


def test_a_half_written_backup_of_a_crash_is_no_backup_and_in_nobodys_way(path):
    add(path, "t")
    folder = backup.backup_folder(path)
    folder.mkdir()
    left, young = (folder / f"chats.20260301-120000.db.{number}.part" for number in (1, 2))
    for part in (left, young):
        part.write_bytes(b"half")
    os.utime(left, (0, 0))
    assert backup.newest_good(folder) is None
    made = backup.back_up_daily(path, DAY)
    assert names(path) == [made.name, young.name]  # which somebody may be writing now
    assert backup.newest_good(folder) == made


def test_the_newest_good_backup_is_looked_for_until_one_is_good(path):
    add(path, "t")
    made = [backup.back_up_daily(path, DAY + timedelta(days=number)) for number in range(4)]
    damage(made[3])
    made[2].write_bytes(b"")
    folder = backup.backup_folder(path)
    assert backup.newest_good(folder) == made[1]
    damage(made[1])
    damage(made[0])
    assert backup.newest_good(folder) is None
    assert backup.newest_good(folder / "not there") is None


def test_looking_for_a_good_backup_leaves_nothing_beside_it(path):
    add(path, "t")
    made = backup.back_up_daily(path, DAY)
    contents = made.read_bytes()
    backup.newest_good(backup.backup_folder(path))
    assert names(path) == [made.name]
    assert made.read_bytes() == contents


def test_restoring_brings_the_backup_back_and_sets_the_present_aside(path):
    add(path, "old")
    made = backup.back_up_daily(path, DAY)
    add(path, "new")
    aside = backup.restore(made, path)
    assert titles(path) == ["old"]
    assert titles(aside) == ["new", "old"]
    assert made.exists()
    assert sorted(file.name for file in path.parent.iterdir()) == sorted(["backups", "chats.db", aside.name])


def test_restoring_where_there_is_nothing_sets_nothing_aside(path):
    add(path, "old")
    made = backup.back_up_daily(path, DAY)
    path.unlink()
    assert backup.restore(made, path) is None
    assert titles(path) == ["old"]


def test_a_damaged_present_file_does_not_hinder_restoring(path):
    add(path, "old")
    made = backup.back_up_daily(path, DAY)
    path.write_bytes(b"rubbish" * 1000)
    aside = backup.restore(made, path)
    assert aside.read_bytes() == b"rubbish" * 1000
    assert titles(path) == ["old"]


def test_what_was_set_aside_can_be_restored_with_its_log(path):
    database = open_database(path)
    ChatStore(database, "test").new_chat("in the log")
    aside = path.with_name("aside.db")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{path}{ending}", f"{aside}{ending}")
    database.close()
    other = path.with_name("other.db")
    backup.restore(aside, other)
    assert titles(other) == ["in the log"]


@pytest.mark.parametrize("contents", [b"", b"hello", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_backup_is_not_restored(path, contents):
    add(path, "kept")
    wrong = path.with_name("wrong.db")
    wrong.write_bytes(contents)
    with pytest.raises(BackupUnusable) as caught:
        backup.restore(wrong, path)
    assert caught.value.path == wrong
    assert titles(path) == ["kept"]


def test_a_backup_by_a_newer_version_is_not_restored(path):
    add(path, "kept")
    newer = path.with_name("newer.db")
    open_database(newer, (*MIGRATIONS, lambda db: None)).close()
    with pytest.raises(DatabaseTooNew):
        backup.restore(newer, path)
    assert titles(path) == ["kept"]


def test_an_open_database_is_not_replaced(path):
    add(path, "old")
    made = backup.back_up_daily(path, DAY)
    database = open_database(path)
    store = ChatStore(database, "test")
    store.new_chat("new")
    with pytest.raises(DatabaseBusy):
        backup.restore(made, path)
    assert [chat.title for chat in store.chats()] == ["new", "old"]
    database.close()
    assert sorted(file.name for file in path.parent.iterdir()) == ["backups", "chats.db"]


def test_a_backup_that_cannot_be_written_is_told(path):
    add(path, "t")
    backup.backup_folder(path).write_text("a file")
    with pytest.raises(FolderNotWritable):
        backup.back_up_daily(path, DAY)


def test_a_crash_between_setting_aside_and_putting_in_place_costs_nothing(path, monkeypatch):
    add(path, "old")
    made = backup.back_up_now(path)
    add(path, "newer")

    class Crash(BaseException):
        pass

    real = Path.replace

    def crash(self, target):
        if Path(target) == path:
            raise Crash
        return real(self, target)

    with monkeypatch.context() as crashing:
        crashing.setattr(Path, "replace", crash)
        crashing.setattr(Path, "unlink", lambda *_, **__: None)  # a crash tidies nothing
        with pytest.raises(Crash):
            backup.restore(made, path)
    assert not path.exists()
    assert titles(path) == ["old"]


def test_a_database_that_is_damaged_is_not_followed_by_what_a_crash_left_of_an_older_restoring(path):
    add(path, "old")
    shutil.copy(path, backup.ready_beside(path))
    assert titles(path) == ["old"], "what is there is in force"
    add(path, "newer")
    damage(path)
    with pytest.raises(DatabaseDamaged):
        open_database(path)
    assert titles(path) == []


def test_two_threads_that_make_the_same_backup_at_the_same_moment_do_each_other_no_harm(path):
    add(path, "t")
    target = backup.backup_folder(path) / "same.db"
    together = threading.Barrier(2, timeout=120)

    def copy():
        for _ in range(10):
            together.wait()
            backup.copy_of(path, target)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(copy) for _ in range(2)]:
            done.result()
    assert names(path) == [target.name]
    assert titles(target) == ["t"]

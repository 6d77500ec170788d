import multiprocessing
import shutil
import threading

import pytest

from desktop.core.chat import Role
from desktop.core.errors import UserError
from desktop.store import condition
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.database import open_database
from desktop.store.migrations import MIGRATIONS, newest_version
from tests.unit.store_files import columns, crash, fill, names, titles, version


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


@pytest.mark.parametrize("name", ["chats.db", "a b", "100%?mode=ro#x", "聊天.db"])
def test_a_database_is_made_where_there_is_none_under_any_name(tmp_path, name):
    path = tmp_path / "not" / "yet there" / name
    fill(path)
    assert titles(path) == ["t"]
    assert names(path.parent) == [name]


def test_closing_leaves_one_file_with_everything_in_it(path):
    fill(path)
    assert names(path.parent) == ["chats.db"]
    assert version(path) == newest_version(MIGRATIONS)


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


def test_several_may_go_over_to_a_log_at_the_same_moment(tmp_path):
    """SQLite says at once that the database is busy where two of them hold what the other one needs."""
    for number in range(10):
        path, together, failed = tmp_path / f"{number}.db", threading.Barrier(4), []

        def open_it(path=path, together=together, failed=failed):
            together.wait()
            try:
                open_database(path).close()
            except UserError as error:
                failed.append(error)

        threads = [threading.Thread(target=open_it) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []

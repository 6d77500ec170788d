"""Full disks, folders that cannot be written, and databases that others hold."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from desktop.core.chat import Attachment, ChatOptions, Role, Status
from desktop.core.errors import DatabaseBusy, DiskFull, FolderNotWritable
from desktop.core.sampling import Sampling
from desktop.store import backup, failures
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store

TEXT = "x" * 20_000


def mount(folder, *options):
    """Mount a small file system of its own, or skip the test where that is not allowed."""
    if sys.platform != "linux":
        pytest.skip("mounts a tmpfs, which only Linux has")
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "fireside-test", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting needs to be root")


@pytest.fixture
def disk(tmp_path):
    """A folder on a disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount(folder, "size=1m")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def opened(folder):
    return open_store(folder / "chats.db", "test", lambda owner: False)


def talk_until_full(store, chat):
    """Add messages until the disk is full; give the last one that was stored."""
    parent = None
    for _ in range(1000):
        try:
            parent = store.chats.add(chat.id, NewMessage(parent, Role.USER, TEXT)).id
        except DiskFull as error:
            return parent, error
    raise AssertionError("the disk never became full")


def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(disk):
    store = opened(disk)
    chat = store.chats.new_chat("t")
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    last, error = talk_until_full(store, chat)
    assert error == DiskFull(disk)
    before = store.chats.messages(chat.id)
    assert before[-1].id == last
    ballast.unlink()
    more = store.chats.add(chat.id, NewMessage(last, Role.USER, TEXT))  # the same store goes on
    store.close()
    store = opened(disk)
    assert store.chats.messages(chat.id) == [*before, more]
    store.close()


def test_a_message_that_cannot_be_deleted_for_want_of_room_is_still_shown(disk):
    store = opened(disk)
    chat = store.chats.new_chat("t")
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(400_000))
    talk_until_full(store, chat)
    shown = store.chats.messages(chat.id)
    path = [message.id for message in shown]
    tree = store.chats.tree(chat.id)
    fill_up(disk)
    with pytest.raises(DiskFull):
        store.chats.delete_message(chat.id, path, path[0])
    assert (store.chats.messages(chat.id), store.chats.tree(chat.id)) == (shown, tree)
    ballast.unlink()
    store.chats.delete_message(chat.id, path, path[0])
    assert len(store.chats.messages(chat.id)) == len(path) - 1
    store.close()


def test_every_call_tells_of_a_full_disk(disk):
    store = opened(disk)
    chat = store.chats.new_chat("t")
    answer = store.chats.add(chat.id, NewMessage(None, Role.ASSISTANT, "", Status.STREAMING))
    summary = store.chats.add(chat.id, NewMessage(None, Role.SUMMARY, "s"))
    (disk / "rest").touch()
    talk_until_full(store, chat)
    fill_up(disk)
    long = "x" * 200_000  # more than the log still has room for from the transaction that failed
    for call in (
        lambda: store.chats.new_chat(long),
        lambda: store.chats.set_draft(chat.id, long),
        lambda: store.chats.rename(chat.id, long),
        lambda: store.chats.set_draft_files(chat.id, (Attachment("n", long),)),
        lambda: store.chats.set_options(chat.id, ChatOptions(sampling=Sampling(grammar=long))),
        lambda: store.chats.set_summary(summary.id, long),
        lambda: store.presets.keep("p", Sampling(grammar=long)),
        lambda: store.answers.append(answer.id, long, thinking=True),
        lambda: store.answers.append(answer.id, long),
        lambda: store.answers.finish(answer.id, long, Status.DONE, None),
        lambda: store.answers.keep_hash(long, 1, 1, "h"),
        lambda: backup.back_up_daily(disk / "chats.db"),
    ):
        with pytest.raises(DiskFull):
            call()
    assert [path.name for path in disk.glob("backups/*")] == []
    store.close()


def fill_up(disk):
    """Take what is left of the disk, byte by byte at the end."""
    with (disk / "rest").open("ab", buffering=0) as file:
        size = 100_000
        while size >= 1:
            try:
                written = file.write(bytes(size))
            except OSError:
                written = 0
            if written < size:
                size //= 2


def test_a_database_cannot_be_begun_on_a_full_disk(disk):
    fill_up(disk)
    with pytest.raises(DiskFull):
        opened(disk)


def test_a_database_that_may_not_grow_is_told_as_a_full_disk(tmp_path):
    """The same on any system, without a disk of its own: SQLite reports both alike."""
    store = opened(tmp_path)
    chat = store.chats.new_chat("t")
    with store.database.read() as db:  # the only connection so far; the store goes on with it
        db.exec_driver_sql("PRAGMA max_page_count = 60")
    last, error = talk_until_full(store, chat)
    assert error == DiskFull(tmp_path)
    assert store.chats.messages(chat.id)[-1].id == last
    with store.database.read() as db:
        db.exec_driver_sql("PRAGMA max_page_count = 1000")
    more = store.chats.add(chat.id, NewMessage(last, Role.USER, TEXT))
    assert store.chats.messages(chat.id)[-1] == more
    store.close()


LIMITED = """
import resource, sys
from pathlib import Path
from desktop.core.chat import Role
from desktop.core.errors import DiskFull
from desktop.store.backup import back_up_daily
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store

folder = Path(sys.argv[1])
store = open_store(folder / "chats.db", "test", lambda owner: False)
chat = store.chats.new_chat("t")
told, LONG = [], "x" * 20_000
for limit, call in (
    (600_000, lambda: [store.chats.add(chat.id, NewMessage(None, Role.USER, LONG)) for _ in range(99)]),
    (100_000, lambda: back_up_daily(folder / "chats.db")),
):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        call()
    except DiskFull:
        told.append("full")
print(told, len(list(folder.glob("backups/*"))))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
def test_a_quota_is_told_as_a_full_disk(tmp_path):
    """The limit of a file's size stands for it: SQLite tells both as errors of the disk."""
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("['full', 'full'] 0\n", "")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(FolderNotWritable):
        opened(tmp_path / "data")
    with pytest.raises(FolderNotWritable):
        opened(tmp_path / "data" / "deeper")


def test_a_folder_in_the_place_of_the_database_is_told(tmp_path):
    (tmp_path / "chats.db" / "inside").mkdir(parents=True)
    with pytest.raises(FolderNotWritable):
        opened(tmp_path)


@pytest.mark.parametrize("begun", [False, True])
def test_a_read_only_disk_is_told_whether_a_database_is_there_or_not(disk, begun):
    if begun:
        opened(disk).close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(FolderNotWritable) as caught:
        opened(disk)
    assert caught.value.folder == disk


def test_a_disk_that_becomes_read_only_is_told_by_the_next_write(tmp_path):
    store = opened(tmp_path)
    chat = store.chats.new_chat("t")
    with store.database.read() as db:
        db.exec_driver_sql("PRAGMA query_only = ON")  # SQLite reports it as a read-only file
    with pytest.raises(FolderNotWritable):
        store.chats.rename(chat.id, "u")
    assert store.chats.chat(chat.id) == chat
    store.close()


def test_a_database_that_another_program_holds_is_told_and_works_when_it_is_let_go(tmp_path):
    store = opened(tmp_path)
    chat = store.chats.new_chat("t")
    with store.database.read() as db:
        db.exec_driver_sql("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(tmp_path / "chats.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(3):
            with pytest.raises(DatabaseBusy) as caught:
                store.chats.rename(chat.id, "u")
        assert caught.value.path == tmp_path / "chats.db"
        assert store.chats.chats() == [chat]  # reading never waits
        other.execute("COMMIT")
    assert store.chats.rename(chat.id, "u").title == "u"
    store.close()


def test_a_transaction_that_will_write_keeps_other_writers_out_from_its_beginning(tmp_path):
    """Else it could read, and fail when it writes because another one wrote in between."""
    store = opened(tmp_path)
    other = sqlite3.connect(tmp_path / "chats.db", isolation_level=None, timeout=0)
    with store.database.write() as db, closing(other):
        db.exec_driver_sql("SELECT count(*) FROM chat").scalar_one()
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
    store.close()


def test_a_write_waits_for_a_short_write_of_another_program(tmp_path):
    store = opened(tmp_path)
    other = opened(tmp_path)
    for number in range(20):
        store.chats.new_chat(f"{number} here")
        other.chats.new_chat(f"{number} there")
    assert len(store.chats.chats()) == len(other.chats.chats()) == 40
    store.close()
    other.close()


def test_a_bug_is_not_taken_for_a_users_error(tmp_path):
    with pytest.raises(sqlite3.OperationalError, match="syntax"), failures.user_errors(tmp_path / "x"):
        sqlite3.connect(":memory:").execute("SELEC")
    with pytest.raises(ZeroDivisionError), failures.user_errors(tmp_path / "x"):
        1 / 0  # noqa: B018
    with pytest.raises(OSError, match="too long"), failures.user_errors(tmp_path / "x"):
        raise OSError(36, "File name too long")
    with pytest.raises(DiskFull), failures.user_errors(tmp_path / "x"):
        raise OSError(28, "No space left on device")

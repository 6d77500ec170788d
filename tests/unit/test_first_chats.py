"""The first screenful of the chats, read without SQLAlchemy: as the list has it, and from any file."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.list_rows import FirstRow, Kind, Section
from desktop.store import first_chats
from desktop.store.chat_listing import ListingStore
from desktop.store.first_chats import read_first
from desktop.store.looking import APPLICATION_ID, VERSION
from desktop.store.migrations import MIGRATIONS, newest_version
from desktop.store.opening import open_store
from desktop.viewmodels.chat_parts import Calendar, Rows, Shown, Tree, arrange

DATA = Path(__file__).parent.parent / "data"


def text(moment):
    return moment.astimezone(UTC).isoformat(" ", "microseconds")


def add_chats(path, rows):
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany(
            "INSERT INTO chat (title, created, updated, pinned, archived, folder_id, deleted)"
            " VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)",
            rows,
        )


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "chats.db"
    open_store(path, "me", lambda owner: False).close()
    return path


@pytest.fixture
def filled(path):
    add_chats(path, [("one", text(datetime.now(UTC)), False, False, None, None)])
    return path


def titles(rows):
    return [row.chat.title for row in rows if row.chat is not None]


def draw(path, seed):
    """Fill a database at random; gives which folders are open."""
    drawn, now = random.Random(seed), datetime.now(UTC)
    store = open_store(path, "me", lambda owner: False)
    folders = []
    for name in ("Zürich", "alpha", "Émile", "beta", "中文", "Alpha"):
        parent = drawn.choice([None, *folders])
        folders.append(store.folders.add(name, parent).id)
    rows = []
    for number in range(drawn.choice((3, 40, 90))):
        away = timedelta(days=drawn.choice((0, 0, 1, 3, 20, 90)), minutes=drawn.randint(0, 1440))
        moment = text(now - away) if drawn.random() < 0.9 else text(now.replace(microsecond=0))
        gone = text(now) if drawn.random() < 0.1 else None
        flags = (drawn.random() < 0.1, drawn.random() < 0.1)
        rows.append((f"chat {number}", moment, *flags, drawn.choice([None, None, *folders]), gone))
    store.close()
    add_chats(path, rows)
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany(
            "INSERT INTO chat_tag (chat_id, folded, tag) VALUES (?, ?, ?)",
            [(number, tag.lower(), tag) for number in range(1, len(rows), 5) for tag in ("Work", "Air")],
        )
    return frozenset(drawn.sample(folders, 3))


def as_listed(path, opened):
    """Give the rows of the real list, as values of this one."""
    store = open_store(path, "me", lambda owner: False)
    listing = ListingStore(store.database)
    order, tree = listing.order(), Tree(store.folders.all())
    rows = Rows(arrange(order, Calendar.of(date.today()).count(order), Shown(tree, opened)))
    known = {
        chat.id: chat
        for chat in listing.chats([rows.chat_at(n) for n in range(len(rows)) if is_chat(rows, n)])
    }
    found = []
    for number in range(len(rows)):
        part, _ = rows.at(number)
        chat = known[rows.chat_at(number)] if part.kind is Kind.CHATS else None
        section = part.section if part.kind is Kind.HEADING else None
        folder = (part.folder.id, part.folder.name) if part.folder is not None else None
        facts = (chat.id, chat.title, chat.tags, chat.pinned) if chat is not None else None
        found.append((part.kind, part.depth, section, folder, part.expanded, part.inside, facts))
    store.close()
    return found


def is_chat(rows, number):
    return rows.at(number)[0].kind is Kind.CHATS


def as_read(row: FirstRow):
    folder = (row.folder.id, row.folder.name) if row.folder is not None else None
    chat = (row.chat.id, row.chat.title, row.chat.tags, row.pinned) if row.chat is not None else None
    return (row.kind, row.depth, row.section, folder, row.expanded, row.inside, chat)


@pytest.mark.parametrize("seed", range(6))
def test_the_first_rows_are_those_of_the_list(path, seed):
    opened = draw(path, seed)
    expected = as_listed(path, opened)
    read = read_first(path, time.time(), opened)
    assert [as_read(row) for row in read] == expected[: first_chats.MOST]


def test_what_is_in_the_trash_or_archived_or_temporary_is_not_among_them(path):
    now = text(datetime.now(UTC))
    add_chats(
        path,
        [
            ("trash", now, 1, 0, None, now),
            ("archived", now, 1, 1, None, None),
            ("seen", now, 0, 0, None, None),
        ],
    )
    assert titles(read_first(path, time.time())) == ["seen"]


def test_it_reads_the_newest_version_and_knows_whose_file_it_is():
    assert newest_version(MIGRATIONS) == VERSION
    assert int.from_bytes(b"Fire") == APPLICATION_ID


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_database_is_left_to_be_brought_up_to_date(tmp_path, version):
    path = Path(shutil.copy(DATA / f"chats-v{version}.db", tmp_path / "chats.db"))
    before = path.read_bytes()
    assert read_first(path, time.time()) == ()
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["chats.db"]


def test_a_newer_database_is_left_alone(filled):
    with closing(sqlite3.connect(filled)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert read_first(filled, time.time()) == ()


def test_no_file_is_made_where_there_is_none(tmp_path):
    assert read_first(tmp_path / "none" / "chats.db", time.time()) == ()
    assert read_first(tmp_path / "chats.db", time.time()) == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"no database" * 1000, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 100]
)
def test_what_is_no_database_gives_no_rows_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "chats.db"
    path.write_bytes(content)
    assert read_first(path, time.time()) == ()
    assert path.read_bytes() == content


def test_a_folder_in_its_place_gives_no_rows(tmp_path):
    (tmp_path / "chats.db").mkdir()
    assert read_first(tmp_path / "chats.db", time.time()) == ()


@pytest.mark.parametrize("seed", range(6))
def test_any_damage_gives_some_rows_or_none_and_never_fails(path, seed):
    draw(path, seed)
    raw, drawn = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(drawn.choice((5, 400, 4000))):
        raw[drawn.randrange(100, len(raw))] = drawn.randrange(256)
    path.write_bytes(raw)
    assert all(isinstance(row, FirstRow) for row in read_first(path, time.time(), range(10)))
    assert path.read_bytes() == raw


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_short_never_fails(filled, cut):
    raw = filled.read_bytes()
    filled.write_bytes(raw[: int(len(raw) * cut)])
    assert isinstance(read_first(filled, time.time()), tuple)


def test_a_locked_database_is_not_waited_for(filled):
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        assert read_first(filled, time.time()) == ()
        db.execute("ROLLBACK")


def test_the_journal_of_another_program_is_not_carried_out(filled):
    journal = filled.with_name("chats.db-journal")
    journal.write_bytes(b"whatever")
    assert read_first(filled, time.time()) == ()
    assert journal.read_bytes() == b"whatever"


def test_what_the_log_of_a_killed_process_holds_is_read_and_stays_there(filled):
    code = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA wal_autocheckpoint = 0')\n"
        "db.execute(\"UPDATE chat SET title = 'from the log'\")\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(filled)], check=True)
    log = filled.with_name("chats.db-wal")
    before = log.read_bytes()
    assert before
    assert titles(read_first(filled, time.time())) == ["from the log"]
    assert log.read_bytes() == before


def test_reading_leaves_the_folder_as_it_is(filled):
    before = filled.read_bytes()
    assert titles(read_first(filled, time.time())) == ["one"]
    assert filled.read_bytes() == before
    assert [each.name for each in filled.parent.iterdir()] == ["chats.db"]


def test_texts_that_are_no_utf_8_are_read_all_the_same(filled):
    with closing(sqlite3.connect(filled)) as db, db:
        db.execute("UPDATE chat SET title = CAST(x'41ff42' AS TEXT)")
    assert titles(read_first(filled, time.time())) == ["A\ufffdB"]


def test_chats_in_a_million_are_found_by_the_index(filled):
    with closing(sqlite3.connect(filled)) as db:
        for sql, values in (
            (first_chats.LOOSE, (64,)),
            (first_chats.IN_FOLDER, (1, 64)),
            (first_chats.PINNED, (64,)),
            (first_chats.COUNT, (1,)),
        ):
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert any("chat USING" in step and "INDEX ix_chat_place" in step for step in plan), plan
            assert not any(step.startswith("SCAN chat") for step in plan), plan
            if sql is not first_chats.PINNED:
                assert not any("TEMP B-TREE" in step for step in plan), plan


def test_the_days_begin_at_midnight_here(path):
    midnight = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    add_chats(
        path,
        [
            ("today", text(midnight), 0, 0, None, None),
            ("yesterday", text(midnight - timedelta(microseconds=1)), 0, 0, None, None),
        ],
    )
    rows = read_first(path, time.time())
    sections = [row.section for row in rows if row.kind is Kind.HEADING]
    assert sections == [Section.TODAY, Section.YESTERDAY]


def test_it_is_read_without_sqlalchemy():
    code = (
        "import sys, desktop.store.first_chats\nprint([m for m in sys.modules if m.startswith('sqlalchemy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

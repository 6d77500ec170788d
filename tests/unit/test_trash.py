"""Chats in the trash are listed, searched, brought back, and deleted for good without a trace."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.core.chat import Role, Status
from desktop.core.errors import DataError
from desktop.core.keep_errors import ChatGone
from desktop.core.trash import TRASH_KEPT, Trashed
from desktop.core.trash_days import MOST_DAYS, TrashDays, pack, unpack
from desktop.engine.protocol import Forget
from desktop.services.purging import Purging, purge
from desktop.services.trash import MANY, Trash, TrashMeans
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store
from desktop.store.trash import SLICE
from tests.unit.store_files import due


def chat(store, title, *texts, folder=None):
    made = store.chats.new_chat(title, folder)
    parent = None
    for number, text in enumerate(texts or ("hello",)):
        role = Role.ASSISTANT if number % 2 else Role.USER
        parent = store.chats.add(made.id, NewMessage(parent, role, text)).id
    return made.id


def deleted(store, title, *texts):
    number = chat(store, title, *texts)
    store.organising.delete([number])
    return number


def set_deleted(store, number, moment):
    with closing(sqlite3.connect(store.database.path)) as db:
        text = moment.astimezone(UTC).isoformat(" ", "microseconds")
        db.execute("UPDATE chat SET deleted = ?, updated = ? WHERE id = ?", (text, text, number))
        db.commit()


def left(store, table="message"):
    with closing(sqlite3.connect(store.database.path)) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def nothing():
    pass


class Can:
    """The service, and a hand on what is around it."""

    def __init__(self, bench, folder):
        self.bench = bench
        self.folder = folder / "states"
        self.folder.mkdir()
        self.purging = Purging(bench.store.trash, bench.tasks, bench.inbox.later, self.folder)
        means = TrashMeans(bench.store.trash, bench.store.organising, bench.tasks, self.purging)
        self.trash = Trash(means, bench.chats)
        self.errors, self.found, self.begun = [], [], []
        self.trash.failed.connect(self.errors.append)
        self.trash.found.connect(self.found.append)
        self.trash.begun.connect(self.begun.append)

    @property
    def titles(self):
        return [row.title for row in self.trash.rows]

    def wait(self, condition):
        self.bench.inbox.run_until(condition)

    def settle(self):
        self.wait(lambda: self.bench.tasks.idle)


@pytest.fixture
def can(bench, tmp_path):
    made = Can(bench, tmp_path)
    yield made
    made.trash.close()
    made.purging.close()


def test_a_chat_that_was_deleted_while_the_clock_was_wrong_stays_its_thirty_days(bench):
    store = bench.store
    number = deleted(store, "just now")
    with closing(sqlite3.connect(store.database.path)) as db:
        db.execute("UPDATE chat SET deleted = '2001-01-01 00:00:00.000000+00:00'")
        db.commit()
    now = datetime.now(UTC)
    assert [store.trash.due(now + timedelta(days=days)) for days in range(31)] == [*([[]] * 30), [number]]


def test_a_clock_that_is_ahead_or_behind_for_a_moment_leaves_the_trash_as_it_is(bench):
    store = bench.store
    number = deleted(store, "just now")
    now = datetime.now(UTC)
    for days in (0, 31, 0, 3650, 3650, 0, -9000, 1, 40, 1, 3650, -9000, 2, 31, 3):
        assert store.trash.due(now + timedelta(days=days)) == []
    assert [row.id for row in store.trash.all()] == [number]


def test_a_clock_that_was_years_behind_and_is_set_right_leaves_the_trash_as_it_is(bench):
    store = bench.store
    number = deleted(store, "just now")
    now = datetime.now(UTC)
    set_deleted(store, number, now - timedelta(days=800))
    days = [store.trash.due(now + timedelta(days=days)) for days in (-799, -798, 0, 1, 2, 3)]
    assert days == [[]] * 6


def test_what_was_deleted_while_the_clock_was_ahead_goes_after_thirty_days_too(bench):
    store = bench.store
    number = deleted(store, "in the future")
    now = datetime.now(UTC)
    set_deleted(store, number, now + timedelta(days=3650))
    assert due(store.trash, now) == [number]


def test_who_starts_the_program_seldom_has_things_in_the_trash_for_longer_and_not_for_ever(bench):
    store = bench.store
    number = deleted(store, "old")
    now = datetime.now(UTC)
    found = [store.trash.due(now + timedelta(days=days)) for days in range(0, 240, 40)]
    assert found == [*([[]] * 5), [number]]


def test_what_was_brought_back_and_deleted_again_is_there_for_another_thirty_days(bench):
    store = bench.store
    number = deleted(store, "twice")
    now = datetime.now(UTC)
    due(store.trash, now + timedelta(days=29))
    store.organising.restore([number])
    store.organising.delete([number])
    assert store.trash.due(now + timedelta(days=31)) == []
    assert store.trash.due(now + timedelta(days=60)) == []


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"{", b"[]", b'{"days": 1}', b'{"days": ["2026-13-01"], "since": {}}', b"\xff", b"[" * 100_000],
)
def test_a_damaged_record_of_the_days_keeps_what_is_in_the_trash(bench, rubbish):
    store = bench.store
    deleted(store, "old")
    now = datetime.now(UTC)
    due(store.trash, now + timedelta(days=29))
    store.database.path.with_name("chats.db-trash-days").write_bytes(rubbish)
    assert store.trash.due(now + timedelta(days=31)) == []


def test_days_that_come_again_and_again_take_no_more_and_more_room():
    seen = TrashDays()
    for day in range(3 * MOST_DAYS):
        seen = seen.seen(date(2026, 1, 1 + day % 2), {"old", "new"} if day > MOST_DAYS else {"old"})
    assert len(seen.days) == MOST_DAYS
    assert seen.since == {"old": 0, "new": 0}
    assert seen.aged() == set()
    assert unpack(pack(seen)) == seen


def test_days_on_which_nothing_was_there_are_forgotten():
    seen = TrashDays().seen(date(2026, 1, 1), {"old"}).seen(date(2026, 1, 2), {"new"})
    assert seen == TrashDays((date(2026, 1, 2),), {"new": 0})
    assert seen.seen(date(2026, 1, 3), ()).since == {}


def test_a_chat_that_was_written_while_the_clock_was_ahead_leaves_the_trash_like_others(bench):
    store = bench.store
    number = deleted(store, "long ago")
    set_deleted(store, number, datetime.now(UTC) - timedelta(days=31))
    with closing(sqlite3.connect(store.database.path)) as db:
        db.execute("UPDATE chat SET updated = '2036-01-01 00:00:00.000000+00:00'")
        db.commit()
    assert due(store.trash, datetime.now(UTC)) == [number]


def test_the_trash_lists_what_was_deleted_last_first_with_its_folder_and_size(store):
    folder = store.folders.add("work", None)
    chat(store, "stays")
    first = chat(store, "first", "a", "b", "c", folder=folder.id)
    store.organising.delete([first])
    deleted(store, "second")
    rows = store.trash.all()
    assert [(row.title, row.messages, row.folder) for row in rows] == [
        ("second", 1, None),
        ("first", 3, folder.id),
    ]


def test_days_left_count_down_to_the_last_day():
    now = datetime.now(UTC)
    rows = [Trashed(1, "t", now - timedelta(days=days), None, 1) for days in (0, 1.5, 29.5, 30, 40)]
    assert [row.days_left(now) for row in rows] == [30, 29, 1, 0, 0]


def test_chats_that_are_just_being_imported_are_not_in_the_trash(store):
    from desktop.core.archive import WholeChat

    whole = store.archive.read(chat(store, "copied"))
    store.archive.begin(WholeChat(whole.chat, whole.messages))
    assert store.trash.all() == []


def test_a_chat_is_found_by_its_title_and_by_what_is_said_in_it(store):
    one = deleted(store, "Reisekosten", "what about 50% of it?")
    other = deleted(store, "周末计划", "去爬山吗")
    chat(store, "Reisekosten outside")
    assert store.trash.holding(["reise"]) == {one}
    assert store.trash.holding(["爬山"]) == {other}
    assert store.trash.holding(["reise", "50%"]) == {one}
    assert store.trash.holding(["5_%"]) == set()


def test_a_large_chat_goes_in_slices_and_others_write_in_between(store, tmp_path):
    gone = deleted(store, "large", *(f"message {n}" for n in range(2 * SLICE + 5)))
    stays = chat(store, "stays")
    written = []

    def between():
        written.append(store.chats.add(stays, NewMessage(None, Role.USER, "in between")).id)

    assert purge(store.trash, [gone], tmp_path, between) == [gone]
    assert len(written) == 4
    assert [row.id for row in store.chats.chats()] == [stays]
    assert left(store) == 1 + len(written)


def test_a_branching_tree_with_summaries_goes_too(store, tmp_path):
    number = chat(store, "branches", *"abcdef")
    first, *_, last = store.chats.messages(number)
    store.chats.add(number, NewMessage(last.id, Role.SUMMARY, "short", covers=last.id))
    for _ in range(SLICE):
        store.chats.add(number, NewMessage(first.id, Role.ASSISTANT, "again"))
    store.organising.delete([number])
    purge(store.trash, [number], tmp_path, nothing)
    assert left(store) == left(store, "chat") == 0


def test_what_a_crash_left_half_deleted_is_seen_by_nobody_and_goes_at_the_next_purge(store, tmp_path):
    number = deleted(store, "half", *(f"m{n}" for n in range(SLICE + 9)))
    store.trash.doom([number])
    store.trash.purge()
    assert 0 < left(store) < SLICE
    assert store.trash.all() == []
    assert store.organising.restore([number]) == []
    assert store.chats.chats() == []
    purge(store.trash, [], tmp_path, nothing)
    assert left(store) == left(store, "chat") == 0


def test_nothing_is_added_to_a_chat_that_is_being_deleted_for_good_and_its_window_is_told(bench, tmp_path):
    store = bench.store
    number = chat(store, "half", *(f"m{n}" for n in range(3)))
    talk = bench.chats.open(number)
    (*_, last) = store.chats.messages(number)
    store.organising.delete([number])  # in another window
    store.trash.doom([number])
    for parent in (None, last.id):
        with pytest.raises(ChatGone):
            store.chats.add(number, NewMessage(parent, Role.USER, "never lost"))
    bench.load()
    with pytest.raises(DataError):
        talk.send("never lost")
    assert left(store) == 3
    talk.close()


def test_who_goes_on_in_a_chat_that_another_window_put_into_the_trash_has_it_back(bench, tmp_path):
    with closing(open_store(tmp_path / "chats.db", "another window", lambda owner: True)) as other:
        bench.load()
        talk = bench.chats.new()
        talk.send("one")
        bench.answer("first")
        number = talk.branch.chat.id
        assert [each.id for each in other.organising.delete([number])] == []  # it is not listed any more
        assert [each.id for each in other.trash.all()] == [number]
        told = []
        bench.chats.changed.connect(lambda chat: told.append(chat.id))
        talk.send("two")
        bench.answer("second")
        assert number in told  # and stands in this window's list as before
        assert [each.id for each in other.chats.chats()] == [number]
        assert other.trash.all() == []
        other.trash.doom([number])  # that window still shows it in the trash
        assert other.trash.purge() is None
        assert [each.text for each in other.chats.messages(number)] == ["one", "first", "two", "second"]


def test_an_answer_that_goes_on_or_is_asked_for_again_brings_its_chat_back(store):
    number = chat(store, "talk", "question")
    (question,) = store.chats.messages(number)
    for again in (False, True):
        answer = store.chats.add(number, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
        store.answers.finish(answer.id, "half", Status.STOPPED, None)
        store.organising.delete([number])
        if again:
            store.chats.add(number, NewMessage(question.id, Role.ASSISTANT, "other"))
        else:
            store.answers.resume(answer.id)
            store.answers.finish(answer.id, "half and whole", Status.DONE, None)
        assert [each.id for each in store.chats.chats()] == [number]


def test_an_answer_of_a_chat_that_is_being_deleted_for_good_does_not_go_on(store):
    number = chat(store, "talk", "question")
    answer = store.chats.add(number, NewMessage(None, Role.ASSISTANT, "half"))
    store.organising.delete([number])
    store.trash.doom([number])
    with pytest.raises(ChatGone):
        store.answers.resume(answer.id)
    while store.trash.purge() is not None:
        pass
    assert left(store) == left(store, "chat") == 0
    with pytest.raises(ChatGone):
        store.answers.resume(answer.id)


def test_a_chat_that_is_still_answered_or_not_in_the_trash_is_never_deleted_for_good(store, tmp_path):
    answered = chat(store, "answered")
    store.chats.add(answered, NewMessage(None, Role.ASSISTANT, "", Status.STREAMING))
    store.organising.delete([answered])
    outside = chat(store, "outside")
    assert purge(store.trash, [answered, outside], tmp_path, nothing) == []
    assert [row.id for row in store.trash.all()] == [answered]
    assert [row.id for row in store.chats.chats()] == [outside]


def test_what_is_deleted_for_good_leaves_no_state_on_the_disk_and_nothing_in_the_index(store, tmp_path):
    gone, stays = deleted(store, "secret", "unforgettable"), chat(store, "stays")
    for number in (gone, stays):
        (tmp_path / f"chat-{number}.abc").touch()
    purge(store.trash, [gone], tmp_path, nothing)
    while not store.index.progress().whole:
        store.index.work()
    with closing(sqlite3.connect(store.database.path)) as db:
        words = {word for (word,) in db.execute("SELECT word FROM search_word")}
    assert "unforgettable" not in words
    assert not (tmp_path / f"chat-{gone}.abc").exists()
    assert (tmp_path / f"chat-{stays}.abc").exists()


def test_after_30_days_chats_go_by_themselves_and_not_before(can):
    store = can.bench.store
    old, young = deleted(store, "old"), deleted(store, "young")
    set_deleted(store, old, datetime.now(UTC) - TRASH_KEPT - timedelta(minutes=1))
    set_deleted(store, young, datetime.now(UTC) - TRASH_KEPT + timedelta(minutes=1))
    due(store.trash, datetime.now(UTC) - timedelta(days=1))
    assert left(store, "chat") == 2
    can.bench.inbox.time_passes()
    can.wait(lambda: left(store, "chat") == 1)
    can.settle()
    assert [row.id for row in store.trash.all()] == [young]


def test_the_list_follows_what_happens_elsewhere(can):
    chats, store = can.bench.chats, can.bench.store
    one, two = chat(store, "one"), chat(store, "two")
    can.trash.load()
    can.settle()
    chats.delete(one, two)
    can.settle()
    assert can.titles == ["two", "one"]
    chats.restore(one)  # undone in the window
    can.settle()
    assert can.titles == ["two"]


def test_chats_come_back_into_their_folder_and_at_the_top_where_it_is_gone(can):
    store = can.bench.store
    kept, gone = store.folders.add("kept", None), store.folders.add("gone", None)
    numbers = [chat(store, name, folder=each.id) for name, each in (("a", kept), ("b", gone))]
    can.bench.chats.delete(*numbers)
    store.folders.remove(gone.id)
    arrived = []
    can.bench.chats.arrived.connect(arrived.extend)
    can.trash.restore(numbers)
    assert {row.title: row.folder for row in arrived} == {"a": kept.id, "b": None}


def test_many_chats_come_back_by_a_worker(can):
    store = can.bench.store
    numbers = [chat(store, f"c{n}") for n in range(MANY + 1)]
    can.bench.chats.delete(*numbers)
    arrived = []
    can.bench.chats.arrived.connect(arrived.extend)
    can.trash.restore(numbers)
    assert arrived == []
    can.wait(lambda: len(arrived) == len(numbers))
    can.settle()


def test_what_is_deleted_for_good_is_off_the_list_at_once_and_soon_off_the_disk(can):
    store = can.bench.store
    numbers = [deleted(store, f"c{n}") for n in range(3)]
    can.trash.load()
    can.settle()
    can.trash.remove(numbers[:2])
    assert can.titles == ["c2"]
    can.trash.remove(numbers[2:])  # while the first are on their way
    can.wait(lambda: left(store, "chat") == 0)
    can.settle()


def test_what_is_to_go_while_others_go_is_marked_at_once_and_when_the_window_closes(can):
    store = can.bench.store
    large = deleted(store, "large", *(f"m{n}" for n in range(5 * SLICE)))
    numbers = [deleted(store, f"c{n}") for n in range(3)]
    can.purging.remove([large])
    for number in numbers:
        can.purging.remove([number])
    can.purging.close()
    assert store.trash.all() == []  # also where no worker has come to it
    can.settle()
    assert left(store, "chat") > 0
    purge(store.trash, [], can.folder, nothing)
    assert left(store, "chat") == 0


def test_a_disk_that_is_full_when_the_window_closes_keeps_the_chats_in_the_trash(can, monkeypatch):
    from desktop.core.errors import DiskFull

    number = deleted(can.bench.store, "stays")

    def full(self, chats):
        raise DiskFull(can.folder)

    monkeypatch.setattr("desktop.store.trash.TrashStore.doom", full)
    can.purging.remove([number])
    can.purging.close()
    can.settle()
    assert [row.id for row in can.bench.store.trash.all()] == [number]


def test_a_disk_that_fails_is_told_and_the_chats_are_listed_again(can, monkeypatch):
    number = deleted(can.bench.store, "stays")
    can.trash.load()
    can.settle()
    path = can.bench.store.database.path

    def full(_):
        from desktop.core.errors import DiskFull

        raise DiskFull(path.parent)

    monkeypatch.setattr("desktop.store.trash.TrashStore.doom", lambda self, chats: full(chats))
    can.trash.remove([number])
    assert can.titles == []
    can.settle()
    assert can.titles == ["stays"]
    assert isinstance(can.errors[0], DataError)


def test_the_newest_search_and_the_newest_look_count(can):
    store = can.bench.store
    one, two = deleted(store, "one", "alpha " * 1000), deleted(store, "two", "beta")
    can.trash.search(["alpha"])
    can.trash.search(["beta"])
    can.trash.look_into(two)
    can.trash.look_into(one)
    can.settle()
    assert can.found == [frozenset({two})]
    ((beginning,),) = can.begun
    assert (beginning.role, beginning.more) == (Role.USER, True)


def test_the_engine_hears_only_of_deleted_chats_that_it_has_met(can):
    bench = can.bench
    bench.load()
    numbers = [chat(bench.store, f"c{n}") for n in range(20)]
    (can.folder / f"chat-{numbers[3]}.x").touch()
    bench.desk.states.name(numbers[0])
    bench.chats.delete(*numbers)
    assert [command.chat for command in bench.sent(Forget)] == [f"chat-{numbers[0]}"]
    assert list(can.folder.iterdir()) == []

"""The list of chats as rows: groups, folders, the archive, and how it changes."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.chat_order import key_of
from desktop.core.list_rows import Kind, Section
from desktop.services.organising import Organising
from desktop.store.chat_listing import _SHELVES
from desktop.viewmodels.chats import ChatListModel, ChatRole
from tests.unit.conftest import bench as bench  # the fixture

pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture
def organising(bench):
    return Organising(bench.store.organising, bench.store.folders, bench.chats)


def follow(model, organising):
    model.show_folders(organising.folders)
    organising.folders_changed.connect(model.show_folders)
    return model


def shown(model):
    """What the rows say, in short."""
    said = []
    for number in range(model.rowCount()):
        row = model.row(number)
        match row.kind:
            case Kind.HEADING:
                said.append(f"[{row.section.value}]")
            case Kind.FOLDER:
                said.append(f"{'  ' * row.depth}{row.folder.name}/ {row.inside}")
            case Kind.EMPTY:
                said.append(f"{'  ' * row.depth}(empty)")
            case Kind.CHATS:
                said.append(f"{'  ' * row.depth}{row.chat.title}")
    return said


def at(days=0, minutes=0):
    return datetime.now(UTC) - timedelta(days=days, minutes=minutes)


def add(bench, title, days=0, minutes=0, **more):
    """Store a chat of some day."""
    chat = bench.store.chats.new_chat(title, **more)
    moment = at(days, minutes).isoformat(" ", "microseconds")
    with bench.store.database.write() as db:
        db.exec_driver_sql("UPDATE chat SET updated = ? WHERE id = ?", (moment, chat.id))
    return chat.id


def test_chats_are_pinned_in_folders_or_by_date(bench, organising, qtmodeltester):
    trains = organising.add_folder("Trains")
    inner = organising.add_folder("Inner", trains.id)
    organising.add_folder("empty")
    add(bench, "today", folder=None)
    add(bench, "long ago", days=400)
    add(bench, "in trains", days=3, folder=trains.id)
    add(bench, "in inner", folder=inner.id)
    organising.pin([add(bench, "pinned", days=40, folder=trains.id)])
    organising.archive([add(bench, "archived")])
    model = follow(ChatListModel(bench.chats), organising)
    qtmodeltester.check(model)
    top = ["[pinned]", "pinned", "[folders]"]
    rest = ["[today]", "today", "[older]", "long ago"]
    assert shown(model) == [*top, "empty/ 0", "Trains/ 2", *rest]
    told = []
    model.expanded_changed.connect(told.append)
    model.expand([folder.id for folder in organising.folders])
    tree = ["empty/ 0", "  (empty)", "Trains/ 2", "  Inner/ 1", "    in inner", "  in trains"]
    assert shown(model) == [*top, *tree, *rest]
    assert told == [tuple(sorted(folder.id for folder in organising.folders))]
    qtmodeltester.check(model)
    model.show_archived(True)
    assert shown(model) == ["[today]", "archived"]
    model.show_archived(False)
    model.expand([trains.id], False)
    assert shown(model) == [*top, "empty/ 0", "  (empty)", "Trains/ 2", *rest]


def test_a_chat_that_moves_keeps_its_index_and_takes_its_heading_along(bench, organising, qtmodeltester):
    folder = organising.add_folder("Work")
    first, second = add(bench, "first", days=1), add(bench, "second", minutes=5)
    model = follow(ChatListModel(bench.chats), organising)
    qtmodeltester.check(model)
    model.expand([folder.id])
    kept = QPersistentModelIndex(model.index(model.row_of(first)))
    organising.put([first], folder.id)
    assert shown(model) == ["[folders]", "Work/ 1", "  first", "[today]", "second"]
    assert kept.row() == 2
    organising.pin([second, first])
    assert shown(model) == ["[pinned]", "second", "first", "[folders]", "Work/ 0", "  (empty)"]
    assert kept.row() == 2
    organising.archive([second])
    organising.pin([first], False)
    organising.put([first], None)
    assert shown(model) == ["[folders]", "Work/ 0", "  (empty)", "[yesterday]", "first"]
    assert kept.row() == 4
    bench.chats.delete(first)
    assert not kept.isValid()
    bench.chats.restore(first)
    assert shown(model)[-2:] == ["[yesterday]", "first"]


def test_the_groups_move_when_the_day_is_over(bench):
    add(bench, "now")
    add(bench, "week", days=5)
    days = [date.today()]
    model = ChatListModel(bench.chats, lambda: days[0])
    kept = [QPersistentModelIndex(model.index(row)) for row in (1, 3)]
    assert shown(model) == ["[today]", "now", "[week]", "week"]
    days[0] += timedelta(days=1)
    model.turn_of_day()
    assert shown(model) == ["[yesterday]", "now", "[week]", "week"]
    days[0] += timedelta(days=30)
    removed = []
    model.rowsRemoved.connect(lambda _, first, last: removed.append((first, last)))
    model.turn_of_day()
    assert shown(model) == ["[older]", "now", "week"]
    assert [each.data() for each in kept] == ["now", "week"]
    assert all(first == last for first, last in removed)


def test_what_a_deleted_folder_held_is_shown_where_it_is_now(bench, organising):
    top = organising.add_folder("top")
    low = organising.add_folder("low", top.id)
    add(bench, "one", folder=low.id)
    model = follow(ChatListModel(bench.chats), organising)
    model.expand([top.id, low.id])
    assert shown(model) == ["[folders]", "top/ 1", "  low/ 1", "    one"]
    organising.remove_folder(low.id)
    assert shown(model) == ["[folders]", "top/ 1", "  one"]
    organising.remove_folder(top.id)
    assert shown(model) == ["[today]", "one"]


def test_folders_that_are_renamed_or_moved_stand_in_their_order(bench, organising):
    one, two = organising.add_folder("b"), organising.add_folder("a")
    add(bench, "in b", folder=one.id)
    model = follow(ChatListModel(bench.chats), organising)
    model.expand([one.id, two.id])
    assert shown(model) == ["[folders]", "a/ 0", "  (empty)", "b/ 1", "  in b"]
    organising.rename_folder(two.id, "Ç")
    assert shown(model) == ["[folders]", "b/ 1", "  in b", "Ç/ 0", "  (empty)"]
    organising.move_folder(one.id, two.id)
    assert shown(model) == ["[folders]", "Ç/ 1", "  b/ 1", "    in b"]


def test_renaming_goes_to_the_chat_or_asks_for_the_folder(bench, organising):
    folder = organising.add_folder("Work")
    chat = add(bench, "old")
    model = follow(ChatListModel(bench.chats), organising)
    asked = []
    model.folder_renamed.connect(lambda *values: asked.append(values))
    assert model.setData(model.index(model.row_of(chat)), " new\n name ", ChatRole.EDIT)
    assert model.setData(model.index(model.row_of_folder(folder.id)), "Job", ChatRole.EDIT)
    assert not model.setData(model.index(0), "heading", ChatRole.EDIT)
    assert shown(model)[-1] == "new name"
    assert asked == [(folder.id, "Job")]


def arrive(drawn, bench, organising, chats):
    chats.append(add(bench, f"chat {len(chats)}", drawn.choice([0, 0, 1, 4, 20, 90]), len(chats)))
    bench.chats.arrived.emit(bench.store.organising.listing.chats(chats[-1:]))


def go_and_perhaps_come_back(drawn, bench, organising, chats):
    some = drawn.sample(chats, 2)
    bench.chats.delete(*some)
    if drawn.random() < 0.5:
        bench.chats.restore(*some)
    else:
        chats[:] = [each for each in chats if each not in some]


def answer(drawn, bench, organising, chats):
    chat, moment = drawn.choice(chats), at(0).isoformat(" ", "microseconds")
    with bench.store.database.write() as db:
        db.exec_driver_sql("UPDATE chat SET updated = ? WHERE id = ?", (moment, chat))
    bench.chats.changed.emit(bench.store.chats.chat(chat))


def make_folder(drawn, bench, organising, chats):
    if len(organising.folders) < 6:
        folders = [folder.id for folder in organising.folders]
        organising.add_folder(drawn.choice("abcdef"), drawn.choice([None, *folders]))


def remove_folder(drawn, bench, organising, chats):
    if organising.folders and drawn.random() < 0.3:
        organising.remove_folder(drawn.choice(organising.folders).id)


def put(drawn, bench, organising, chats):
    folders = [folder.id for folder in organising.folders]
    organising.put(drawn.sample(chats, 2), drawn.choice([None, *folders]))


DEEDS = (
    arrive,
    arrive,
    go_and_perhaps_come_back,
    answer,
    make_folder,
    remove_folder,
    put,
    put,
    lambda drawn, _, organising, chats: organising.pin(drawn.sample(chats, 2), drawn.random() < 0.6),
    lambda drawn, _, organising, chats: organising.archive(drawn.sample(chats, 2), drawn.random() < 0.5),
    lambda drawn, bench, _, chats: bench.chats.rename(drawn.choice(chats), f"renamed {drawn.random()}"),
    lambda _, bench, *__: bench.chats.places_changed.emit(None),
)


@pytest.mark.parametrize("seed", range(3))
def test_after_anything_the_rows_are_those_of_a_fresh_list(bench, organising, seed, qtmodeltester):
    drawn = random.Random(seed)
    chats = [add(bench, "first"), add(bench, "second", days=2), add(bench, "third", days=50)]
    model = follow(ChatListModel(bench.chats), organising)
    qtmodeltester.check(model, force_py=False)
    for step in range(40):
        if len(chats) < 3:
            arrive(drawn, bench, organising, chats)
        drawn.choice(DEEDS)(drawn, bench, organising, chats)
        folders = [folder.id for folder in organising.folders]
        if step % 7 == 0 and folders:
            model.expand([drawn.choice(folders)], drawn.random() < 0.7)
        if step % 13 == 0:
            model.show_archived(drawn.random() < 0.5)
        fresh = follow(ChatListModel(bench.chats), organising)
        fresh.expand(model.shown.expanded)
        fresh.show_archived(model.shown.archived)
        assert shown(model) == shown(fresh)
        assert [model.row_of(chat) for chat in chats] == [fresh.row_of(chat) for chat in chats]
        organising.folders_changed._listeners.remove(fresh.show_folders)
        fresh.deleteLater()


def many(bench, count, **columns):
    """Store many chats quickly, the newest first; half a minute lies between them."""
    names, values = ", ".join(columns), ", ".join(str(each) for each in columns.values())
    with bench.store.database.write() as db:
        db.exec_driver_sql(
            f"INSERT INTO chat (title, created, updated{', ' + names if names else ''})"
            f" VALUES (?, ?, ?{', ' + values if values else ''})",
            [
                (f"chat {number}", *[at(minutes=number / 2).isoformat(" ", "microseconds")] * 2)
                for number in range(count)
            ],
        )


def test_of_many_chats_the_first_are_there_at_once_and_the_others_soon(bench, qtbot, qtmodeltester):
    many(bench, 2_000)
    model = ChatListModel(bench.chats)
    first = shown(model)
    assert 60 < len(first) < 70
    assert not model.whole
    kept = QPersistentModelIndex(model.index(30))
    qtmodeltester.check(model, force_py=False)
    late = bench.chats.listing.chats([ChatId(1_500)])[0]
    bench.chats.changed.emit(late)  # while the order is being read
    bench.chats.delete(ChatId(2))
    read(bench, model, qtbot)
    whole = [row for row in shown(model) if not row.startswith("[")]
    assert len(whole) == 1_999
    assert whole[:3] == ["chat 0", "chat 2", "chat 3"]
    assert kept.data() == first[30]


def read(bench, model, qtbot):
    """Let the worker's order come."""
    bench.inbox.time_passes()
    bench.inbox.run_until(lambda: not model._reading.active)


def test_only_what_is_looked_at_is_read(bench, qtbot):
    many(bench, 5_000)
    model = ChatListModel(bench.chats)
    read(bench, model, qtbot)
    asked = []
    before = model._details._read
    model._details._read = lambda chats: asked.append(len(chats)) or before(chats)
    assert model.index(2_500).data() == "chat 2498"
    assert model.index(2_510).data() == "chat 2508"
    assert asked == [120]
    for row in range(0, model.rowCount(), 100):
        model.row(row)
    assert len(model._details._kept) <= 3_000


def test_thousands_that_arrive_are_shown_without_stopping_the_window(bench, qtbot, qtmodeltester):
    many(bench, 400)
    model = ChatListModel(bench.chats)
    read(bench, model, qtbot)
    kept = QPersistentModelIndex(model.index(200))
    title = kept.data()
    arrived = [
        Chat(ChatId(number), f"import {number}", at(), at(minutes=number / 30))
        for number in range(1_000, 3_000)
    ]
    bench.chats.arrived.emit(arrived)
    assert not model.whole
    bench.chats.removed.emit([chat.id for chat in arrived[:100]])
    while not model.whole:
        bench.inbox.time_passes()
    keys = [key_of(model.row(row).chat.updated) for row in range(1, model.rowCount()) if model.row(row).chat]
    assert keys == sorted(keys, reverse=True)
    assert kept.data() == title
    assert sum(len(each) for each in ([1] for row in shown(model) if row.startswith("import"))) == 1_900


def test_a_whole_order_from_elsewhere_leaves_what_stays_where_it_is(bench, qtbot):
    many(bench, 1_000)
    model = ChatListModel(bench.chats)
    read(bench, model, qtbot)
    kept = [QPersistentModelIndex(model.index(row)) for row in (5, 900)]
    titles = [each.data() for each in kept]
    changes = []
    model.rowsInserted.connect(lambda _, first, last: changes.append(last - first + 1))
    add(bench, "of another process", minutes=200)
    model.reload()
    read(bench, model, qtbot)
    assert changes == [1]
    assert [each.data() for each in kept] == titles
    assert "of another process" in shown(model)


def test_of_orders_that_are_read_at_the_same_time_only_the_newest_counts(bench, qtbot):
    many(bench, 400)
    model = ChatListModel(bench.chats)
    loads = []
    bench.chats.listing.load = lambda done, failed: loads.append(done)
    bench.inbox.time_passes()
    old = bench.store.organising.listing.order()
    add(bench, "of an import")
    model.reload()
    bench.inbox.time_passes()
    loads[1](bench.store.organising.listing.order())
    assert model.whole
    assert shown(model)[1] == "of an import"
    loads[0](old)
    assert shown(model)[1] == "of an import"


def test_very_many_that_arrive_have_the_order_read_anew(bench, qtbot):
    many(bench, 400)
    model = ChatListModel(bench.chats)
    read(bench, model, qtbot)
    many(bench, 6_000)
    bench.chats.arrived.emit(bench.chats.listing.chats([ChatId(number) for number in range(401, 6_401)]))
    read(bench, model, qtbot)
    assert sum(len(model.order.shelf(place)) for place in model.order.places) == 6_400


def test_the_order_is_read_as_python_would_sort_it(bench):
    many(bench, 50)
    many(bench, 50, archived=1)
    same = at().isoformat(" ", "microseconds")
    with bench.store.database.write() as db:
        db.exec_driver_sql("UPDATE chat SET updated = ? WHERE id % 7 = 0", (same,))
        db.exec_driver_sql("UPDATE chat SET pinned = 1 WHERE id % 5 = 0")
    listing = bench.store.organising.listing
    order = listing.order()
    chats = {chat.id: chat for chat in listing.chats([ChatId(number) for number in range(1, 101)])}
    for place, wanted in (
        (-2, lambda c: c.archived),
        (-1, lambda c: c.pinned and not c.archived),
        (0, lambda c: not c.archived and not c.pinned),
    ):
        expected = sorted((c for c in chats.values() if wanted(c)), key=lambda c: (c.updated, c.id))
        assert order.shelf(place).ids() == [c.id for c in reversed(expected)]
        newest = [c.id for c in listing.newest(place, 10)]
        assert newest == order.shelf(place).ids(0, 10)
    assert all(order.where(chat.id).key == key_of(chat.updated) for chat in chats.values())
    assert order.where(ChatId(1_000)) is None


def test_the_order_is_read_from_the_index_alone(bench):
    many(bench, 10)
    assert all("COVERING INDEX ix_chat_place" in plan_of(bench, sql) for sql in _SHELVES)
    assert "TEMP" not in plan_of(bench, _SHELVES[0])
    newest = plan_of(bench, _NEWEST_LOOSE)
    assert "ix_chat_place" in newest
    assert "TEMP" not in newest


_NEWEST_LOOSE = (
    "SELECT id, title FROM chat WHERE deleted IS NULL AND archived = 0 AND pinned = 0"
    " AND folder_id IS NULL ORDER BY updated DESC, id DESC LIMIT 60"
)


def plan_of(bench, sql):
    with bench.store.database.read() as db:
        return " ".join(row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}"))


def test_nothing_is_shown_of_an_empty_list(bench, qtmodeltester):
    model = ChatListModel(bench.chats)
    qtmodeltester.check(model)
    assert model.rowCount() == 0
    assert model.row_of(ChatId(1)) is None
    assert model.row_of_folder(FolderId(1)) is None
    assert model.data(QModelIndex()) is None
    assert Section.TODAY == "today"

"""Narrowing a search: tags, folders, days, models, roles, pinned and archived chats; files of messages."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.core.chat import AnswerRecord, Attachment, Role, Status
from desktop.core.search_query import Filter, Wrong, parse
from desktop.store import search_rows, search_scope, search_tables
from desktop.store.chats import NewMessage
from desktop.store.checking import check
from desktop.store.opening import open_store
from desktop.store.search import Wish
from tests.unit.store_files import emptied


@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    yield store
    store.close()


def search(store, typed, **more):
    return store.search.search(Wish(parse(typed, date(2026, 11, 28)), **more))


def found(store, typed, **more):
    """Give the pieces of messages that are found, the newest first."""
    return [hit.excerpt.text for chat in search(store, typed, **more).chats for hit in chat.hits]


def titles(store, typed):
    return [chat.title.text for chat in search(store, typed).chats]


def talk(store, title, *texts, files=(), model="Qwen 3"):
    chat, parent = store.chats.new_chat(title), None
    for number, text in enumerate(texts):
        role = Role.ASSISTANT if number % 2 else Role.USER
        new = NewMessage(parent, role, text, attachments=() if number else tuple(files))
        if role is Role.ASSISTANT:
            begun = store.chats.add(chat.id, NewMessage(parent, role, "", Status.STREAMING))
            parent = store.answers.finish(
                begun.id, text, Status.DONE, AnswerRecord(model_name=model, model_path="")
            ).id
        else:
            parent = store.chats.add(chat.id, new).id
    return chat


# -- tags, folders, pinned and archived


def test_a_tag_narrows_a_search_whatever_its_case_and_while_it_is_typed(store):
    one, other = talk(store, "", "owl one"), talk(store, "", "owl two")
    store.organising.tag([one.id], ["Vögel"])
    store.organising.tag([other.id], ["Vögte"])
    assert found(store, "owl tag:VOGEL") == ["owl one"]
    assert found(store, "owl 标签:#vögel") == ["owl one"]
    assert sorted(found(store, "owl tag:vög")) == ["owl one", "owl two"]
    assert found(store, "owl tag:vögel tag:vögte") == []
    assert search(store, "owl tag:vög").unknown == ()


def test_a_folder_narrows_a_search_with_all_that_is_in_it(store):
    work = store.folders.add("Work")
    trips = store.folders.add("Big trips", work.id)
    other = store.folders.add("Big trips")
    for number, folder in enumerate([work, trips, other, None]):
        chat = talk(store, "", f"owl {number}")
        store.organising.put([chat.id], folder and folder.id)
    assert sorted(found(store, "owl folder:work")) == ["owl 0", "owl 1"]
    assert sorted(found(store, 'owl folder:"big trips"')) == ["owl 1", "owl 2"]
    assert found(store, 'owl folder:"Work/Big trips"') == ["owl 1"]
    assert found(store, "owl 文件夹:work/b") == ["owl 1"]
    assert sorted(found(store, "owl folder:wo folder:big")) == ["owl 0", "owl 1", "owl 2"]


def test_a_tag_and_a_folder_that_are_not_there_are_told_and_left_out(store):
    talk(store, "", "owl")
    told = search(store, "owl tag:cat folder:x/y")
    assert told.unknown == (Wrong(Filter.TAG, "cat"), Wrong(Filter.FOLDER, "x/y"))
    assert told.messages == 1


@pytest.mark.parametrize("typed", ["tag:cat", "folder:x/y", "tag:cat folder:x"])
def test_a_tag_or_a_folder_alone_that_is_not_there_finds_nothing_and_says_so(store, typed):
    chat = talk(store, "", "owl")
    store.organising.tag([chat.id], ["bird"])
    told = search(store, typed)
    assert (told.chats, told.cut) == ((), False)
    assert told.unknown
    assert len(search(store, f"{typed} tag:bird").chats) == 1


def test_archived_chats_are_found_and_marked_those_in_the_trash_never(store):
    chats = [talk(store, f"owl {name}", f"an owl {name}") for name in ("here", "away", "gone")]
    store.organising.archive([chats[1].id], True)
    store.organising.delete([chats[2].id])
    assert {(chat.title.text, chat.archived) for chat in search(store, "owl").chats} == {
        ("owl here", False),
        ("owl away", True),
    }
    assert titles(store, "owl is:archived") == ["owl away"]
    assert titles(store, "状态:归档") == ["owl away"]
    store.organising.pin([chats[0].id, chats[2].id], True)
    assert titles(store, "owl is:pinned") == ["owl here"]


def test_with_a_filter_of_chats_alone_the_chats_are_listed_the_newest_first(store):
    folder = store.folders.add("Work")
    chats = [talk(store, f"chat {number}", "x") for number in range(3)]
    talk(store, "another", "x")
    store.organising.put([chat.id for chat in chats], folder.id)
    assert titles(store, "folder:work") == ["chat 2", "chat 1", "chat 0"]
    assert found(store, "folder:work") == []
    assert search(store, "folder:work", chats=2).cut


# -- the ways that a search can go


@pytest.mark.parametrize(("few", "read"), [(1, 0), (1, 10_000), (10_000, 0)])
def test_whichever_way_a_search_goes_it_finds_the_same(store, monkeypatch, few, read):
    """Compares with looking at each message, for filters and words that are common and rare."""
    monkeypatch.setattr(search_rows, "FEW", few)  # beyond it, filters lead the way
    monkeypatch.setattr(search_scope, "FEW_TO_READ", read)
    draw = random.Random(5)
    folders = [store.folders.add(f"f{number}") for number in range(3)]
    models = ("Qwen 3", "Gemma", "Phi")
    known = []
    for number in range(16):
        texts = [
            " ".join(draw.choices(["owl", "train", "the", "火车", "手机"], k=3)) + f" n{number}t{turn}"
            for turn in range(4)
        ]
        model, folder, tags = draw.choice(models), draw.choice([*folders, None]), draw.sample("abc", 2)
        chat = talk(store, "", *texts, model=model)
        store.organising.put([chat.id], folder and folder.id)
        store.organising.tag([chat.id], tags)
        known += [(text, model, folder and folder.name, tags, turn % 2) for turn, text in enumerate(texts)]
    for words in ("", "owl", "train the", "火车", "火车 owl", "n3t", "owl -the"):
        for filters in (
            "folder:f0",
            "model:phi",
            "tag:a folder:f1",
            "role:user tag:b",
            "model:g role:assistant",
        ):
            wanted = sorted(
                text
                for text, model, folder, tags, answer in known
                if _fits(text, words) and _passes(filters, model, folder, tags, answer)
            )
            if not words and ":" in filters and not ("model" in filters or "role" in filters):
                continue
            there = search(store, f"{words} {filters}", chats=1000, opened=_all(store)).chats
            assert sorted(hit.excerpt.text for chat in there for hit in chat.hits) == wanted, (words, filters)


def _all(store):
    return frozenset(chat.id for chat in store.chats.chats())


def _fits(text, words):
    return all(
        (word[1:] not in text.split()) if word.startswith("-") else word in text for word in words.split()
    )


def _passes(filters, model, folder, tags, answer):
    for each in filters.split():
        name, value = each.split(":")
        if name == "folder" and folder != value:
            return False
        if name == "model" and not model.lower().startswith(value):
            return False
        if name == "tag" and value not in tags:
            return False
        if name == "role" and (value == "assistant") != bool(answer):
            return False
    return True


def test_days_are_found_however_the_messages_came(store):
    """Imports bring old messages after new ones; the blocks of days only skip what cannot fit."""
    draw = random.Random(3)
    begin = datetime(2020, 1, 1, 12)  # at noon, here
    days = [draw.randint(0, 2000) for _ in range(3 * search_tables.BLOCK)]
    days.sort(key=lambda day: (day // 400) % 3)
    chat = store.chats.new_chat("")
    with store.database.write() as db:
        for number, day in enumerate(days):
            moment = (begin + timedelta(days=day)).astimezone(UTC).isoformat(" ", "microseconds")
            db.exec_driver_sql(
                "INSERT INTO message (chat_id, role, status, created, text) VALUES (?, 'user', 'done', ?, ?)",
                (chat.id, moment, f"owl n{number}"),
            )
    while not store.index.work(1.0, 1000).whole:
        pass
    for _ in range(6):
        first, last = sorted(draw.sample(range(2000), 2))
        since, until = (date(2020, 1, 1) + timedelta(days=day) for day in (first, last))
        (one,) = search(store, f"owl after:{since} before:{until}").chats or (None,)
        assert (len(one.hits) + one.more if one else 0) == sum(first <= day < last for day in days)


# -- files


def test_a_word_of_a_file_is_found_with_the_name_of_the_file(store):
    files = [Attachment("table.csv", "8:00 Wien\n9:00 Linz\n"), Attachment("时刻表.txt", "八点,维也纳 owl")]
    chat = talk(store, "", "When does it leave?", "At eight.", files=files)
    (one,) = search(store, "linz").chats
    (hit,) = one.hits
    assert (one.chat, hit.file.name, hit.file.index, hit.role) == (chat.id, "table.csv", 0, Role.USER)
    assert hit.excerpt.first == "Linz"
    assert [hit.file.index for hit in search(store, "维也").chats[0].hits] == [1]
    assert [hit.file.name for hit in search(store, "table csv").chats[0].hits] == ["table.csv"]
    assert search(store, "linz role:assistant").chats == ()
    assert search(store, "linz leave").chats == ()  # both in one text


def test_a_phrase_of_a_file_is_found_though_its_places_are_not_indexed(store):
    talk(store, "", "x", files=[Attachment("a.txt", "the train leaves; a train that leaves late")])
    assert search(store, '"train leaves"').messages == 1
    assert search(store, '"train late"').messages == 0
    assert search(store, '"that lea').messages == 1
    assert search(store, "train -late").messages == 0


def test_files_and_messages_come_in_the_order_of_their_messages(store):
    for number in range(3):
        talk(store, "", f"owl {number}", files=[Attachment(f"{number}.txt", "an owl")])
    assert found(store, "owl") == ["owl 2", "2.txt an owl", "owl 1", "1.txt an owl", "owl 0", "0.txt an owl"]


def test_files_that_go_with_their_chat_leave_nothing_behind(store):
    chat = talk(store, "", "x", files=[Attachment("a.txt", "falcon 猎鹰")])
    store.organising.delete([chat.id])
    emptied(store, datetime.now(UTC))
    assert store.index.progress().whole
    with store.database.read() as db:
        words = db.exec_driver_sql("SELECT word FROM search_word").scalars().all()
    assert words == []
    assert check(store.database.path).index


def test_files_that_are_there_already_are_taken_over_when_the_index_is_made_anew(store):
    for number in range(40):
        talk(store, "", "x", files=[Attachment(f"f{number}.txt", f"falcon {n}") for n in range(number % 3)])
    before = [hit.file for chat in search(store, "falcon", chats=99).chats for hit in chat.hits]
    store.index.rebuild()
    assert search(store, "falcon").chats == ()
    while not store.index.work(1e-9).whole:
        pass
    assert [hit.file for chat in search(store, "falcon", chats=99).chats for hit in chat.hits] == before
    assert before


def test_a_large_file_does_not_hold_up_the_message_and_is_found_at_once(store):
    talk(store, "", "x", files=[Attachment("big.txt", "猫头鹰 " * 40_000 + "falcon")])
    assert store.index.progress().behind == 1
    assert search(store, "falcon").messages == 1
    while not store.index.work().whole:
        pass
    assert search(store, "falcon").messages == 1

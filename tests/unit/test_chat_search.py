"""Finding in all chats: on real database files, through every way that texts get there and go."""

import random
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.chat import AnswerRecord, Role, Status
from desktop.core.search_found import Looking
from desktop.core.search_query import parse
from desktop.core.tasks import Cancelled, Tasks
from desktop.services.chat_search import ChatSearch, SearchMeans, SearchStage
from desktop.services.indexing import Indexing
from desktop.store.chats import NewMessage
from desktop.store.checking import check
from desktop.store.opening import open_store
from desktop.store.search import IndexDamaged, Wish
from desktop.store.search_index import AT_ONCE, FORGOTTEN, SHORT
from tests.fakes.inbox import Inbox
from tests.unit.store_files import emptied

SOON = 1e-9  # seconds: one step
DATA = Path(__file__).parent.parent / "data"


def wish(typed, **more):
    return Wish(parse(typed, date(2026, 11, 28)), **more)


def found(store, typed, **more):
    """Give the pieces of messages that are found."""
    chats = store.search.search(wish(typed, **more)).chats
    return [hit.excerpt.text for chat in chats for hit in chat.hits]


def titles(store, typed):
    return [chat.title.text for chat in store.search.search(wish(typed)).chats]


def add(store, chat, text, parent=None, role=Role.USER, **more):
    return store.chats.add(chat.id, NewMessage(parent, role, text, **more))


def talk(store, title, *texts):
    chat, parent, messages = store.chats.new_chat(title), None, []
    for number, text in enumerate(texts):
        messages.append(add(store, chat, text, parent, Role.ASSISTANT if number % 2 else Role.USER))
        parent = messages[-1].id
    return chat, messages


def tables(store):
    """Give all that the index holds, so that two ways to it can be compared."""
    with closing(sqlite3.connect(store.database.path)) as db:
        held = {}
        for table in ("search_text", "search_character"):
            db.execute(f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, instance)")
            held[table] = sorted(db.execute(f"SELECT term, doc FROM v_{table}").fetchall())
        held["words"] = sorted(db.execute("SELECT word FROM search_word").fetchall())
        held["later"] = db.execute("SELECT id FROM search_later").fetchall()
        return held


def as_built(store):
    """Give what the index would hold if it were made anew."""
    store.index.rebuild()
    while not store.index.work(1.0, 100).whole:
        pass
    return tables(store)


# -- what is found


def test_any_search_finds_what_looking_at_every_text_finds(store):
    draw = random.Random(11)
    pieces = [
        "train",
        "trains",
        "Linz",
        "the",
        "a",
        "é",
        "ﬁ",
        "火",
        "车",
        "站",
        "火车",
        "手机",
        "iPhone",
        " ",
        ", ",
        "。",
        "-",
        "_",
        "\n",
        "🚄",
        "ㅎ",
        "한글",
        "が",
        "2026",
    ]
    texts = ["".join(draw.choices(pieces, k=draw.randint(1, 12))) for _ in range(80)]
    for text in texts:
        chat = store.chats.new_chat()
        add(store, chat, text)
    for _ in range(150):
        typed = "".join(draw.choices([*pieces, '"', " -"], k=draw.randint(1, 4)))
        query = parse(typed, date(2026, 11, 28))
        if not query.terms:
            continue
        there = [chat.chat for chat in store.search.search(Wish(query, 1000)).chats]
        looking = Looking(query)
        wanted = [number for number, text in enumerate(texts, start=1) if looking.fits(text)]
        assert sorted(there) == wanted, typed


@pytest.mark.parametrize(
    "typed", ["火", "车", "火车", "坐火车", "火车去New", "new york", '"new york"', "cafe", "🚄", "300"]
)
def test_one_and_two_characters_mixed_scripts_and_accents_are_found(store, typed):
    talk(store, "", "我坐火车去New York。Café 🚄 300 km/h")
    assert len(found(store, typed)) == 1


def test_titles_come_before_messages_and_the_newest_first(store):
    talk(store, "a", "pizza one")
    talk(store, "Pizza night", "something")
    talk(store, "b", "pizza two", "no", "pizza three")
    assert titles(store, "pizza") == ["Pizza night", "b", "a"]
    assert found(store, "pizza") == ["pizza three", "pizza two", "pizza one"]
    (title, *_) = store.search.search(wish("pizza")).chats
    assert title.title.first == "Pizza"


def test_of_a_chat_the_newest_messages_are_given_and_the_others_counted(store):
    chat, _ = talk(store, "", *["owl"] * 7)
    (one,) = store.search.search(wish("owl")).chats
    assert (len(one.hits), one.more) == (3, 4)
    (one,) = store.search.search(wish("owl", opened=frozenset({chat.id}))).chats
    assert (len(one.hits), one.more) == (7, 0)


def test_no_more_chats_are_given_than_are_asked_for(store):
    for _ in range(5):
        talk(store, "", "owl")
    some = store.search.search(wish("owl", chats=3))
    assert (len(some.chats), some.cut) == (3, True)
    assert not store.search.search(wish("owl", chats=5)).cut


def test_messages_of_branches_that_are_not_shown_are_found(store):
    chat, (question, _) = talk(store, "", "Where?", "In the valley.")
    add(store, chat, "On the hill.", question.id, Role.ASSISTANT)
    assert found(store, "valley") == ["In the valley."]


def test_filters_narrow_what_is_found(store):
    chat = store.chats.new_chat("owls")
    question = add(store, chat, "owl?")
    record = AnswerRecord("Trains 4B Instruct", "")
    add(store, chat, "An owl.", question.id, Role.ASSISTANT, record=record)
    talk(store, "", "other owl?")
    assert found(store, "owl role:assistant") == ["An owl."]
    assert found(store, "owl model:TRAINS") == ["An owl.", "owl?"]
    assert found(store, "role:助手") == ["An owl."]
    assert titles(store, "owls role:user") == []
    today = datetime.now().date()
    assert len(found(store, f"owl after:{today}")) == 3
    assert found(store, f"owl before:{today}") == []
    assert len(found(store, f"owl before:{today + timedelta(days=1)} after:{today - timedelta(days=1)}")) == 3
    assert found(store, "owl before:0001-01-01") == []
    assert len(found(store, "owl before:9999-12-31")) == 3


@pytest.mark.parametrize(
    "typed",
    [
        '"', '""', "*", "a*", "owl*", "^owl", "owl OR cat", "owl AND", "NOT owl", "NEAR(owl cat)", "(owl",
        "{tokens}: owl", "tokens:owl", "owl + cat", "owl)", "' OR 1=1; DROP TABLE message; --", "%", "_",
        "owl\x00cat", "\\", "-owl",
        '-"owl', "owl -", "“owl”", "a" * 5000, "火" * 300, '"' * 99, " ".join("abcdefghijklmnop") * 9,
    ],
)  # fmt: skip
def test_operators_and_quotes_are_only_text(store, typed):
    talk(store, "cat", "owl")
    store.search.search(wish(typed))
    assert found(store, "owl") == ["owl"]


# -- every way that texts get there and go


def test_an_answer_is_found_when_it_is_finished_and_when_it_was_recovered(tmp_path):
    store = open_store(tmp_path / "chats.db", "one", lambda owner: False)
    chat = store.chats.new_chat()
    answer = add(store, chat, "", role=Role.ASSISTANT, status=Status.STREAMING)
    store.answers.append(answer.id, "the owl ")
    assert found(store, "owl") == []
    store.answers.finish(answer.id, "the owl sleeps", Status.DONE, None)
    assert found(store, "sleeps") == ["the owl sleeps"]
    store.answers.resume(answer.id)
    store.answers.finish(answer.id, "the owl wakes", Status.DONE, None)
    assert (found(store, "sleeps"), found(store, "wakes")) == ([], ["the owl wakes"])
    cut = add(store, chat, "", answer.id, Role.ASSISTANT, status=Status.STREAMING)
    store.answers.append(cut.id, "a falcon")
    store.close()
    again = open_store(tmp_path / "chats.db", "two", lambda owner: False)
    again.answers.recover()
    assert found(again, "falcon") == ["a falcon"]
    again.close()


def test_titles_summaries_and_discarded_messages_are_followed(store):
    chat, (question,) = talk(store, "first", "owl")
    store.chats.rename(chat.id, "second")
    assert (titles(store, "first"), titles(store, "second")) == ([], ["second"])
    summary = add(store, chat, "old words", question.id, Role.SUMMARY)
    store.chats.set_summary(summary.id, "new words")
    assert (found(store, "old"), found(store, "new")) == ([], ["new words"])
    store.chats.select(chat.id, question.id)
    assert store.chats.discard(chat.id, [summary.id])
    assert found(store, "new") == []


def test_a_chat_in_the_trash_is_not_found_until_it_is_restored(store):
    chat, _ = talk(store, "owls", "owl")
    store.organising.delete([chat.id])
    assert (found(store, "owl"), titles(store, "owls")) == ([], [])
    store.organising.restore([chat.id])
    assert (found(store, "owl"), titles(store, "owls")) == (["owl"], ["owls"])


def test_a_branch_without_a_message_is_found_in_its_copy(store):
    chat, messages = talk(store, "", "one", "two", "three owls")
    store.chats.delete_message(chat.id, [message.id for message in messages], messages[1].id)
    assert found(store, "owls") == ["three owls", "three owls"]


def test_what_is_purged_leaves_nothing_in_the_index(store):
    talk(store, "kept", "an owl, 火车")
    chat, _ = talk(store, "secret", "my password is swordfish 机密", *["more"] * AT_ONCE)
    store.organising.delete([chat.id])
    emptied(store, datetime.now(UTC) + timedelta(days=1))
    assert found(store, "swordfish") == []
    while not store.index.work().whole:
        pass
    held = tables(store)
    assert ("swordfish",) not in held["words"]
    assert not any(
        term in ("swordfish", "机密") for term, _ in held["search_text"] + held["search_character"]
    )
    assert held == as_built(store)


def test_however_texts_came_and_went_the_index_is_as_if_made_anew(store):
    draw = random.Random(5)
    chats = []
    for step in range(150):
        kind = draw.randint(0, 5) if chats else 0
        if kind == 0:
            chats.append(talk(store, f"chat {step} 火车", f"question {step}", "answer 火车站 é"))
            continue
        chat, messages = draw.choice(chats)
        if kind == 1:
            messages.append(add(store, chat, f"again {step} 手机", messages[-1].id))
        elif kind == 2:
            store.chats.rename(chat.id, draw.choice(["", f"renamed {step}"]))
        elif kind == 3:
            answer = add(store, chat, "", messages[-1].id, Role.ASSISTANT, status=Status.STREAMING)
            messages.append(store.answers.finish(answer.id, f"done {step}", Status.DONE, None))
        elif kind == 4:
            store.chats.delete_message(chat.id, [m.id for m in messages], messages[0].id)
        else:
            store.organising.delete([chat.id])
            emptied(store, datetime.now(UTC) + timedelta(days=1))
            chats = [each for each in chats if each[0].id != chat.id]
    while not store.index.work().whole:
        pass
    assert tables(store) == as_built(store)


def test_a_failed_transaction_leaves_the_index_as_it_was(store):
    talk(store, "", "owl")
    before = tables(store)

    def fail():
        with store.database.write() as db:
            db.exec_driver_sql("UPDATE message SET text = 'cat'")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert tables(store) == before


def test_a_very_long_text_is_noted_at_once_and_indexed_later(store):
    chat = store.chats.new_chat()
    add(store, chat, "owl " * SHORT)
    assert not store.index.progress().whole
    assert len(found(store, "owl")) == 1  # it is looked at all the same
    assert found(store, "eagle") == []
    assert store.index.work().whole
    assert len(found(store, "owl")) == 1


# -- the index: older files, building, damage


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_what_older_versions_stored_is_found_once_it_is_indexed(tmp_path, version):
    path = tmp_path / "chats.db"
    shutil.copyfile(DATA / f"chats-v{version}.db", path)
    store = open_store(path, "me", lambda owner: False)
    progress = store.index.progress()
    assert (progress.whole, progress.percent) == (False, 0)
    assert found(store, "fast") == []
    new = talk(store, "new", "as fast as light")
    assert found(store, "fast") == ["as fast as light"]  # what is new is found at once
    while not store.index.work().whole:
        pass
    assert store.index.progress().percent == 100
    assert any(text.startswith("How fast") for text in found(store, "fast"))
    assert "Trains, 火车" in titles(store, "火")
    assert new[0].title in titles(store, "light")
    held = tables(store)
    assert held == as_built(store)
    store.close()


def test_the_building_goes_on_where_it_was_and_the_newest_come_first(tmp_path):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    _, messages = talk(store, "t", *[f"owl number{n}" for n in range(40)])
    store.index.rebuild()
    while store.index.work(SOON, 10).percent < 20:
        pass
    assert found(store, "number39") == ["owl number39"]
    assert found(store, "number0") == []
    store.chats.set_pinned(messages[0].id, True)
    store.close()
    again = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    while not again.index.work(SOON, 10).whole:
        pass
    assert found(again, "number0") == ["owl number0"]
    again.close()


def damage(store):
    with closing(sqlite3.connect(store.database.path)) as db:
        db.execute("UPDATE search_text_data SET block = x'00112233445566778899' WHERE id >= 10")
        db.commit()


def test_a_damaged_index_keeps_no_message_from_being_stored_and_is_made_anew(store):
    chat, _ = talk(store, "t", *[f"owl {n}" for n in range(30)])
    damage(store)
    assert check(store.database.path).index is False
    with pytest.raises(IndexDamaged):
        store.search.search(wish("owl"))
    for number in range(30):  # FTS5 reads what it merges
        add(store, chat, f"falcon {number}")
    assert len(store.chats.tree(chat.id)) == 60
    assert store.index.progress().percent == 0
    while not store.index.work().whole:
        pass
    assert check(store.database.path).index
    assert len(found(store, "falcon", opened=frozenset({chat.id}))) == 30
    assert len(found(store, "owl", opened=frozenset({chat.id}))) == 30


def test_a_long_text_that_goes_is_taken_out_in_slices_and_leaves_no_word(store):
    _, (_, long) = talk(store, "t", "owl w1", " ".join(f"w{n}" for n in range(4 * FORGOTTEN)))
    while not store.index.work(SOON).whole:
        pass
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE message SET text = '' WHERE id = ?", (long.id,))
    assert store.index.progress().behind  # the transaction of the user did not wait for it
    slices = 0
    while not store.index.work(SOON).whole:
        slices += 1
    assert slices >= 3
    assert found(store, "w1") == ["owl w1"]
    assert tables(store) == as_built(store)


def test_an_index_by_other_rules_is_made_anew(store):
    talk(store, "t", "owl")
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE search_state SET rules = 'old'")
    assert store.index.progress().percent == 0
    while not store.index.work().whole:
        pass
    assert found(store, "owl") == ["owl"]
    assert tables(store) == as_built(store)


# -- the services


@pytest.fixture
def service(store):
    inbox = Inbox()
    tasks = Tasks(inbox)
    indexing = Indexing(store.index, tasks, inbox.later)
    made = ChatSearch(SearchMeans(store.search, store.index, tasks, indexing))
    made.inbox, made.tasks, made.indexing = inbox, tasks, indexing
    yield made
    made.close()
    indexing.close()
    tasks.close()


def settle(service):
    service.inbox.run_until(lambda: service.state.stage is not SearchStage.SEARCHING)


def test_the_newest_search_wins(store, service):
    talk(store, "", "owl")
    talk(store, "", "falcon")
    seen = []
    service.changed.connect(lambda state: seen.append((state.typed, state.found.messages)))
    for typed in ("o", "ow", "owl", "falcon"):
        service.search(typed)
    settle(service)
    assert service.tasks.idle or not service.inbox.run_until(lambda: service.tasks.idle)
    assert seen[-1] == ("falcon", 1)
    assert ("owl", 1) not in seen
    service.clear()
    assert service.state.stage is SearchStage.IDLE


def test_a_search_that_is_given_up_ends_soon(store):
    with store.database.write() as db:
        db.exec_driver_sql("INSERT INTO chat (title, created, updated) VALUES ('t', '2026', '2026')")
        db.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO message (chat_id, role, status, created, text)"
            " SELECT 1, 'user', 'done', '2020', 'owl' FROM n"
        )
    with pytest.raises(Cancelled):
        store.search.search(wish("role:assistant"), stopped=lambda: True)


def test_a_search_finds_the_index_behind_and_searches_again_when_it_is_whole(store, service):
    talk(store, "", "owl")
    store.index.rebuild()
    service.search("owl")
    settle(service)
    assert (service.state.found.messages, service.state.progress.percent) == (0, 0)
    service.inbox.run_until(lambda: service.state.found.messages)
    settle(service)
    assert service.state.progress.whole


def test_a_damaged_index_is_made_anew_by_the_search_that_meets_it(store, service):
    talk(store, "", *[f"owl {n}" for n in range(30)])
    damage(store)
    service.search("owl")
    service.inbox.run_until(lambda: service.state.found.messages == 30)


def test_more_chats_are_found_when_they_are_asked_for(store, service):
    for number in range(60):
        talk(store, "", f"owl {number}")
    service.search("owl")
    settle(service)
    assert (len(service.state.found.chats), service.state.more) == (50, True)
    service.more()
    settle(service)
    assert (len(service.state.found.chats), service.state.more) == (60, False)


def test_messages_are_written_while_the_index_is_built(store, service):
    chat, _ = talk(store, "t", *[f"owl {n}" for n in range(300)])
    store.index.rebuild()
    service.indexing.wake()
    written = threading.Thread(target=lambda: [add(store, chat, f"falcon {n}") for n in range(20)])
    written.start()
    written.join()
    service.inbox.run_until(lambda: service.tasks.idle)
    assert tables(store)["later"] == []
    (one,) = store.search.search(wish("falcon")).chats
    assert len(one.hits) + one.more == 20

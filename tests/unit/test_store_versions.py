"""Real files of every released version of the database, opened by this one."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.core.chat import (
    Adapter,
    Attachment,
    ChatOptions,
    Finish,
    LeftOut,
    Naming,
    Policy,
    Role,
    Status,
)
from desktop.core.downloads import Stage
from desktop.core.hub import Gated
from desktop.core.sampling import DEFAULTS, LogitBias, Sampling
from desktop.core.templates import Example, Part, Place, TemplateUse
from desktop.store.backup import backup_folder
from desktop.store.chats import NewMessage
from desktop.store.checking import check
from desktop.store.database import open_database
from desktop.store.migrations import MIGRATIONS, newest_version
from desktop.store.opening import open_store
from tests.unit.store_files import emptied, version

DATA = Path(__file__).parent.parent / "data"
RELEASED = [1, 2, 3, 4, 5]
V1_TABLES = ("chat", "message", "model_file", "answer", "stream_part")
V2_SAMPLING = Sampling(temperature=0.2, seed=7, stop=("\n\n",), logit_bias=(LogitBias("um", float("-inf")),))
V2_FILES = (
    Attachment("timetable.txt", "8:00 Wien\n9:00 Linz\n"),
    Attachment("时刻表.csv", "八点,维也纳\n"),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "chats.db"


def take(number, path):
    """Put the file of a released version there."""
    shutil.copyfile(DATA / f"chats-v{number}.db", path)


def opened(path):
    return open_store(path, "this process", lambda owner: False)


def rows(path, table, columns="*"):
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2")]


def schema(path):
    """Give what the schema says, however it is laid out."""
    with closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return {
        (kind, name, table, re.sub(r"\s*([(),])\s*", r"\1", " ".join((sql or "").replace('"', "").split())))
        for kind, name, table, sql in found
    }


def test_there_is_a_file_of_every_version():
    assert newest_version(MIGRATIONS) == RELEASED[-1]
    assert [version(DATA / f"chats-v{number}.db") for number in RELEASED] == RELEASED


@pytest.mark.parametrize("number", RELEASED)
def test_every_released_version_opens_and_is_brought_up_to_date(path, number):
    take(number, path)
    store = opened(path)
    (*_, chat) = store.chats.chats()
    assert (chat.title, store.chats.draft(chat.id)) == ("Trains, 火车", "And in Chi")
    store.close()
    assert version(path) == newest_version(MIGRATIONS)


@pytest.mark.parametrize("number", RELEASED)
def test_a_migrated_database_has_the_same_tables_as_a_fresh_one(path, number):
    take(number, path)
    open_database(path).close()
    fresh = path.with_name("fresh.db")
    open_database(fresh).close()
    assert schema(path) == schema(fresh)
    for table in (name for kind, name, *_ in schema(fresh) if kind == "table"):
        order = f"pragma_table_info('{table}')"
        assert rows(path, order, "cid, name") == rows(fresh, order, "cid, name")


def test_version_1_keeps_every_value_of_every_row(path):
    take(1, path)
    before = {table: rows(path, table) for table in V1_TABLES}
    assert all(before[table] for table in V1_TABLES)
    opened(path).close()
    for table in V1_TABLES:
        columns = ", ".join(before[table][0])
        assert rows(path, table, columns) == before[table]
    (backup,) = backup_folder(path).iterdir()
    assert version(backup) == 1


def test_what_version_1_did_not_know_has_the_usual_values(path):
    take(1, path)
    store = opened(path)
    (chat,) = store.chats.chats()
    question, answer = store.chats.messages(chat.id)
    assert [question.text, answer.text] == ["How fast is a train?", "About 300 km/h. 🚄"]
    for message in (question, answer):
        assert (message.thinking, message.attachments, message.covers, message.pinned) == (
            "",
            (),
            None,
            False,
        )
    assert (answer.record.quant, answer.record.model_sha256) == ("Q4_K_M", "ab" * 32)
    record = answer.record
    assert (record.thinking_tokens, record.thinking_seconds, record.thinking) == (None, None, None)
    assert (record.policy, record.left_out) == (None, None)
    assert (record.sampling.temperature, record.sampling.stop) == (0.2, DEFAULTS.stop)
    assert store.chats.options(chat.id) == ChatOptions()
    assert store.chats.draft_files(chat.id) == ()
    assert store.presets.all() == []
    store.close()


def test_an_answer_that_version_1_was_writing_is_recovered_with_its_parts(path):
    take(1, path)
    store = opened(path)
    (chat,) = store.chats.chats()
    assert store.answers.recover() == [chat.id]
    (cut,) = {id for id, _ in store.chats.tree(chat.id)} - {m.id for m in store.chats.messages(chat.id)}
    store.chats.select(chat.id, cut)
    found = store.chats.messages(chat.id)[-1]
    assert (found.text, found.thinking, found.status) == ("It depends", "", Status.FAILED)
    assert found.record.finish is Finish.INTERRUPTED
    store.close()


def test_no_id_that_version_1_gave_is_given_again(path):
    take(1, path)
    with closing(sqlite3.connect(path)) as db:  # as if newer ones had been purged
        db.execute("UPDATE sqlite_sequence SET seq = 40 WHERE name = 'chat'")
        db.execute("UPDATE sqlite_sequence SET seq = 70 WHERE name = 'message'")
        db.commit()
    store = opened(path)
    chat = store.chats.new_chat("new")
    assert chat.id == 41
    assert store.chats.add(chat.id, NewMessage(None, Role.USER, "x")).id == 71
    store.close()


def test_a_migrated_database_still_refuses_what_the_tables_forbid(path):
    take(1, path)
    opened(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for wrong in (
            "UPDATE message SET parent_id = 99 WHERE id = 3",
            "UPDATE message SET parent_id = 3 WHERE id = 2",
            "UPDATE message SET covers_id = 99 WHERE id = 3",
            "UPDATE message SET status = 'done' WHERE owner IS NOT NULL",
            "UPDATE chat SET leaf_id = 99 WHERE id = 1",
            "INSERT INTO attachment VALUES (99, 0, 'n', 't')",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(wrong)
            db.rollback()


def test_a_migrated_chat_can_be_purged_whole(path):
    take(1, path)
    store = opened(path)
    store.answers.recover()
    for chat in store.chats.chats():
        store.organising.delete([chat.id])
    assert emptied(store, datetime.now(UTC)) == 2
    store.close()
    assert [rows(path, table) for table in ("chat", "message", "answer", "stream_part")] == [[]] * 4


def test_version_1_without_any_row_is_brought_up_to_date(path):
    take(1, path)
    with closing(sqlite3.connect(path)) as db:
        for table in ("stream_part", "answer", "model_file", "message", "chat", "sqlite_sequence"):
            db.execute(f"DELETE FROM {table}")
        db.commit()
    store = opened(path)
    assert store.chats.new_chat("first").id == 1
    store.close()


def test_version_2_gives_back_all_that_it_could_store(path):
    take(2, path)
    store = opened(path)
    assert len(store.answers.recover()) == 2
    other, chat = store.chats.chats()
    system, question, answer, summary, then, cut = store.chats.messages(chat.id)
    assert [m.text for m in (system, question, then)] == ["Be brief.", "How fast?", "In China?"]
    assert (question.attachments, question.pinned) == (V2_FILES, True)
    assert (answer.text, answer.thinking) == ("About 300 km/h. 🚄", "Trains are fast.")
    assert answer.record.sampling == V2_SAMPLING
    assert answer.record.left_out == LeftOut(system.id, system.id, 1, 5)
    assert (answer.record.policy, answer.record.thinking) == (Policy.ROLL, True)
    assert (answer.record.thinking_tokens, answer.record.thinking_seconds) == (4, 0.5)
    assert (summary.role, summary.text, summary.covers) == (Role.SUMMARY, "Fast trains.", answer.id)
    assert (cut.text, cut.thinking, cut.status) == ("Also 300", "China has many.", Status.FAILED)
    (resumed,) = store.chats.messages(other.id)
    assert (resumed.text, resumed.thinking, resumed.status) == ("One, two", "Counting.", Status.FAILED)
    assert store.chats.options(chat.id) == ChatOptions(Policy.SUMMARISE, False, V2_SAMPLING)
    assert store.chats.draft_files(chat.id) == V2_FILES
    (preset,) = store.presets.all()
    assert (preset.name, preset.sampling) == ("Precise", V2_SAMPLING)
    store.close()


def test_version_2_keeps_the_branch_without_a_deleted_message(path):
    take(2, path)
    store = opened(path)
    *_, chat = store.chats.chats()
    store.chats.select(chat.id, max(id for id, _ in store.chats.tree(chat.id)))
    shown = store.chats.messages(chat.id)
    assert [message.text for message in shown] == [
        "Be brief.",
        "About 300 km/h. 🚄",
        "Fast trains.",
        "In China?",
    ]
    assert shown[2].covers == shown[1].id
    store.close()


def test_version_3_gives_back_adapters_and_downloads(path):
    take(3, path)
    store = opened(path)
    chat = store.chats.chats()[0]
    adapters = (Adapter("/models/tone.gguf", 0.5), Adapter("/models/时刻.gguf", -1.25))
    assert store.chats.options(chat.id).adapters == adapters
    (answer,) = [m for m in store.chats.messages(chat.id) if m.role is Role.ASSISTANT]
    assert (answer.text, answer.record.adapters) == ("Polite.", adapters)
    assert (answer.record.drafted_tokens, answer.record.accepted_tokens) == (20, 12)
    waiting, done = store.downloads.all().kept
    assert (waiting.stage, waiting.order.size) == (Stage.PAUSED, 2_500_000_009)
    assert (waiting.order.repo, waiting.order.gated) == ("someone/trains-GGUF", Gated.AUTO)
    assert (done.stage, done.order.quant) == (Stage.DONE, "Q8_0")
    assert done.ended == datetime(2026, 11, 27, tzinfo=UTC)
    store.close()


def test_version_4_gives_back_templates_personas_and_what_was_made_with_them(path):
    take(4, path)
    store = opened(path)
    (entry,) = store.templates.entries()
    assert (entry.name, entry.version, entry.uses) == ("Ask for a train", 2, 1)
    assert entry.place == Place("Travel/火车", ("daily",), favourite=True)
    template = store.templates.read(entry.id)
    assert (template.body.examples, template.body.fields[0].options) == (
        (Example("To Graz?", "At 8:03."),),
        ("维也纳", "Linz"),
    )
    first, second = store.templates.versions(entry.id)
    assert (first.draft.name, first.note, second.note) == ("Train", "", "with examples")
    assert store.templates.last_values(entry.id) == {"town": "Linz"}
    assert [(each.name, each.values) for each in store.template_inputs.all(entry.id)] == [
        ("Vienna", {"town": "维也纳"})
    ]
    (persona,) = store.personas.all()
    assert (persona.name, persona.symbol, persona.draft.sampling) == ("Conductor", "🚄", Sampling(seed=7))
    chat = store.chats.chats()[0]
    uses = [message.template for message in store.chats.messages(chat.id)]
    assert [use.part for use in uses] == [Part.SYSTEM, Part.EXAMPLE, Part.USER]
    assert uses[-1] == TemplateUse(entry.id, "Ask for a train", 2, Part.USER, edited=True)
    prepared = store.chats.prepared(chat.id).template
    assert (prepared.use.version, prepared.text) == (2, "To Linz?")
    store.close()


def test_version_5_gives_back_folders_tags_and_places(path):
    take(5, path)
    store = opened(path)
    travel, trains = store.folders.all()
    assert (travel.name, travel.system, travel.model.name) == ("Travel", "Be punctual.", "Small Q4_K_M")
    assert (trains.name, trains.parent) == ("火车", travel.id)
    by_hand, named, pinned, *_ = store.chats.chats()
    assert (by_hand.archived, by_hand.naming, by_hand.folder) == (True, Naming.USER, None)
    assert (named.title, named.naming, named.folder) == ("Train to Graz", Naming.MODEL, travel.id)
    assert (pinned.pinned, pinned.folder, pinned.tags) == (True, trains.id, ("Venice", "威尼斯"))
    (message,) = store.chats.messages(named.id)
    assert message.attachments == (Attachment("timetable.txt", "Graz 8:03"),)
    store.close()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_titles_from_before_version_5_are_taken_for_the_users(path, number):
    take(number, path)
    store = opened(path)
    assert {chat.naming for chat in store.chats.chats()} == {Naming.USER}
    store.close()


@pytest.mark.parametrize("number", RELEASED)
def test_what_every_version_stored_is_found_once_the_index_is_built(path, number):
    take(number, path)
    store = opened(path)
    while not store.index.work().done:
        pass
    assert check(store.database.path).index
    store.close()

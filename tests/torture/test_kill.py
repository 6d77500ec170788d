"""Processes that chat, edit and delete are killed at random; nothing that they were told may be lost.

A few rounds of `fireside bench kill`, which plays as many as one likes.
"""

import json
import sqlite3
from contextlib import closing

import pytest

from desktop.bench import kill
from desktop.bench.kill import torture
from desktop.bench.kill_ledger import Ledger
from desktop.bench.kill_troubles import ALL
from tests.unit.store_files import fill

ROUNDS = 3


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged():
    count = torture(ROUNDS, seed=7)
    assert count.faults == []
    assert count.rounds == ROUNDS
    assert count.kills >= ROUNDS


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_nothing_is_lost_when_something_befalls_the_disk_or_the_clock(kind, monkeypatch):
    if not kind.possible():
        pytest.skip("needs Linux, and to be root")
    monkeypatch.setattr(kill, "TROUBLED", 1.0)
    count = torture(1, seed=5, troubles=[kind])
    assert count.faults == []
    assert count.kinds == {kind.name: 1}


def told(path, *lines):
    """Write down what a process was told, half a second apart."""
    timed = [json.dumps({"at": number / 2} | line) for number, line in enumerate(lines)]
    path.write_text("".join(line + "\n" for line in timed))
    return path


def faults(tmp_path, *lines, change=None):
    """Compare a database of one chat with what was told of it, after a change that nobody was told."""
    database = tmp_path / "chats.db"
    fill(database, messages=2)
    with closing(sqlite3.connect(database)) as db:
        db.execute(
            "INSERT INTO message (id, chat_id, parent_id, role, status, created, text) "
            "VALUES (3, 1, 2, 'assistant', 'failed', '2026-11-27 00:00:00.000000+00:00', 'One, two')"
        )
        if change is not None:
            db.executescript(change)
        db.commit()
    ledger = Ledger()
    ledger.read([told(tmp_path / "ledger", *lines)])
    return ledger.compare(database)


QUESTION = {"what": "added", "id": 2, "chat": 1, "parent": 1, "role": "user", "text": "1 ".ljust(20, "x")}
ANSWER = {"what": "added", "id": 3, "chat": 1, "parent": 2, "role": "assistant", "text": ""}


def setting(of, number, value):
    return {"what": "setting", "of": of, "id": number, "value": value}


def done(of, number, value):
    return {"what": "set", "of": of, "id": number, "value": value}


def grown(text):
    return {"what": "grown", "id": 3, "text": text, "thinking": ""}


def test_what_is_there_is_no_fault(tmp_path):
    named = [setting("title", 1, "t"), done("title", 1, "t")]
    assert faults(tmp_path, *named, QUESTION, ANSWER, grown("One, "), grown("two"), grown(" three")) == []


def test_a_message_that_is_missing_or_changed_is_found(tmp_path):
    assert faults(tmp_path, QUESTION | {"id": 9}) == ["message 9 is missing"]


def test_a_changed_text_is_found(tmp_path):
    assert faults(tmp_path, QUESTION, change="UPDATE message SET text = 'y' WHERE id = 2") == [
        "message 2 has another text"
    ]


def test_more_lost_text_than_half_a_second_is_found(tmp_path):
    lines = (QUESTION, ANSWER, grown("One, "), grown("two"), grown(" three"), grown(" four"), grown(" five"))
    assert faults(tmp_path, *lines) == ["message 3 has lost text"]


def test_an_answer_that_had_ended_must_be_whole(tmp_path):
    ended = {"what": "ended", "id": 3, "text": "One, two, three", "thinking": "", "status": "done"}
    assert faults(tmp_path, QUESTION, ANSWER, ended) == ["message 3 has lost text"]


def test_a_title_and_a_place_that_are_not_as_told_are_found(tmp_path):
    lines = (
        setting("title", 1, "new"),
        done("title", 1, "new"),
        setting("trash", 1, True),
        done("trash", 1, True),
        setting("tag 火", 1, True),
        done("tag 火", 1, True),
        {"what": "named", "table": "preset", "name": "gone"},
    )
    assert faults(tmp_path, *lines) == [
        "title of chat 1 is 't' and not one of {'new'}",
        "trash of chat 1 is False and not one of {True}",
        "tag 火 of chat 1 is False and not one of {True}",
        "preset gone is missing",
    ]


def test_a_chat_of_the_trash_may_be_back_where_another_process_may_have_gone_on_in_it(tmp_path):
    database = tmp_path / "chats.db"
    fill(database, messages=2)
    one = told(tmp_path / "one", setting("trash", 1, True), done("trash", 1, True))
    other = told(tmp_path / "other", setting("title", 1, "t"), done("title", 1, "t"))
    alone, beside = Ledger(), Ledger()
    alone.read([one])
    beside.read([one, other])
    assert alone.compare(database) == ["trash of chat 1 is False and not one of {True}"]
    assert beside.compare(database) == []


def test_what_was_begun_and_not_told_may_be_either(tmp_path):
    lines = (setting("title", 1, "t"), done("title", 1, "t"), setting("title", 1, "new"))
    assert faults(tmp_path, *lines) == []
    (tmp_path / "chats.db").unlink()
    assert faults(tmp_path, *lines, change="UPDATE chat SET title = 'new'") == []


def test_what_was_refused_must_not_be_there(tmp_path):
    lines = (setting("title", 1, "t"), done("title", 1, "t"), setting("title", 1, "new"))
    refused = {"what": "refused", "of": "title", "id": 1, "value": "new"}
    change = "UPDATE chat SET title = 'new'"
    assert faults(tmp_path, *lines, refused, change=change) == [
        "title of chat 1 is 'new' and not one of {'t'}"
    ]


FOLDER = {"what": "folder added", "id": 7, "folder name": "F", "folder parent": None}
ADDED = (
    "INSERT INTO folder (id, name, parent_id, created) VALUES (7, 'F', NULL, '2026-11-27 00:00:00.0+00:00')"
)


def test_folders_are_where_they_were_made_and_go_for_good(tmp_path):
    put = (setting("folder", 1, 7), done("folder", 1, 7))
    assert faults(tmp_path, FOLDER) == ["folder 7 is missing"]
    (tmp_path / "chats.db").unlink()
    assert faults(tmp_path, FOLDER, *put, change=ADDED) == [
        "folder of chat 1 is None and not one of {7}",
    ]
    (tmp_path / "chats.db").unlink()
    gone = ({"what": "folder leaving", "id": 7}, {"what": "folder gone", "id": 7})
    assert faults(tmp_path, FOLDER, *put, *gone, change=ADDED) == ["folder 7 was deleted and is there"]
    (tmp_path / "chats.db").unlink()
    assert faults(tmp_path, FOLDER, *put, gone[0], change=ADDED) == []  # whether it went was not told


def test_a_folder_in_itself_is_found(tmp_path):
    inside = ADDED.replace("NULL", "7")
    assert faults(tmp_path, change=inside) == ["folder 7 is too deep, or in itself"]


def test_text_that_came_after_a_told_error_need_not_be_there(tmp_path):
    lines = (QUESTION, ANSWER, grown("One, "), grown("two"), {"what": "trouble", "messages": [3]})
    assert faults(tmp_path, *lines, grown(" three"), grown(" four"), grown(" five")) == []


def test_chats_that_left_the_trash_by_a_wrong_clock_are_no_fault_and_others_are(tmp_path):
    gone = "DELETE FROM message; DELETE FROM chat"
    assert faults(tmp_path, QUESTION, {"what": "purging", "chats": [1]}, change=gone) == []
    (tmp_path / "chats.db").unlink()
    assert faults(tmp_path, QUESTION, {"what": "purging", "chats": [2]}, change=gone) != []


def test_a_chat_whose_leaving_a_kill_interrupted_may_go_at_the_next_start(tmp_path):
    database = tmp_path / "chats.db"
    doomed = "UPDATE chat SET deleted = '1970-01-01 00:00:00.000000+00:00', leaf_id = NULL"
    ledger = Ledger()
    fill(database, messages=2)
    ledger.read([told(tmp_path / "book", {"what": "purging", "chats": [1]})])
    change(database, doomed)
    assert ledger.compare(database) == []
    ledger.settle(database)
    change(database, "DELETE FROM message; DELETE FROM chat")
    assert ledger.compare(database) == []


def change(database, script):
    with closing(sqlite3.connect(database)) as db:
        db.executescript(script)
        db.commit()


def test_damage_is_found(tmp_path):
    assert faults(tmp_path, change="INSERT INTO attachment VALUES (99, 0, 'n', 't')") != []

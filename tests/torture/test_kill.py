"""Processes that chat, edit and delete are killed at random; nothing that they were told may be lost.

A few rounds of `fireside bench kill`, which plays as many as one likes.
"""

import json
import sqlite3
from contextlib import closing

from desktop.bench.kill import torture
from desktop.bench.kill_ledger import Ledger
from tests.unit.store_files import fill

ROUNDS = 6


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged():
    count = torture(ROUNDS, seed=7)
    assert count.faults == []
    assert count.rounds == ROUNDS
    assert count.kills >= ROUNDS


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
            db.execute(change)
        db.commit()
    ledger = Ledger()
    ledger.read([told(tmp_path / "ledger", *lines)])
    return ledger.compare(database)


QUESTION = {"what": "added", "id": 2, "chat": 1, "parent": 1, "role": "user", "text": "1 ".ljust(20, "x")}
ANSWER = {"what": "added", "id": 3, "chat": 1, "parent": 2, "role": "assistant", "text": ""}


def grown(text):
    return {"what": "grown", "id": 3, "text": text, "thinking": ""}


def test_what_is_there_is_no_fault(tmp_path):
    named = [{"what": "renaming", "chat": 1, "title": "t"}, {"what": "renamed", "chat": 1, "title": "t"}]
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
        {"what": "renaming", "chat": 1, "title": "new"},
        {"what": "renamed", "chat": 1, "title": "new"},
        {"what": "moving", "chat": 1, "trash": True},
        {"what": "moved", "chat": 1, "trash": True},
        {"what": "named", "table": "preset", "name": "gone"},
    )
    assert faults(tmp_path, *lines) == [
        "chat 1 has another title",
        "chat 1 is not where it was put",
        "preset gone is missing",
    ]


def test_what_was_begun_and_not_told_may_be_either(tmp_path):
    lines = (
        {"what": "renaming", "chat": 1, "title": "t"},
        {"what": "renamed", "chat": 1, "title": "t"},
        {"what": "renaming", "chat": 1, "title": "new"},
    )
    assert faults(tmp_path, *lines) == []
    (tmp_path / "chats.db").unlink()
    assert faults(tmp_path, *lines, change="UPDATE chat SET title = 'new'") == []


def test_damage_is_found(tmp_path):
    assert faults(tmp_path, change="INSERT INTO attachment VALUES (99, 0, 'n', 't')") != []

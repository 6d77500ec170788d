"""`fireside search`: what it prints, and with which status it ends."""

import json
import sqlite3
from contextlib import closing

import pytest

from desktop.cli.main import main
from desktop.core.chat import AnswerRecord, Role
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store


@pytest.fixture
def search(tmp_path, capsys):
    store = open_store(tmp_path / "chats.db", "me", lambda owner: False)
    chat = store.chats.new_chat("坐火车去维也纳")
    question = store.chats.add(chat.id, NewMessage(None, Role.USER, "How fast is the train to New York?"))
    record = AnswerRecord("Trains 4B", "")
    store.chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "There is no train.", record=record))
    store.close()

    def run(*words):
        try:
            status = main(["--data-dir", str(tmp_path), "search", *words])
        except SystemExit as end:
            status = end.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    run.path = tmp_path / "chats.db"
    return run


def test_chats_and_messages_are_printed_a_line_each(search):
    status, out, err = search("train")
    title, answer, question = out.splitlines()
    assert (status, err) == (0, "")
    assert title.startswith("坐火车去维也纳  (")
    assert answer.endswith(" Trains 4B: There is no train.")
    assert question.endswith(" user: How fast is the train to New York?")


def test_it_is_one_json_object(search):
    status, out, err = search("火车", "--json")
    found = json.loads(out)
    (chat,) = found["chats"]
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert (chat["title"]["text"], chat["title"]["marks"], chat["messages"]) == (
        "坐火车去维也纳",
        [[1, 3]],
        [],
    )
    assert (found["more"], found["index"]) == (False, {"percent": 100, "behind": 0})
    (message,) = json.loads(search("--json", "train", "model:trains", "role:assistant")[1])["chats"][0][
        "messages"
    ]
    assert (message["role"], message["model"], message["text"]) == (
        "assistant",
        "Trains 4B",
        "There is no train.",
    )


def test_words_in_the_quotes_of_the_shell_are_a_phrase_and_more_can_be_unwanted(search):
    assert json.loads(search("new york", "--json")[1])["messages"] == 1
    assert json.loads(search("york new", "--json")[1])["messages"] == 0
    assert json.loads(search("--json", "--", "train", "-fast")[1])["messages"] == 1


def test_nothing_found_is_no_failure(search):
    assert search("xylophone")[:2] == (0, "Nothing found.\n")


@pytest.mark.parametrize("words", [(), ("before:soon",), ("role:cat", "x"), ('"',), ("x", "--limit", "0")])
def test_what_cannot_be_searched_for_is_wrong_usage_in_one_sentence(search, words):
    status, out, err = search(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_index_is_made_anew(search):
    with closing(sqlite3.connect(search.path)) as db:
        db.execute("DELETE FROM search_word")
        db.commit()
    assert search("trai")[1] == "Nothing found.\n"
    assert search("--rebuild")[:2] == (0, "The index is whole.\n")
    assert json.loads(search("trai", "--json")[1])["messages"] == 2


def test_a_damaged_index_is_made_anew_by_the_search(search):
    with closing(sqlite3.connect(search.path)) as db:
        db.execute("UPDATE search_text_data SET block = x'0011223344556677' WHERE id >= 10")
        db.commit()
    status, out, err = search("train", "--json")
    assert (status, json.loads(out)["messages"], err) == (0, 2, "The index is damaged and is made anew.\n")


def test_a_folder_that_cannot_be_used_is_told_in_one_sentence(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert main(["--data-dir", str(blocked / "data"), "search", "x"]) == 1
    assert capsys.readouterr().err.count("\n") == 1

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.chat import AnswerRecord, Finish, LeftOut, Policy, Role, Status
from desktop.store.answers import AnswerStore
from desktop.store.chats import ChatStore, NewMessage
from desktop.store.opening import open_store
from tests.unit.store_files import emptied

RECORD = AnswerRecord("Small 1B", "/nowhere/small.gguf", quant="Q4_K_M", chat_template="own")


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "chats.db", "window", lambda owner: False)
    yield opened
    opened.close()


def begin(store, owner="window", text=""):
    chats = ChatStore(store.database, owner)
    chat = chats.new_chat("t")
    question = chats.add(chat.id, NewMessage(None, Role.USER, "q"))
    answer = chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, text, Status.STREAMING))
    return chat, answer


def last(store, chat):
    return store.chats.messages(chat.id)[-1]


def later_start(store, *living):
    """The stores of a process that starts when only `living` owners live."""
    return AnswerStore(store.database, "later", lambda owner: owner in living)


def test_the_parts_of_an_answer_on_its_way_can_be_read_in_their_order(store):
    chat, answer = begin(store, text="0")
    for number in range(1, 30):
        store.answers.append(answer.id, f" {number}")
    assert last(store, chat).text == " ".join(str(number) for number in range(30))
    assert last(store, chat).status is Status.STREAMING


def test_a_finished_answer_has_its_whole_text_and_no_parts(store):
    chat, answer = begin(store)
    store.answers.append(answer.id, "one ")
    record = replace(RECORD, finish=Finish.STOP, tokens=2)
    finished = store.answers.finish(answer.id, "one two", Status.DONE, record)
    assert finished == replace(answer, text="one two", status=Status.DONE, record=record)
    assert last(store, chat) == finished
    with store.database.read() as db:
        assert db.exec_driver_sql("SELECT count(*) FROM stream_part").scalar_one() == 0


def test_text_and_thinking_are_kept_apart_in_whatever_order_they_come(store):
    chat, answer = begin(store, text="0")
    for number in range(1, 20):
        store.answers.append(answer.id, f" {number}", thinking=number % 3 == 0)
    found = last(store, chat)
    assert found.text == "0 " + " ".join(str(number) for number in range(1, 20) if number % 3)
    assert found.thinking == "".join(f" {number}" for number in range(3, 20, 3))
    assert found.status is Status.STREAMING


def test_a_finished_answer_has_its_whole_thinking_too(store):
    chat, answer = begin(store)
    store.answers.append(answer.id, "let me ", thinking=True)
    record = replace(
        RECORD,
        thinking_tokens=5,
        thinking_seconds=1.5,
        thinking=False,
        policy=Policy.MIDDLE,
        left_out=LeftOut(answer.parent, answer.parent, 1, 20),
    )
    finished = store.answers.finish(answer.id, "Yes.", Status.DONE, record, "let me see")
    assert (finished.text, finished.thinking, finished.record) == ("Yes.", "let me see", record)
    assert last(store, chat) == finished


@pytest.mark.parametrize("status", [Status.STOPPED, Status.FAILED, Status.DONE])
def test_an_ended_answer_goes_on_where_it_ended(store, status):
    chat, answer = begin(store)
    ended = store.answers.finish(answer.id, "One", status, RECORD, "Hm")
    assert store.answers.resume(answer.id) == replace(ended, status=Status.STREAMING)
    store.answers.append(answer.id, "m", thinking=True)
    store.answers.append(answer.id, ", two")
    assert last(store, chat) == replace(ended, status=Status.STREAMING, text="One, two", thinking="Hmm")
    whole = store.answers.finish(answer.id, "One, two, three", Status.DONE, RECORD, "Hmm")
    assert last(store, chat) == whole == replace(ended, status=Status.DONE, text=whole.text, thinking="Hmm")


def test_a_crash_while_an_answer_goes_on_keeps_the_old_text_and_the_new(store):
    chat, answer = begin(store)
    failed = replace(RECORD, finish=Finish.FAILED, failure="EngineStopped", tokens=3)
    store.answers.finish(answer.id, "One", Status.FAILED, failed, "Hm")
    store.answers.resume(answer.id)
    store.answers.append(answer.id, "m", thinking=True)
    store.answers.append(answer.id, ", two")
    assert later_start(store, "window").recover() == []
    assert later_start(store).recover() == [chat.id]
    found = last(store, chat)
    assert (found.text, found.thinking, found.status) == ("One, two", "Hmm", Status.FAILED)
    assert found.record == replace(failed, finish=Finish.INTERRUPTED, failure=None)


def test_an_answer_that_goes_on_belongs_to_the_process_that_let_it(store):
    chat, answer = begin(store, "dead")
    later_start(store).recover()
    store.answers.resume(answer.id)
    assert later_start(store, "window").recover() == []
    assert later_start(store).recover() == [chat.id]


def test_an_answer_that_goes_on_keeps_its_chat_from_being_purged(store):
    chat, answer = begin(store)
    store.answers.finish(answer.id, "One", Status.STOPPED, None)
    store.answers.resume(answer.id)
    store.organising.delete([chat.id])
    assert emptied(store, datetime.now(UTC)) == 0


def test_only_an_answer_that_has_ended_can_go_on(store):
    _, answer = begin(store)
    with pytest.raises(ValueError, match="being written"):
        store.answers.resume(answer.id)
    with pytest.raises(LookupError):
        store.answers.resume(99)


def test_finishing_twice_keeps_the_second_ending(store):
    chat, answer = begin(store)
    store.answers.finish(answer.id, "a", Status.FAILED, None)
    store.answers.finish(answer.id, "ab", Status.STOPPED, RECORD)
    assert (last(store, chat).text, last(store, chat).status, last(store, chat).record) == (
        "ab",
        Status.STOPPED,
        RECORD,
    )


def test_text_that_comes_after_the_end_changes_nothing(store):
    chat, answer = begin(store)
    store.answers.finish(answer.id, "whole", Status.DONE, None)
    store.answers.append(answer.id, " and late")
    store.answers.append(99, "for nobody")
    assert last(store, chat).text == "whole"


def test_finishing_a_message_that_does_not_exist_is_told(store):
    with pytest.raises(LookupError):
        store.answers.finish(99, "t", Status.DONE, None)
    with pytest.raises(LookupError):
        store.answers.note(99, RECORD)


def test_what_is_known_at_the_beginning_is_there_though_the_end_never_came(store):
    chat, answer = begin(store)
    store.answers.note(answer.id, RECORD)
    later_start(store).recover()
    assert last(store, chat).record == replace(RECORD, finish=Finish.INTERRUPTED)


def test_after_a_crash_the_kept_text_is_there_and_marked_as_interrupted(store):
    chat, answer = begin(store, text="Once")
    store.answers.append(answer.id, " upon")
    store.answers.append(answer.id, "I know", thinking=True)
    store.answers.append(answer.id, " a time")
    store.answers.append(answer.id, " one", thinking=True)
    assert later_start(store).recover() == [chat.id]
    found = last(store, chat)
    assert (found.text, found.status) == ("Once upon a time", Status.FAILED)
    assert found.thinking == "I know one"
    assert found.record == AnswerRecord(model_name="", model_path="", finish=Finish.INTERRUPTED)
    assert later_start(store).recover() == []


def test_the_answer_of_a_living_process_is_left_alone(store):
    living, answer = begin(store, "window")
    dead, _ = begin(store, "dead")
    store.answers.append(answer.id, "going on")
    assert later_start(store, "window").recover() == [dead.id]
    store.answers.append(answer.id, " and on")
    assert (last(store, living).text, last(store, living).status) == ("going on and on", Status.STREAMING)


def test_a_process_never_takes_its_own_answers_for_left_behind(store):
    chat, _ = begin(store)
    assert store.answers.recover() == []
    assert last(store, chat).status is Status.STREAMING


def test_a_chat_with_several_interrupted_answers_is_told_once(store):
    chat, answer = begin(store, "dead")
    ChatStore(store.database, "dead").add(
        chat.id, NewMessage(answer.parent, Role.ASSISTANT, "", Status.STREAMING)
    )
    other, _ = begin(store, "dead too")
    assert sorted(later_start(store).recover()) == [chat.id, other.id]


def test_an_answer_goes_on_into_a_chat_that_was_put_into_the_trash(store):
    chat, answer = begin(store)
    store.organising.delete([chat.id])
    store.answers.append(answer.id, "more")
    assert emptied(store, datetime.now(UTC)) == 0  # not while it is written
    store.answers.finish(answer.id, "more and more", Status.DONE, RECORD)
    store.organising.restore([chat.id])
    assert last(store, chat).text == "more and more"
    store.organising.delete([chat.id])
    assert emptied(store, datetime.now(UTC)) == 1


def test_a_hash_reaches_all_answers_by_that_file_and_no_others(store, tmp_path):
    path = tmp_path / "model.gguf"
    path.write_bytes(b"first")
    by_first = [begin(store) for _ in range(2)]
    for _, answer in by_first:
        store.answers.finish(answer.id, "t", Status.DONE, replace(RECORD, model_path=str(path)))
    first = path.stat()
    path.write_bytes(b"second, longer")
    chat, answer = begin(store)
    store.answers.finish(answer.id, "t", Status.DONE, replace(RECORD, model_path=str(path)))
    store.answers.keep_hash(str(path), first.st_size, first.st_mtime_ns, "a" * 64)
    assert [last(store, c).record.model_sha256 for c, _ in by_first] == ["a" * 64] * 2
    assert last(store, chat).record.model_sha256 is None


def test_an_answer_carries_a_hash_that_was_known_before(store, tmp_path):
    path = tmp_path / "model.gguf"
    path.write_bytes(b"x")
    found = path.stat()
    store.answers.keep_hash(str(path), found.st_size, found.st_mtime_ns, "b" * 64)
    chat, answer = begin(store)
    store.answers.finish(answer.id, "t", Status.DONE, replace(RECORD, model_path=str(path)))
    assert last(store, chat).record.model_sha256 == "b" * 64


def test_an_answer_belongs_to_the_file_that_began_it_though_it_is_replaced_meanwhile(store, tmp_path):
    path = tmp_path / "model.gguf"
    path.write_bytes(b"began")
    found = path.stat()
    record = replace(RECORD, model_path=str(path))
    chat, answer = begin(store)
    store.answers.note(answer.id, record)
    path.write_bytes(b"another file")
    store.answers.finish(answer.id, "t", Status.DONE, record)
    store.answers.keep_hash(str(path), found.st_size, found.st_mtime_ns, "c" * 64)
    assert last(store, chat).record.model_sha256 == "c" * 64


def test_an_answer_keeps_the_names_its_model_had(store):
    chat, answer = begin(store)
    store.answers.finish(answer.id, "t", Status.DONE, RECORD)
    other, second = begin(store)
    store.answers.finish(second.id, "t", Status.DONE, replace(RECORD, model_name="Renamed", quant="Q8_0"))
    assert last(store, chat).record == RECORD
    assert last(store, other).record.model_name == "Renamed"

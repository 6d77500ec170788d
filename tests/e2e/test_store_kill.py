"""A process that writes is killed at any moment; nothing that it was told to be stored may be lost.

FIRESIDE_KILL_ROUNDS sets how often (10 unless told; a thousand take about twenty minutes).
"""

import multiprocessing
import os
import random
import time
from contextlib import closing
from dataclasses import dataclass

from desktop.core.chat import AnswerRecord, Finish, Role, Status
from desktop.store.chats import NewMessage
from desktop.store.opening import open_store

ROUNDS = int(os.environ.get("FIRESIDE_KILL_ROUNDS", "10"))
PACE = 0.05  # seconds between two parts of an answer, in every second round; as fast as possible in others
RECORD = AnswerRecord("Small 1B", "/nowhere/small.gguf", quant="Q4_K_M")


@dataclass
class Expected:
    """What a child was told to be stored of one answer."""

    chat: int
    text: str = ""
    thinking: str = ""
    finished: bool = False


def stream(path, owner, pace, pipe):
    """In the child: answer without end, and say what has been stored after each step."""
    chance = random.Random(owner)
    store = open_store(path, owner, lambda other: False)
    chat = store.chats.new_chat(owner)
    parent = None
    while True:
        question = store.chats.add(chat.id, NewMessage(parent, Role.USER, "质问 " * 50))
        answer = store.chats.add(chat.id, NewMessage(question.id, Role.ASSISTANT, "", Status.STREAMING))
        parent, whole = answer.id, {"text": "", "thinking": ""}
        pipe.send(("began", answer.id, chat.id))
        for _ in range(1 + (chance.random() < 0.3)):
            go_on(store, pipe, answer.id, whole, parts(chance, pace))
        if chance.random() < 0.3:
            store.database.checkpoint()


def parts(chance, pace):
    """Give some pieces of an answer, each with its kind."""
    for number in range(chance.randrange(1, 40)):
        kind = "thinking" if chance.random() < 0.4 else "text"
        yield kind, f"{number} répónse 🚄 " * chance.randrange(1, 200)
        time.sleep(pace)


def go_on(store, pipe, answer, whole, more):
    """Write pieces of an answer and end it; one that has ended goes on."""
    if any(whole.values()):
        store.answers.resume(answer)
        pipe.send(("resumed", answer, None))
    for kind, part in more:
        store.answers.append(answer, part, thinking=kind == "thinking")
        pipe.send((kind, answer, part))
        whole[kind] += part
    store.answers.finish(answer, whole["text"], Status.DONE, RECORD, whole["thinking"])
    pipe.send(("finished", answer, len(whole["text"])))


def run_and_kill(path, owner, seed):
    """Let a child write until some moment; give what it had said when it was killed."""
    chance = random.Random(seed)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=stream, args=(path, owner, PACE if seed % 2 else 0, there))
    child.start()
    there.close()
    said = [here.recv() for _ in range(chance.randrange(5, 15 if seed % 2 else 120))]
    time.sleep(chance.random() / 50)  # not always right after something was stored
    child.kill()
    child.join()
    with closing(here):
        try:
            while True:
                said.append(here.recv())
        except (EOFError, OSError):  # OSError: killed in the middle of saying it, so it was not said
            return said


def note(said, expected):
    for what, answer, value in said:
        match what:
            case "began":
                expected[answer] = Expected(value)
            case "text":
                expected[answer].text += value
            case "thinking":
                expected[answer].thinking += value
            case "resumed":
                expected[answer].finished = False
            case "finished":
                assert len(expected[answer].text) == value
                expected[answer].finished = True


def check(found, expected):
    """Compare an answer in the database with what its child was told."""
    assert found.text.startswith(expected.text)
    assert found.thinking.startswith(expected.thinking)
    if expected.finished and found.status is Status.DONE:
        assert (found.text, found.thinking, found.record) == (expected.text, expected.thinking, RECORD)
    elif found.status is Status.FAILED:  # also an answer that went on, killed before the child could say so
        assert found.record.finish is Finish.INTERRUPTED
    else:  # the end was stored, and the child killed before it could say so
        assert found.status is Status.DONE


def test_a_kill_at_any_moment_loses_nothing_that_was_stored(tmp_path):
    path = tmp_path / "chats.db"
    expected = {}
    for number in range(ROUNDS):
        note(run_and_kill(path, f"child {number}", number), expected)
        store = open_store(path, "parent", lambda owner: False)
        recovered = store.answers.recover()
        assert len(recovered) <= 1  # one child, one answer at a time
        for chat in {each.chat for each in expected.values()}:
            for message in store.chats.messages(chat):
                assert message.status is not Status.STREAMING
                if message.id in expected:
                    check(message, expected[message.id])
        shown = {m.id for chat in store.chats.chats() for m in store.chats.messages(chat.id)}
        assert set(expected) <= shown
        store.close()
    assert any(each.text and not each.finished for each in expected.values())  # it was worth it
    assert any(each.finished for each in expected.values())

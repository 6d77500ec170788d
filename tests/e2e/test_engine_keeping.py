"""Coming back to a chat does not read it again: from memory, and after a restart from the disk."""

from __future__ import annotations

import time

import pytest

from desktop.bench.made_model import Made, write
from desktop.core.chat import Adapter, Finish
from desktop.core.sampling import Sampling
from desktop.engine.llama import Backend
from desktop.engine.protocol import Delta, Finished, Forget, Loaded, Prompting
from desktop.hub.installed import starter
from tests.fakes.engine_process import RealEngine

MODEL = starter()
MADE = Made(
    "llama", 2, 64, 128, 2, 1, 32, 1000, spread=0.2
)  # reads in no time what the starter reads in seconds
LONG = "Here is what happened at the lake. " + "The fire burned low and the night was long. " * 26
OTHER = "A quite different question about the sea. " + "Waves come and go, and the wind is cold. " * 26
NEXT = "And what came then?"
SHORT = Sampling(temperature=0, max_tokens=12)
MEMORY = 1 << 30


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "made.gguf"
    write(path, MADE)
    return path


@pytest.fixture
def engines(made):
    running = []

    def begin(folder=None, memory=MEMORY, model=made):
        engine = RealEngine(Backend)
        running.append(engine)
        assert isinstance(engine.end(engine.load(model, 2048, snapshot_memory=memory, states=folder)), Loaded)
        return engine

    yield begin
    for engine in running:
        engine.client.close()


def ask(engine, *texts, chat="chat-1"):
    """Give the text of an answer and its usage."""
    request = engine.generate(*texts, sampling=SHORT, chat=chat)
    finished = engine.end(request)
    assert isinstance(finished, Finished)
    return engine.text(request), finished.usage


def wait_for(condition):
    end = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)  # another process writes; there is nothing else to wait for


def test_switching_between_chats_takes_the_state_from_memory(engines):
    engine = engines()
    first, usage = ask(engine, LONG)
    assert usage.reused_tokens == 0
    ask(engine, OTHER, chat="chat-2")
    again, usage = ask(engine, LONG, first, NEXT)
    assert usage.reused_tokens > 250
    assert usage.prompt_tokens - usage.reused_tokens < 200 < usage.reused_tokens
    _, usage = ask(engine, OTHER, again, NEXT, chat="chat-2")
    assert usage.reused_tokens > 250


def test_a_state_from_memory_gives_the_same_answer_as_reading_again(engines):
    engine, fresh = engines(), engines(memory=0)
    first, _ = ask(engine, LONG)
    ask(engine, OTHER, chat="chat-2")
    kept, usage = ask(engine, LONG, first, NEXT)
    read, without = ask(fresh, LONG, first, NEXT)
    assert usage.reused_tokens > 250
    assert without.reused_tokens == 0
    assert kept == read


def test_without_memory_for_it_a_chat_is_read_again(engines):
    engine = engines(memory=0)
    first, _ = ask(engine, LONG)
    ask(engine, OTHER, chat="chat-2")
    assert ask(engine, LONG, first, NEXT)[1].reused_tokens < 50


@pytest.mark.skipif(MODEL is None, reason="the starter model is not installed")
def test_a_restart_takes_the_state_from_the_disk(engines, tmp_path):
    engine = engines(tmp_path, model=MODEL.path)
    first, _ = ask(engine, LONG)
    engine.client.close()  # writes at the end
    again = engines(tmp_path, model=MODEL.path)
    text, usage = ask(again, LONG, first, NEXT)
    assert usage.reused_tokens > 250
    assert usage.prompt_tokens - usage.reused_tokens < 50
    assert text == ask(engines(memory=0, model=MODEL.path), LONG, first, NEXT)[0]


def test_the_state_is_written_when_nobody_waits_so_a_kill_loses_nothing(engines, tmp_path):
    engine = engines(tmp_path)
    first, _ = ask(engine, LONG)
    wait_for(lambda: list(tmp_path.glob("chat-1.*.kv")))
    engine.client.kill()
    _, usage = ask(engines(tmp_path), LONG, first, NEXT)
    assert usage.reused_tokens > 250


def test_a_damaged_file_only_costs_time(engines, tmp_path):
    engine = engines(tmp_path)
    first, _ = ask(engine, LONG)
    engine.client.close()
    (path,) = tmp_path.glob("*.kv")
    path.write_bytes(path.read_bytes()[:-1])
    _, usage = ask(engines(tmp_path), LONG, first, NEXT)
    assert usage.reused_tokens == 0


def test_a_chat_that_leaves_no_trace_leaves_none(engines, tmp_path):
    engine = engines(tmp_path)
    ask(engine, LONG, chat="")
    engine.client.close()
    assert list(tmp_path.glob("*.kv")) == []


def test_a_chat_that_is_forgotten_is_not_written_again(engines, tmp_path):
    engine = engines(tmp_path)
    ask(engine, LONG)
    wait_for(lambda: list(tmp_path.glob("chat-1.*.kv")))
    engine.client.send(Forget("chat-1"))
    wait_for(lambda: not list(tmp_path.glob("*.kv")))
    engine.client.close()
    assert list(tmp_path.glob("*.kv")) == []


def test_another_model_does_not_take_the_state(engines, made, tmp_path):
    other = tmp_path / "other.gguf"
    data = bytearray(made.read_bytes())
    data[-1] ^= 1  # the same model but for one weight
    other.write_bytes(data)
    states = tmp_path / "states"
    engine = engines(states)
    first, _ = ask(engine, LONG)
    engine.client.close()
    _, usage = ask(engines(states, model=other), LONG, first, NEXT)
    assert usage.reused_tokens == 0


def test_a_folder_that_cannot_be_written_is_of_no_consequence(engines, tmp_path):
    blocked = tmp_path / "states"
    blocked.write_text("a file where the folder should be")
    engine = engines(blocked)
    first, _ = ask(engine, LONG)
    assert ask(engine, LONG, first, NEXT)[1].reused_tokens > 250


def test_a_load_that_keeps_nothing_writes_nothing_of_the_model_before(engines, made, tmp_path):
    engine = engines(tmp_path)
    ask(engine, LONG)
    for path in tmp_path.glob("*.kv"):
        path.unlink()
    assert isinstance(engine.end(engine.load(made, 2048, states=None)), Loaded)
    assert list(tmp_path.glob("*.kv")) == []


def test_a_chat_loses_nothing_by_what_is_asked_aside(engines, tmp_path):
    plain, engine = engines(), engines(tmp_path)
    for each in (plain, engine):
        first, _ = ask(each, LONG)
    aside = engine.generate(LONG, first, "A title?", sampling=SHORT, chat="chat-1", aside=True)
    finished = engine.end(aside)
    assert finished.usage.reused_tokens > 250
    assert engine.text(aside)
    assert not [e for e in engine.heard if isinstance(e, Prompting) and e.request == aside]
    (text, usage), (expected, without) = (ask(each, LONG, first, NEXT) for each in (engine, plain))
    assert (text, usage.reused_tokens) == (expected, without.reused_tokens)


def test_any_other_command_ends_what_is_asked_aside(engines):
    engine = engines()
    first, _ = ask(engine, LONG)
    endless = Sampling(temperature=0, max_tokens=1500)
    aside = engine.generate(LONG, first, "A title?", sampling=endless, ignore_end=True, aside=True)
    engine.first(Delta, aside)
    _, usage = ask(engine, LONG, first, NEXT)
    assert usage.reused_tokens > 250
    assert engine.end(aside).finish is Finish.CANCELLED


def test_a_chat_with_other_adapters_is_not_asked_aside(engines):
    engine = engines()
    first, _ = ask(engine, LONG)
    request = engine.generate(OTHER, aside=True, adapters=(Adapter("/nowhere.gguf"),))
    assert not isinstance(engine.end(request), Finished) or engine.end(request).finish is Finish.CANCELLED
    assert ask(engine, LONG, first, NEXT)[1].reused_tokens > 250

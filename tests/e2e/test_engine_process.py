"""The engine is a process of its own: what it says arrives, and every way of ending is told once."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from pathlib import Path

import pytest

from desktop.core.chat import Finish
from desktop.core.errors import EmptyPrompt, EngineMissing, ModelRefused, NoModel
from desktop.core.sampling import Sampling
from desktop.engine import output
from desktop.engine.client import EngineClient
from desktop.engine.protocol import (
    Begun,
    Broken,
    Cancel,
    Counted,
    Delta,
    Died,
    Failed,
    Finished,
    Load,
    LoadCancelled,
    Loaded,
    Loading,
    PartKind,
    Prompting,
    Ready,
    Rendered,
    Unload,
    Usage,
)
from tests.fakes import scripted
from tests.fakes.engine_process import RealEngine

MODEL = Path("model.gguf")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture
def start():
    """Makes engines that the end of the test closes."""
    engines = []

    def start(backend=scripted.Backend, log_file=None):
        engines.append(RealEngine(backend, log_file))
        return engines[-1]

    yield start
    for engine in engines:
        engine.client.close()


@pytest.fixture
def engine(start):
    return start()


@pytest.fixture
def loaded(engine):
    engine.end(engine.load(MODEL))
    return engine


def test_the_first_command_starts_the_process(engine):
    assert not engine.client.running
    request = engine.load(MODEL)
    assert engine.client.running
    assert isinstance(engine.end(request), Loaded)
    assert engine.first(Ready).pid == engine.client.pid


def test_it_can_be_started_before_there_is_a_command(engine):
    engine.client.start()
    engine.first(Ready)


def test_an_answer_comes_in_order_and_whole(loaded):
    request = loaded.generate("to be or not to be")
    end = loaded.end(request)
    about = [e for e in loaded.heard if getattr(e, "request", None) == request]
    assert isinstance(about[0], Prompting)
    assert loaded.text(request) == "to be or not to be "
    assert about[-1] == end == Finished(request, Finish.STOP, end.usage)
    assert (end.usage.tokens, end.usage.prompt_tokens, end.usage.seed) == (6, 18, 1)
    assert 0 < end.usage.first_token_seconds < 120  # and no milliseconds


def test_fast_tokens_come_in_few_deltas(loaded):
    request = loaded.generate("flood 20000 0")
    usage = loaded.end(request).usage
    deltas = [e for e in loaded.heard if isinstance(e, Delta)]
    assert usage.tokens == 20_000
    assert loaded.text(request) == "".join(f"tok{n} " for n in range(20_000))
    assert deltas[-1].tokens == 20_000
    assert len(deltas) <= 3 + usage.tokens / usage.tokens_per_second / 0.03


def test_slow_tokens_come_one_by_one(loaded):
    loaded.end(loaded.generate("flood 5 20"))
    assert [e.tokens for e in loaded.heard if isinstance(e, Delta)] == [1, 2, 3, 4, 5]


def test_an_answer_ends_at_the_asked_number_of_tokens(loaded):
    text, end = loaded.answer("flood 100 0", sampling=Sampling(max_tokens=3))
    assert (text, end.finish) == ("tok0 tok1 tok2 ", Finish.LENGTH)


def test_stop_ends_an_answer_and_keeps_its_text(loaded):
    request = loaded.generate("flood 100000 500")
    loaded.first(Delta, request)
    loaded.client.send(Cancel(request))
    end = loaded.end(request)
    assert end.finish is Finish.CANCELLED
    assert loaded.text(request) == "".join(f"tok{n} " for n in range(end.usage.tokens))


def test_stop_reaches_an_answer_before_its_turn_at_once(loaded):
    running = loaded.generate("hang")
    waiting = loaded.generate("hello")
    loaded.first(Prompting, running)
    loaded.client.send(Cancel(waiting))
    assert loaded.end(waiting) == Finished(waiting, Finish.CANCELLED, Usage(0, 0, 0, None, None, 0))
    assert not [e for e in loaded.heard if isinstance(e, Finished) and e.request == running]
    loaded.client.send(Cancel(running))
    assert loaded.end(running).finish is Finish.CANCELLED
    assert loaded.text(waiting) == ""


def test_stop_after_the_end_harms_nobody(loaded):
    request = loaded.generate("hello")
    loaded.end(request)
    loaded.client.send(Cancel(request))
    assert loaded.answer("again")[0] == "again "


def test_a_load_tells_how_far_it_is_and_can_be_cancelled(engine):
    request = engine.load(Path("slow.gguf"))
    assert engine.first(Loading, request).fraction == 0.5
    engine.client.send(Cancel(request))
    assert engine.end(request) == LoadCancelled(request)


def test_a_load_can_be_cancelled_before_its_turn(engine):
    first, second = engine.load(Path("slow.gguf")), engine.load(MODEL)
    engine.first(Loading, first)
    engine.client.send(Cancel(second))
    assert engine.end(second) == LoadCancelled(second)
    engine.client.send(Cancel(first))
    assert engine.end(first) == LoadCancelled(first)


def test_what_a_user_can_act_on_comes_as_it_is(loaded):
    assert loaded.answer("")[1].error == EmptyPrompt()
    request = loaded.load(Path("refused.gguf"))
    assert loaded.end(request) == Failed(request, ModelRefused(Path("refused.gguf"), "scripted"))


def test_an_answer_without_a_model_fails_for_the_reason_that_the_load_did(engine):
    assert engine.answer("hi")[1].error == NoModel()
    engine.load(Path("refused.gguf"))
    assert isinstance(engine.answer("hi")[1].error, ModelRefused)
    engine.load(MODEL)
    assert engine.answer("hi")[0] == "hi "
    engine.client.send(Unload())
    assert engine.answer("hi")[1].error == NoModel()


def test_a_bug_is_told_with_its_place_but_without_the_chat(loaded):
    request = loaded.generate("raise secret")
    end = loaded.end(request)
    assert isinstance(end, Broken)
    assert "_raise" in end.details
    assert "RuntimeError" in end.details
    assert "secret" not in end.details
    assert loaded.answer("still there")[0] == "still there "


def test_an_engine_that_cannot_work_says_so_at_the_start_and_to_every_command(start):
    engine = start(scripted.MissingBackend)
    load, generate = engine.load(MODEL), engine.generate("hi")
    assert engine.first(Failed, None) == Failed(None, EngineMissing("scripted"))
    assert engine.end(load) == Failed(load, EngineMissing("scripted"))
    assert engine.end(generate) == Failed(generate, EngineMissing("scripted"))


@posix
@pytest.mark.parametrize("script", ["crash", "hang"])
def test_a_crash_is_told_once_and_the_next_command_starts_anew(loaded, script):
    first = loaded.client.pid
    request = loaded.generate(script)
    if script == "hang":
        loaded.first(Prompting, request)
        os.kill(first, signal.SIGKILL)
    (death,) = loaded.died()
    assert death == Died(-signal.SIGABRT if script == "crash" else -signal.SIGKILL)
    assert not loaded.client.running
    loaded.load(MODEL)
    assert loaded.answer("hello again")[0] == "hello again "
    assert loaded.client.pid != first
    assert len(loaded.deaths()) == 1


@posix
def test_a_crash_while_loading_is_told(engine):
    engine.load(Path("crash.gguf"))
    assert engine.died() == [Died(-signal.SIGABRT)]


def test_killing_ends_an_engine_that_is_deaf(loaded):
    loaded.first(Prompting, loaded.generate("deaf"))
    loaded.client.kill()
    assert len(loaded.died()) == 1


def test_killing_at_once_ends_a_process_that_is_only_starting(engine):
    engine.client.start()
    engine.client.kill()
    assert len(engine.died()) == 1


def test_a_command_sent_after_a_death_that_is_not_told_yet_is_covered_by_it(loaded):
    loaded.client.kill()
    loaded.generate("hello")
    assert len(loaded.died()) == 1
    assert not loaded.client.running


def test_a_send_never_waits_even_for_a_process_that_does_not_listen(loaded):
    pid = loaded.client.pid
    os.kill(pid, signal.SIGSTOP)
    for _ in range(5):
        loaded.generate("x" * 1_000_000)  # more than a pipe holds: to wait would be forever
    loaded.client.kill()
    loaded.died()


def test_a_process_that_does_not_start_is_a_death(engine, monkeypatch, caplog):
    def no_process(self):
        raise OSError("no more processes")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", no_process)
    engine.client.start()
    assert engine.died() == [Died(None)]
    assert "does not start" in caplog.text
    caplog.clear()


def test_closing_leaves_nothing_behind_and_tells_nothing():
    calls = queue.SimpleQueue()
    client = EngineClient(calls.put, scripted.Backend, None)
    heard = []
    client.events.connect(heard.append)
    client.send(Load(client.new_request(), MODEL, 512, 1))
    before = threading.active_count()
    client.close()
    assert threading.active_count() < before
    while not calls.empty():
        calls.get()()
    assert heard == []
    client.start()
    client.send(Unload())
    assert not client.running


def test_closing_an_engine_that_does_not_listen_ends(engine):
    engine.end(engine.load(MODEL))
    engine.first(Prompting, engine.generate("deaf"))
    engine.client.close()
    assert not engine.client.running


def test_closing_twice_or_before_the_start_is_nothing():
    client = EngineClient(lambda call: call(), scripted.Backend, None)
    client.close()
    client.close()
    client.kill()


def test_the_log_takes_all_output_and_no_contents(start, tmp_path):
    log = tmp_path / "logs" / "engine.log"
    engine = start(log_file=log)
    engine.end(engine.load(MODEL))
    engine.answer("stdout marker")
    engine.answer("raise secret")
    engine.client.close()
    text = log.read_text("utf-8")
    for line in ("native marker", "python marker", "error marker", "loaded model.gguf", "RuntimeError"):
        assert line in text
    assert "secret" not in text


def test_a_large_log_is_set_aside(start, tmp_path):
    log = tmp_path / "engine.log"
    log.write_bytes(b"x" * (output.KEPT_BYTES + 1))
    engine = start(log_file=log)
    engine.end(engine.load(MODEL))
    engine.client.close()
    assert log.stat().st_size < 1000
    assert (tmp_path / "engine.log.1").stat().st_size == output.KEPT_BYTES + 1


def test_a_log_that_cannot_be_written_stops_nobody(start, tmp_path):
    (tmp_path / "file").write_text("in the way")
    engine = start(log_file=tmp_path / "file" / "engine.log")
    assert isinstance(engine.end(engine.load(MODEL)), Loaded)


@posix
def test_ctrl_c_in_a_terminal_is_left_to_the_application(loaded):
    os.kill(loaded.client.pid, signal.SIGINT)
    assert loaded.answer("still here")[0] == "still here "


def test_tokens_are_counted_while_an_answer_is_made(loaded):
    answer = loaded.generate("hang")
    loaded.first(Prompting, answer)
    counts = [loaded.count("one two", "", "three"), loaded.count()]
    assert loaded.end(counts[0]) == Counted(counts[0], (2, 0, 1))
    assert loaded.end(counts[1]) == Counted(counts[1], ())
    assert not [e for e in loaded.heard if isinstance(e, Finished)]
    loaded.client.send(Cancel(answer))
    assert loaded.end(answer).finish is Finish.CANCELLED


def test_a_count_that_takes_long_delays_neither_an_answer_nor_its_stop(start):
    engine = start(StuckCounting)
    engine.end(engine.load(MODEL))
    count = engine.count("for ever")
    assert engine.answer("hello")[0] == "hello "
    request = engine.generate("hang")
    engine.first(Prompting, request)
    engine.client.send(Cancel(request))
    assert engine.end(request).finish is Finish.CANCELLED
    assert not [e for e in engine.heard if getattr(e, "request", None) == count]


class StuckCounting(scripted.Backend):
    """Comes to no end when it counts."""

    def count(self, texts):
        threading.Event().wait()


def test_without_a_model_nothing_is_counted_or_laid_out(engine):
    request = engine.count("one")
    assert engine.end(request) == Failed(request, NoModel())
    request = engine.render("one")
    assert engine.end(request) == Failed(request, NoModel())


def test_a_bug_in_counting_is_told_without_the_chat_and_the_next_count_is_made(start):
    engine = start(FailingCounting)
    engine.end(engine.load(MODEL))
    end = engine.end(engine.count("secret"))
    assert isinstance(end, Broken)
    assert "secret" not in end.details
    assert engine.end(engine.count("one")).counts == (1,)


class FailingCounting(scripted.Backend):
    """Fails with what it should keep to itself."""

    def count(self, texts):
        if "secret" in texts:
            raise RuntimeError(texts)
        return super().count(texts)


def test_a_prompt_is_laid_out_as_it_would_be_answered(loaded):
    request = loaded.render("one two", "three", "four")
    assert loaded.end(request) == Rendered(request, "one two\nthree\nfour", 4)
    request = loaded.render("one", begun=Begun("", "two"))
    assert loaded.end(request).text == "one\ntwo"


def test_thinking_and_text_come_apart(loaded):
    request = loaded.generate("think a b | c d")
    usage = loaded.end(request).usage
    assert (loaded.thinking(request), loaded.text(request)) == ("a b", "c d ")
    assert (usage.tokens, usage.thinking_tokens) == (4, 2)
    assert usage.thinking_seconds >= 0
    kinds = [e.kind for e in loaded.heard if isinstance(e, Delta)]
    assert kinds == sorted(kinds, key=[PartKind.THINKING, PartKind.TEXT].index)


def test_told_not_to_think_it_answers_at_once(loaded):
    request = loaded.generate("think a b | c d", thinking=False)
    assert loaded.end(request).usage.thinking_seconds is None
    assert (loaded.thinking(request), loaded.text(request)) == ("", "c d ")


@pytest.mark.parametrize(
    ("script", "begun", "thinking", "text"),
    [
        ("think a b | c d", Begun("a ", ""), "b", "c d "),
        ("think a b | c d", Begun("a b", ""), "", "c d "),
        ("think a b | c d", Begun("a b", "c "), "", "d "),
        ("think a b", Begun("a ", ""), "b ", ""),
        ("one two three", Begun("", "one "), "", "two three "),
    ],
)
def test_a_begun_answer_goes_on_where_it_ended(loaded, script, begun, thinking, text):
    request = loaded.generate(script, begun=begun)
    loaded.end(request)
    assert (loaded.thinking(request), loaded.text(request)) == (thinking, text)


def test_request_numbers_are_never_given_twice(engine):
    assert len({engine.client.new_request() for _ in range(100)}) == 100


@pytest.mark.parametrize("error", [EmptyPrompt(), ModelRefused(MODEL, "no"), EngineMissing("gone")])
def test_errors_survive_the_way_between_processes(error):
    assert pickle.loads(pickle.dumps(Failed(1, error))) == Failed(1, error)

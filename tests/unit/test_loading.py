"""Choosing and loading a model, and what is told when that fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core import errors as e
from desktop.engine.protocol import (
    Broken,
    Cancel,
    Died,
    Failed,
    Generate,
    Load,
    LoadCancelled,
    Loading,
    Ready,
)
from desktop.hub.installed import starter
from desktop.services.models import Stage
from desktop.services.prompts import EngineBug


def test_the_starter_model_is_taken_where_nothing_was_chosen(bench):
    bench.load()
    status = bench.models.status
    assert (status.stage, status.model.path) == (Stage.READY, starter().path)
    assert bench.sent(Load)[0].context_length == 8192


def test_a_chosen_model_that_has_gone_gives_way_to_the_starter(bench):
    bench.models.choose("/no/such/model.gguf")
    assert bench.models.status.model.path == starter().path
    bench.inbox.run_until(lambda: bench.engine.sent)


def test_progress_is_told(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Loading(bench.sent(Load)[0].request, 0.5))
    assert bench.models.status.fraction == 0.5


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", e.NotGguf),
        (b"GGU", e.NotGguf),
        (b"hello world, this is no model", e.NotGguf),
        (b"GGUF", e.ModelError),
    ],
)
def test_a_file_that_is_no_model_is_refused_before_the_engine_sees_it(bench, tmp_path, content, error):
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    bench.models.load(bench.models.library.describe(path))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert isinstance(bench.models.status.error, error)
    assert bench.engine.sent == []


def test_a_truncated_model_is_refused_with_both_sizes(bench, tmp_path):
    path = tmp_path / "cut.gguf"
    path.write_bytes(starter().path.read_bytes()[:5_000_000])
    bench.models.load(bench.models.library.describe(path))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert bench.models.status.error == e.ModelTruncated(path, starter().size, 5_000_000)


def test_a_folder_is_no_model(bench, tmp_path):
    folder = tmp_path / "x.gguf"
    folder.mkdir()
    bench.models.load(bench.models.library.describe(folder))
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    assert bench.models.status.error == e.ModelMissing(folder, is_folder=True)


def test_a_file_that_is_not_there_is_told_at_once(bench):
    with pytest.raises(e.ModelMissing):
        bench.models.library.describe(Path("/no/such.gguf"))


def test_too_little_memory_is_told_with_both_numbers(bench):
    bench.free = 50_000_000
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.models.status.stage is Stage.FAILED)
    error = bench.models.status.error
    assert isinstance(error, e.NotEnoughMemory)
    assert error.needed > error.free == 50_000_000


def test_a_prompt_fails_with_the_reason_why_the_model_does_not_load(bench):
    talk, told = bench.chats.new(), []
    talk.failed.connect(told.append)
    talk.send("Hi")
    bench.inbox.run_until(lambda: bench.engine.sent)
    error = e.ModelRefused(starter().path, "unknown architecture")
    bench.engine.events.emit(Failed(bench.sent(Load)[0].request, error))
    assert told == [error]
    assert not talk.busy


def test_a_death_while_loading_is_tried_once_more_without_special_instructions(bench):
    talk = bench.chats.new()
    talk.send("Hi")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Died(-4))
    first, second = bench.sent(Load)
    assert (first.safe, second.safe) == (False, True)
    assert talk.busy
    bench.loaded()
    assert len(bench.sent(Generate)) == 1


def test_a_second_death_while_loading_is_told(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    bench.engine.events.emit(Died(-4))
    bench.engine.events.emit(Died(-4))
    assert bench.models.status.stage is Stage.FAILED
    assert bench.models.status.error == e.EngineStopped(-4, loading=True)
    assert len(bench.sent(Load)) == 2


def test_an_engine_that_cannot_work_is_told(bench):
    bench.models.choose("")
    bench.engine.events.emit(Failed(None, e.EngineMissing("libgomp.so.1")))
    assert bench.models.status.error == e.EngineMissing("libgomp.so.1")


def test_a_load_can_be_given_up(bench):
    bench.models.choose("")
    bench.inbox.run_until(lambda: bench.engine.sent)
    load = bench.sent(Load)[0]
    bench.models.cancel_load()
    assert bench.engine.sent[-1] == Cancel(load.request)
    bench.engine.events.emit(LoadCancelled(load.request))
    assert bench.models.status.stage is Stage.NONE


def test_what_the_build_can_do_is_known(bench):
    ready = Ready(1, "0.3.36", "CPU : AVX2 = 1", gpu_offload=False)
    bench.engine.events.emit(ready)
    assert bench.models.status.engine == ready


def test_a_bug_in_the_engine_is_not_swallowed(bench):
    bench.load()
    talk = bench.chats.new()
    talk.send("Hi")
    with pytest.raises(EngineBug, match="ZeroDivisionError"):
        bench.engine.events.emit(Broken(bench.sent(Generate)[0].request, "ZeroDivisionError"))
    assert not talk.busy

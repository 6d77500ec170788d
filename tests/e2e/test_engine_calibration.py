"""The engine measures in pauses, gives way to whatever comes, and leaves the chat's context alone."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bench.made_model import Made, write
from desktop.core.load import FlashAttention, KvType, LoadOptions, Tuning
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import Calibrate, Calibrated, Measured
from desktop.engine.llama import Backend
from desktop.engine.native import bindings, calibration
from desktop.engine.native.cache import Cache
from desktop.engine.native.calibration import Calibration
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.protocol import Broken, Finished, Loaded, Unload
from desktop.services import calibrating
from desktop.services.calibrating import Calibrating
from tests.fakes import scripted
from tests.fakes.engine_process import RealEngine

TINY = Made("llama", 2, 64, 128, 2, 1, 32, 1000, spread=0.2)
RECURRENT = Made("mamba", 2, 64, 128, 2, 1, 32, 1000, memory=16)
PROMPT = list(range(300, 500))
FLAG = "FIRESIDE_TEST_CALIBRATING"  # names the file that a measurement makes when it begins


class Measuring(scripted.Backend):
    """Measures until it is told to end; the second time it has found something."""

    def calibrate(self, command):
        flag = Path(os.environ[FLAG])
        if flag.exists():
            return Measured(command.threads[-1], FlashAttention.OFF)
        flag.touch()
        while not self._abort.is_set():
            time.sleep(0.001)
        raise Aborted


class Failing(scripted.Backend):
    def calibrate(self, command):
        raise ZeroDivisionError


@pytest.fixture
def start():
    running = []

    def begin(backend):
        engine = RealEngine(backend)
        running.append(engine)
        return engine

    yield begin
    for engine in running:
        engine.client.close()


@pytest.fixture(params=[TINY, RECURRENT], ids=["attention", "recurrent"])
def runtime(request, tmp_path):
    path = tmp_path / "made.gguf"
    write(path, request.param)
    abort = AbortFlag()
    runtime = Runtime(bindings.open_library(abort), Options(path, 2048, 1), abort, lambda _: None)
    yield runtime, abort
    runtime.close()


def calibrate(engine, threads=(1, 2), **more):
    request = engine.client.new_request()
    engine.client.send(Calibrate(request, threads, flash_attention=False, **more))
    return request


def test_a_question_ends_the_measurement_and_the_next_pause_finishes_it(start, tmp_path, monkeypatch):
    monkeypatch.setenv(FLAG, str(tmp_path / "flag"))
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = calibrate(engine)
    end = time.monotonic() + 120
    while not (tmp_path / "flag").exists():
        assert time.monotonic() < end
        time.sleep(0.01)  # another process makes it; there is nothing else to wait for
    text, end = engine.answer("hello there")
    assert isinstance(end, Finished)
    assert "hello" in text
    assert engine.first(Calibrated, request).measured == Measured(2, FlashAttention.OFF)


def test_without_its_model_a_measurement_comes_to_nothing(start, tmp_path):
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = calibrate(engine)
    engine.client.send(Unload())
    assert engine.first(Calibrated, request).measured is None


def test_a_new_wish_takes_the_place_of_the_old_one(start, tmp_path):
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = calibrate(engine)
    calibrate(engine)
    assert engine.first(Calibrated, request).measured is None


def test_a_bug_in_the_measurement_is_told_and_the_engine_goes_on(start, tmp_path):
    engine = start(Failing)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = calibrate(engine)
    assert engine.first(Broken, request)
    assert isinstance(engine.answer("hello")[1], Finished)


def test_llama_is_measured_through_the_whole_engine(start, tmp_path):
    path = tmp_path / "made.gguf"
    write(path, TINY)
    engine = start(Backend)
    assert isinstance(engine.end(engine.load(path)), Loaded)
    request = calibrate(engine, threads=(1,))
    assert engine.first(Calibrated, request).measured == Measured(1, FlashAttention.AUTO)


def test_what_the_engine_has_measured_is_stored_for_the_next_load(start, tmp_path, monkeypatch):
    monkeypatch.setattr(calibrating, "thread_candidates", lambda: (1,))
    path, file = tmp_path / "made.gguf", tmp_path / "calibration.json"
    write(path, TINY)
    engine = start(Backend)
    service = Calibrating(engine.client, file, lambda _: LoadOptions())
    loaded = engine.end(engine.load(path, tuning=Tuning(kv_type=KvType.Q8_0)))  # leaves flash attention out
    assert isinstance(loaded, Loaded)
    engine.first(Calibrated)
    assert service.options(path).threads == 1
    assert str(path) in file.read_text()


def test_measuring_leaves_the_context_of_the_chat_as_it_was(runtime, monkeypatch):
    runtime, abort = runtime
    monkeypatch.setattr(calibration, "UNDISTURBED", 0.0)  # whatever else this machine does
    monkeypatch.setattr(calibration, "MEMORY", 0)  # whatever is free
    cache = Cache(runtime, abort)
    cache.process(PROMPT, lambda done, total: None)
    expected = logits_after(runtime, cache)
    cache.clear()
    cache.process(PROMPT, lambda done, total: None)
    measured = Calibration(runtime, abort).measure(Calibrate(1, (1, 2), flash_attention=True, seconds=60))
    assert measured.threads in (1, 2)
    known = (FlashAttention.AUTO,) if runtime.recurrent else (FlashAttention.ON, FlashAttention.OFF)
    assert measured.flash_attention in known
    assert logits_after(runtime, cache) == expected


def logits_after(runtime, cache):
    """Go on with two more tokens."""
    assert cache.process([*PROMPT, 7, 8], lambda done, total: None) == len(PROMPT)
    return runtime.api.llama_get_logits_ith(runtime.context, -1)[: runtime.vocabulary_size]


def test_no_time_leaves_everything_as_it_is(runtime, monkeypatch):
    runtime, abort = runtime
    monkeypatch.setattr(calibration, "UNDISTURBED", 0.0)
    monkeypatch.setattr(calibration, "MEMORY", 0)  # whatever is free
    assert Calibration(runtime, abort).measure(Calibrate(1, (1, 2), flash_attention=True, seconds=0)) is None
    one = Calibration(runtime, abort).measure(Calibrate(1, (1,), flash_attention=True, seconds=0))
    assert one == Measured(1, FlashAttention.AUTO)


def test_a_flag_that_is_set_ends_a_measurement(runtime):
    runtime, abort = runtime
    abort.set()
    with pytest.raises(Aborted):
        Calibration(runtime, abort).measure(Calibrate(1, (1, 2), flash_attention=True))


def test_what_one_pause_has_found_is_kept_for_the_next(runtime, monkeypatch):
    runtime, abort = runtime
    monkeypatch.setattr(calibration, "UNDISTURBED", 0.0)
    monkeypatch.setattr(calibration, "MEMORY", 0)  # whatever is free
    measuring = Calibration(runtime, abort)
    command = Calibrate(1, (1, 2), flash_attention=True, seconds=60)
    found = measuring.measure(replace(command, flash_attention=False)).threads
    monkeypatch.setattr(measuring, "_threads", lambda *_: pytest.fail("the threads are measured anew"))
    assert measuring.measure(command).threads == found


def test_flash_attention_is_compared_within_the_usual_time(tmp_path, monkeypatch):
    """A prompt as long as the comparison needs would take longer than there is."""
    path = tmp_path / "made.gguf"
    write(path, Made("llama", 8, 512, 1024, 8, 4, 64, 1000))
    abort = AbortFlag()
    runtime = Runtime(bindings.open_library(abort), Options(path, 512, 1), abort, lambda _: None)
    monkeypatch.setattr(calibration, "UNDISTURBED", 0.0)
    monkeypatch.setattr(calibration, "MEMORY", 0)  # whatever is free
    try:
        computed = []
        fill = calibration.Scratch.fill
        monkeypatch.setattr(
            calibration.Scratch, "fill", lambda *given: (computed.append(given[1]), fill(*given))
        )
        measured = Calibration(runtime, abort).measure(Calibrate(1, (1,), flash_attention=True, seconds=60))
    finally:
        runtime.close()
    assert measured.flash_attention in (FlashAttention.ON, FlashAttention.OFF)
    assert sum(computed) < 100


def test_a_machine_with_other_work_is_measured_later(runtime, monkeypatch):
    runtime, abort = runtime
    monkeypatch.setattr(calibration, "UNDISTURBED", 100.0)  # more than there can be
    with pytest.raises(Aborted):
        Calibration(runtime, abort).measure(Calibrate(1, (1, 2), flash_attention=False))

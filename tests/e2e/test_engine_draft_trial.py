"""What a draft model is worth is measured in pauses, beside the chat, and gives way to whatever comes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from desktop.bench.made_model import Made, write
from desktop.core.companion_errors import DraftProblem, DraftUnsuitable
from desktop.core.draft_models import Tried
from desktop.core.sampling import Sampling
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.calibrate import Calibrate, Calibrated, DraftTried, TryDraft
from desktop.engine.llama import Backend
from desktop.engine.native import bindings, draft_trial
from desktop.engine.native.cache import Cache
from desktop.engine.native.draft_trial import DraftTrial, Spent, tried
from desktop.engine.native.runtime import Options, Runtime
from desktop.engine.native.steps import Drafted
from desktop.engine.native.tokens import Tokenizer
from desktop.engine.protocol import Failed, Finished, Unload
from tests.fakes import scripted
from tests.fakes.engine_process import RealEngine

TARGET = Made("llama", 2, 64, 128, 2, 1, 32, 1000, spread=0.2)
DRAFT = Made("llama", 1, 64, 128, 2, 1, 32, 1000)
PROMPT = list(range(300, 500))
FLAG = "FIRESIDE_TEST_DRAFTING"  # names the file that a measurement makes when it begins


class Measuring(scripted.Backend):
    """Measures until it is told to end; the second time it has found something."""

    def try_draft(self, command):
        if command.draft.stem == "other":
            raise DraftUnsuitable(command.draft, DraftProblem.VOCABULARY)
        flag = Path(os.environ[FLAG])
        if flag.exists():
            return Tried(1.5, 0.8)
        flag.touch()
        while not self._abort.is_set():
            time.sleep(0.001)
        raise Aborted


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


@pytest.fixture
def bench(tmp_path):
    target, draft = tmp_path / "target.gguf", tmp_path / "draft.gguf"
    write(target, TARGET)
    write(draft, DRAFT)
    abort = AbortFlag()
    runtime = Runtime(bindings.open_library(abort), Options(target, 2048, 1), abort, lambda _: None)
    trial = DraftTrial(runtime, Tokenizer(runtime), lambda path: Options(path, 2048, 1), abort)
    yield runtime, trial, abort, draft
    runtime.close()


def ask(engine, draft, **more):
    request = engine.client.new_request()
    engine.client.send(TryDraft(request, draft, **more))
    return request


def test_a_question_ends_the_measurement_and_the_next_pause_finishes_it(start, tmp_path, monkeypatch):
    monkeypatch.setenv(FLAG, str(tmp_path / "flag"))
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = ask(engine, tmp_path / "d.gguf")
    end = time.monotonic() + 30
    while not (tmp_path / "flag").exists():
        assert time.monotonic() < end
        time.sleep(0.01)  # another process makes it; there is nothing else to wait for
    assert isinstance(engine.answer("hello there")[1], Finished)
    calibration = engine.client.new_request()
    engine.client.send(Calibrate(calibration, (1, 2), flash_attention=False))
    assert engine.first(DraftTried, request).tried == Tried(1.5, 0.8)
    assert engine.first(Calibrated, calibration).measured is None  # in the same pause


def test_a_file_that_cannot_draft_is_told_and_the_engine_goes_on(start, tmp_path):
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    draft = tmp_path / "other.gguf"
    error = engine.first(Failed, ask(engine, draft)).error
    assert error == DraftUnsuitable(draft, DraftProblem.VOCABULARY)
    assert isinstance(engine.answer("hello")[1], Finished)


def test_without_its_model_a_measurement_comes_to_nothing(start, tmp_path, monkeypatch):
    monkeypatch.setenv(FLAG, str(tmp_path / "flag"))
    engine = start(Measuring)
    engine.end(engine.load(tmp_path / "m.gguf"))
    request = ask(engine, tmp_path / "d.gguf")
    engine.client.send(Unload())
    assert engine.first(DraftTried, request).tried is None


def test_llama_tries_a_draft_model_through_the_whole_engine(start, tmp_path):
    target, draft = tmp_path / "target.gguf", tmp_path / "draft.gguf"
    write(target, TARGET)
    write(draft, DRAFT)
    engine = start(Backend)
    engine.end(engine.load(target, 512))
    request = ask(engine, draft, seconds=0.0)  # it is loaded, and there is no time left
    assert engine.first(DraftTried, request).tried is None
    assert isinstance(engine.answer("Hi", sampling=Sampling(max_tokens=4))[1], Finished)


def test_both_ways_make_the_same_text_and_the_chat_is_not_touched(bench, monkeypatch):
    runtime, trial, abort, draft = bench
    monkeypatch.setattr(draft_trial, "UNDISTURBED", 0.0)
    cache = Cache(runtime, abort)
    cache.process(PROMPT, lambda done, total: None)
    found = trial.measure(TryDraft(1, draft))
    assert found.ratio > 0
    assert 0 <= found.accepted <= 1
    assert cache.process([*PROMPT, 5], lambda done, total: None) == len(PROMPT)
    assert len(cache.tokens) == len(PROMPT) + 1


def test_a_model_that_is_too_slow_for_the_time_is_not_judged(bench):
    _, trial, _, draft = bench
    assert trial.measure(TryDraft(1, draft, seconds=0.0)) is None


def test_an_abort_ends_it_and_what_was_measured_of_a_text_stays(bench, monkeypatch):
    _, trial, abort, draft = bench
    monkeypatch.setattr(draft_trial, "UNDISTURBED", 0.0)
    measured, plain = [], DraftTrial._text

    def text(self, *arguments):
        measured.append(arguments[1])
        if len(measured) == 2:
            abort.set()
        return plain(self, *arguments)

    monkeypatch.setattr(DraftTrial, "_text", text)
    with pytest.raises(Aborted):
        trial.measure(TryDraft(1, draft))
    abort.clear()
    assert trial.measure(TryDraft(1, draft)) is not None
    assert measured == [draft_trial.PROSE, draft_trial.CODE, draft_trial.CODE]


def test_where_another_program_has_the_processor_nothing_is_learned(bench, monkeypatch):
    _, trial, _, draft = bench
    monkeypatch.setattr(draft_trial, "UNDISTURBED", 1000.0)
    with pytest.raises(Aborted):
        trial.measure(TryDraft(1, draft))


def test_a_model_of_another_vocabulary_is_refused(bench, tmp_path):
    _, trial, _, _ = bench
    path = tmp_path / "other.gguf"
    write(path, Made("llama", 1, 64, 128, 2, 1, 32, 2000))
    with pytest.raises(DraftUnsuitable):
        trial.measure(TryDraft(1, path))


def test_the_texts_are_put_together_by_their_seconds():
    texts = [Spent(2.0, 1.0, Drafted(10, 8)), Spent(1.0, 1.0, Drafted(10, 2))]
    assert tried(texts) == Tried(1.5, 0.5)
    assert tried(texts).faster
    assert not tried([Spent(1.09, 1.0, Drafted(1, 1))]).faster
    assert tried([Spent(1.0, 0.0, Drafted())]).ratio == 0.0

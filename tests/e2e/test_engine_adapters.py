"""LoRA adapters in the engine: per answer, with a scale; nothing that was read with others is reused."""

from __future__ import annotations

import os

import pytest

from desktop.bench.made_model import Made, write
from desktop.core.chat import Adapter
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.core.sampling import Sampling
from desktop.engine.llama import Backend
from desktop.engine.protocol import Failed, Loaded
from desktop.hub.installed import starter
from tests.fakes import gguf
from tests.fakes.engine_process import RealEngine

MODEL = starter()
MADE = Made("llama", 2, 64, 128, 2, 1, 32, 1000, spread=0.2)
GREEDY = Sampling(temperature=0, max_tokens=16)
SHAPES = {"blk.0.attn_q.weight": (64, 64), "blk.1.ffn_down.weight": (128, 64)}
REAL = {f"blk.{layer}.attn_q.weight": (576, 576) for layer in range(0, 30, 4)}
LONG = "Tell me what you know of lakes, hills and fires. " * 12
QUESTION = "Write a sentence about a lake."


@pytest.fixture
def one(tmp_path):
    path = tmp_path / "one.gguf"
    path.write_bytes(gguf.lora(SHAPES))
    return str(path)


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.gguf"
    path.write_bytes(gguf.lora(SHAPES, rank=1, seed=9))
    return str(path)


@pytest.fixture
def states(tmp_path):
    return tmp_path / "states"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "made.gguf"
    write(path, MADE)
    return path


@pytest.fixture
def engine(warm, model, states):
    load(warm, model, states)
    return warm


def load(engine, model, states):
    loaded = engine.end(engine.load(model, 4096, states=states, snapshot_memory=1 << 28))
    assert isinstance(loaded, Loaded)


def ask(engine, *adapters, question=QUESTION, **more):
    return engine.answer(question, sampling=GREEDY, adapters=adapters, **more)


def test_a_scale_of_nothing_is_as_good_as_no_adapter(engine, one):
    plain = ask(engine)[0]
    assert ask(engine, Adapter(one, 0.0))[0] == plain
    assert ask(engine, Adapter(one, float("nan")))[0] == plain


def test_an_adapter_changes_the_answer_and_without_it_all_is_as_before(engine, one):
    plain = ask(engine)[0]
    assert ask(engine, Adapter(one, 1.0))[0] != plain
    assert ask(engine)[0] == plain


def test_the_scale_counts(engine, one):
    answers = {ask(engine, Adapter(one, scale))[0] for scale in (0.0, 0.5, -1.0, 2.0)}
    assert len(answers) >= 3


def test_several_adapters_work_together(engine, one, other):
    both = ask(engine, Adapter(one, 1.0), Adapter(other, 1.0))[0]
    assert both not in (ask(engine, Adapter(one, 1.0))[0], ask(engine, Adapter(other, 1.0))[0])


def test_nothing_that_was_read_with_other_adapters_is_reused(engine, one):
    reads = [
        ask(engine, *adapters, question=LONG, chat="mixed")[1].usage.reused_tokens
        for adapters in ((), (), (Adapter(one, 1.0),), (Adapter(one, 1.0),), (Adapter(one, 0.5),), ())
    ]
    prompt = ask(engine, question=LONG)[1].usage.prompt_tokens
    assert [0 if reused < 64 else 1 for reused in reads] == [0, 1, 0, 1, 0, 1]
    assert prompt > 100


def test_what_was_kept_on_the_disk_is_kept_for_each_set_of_adapters(engine, model, one, states):
    def read(*adapters):
        return ask(engine, *adapters, question=LONG * 2, chat="kept")[1].usage.reused_tokens

    read()
    read(Adapter(one, 1.0))
    load(engine, model, states)
    assert len(list(states.glob("kept.*"))) == 2
    assert read(Adapter(one, 0.5)) < 64
    assert read(Adapter(one, 1.0)) > 200
    assert read() > 200


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_refused_and_nothing_waits_for_it(engine, tmp_path):
    path = tmp_path / "pipe.gguf"
    os.mkfifo(path)
    assert failure(engine, path) == AdapterUnsuitable(path, AdapterProblem.MISSING)


def failure(engine, path):
    end = ask(engine, Adapter(str(path), 1.0))[1]
    assert isinstance(end, Failed)
    return end.error


def test_a_file_that_has_gone_is_told_and_the_engine_lives(engine, tmp_path):
    path = tmp_path / "gone.gguf"
    assert failure(engine, path) == AdapterUnsuitable(path, AdapterProblem.MISSING)
    assert failure(engine, tmp_path) == AdapterUnsuitable(tmp_path, AdapterProblem.MISSING)
    assert ask(engine)[0]


HOSTILE = {
    "empty": (b"", AdapterProblem.NOT_ADAPTER),
    "text": (b"hello, I am no adapter", AdapterProblem.NOT_ADAPTER),
    "only the magic": (b"GGUF", AdapterProblem.REFUSED),
    "a model": (gguf.tiny_model(), AdapterProblem.REFUSED),
    "another architecture": (gguf.lora(SHAPES, **{"general.architecture": "gemma3"}), AdapterProblem.REFUSED),
    "no type": (gguf.lora(SHAPES, **{"general.type": None}), AdapterProblem.REFUSED),
    "other sizes": (gguf.lora({"blk.0.attn_q.weight": (32, 32)}), AdapterProblem.REFUSED),
    "an unknown tensor": (gguf.lora({"blk.99.attn_q.weight": (64, 64)}), AdapterProblem.REFUSED),
    "cut short": (gguf.lora(SHAPES)[:-500], AdapterProblem.REFUSED),
    "cut in the header": (gguf.lora(SHAPES)[:300], AdapterProblem.REFUSED),
}


def test_a_hostile_file_is_refused_and_the_engine_lives(engine, tmp_path):
    path = tmp_path / "hostile.gguf"
    for name, (data, problem) in HOSTILE.items():
        path.write_bytes(data)
        error = failure(engine, path)
        assert (error.path, error.problem) == (path, problem), name
        assert ask(engine)[0], name
    assert engine.deaths() == []


def test_a_file_that_has_changed_is_read_again(engine, tmp_path):
    path = tmp_path / "changing.gguf"
    path.write_bytes(gguf.lora(SHAPES))
    first = ask(engine, Adapter(str(path), 1.0))[0]
    path.write_bytes(gguf.lora(SHAPES, seed=77, strength=0.9))
    assert ask(engine, Adapter(str(path), 1.0))[0] != first


@pytest.mark.skipif(MODEL is None, reason="the starter model is not installed")
def test_the_starter_model_answers_with_an_adapter(tmp_path):
    path = tmp_path / "real.gguf"
    path.write_bytes(gguf.lora(REAL))
    engine = RealEngine(Backend)
    try:
        load(engine, MODEL.path, None)
        plain = ask(engine)[0]
        assert ask(engine, Adapter(str(path), 0.0))[0] == plain
        assert ask(engine, Adapter(str(path), 1.0))[0] != plain
    finally:
        engine.client.close()

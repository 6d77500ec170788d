"""The benches of models measure what they say; how fast anything is, is never asserted."""

from __future__ import annotations

import math

import pytest

from desktop.bench import fit, quants, stop
from desktop.bench.made_model import Made, write
from desktop.bench.perplexity import Foreseen, agreement, measure
from desktop.bench.requantise import requantise
from desktop.core.errors import ModelError, ModelMissing
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter

WORDS = 1000
TINY = Made("llama", 2, 64, 128, 2, 1, 32, WORDS)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "tiny.gguf"
    write(path, TINY)
    return path


def test_a_model_that_knows_nothing_is_as_surprised_as_one_that_guesses(tiny):
    foreseen = measure(tiny, 1)
    assert foreseen.vocabulary == WORDS
    assert len(foreseen.likeliest) > 400
    assert math.log(foreseen.perplexity) == pytest.approx(math.log(WORDS), rel=0.1)


def test_a_file_that_cannot_be_loaded_is_told_and_not_waited_for(tmp_path, caplog):
    path = tmp_path / "bad.gguf"
    path.write_bytes(b"GGUF, not really")
    with pytest.raises(ModelError):
        measure(path, 1)


def test_files_are_compared_with_the_largest(tiny, tmp_path):
    larger = tmp_path / "larger.gguf"
    write(larger, Made("llama", 3, 64, 128, 2, 1, 32, WORDS), seed=2)
    results = {result.name: result for result in quants.run([tiny, larger], 1)}
    assert len(results) == 12
    assert results["larger.gguf: perplexity"].ratio == 1.0
    assert results["larger.gguf: agreement on the next token"].value == 1.0
    assert results["tiny.gguf: memory"].ratio < 1.0


def test_a_model_becomes_another_quant(tiny, tmp_path):
    small = tmp_path / "small.gguf"
    requantise(tiny, "Q8_0", small)
    header, before = read_header(small), read_header(tiny)
    assert header.quant == "Q8_0"
    assert header.size < 0.7 * before.size
    assert header.body.vocabulary == before.body.vocabulary
    largest = measure(tiny, 1)
    assert agreement(measure(small, 1), largest) > 0.8


def test_what_is_no_model_becomes_no_quant(tmp_path):
    path = tmp_path / "bad.gguf"
    path.write_bytes(b"GGUF, not really")
    with pytest.raises(ModelError):
        requantise(path, "Q8_0", tmp_path / "small.gguf")


def test_files_agree_where_they_hold_the_same_token_for_the_likeliest():
    one = Foreseen(9.0, (1, 2, 3, 4), 100)
    assert agreement(one, Foreseen(9.0, (1, 2, 0, 4), 100)) == 0.75
    assert agreement(one, Foreseen(9.0, (1, 2, 3, 4), 101)) == 0.0


def test_a_missing_file_is_an_error_for_the_user(tmp_path):
    with pytest.raises(ModelMissing):
        quants.run([tmp_path / "gone.gguf"], 1)


@pytest.mark.skipif(starter() is None, reason="the starter model is not installed")
def test_stops_are_measured_in_answers_and_in_prompts():
    names = [result.name for result in stop.run(None, 1)]
    assert names == [
        "stop while decoding",
        "stop while decoding, slowest",
        "stop while the prompt is processed",
        "stop while the prompt is processed, slowest",
    ]


def test_estimates_stand_beside_what_was_measured(tiny, monkeypatch):
    monkeypatch.setattr(fit, "LENGTHS", (1024,))
    monkeypatch.setattr(fit, "MADE", TINY)
    results = fit.run(tiny)
    assert [result.name for result in results] == ["Made llama F16, 1024 tokens of context"] * 3
    assert all(result.value > 0 and result.reference > 0 for result in results)

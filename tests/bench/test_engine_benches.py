"""The benches of the engine compare like with like; how fast anything is, is never asserted."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from desktop.bench import decode, drafting, prefix, reference, resume
from desktop.bench.bare_loop import BareLoop
from desktop.bench.made_model import Made, write
from desktop.bench.whole_path import WholePath

TINY = Made("llama", 2, 64, 128, 2, 1, 32, 1000, spread=0.2)
SENTENCE = "It burned. "


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "tiny.gguf"
    write(path, TINY)
    return path


DRAFTING = [
    "code repeated with drafts, beside without",
    "code repeated: drafts accepted",
    "a story with drafts, beside without",
]


@pytest.fixture
def short(monkeypatch):
    """Make everything short: a made model takes a token for a letter."""
    monkeypatch.setattr(decode, "LENGTHS", (200, 400))
    monkeypatch.setattr(decode, "STEP", 32)
    monkeypatch.setattr(drafting, "COUNT", 48)
    monkeypatch.setattr(resume, "LONG", "{number}. " + SENTENCE * 40)
    monkeypatch.setattr(prefix, "FIRST", SENTENCE * 40)


def can_build():
    package = importlib.util.find_spec("llama_cpp")
    if package is None or not any(map(shutil.which, reference.COMPILERS)):
        return False
    return (Path(package.origin).parents[1] / "include" / "llama.h").exists()


@pytest.mark.usefixtures("short")
def test_decoding_is_measured_beside_the_bare_loop_where_nothing_can_be_built(tiny, monkeypatch):
    monkeypatch.setattr(reference, "COMPILERS", ())
    monkeypatch.setenv("PATH", "")
    results = decode.run(tiny, 1, None)
    assert [result.name for result in results] == [
        "decode 200 tokens, bare loop",
        "decode 400 tokens, bare loop",
        *DRAFTING,
    ]
    assert all(result.value > 0 and result.reference > 0 for result in results[:2])


@pytest.mark.skipif(not can_build(), reason="no compiler, or no headers of llama.cpp")
@pytest.mark.usefixtures("short")
def test_decoding_is_measured_beside_llama_cpp_itself(tiny):
    results = decode.run(tiny, 2, None)
    names = ["decode 200 tokens, C++", "decode 400 tokens, C++", *DRAFTING]
    assert [result.name for result in results] == names
    assert all(result.value > 0 and result.reference > 0 for result in results[:2])


@pytest.mark.usefixtures("short")
def test_llama_bench_is_asked_for_the_same_depth_and_threads(tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "COMPILERS", ())
    asked = tmp_path / "asked"
    tool = tmp_path / "llama-bench"
    tool.write_text(f'#!/bin/sh\necho "$@" >> {asked}\necho \'[{{"avg_ts": 50.0}}]\'\n')
    tool.chmod(0o755)
    results = decode.run(tiny, 1, tool)
    assert [result.reference for result in results if result.name.endswith("llama-bench")] == [50.0, 50.0]
    assert " -n 200 " in asked.read_text()
    assert " -fa 0 " in asked.read_text()


def test_each_side_generates_the_same_tokens_in_turn(tiny):
    path = WholePath(tiny, 1)
    seen = []
    try:
        assert path.seconds_beside("hi", 400, 8, seen.append) > 0
    finally:
        path.close()
    assert seen == sorted(seen)
    assert len(seen) > 2
    assert seen[-1] == 400


def test_the_bare_loop_keeps_the_prompt_that_it_has(tiny):
    loop = BareLoop(tiny, 512, 1)
    try:
        assert loop.begin(100) > 0
        assert loop.advance(10) > 0
        assert loop.seconds_to_first_token(90, 20) > 0
        assert loop.advance(10) > 0
    finally:
        loop.close()


def test_a_reference_that_ends_is_told(tmp_path):
    program = tmp_path / "reference"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(OSError, match="ended with 1"):
        reference.CppLoop(program, tmp_path / "m.gguf", 1, gpu=False)


@pytest.mark.usefixtures("short")
def test_coming_back_to_a_chat_is_measured_beside_reading_it(tiny):
    results = {result.name: result for result in resume.run(tiny, 1)}
    assert list(results) == [
        "tokens of the chat",
        "first text of the next question",
        "first text after switching back to a chat",
        "chat is back after a switch, slowest",
        "first text after a restart of the engine",
        "chat is back after a restart of the engine",
    ]
    assert results["tokens of the chat"].value > 400
    assert all(result.value > 0 for result in results.values())


@pytest.mark.usefixtures("short")
def test_the_next_question_reuses_nearly_all(tiny):
    first, reused = prefix.run(tiny, 1)
    assert first.reference > 0
    assert reused.value > 0.5

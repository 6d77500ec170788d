"""The benchmarks run and print what is agreed; how fast anything is, is never asserted."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from desktop.bench import library, search, sidebar
from desktop.bench.report import paired, report


def test_a_ratio_is_taken_within_each_round():
    result = paired("x", "s", [1.0, 20.0, 3.0], [2.0, 20.0, 6.0], goal=-0.6)
    assert (result.value, result.reference, result.ratio, result.ok) == (3.0, 6.0, 0.5, True)


def test_a_least_ratio_is_missed_below_it():
    assert paired("x", "tokens/s", [90.0], [100.0], goal=0.95).ok is False
    assert paired("x", "tokens/s", [96.0], [100.0], goal=0.95).ok is True


def test_the_report_has_the_agreed_form():
    made = report("decode", [paired("x", "s", [1.0], [1.0], goal=1)])
    assert made["bench"] == "decode"
    assert made["machine"]["threads"] >= 1
    assert set(made["results"][0]) == {"name", "value", "unit", "reference", "ratio", "goal", "ok"}


def test_the_start_up_benchmark_prints_one_object():
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "bench", "startup", "--rounds", "1", "--json"],
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    assert [result["name"] for result in printed["results"]] == [
        "first frame",
        "a typed letter is seen",
        "chats listed",
        "everything furnished",
        "chats open, everything connected",
        "engine process ready",
    ]
    assert all(result["value"] > 0 and result["reference"] > 0 for result in printed["results"])


def test_the_library_benchmark_lists_every_model_from_the_index():
    listed, anew = library.run(1, count=30)
    assert listed.name == "30 models listed from the index"
    assert listed.value > 0
    assert listed.reference > 0
    assert listed.goal == "value <= 0.3"
    assert anew.reference == listed.reference


def test_the_search_benchmark_compares_with_looking_at_everything_and_with_writing_without_an_index():
    results = {result.name: result for result in search.run(chats=20, rounds=1)}
    kinds = (
        "Latin word",
        "two Latin words",
        "two Chinese characters",
        "phrase",
        "one Chinese character",
        "Latin word and Chinese characters",
        "word with a filter",
        "characters with a filter",
        "filter alone",
        "word, letter by letter",
    )
    ways = ("95 % within", "half within", "99 % within", "processor, 95 % within")
    assert set(results) == {
        *(f"{kind}, {way}" for kind in kinds for way in ways),
        *(f"write, {way}" for way in ("99 % within", "half within", "all within")),
        *(f"write, processor, {way}" for way in ("99 % within", "all within")),
        "database beside its text",
        "index beside the text",
        "opening, beyond an empty one",
        "index made",
        "messages",
    }
    assert results["messages"].value == 200
    assert all(result.value > 0 for name, result in results.items() if not name.startswith("opening"))
    compared = {f"{kind}, 95 % within" for kind in kinds if "letter by letter" not in kind}
    compared |= {"database beside its text", "opening, beyond an empty one"}
    assert {name for name, result in results.items() if result.reference} == compared


def test_the_sidebar_benchmark_compares_many_chats_with_few():
    results = {result.name: result for result in sidebar.run(chats=400, rounds=1)}
    assert {name for name, result in results.items() if result.ok is not None} == {
        "first paint",
        "start later than with few",
        "longest turn of the event loop meanwhile",
        "a chat moves to the top, 95 % within",
        "thumb jump, 95 % within",
        "scroll by a row, 95 % within",
        "select all",
    }
    assert results["until all are in the list"].value > 0

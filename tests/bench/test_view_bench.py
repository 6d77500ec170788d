"""The benchmark of the conversation view runs, small, and gives what is agreed."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from desktop.bench import view
from desktop.bench.report import report
from desktop.bench.view_results import Round, growth, longest, p95, results
from desktop.bench.view_texts import TOKEN, conversation, stream


@pytest.fixture(scope="module")
def made():
    return view.run(1, view.Size(messages=40, tokens=350, steps=5, jumps=3))


def test_it_gives_every_figure_in_the_agreed_form(made):
    printed = report("view", made)
    assert {tuple(result) for result in printed["results"]} == {
        ("name", "value", "unit", "reference", "ratio", "goal", "ok")
    }
    names = [result.name for result in made]
    assert len(set(names)) == len(names)
    for kind in view.KINDS:
        assert f"stream {kind}: mean of a flush" in names
    assert all(result.value > 0 for result in made if result.unit != "ms" or "block" not in result.name)


def test_what_has_a_goal_says_whether_it_is_reached(made):
    for result in map(asdict, made):
        assert bool(result["goal"]) == (result["ok"] is not None)
        assert (result["reference"] is None) == (result["ratio"] is None)
    assert sum(result.ok is not None for result in made) >= 15


def test_the_window_and_the_browser_are_measured_beside_it(made):
    compared = [result for result in made if result.reference]
    assert {"MiB", "ms", "times"} <= {result.unit for result in compared}


def test_the_messages_are_the_same_every_time():
    assert conversation(50) == conversation(50)
    assert {message.role for message in conversation(2)} == {"user", "assistant"}
    assert all(len(stream(kind, 500)) == 500 * TOKEN for kind in view.KINDS)


def test_the_figures_are_the_medians_of_the_rounds():
    rounds = []
    for factor in (1.0, 3.0, 10.0):
        made = Round()
        times = {
            "open": [factor],
            "read": [factor],
            "whole": [factor],
            "blocks": [],
            "steps": [factor, 2 * factor],
        }
        times |= {"jumps": [factor], "totals": [factor], "flushes": [factor] * 10}
        for scene in ("open", "cold", "read", "scroll", "jump", "find", "stream mixed"):
            made.take(scene, times)
            made.take(f"bare {scene}", times)
        for what in ("memory", "bare memory", "browser memory", "memory with the store"):
            made.note(what, factor)
        rounds.append(made)
    first = results(rounds)[0]
    assert (first.value, first.reference, first.ratio, first.ok) == (3.0, 3.0, 1.0, True)


def test_the_figures_of_many_times():
    assert p95([float(n) for n in range(100)]) == 95
    assert longest([]) == 0
    assert growth([1.0] * 10 + [2.0] * 80 + [3.0] * 10) == 3

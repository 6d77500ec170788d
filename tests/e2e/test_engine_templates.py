"""Templates that mean harm cost a process that is made to be lost, and two seconds."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from datetime import date

import pytest

from desktop.core.chat import Role
from desktop.core.errors import TemplateFailed
from desktop.engine.abort import Aborted, AbortFlag
from desktop.engine.marks import enclose
from desktop.engine.protocol import Turn
from desktop.engine.templates.job import Job
from desktop.engine.templates.renderer import Renderer

GOOD = "{{ messages[0].content }}"
RANGE = "{% for i in range(99999) %}"
LOOP = RANGE * 3 + "{% endfor %}" * 3
GROW = "{% set ns = namespace(s=START) %}{% for i in range(60) %}STEP{% endfor %}{{ ns.s }}"
DOUBLING = GROW.replace("START", "'ab'").replace("STEP", "{% set ns.s = ns.s ~ ns.s %}")
BLOCKS = DOUBLING.replace(
    "{% set ns.s = ns.s ~ ns.s %}", "{% set x %}{{ ns.s * 2 }}{% endset %}{% set ns.s = x %}"
)
LISTS = GROW.replace("START", "[1]").replace("STEP", "{% set ns.s = ns.s + ns.s %}")
LONG = "{% for a in range(99999) %}{{ 'x' * 1000 }}{% endfor %}"


@pytest.fixture
def abort():
    return AbortFlag()


@pytest.fixture
def renderer(abort):
    renderer = Renderer(abort)
    renderer.start()
    yield renderer
    renderer.close()


def job(template):
    return Job(template, (Turn(Role.USER, enclose("hello")),), "", "", date(2026, 1, 2))


def test_a_good_template_is_rendered(renderer):
    assert renderer.render(job(GOOD)) == enclose("hello")


def test_a_template_that_raises_says_why_and_costs_nothing(renderer):
    pid = renderer_pid(renderer)
    with pytest.raises(TemplateFailed) as caught:
        renderer.render(job("{{ raise_exception('not today') }}"))
    assert caught.value.detail == "not today"
    assert renderer_pid(renderer) == pid


@pytest.mark.parametrize("template", [LOOP, "{{ 'a' * 10 ** 10 }}", DOUBLING, BLOCKS, LISTS, LONG])
def test_a_hostile_template_fails_soon_and_the_next_one_is_rendered(renderer, template):
    renderer.render(job(GOOD))
    started = time.monotonic()
    with pytest.raises(TemplateFailed):
        renderer.render(job(template))
    assert time.monotonic() - started < 60  # two seconds and a new process; a slow machine is no fault
    assert renderer.render(job(GOOD)) == enclose("hello")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_memory_that_a_template_asks_for_is_not_given(renderer):
    with pytest.raises(TemplateFailed) as caught:
        renderer.render(job(DOUBLING))
    assert "memory" in caught.value.detail


def test_a_process_that_was_killed_is_replaced(renderer):
    renderer.render(job(GOOD))
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    assert renderer.render(job(GOOD)) == enclose("hello")


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not stopped there")
def test_a_template_is_not_blamed_for_a_machine_that_does_not_let_it_work(renderer, monkeypatch):
    pid = renderer_pid(renderer)
    monkeypatch.setattr("desktop.engine.templates.renderer.DEADLINE", 0.1)
    os.kill(pid, signal.SIGSTOP)
    timer = threading.Timer(0.5, os.kill, (pid, signal.SIGCONT))
    timer.start()
    assert renderer.render(job(GOOD)) == enclose("hello")
    timer.join()
    monkeypatch.setattr("desktop.engine.templates.renderer.LAST", 0.3)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(TemplateFailed):
        renderer.render(job(GOOD))
    monkeypatch.undo()
    assert renderer.render(job(GOOD)) == enclose("hello")


def test_a_rendering_can_be_stopped(renderer, abort):
    renderer.render(job(GOOD))
    timer = threading.Timer(0.1, abort.set)
    timer.start()
    with pytest.raises(Aborted):  # and not TemplateFailed, as at the end of its time
        renderer.render(job(LOOP))
    abort.clear()
    assert renderer.render(job(GOOD)) == enclose("hello")


def renderer_pid(renderer):
    renderer.render(job(GOOD))
    (process,) = multiprocessing.active_children()
    return process.pid

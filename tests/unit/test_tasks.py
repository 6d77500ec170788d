"""Blocking work ends exactly once, on the owner thread."""

from __future__ import annotations

import threading

import pytest

from desktop.core.tasks import Cancelled, Tasks
from tests.fakes.inbox import Inbox


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def tasks(inbox):
    tasks = Tasks(inbox)
    yield tasks
    tasks.close()


def test_the_result_comes_back_on_the_owner_thread(tasks, inbox):
    got = []
    tasks.run(
        lambda job: threading.current_thread().name,
        done=lambda name: got.append((name, threading.current_thread() is threading.main_thread())),
        failed=got.append,
    )
    inbox.run_until(lambda: got)
    assert got[0][0].startswith("task")
    assert got[0][1]


def test_an_error_is_handed_over_whole(tasks, inbox):
    got = []

    def work(job):
        raise ValueError("no")

    tasks.run(work, done=got.append, failed=got.append)
    inbox.run_until(lambda: got)
    assert isinstance(got[0], ValueError)


def test_cancelled_work_ends_at_its_next_report(tasks, inbox):
    got, go = [], threading.Event()

    def work(job):
        go.wait(5)
        job.report(1)
        return "went on"

    job = tasks.run(work, done=got.append, failed=got.append)
    job.cancel()
    go.set()
    inbox.run_until(lambda: got)
    assert isinstance(got[0], Cancelled)


def test_progress_is_passed_on_no_oftener_than_asked(tasks, inbox):
    seen, got = [], []

    def work(job):
        for i in range(1000):
            job.report(i)

    tasks.run(work, done=got.append, failed=got.append, progress=seen.append, every=60)
    inbox.run_until(lambda: got)
    assert seen == [0]

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


def test_what_may_block_for_ever_is_left_behind_by_a_cancel(tasks, inbox):
    blocked, failures = threading.Event(), []
    job = tasks.run(
        lambda job: job.outlive(lambda: blocked.wait(30)), done=failures.append, failed=failures.append
    )
    job.cancel()
    inbox.run_until(lambda: failures)
    assert isinstance(failures[0], Cancelled)
    blocked.set()


def test_what_may_block_gives_its_outcome_and_its_error(tasks, inbox):
    outcomes = []

    def fail():
        raise TimeoutError("mine")

    tasks.run(lambda job: job.outlive(lambda: 42), done=outcomes.append, failed=outcomes.append)
    inbox.run_until(lambda: outcomes)
    tasks.run(lambda job: job.outlive(fail), done=outcomes.append, failed=outcomes.append)
    inbox.run_until(lambda: len(outcomes) == 2)
    assert outcomes[0] == 42
    assert str(outcomes[1]) == "mine"

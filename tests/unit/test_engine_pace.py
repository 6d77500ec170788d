"""Decoding gives way to other programs, and comes back."""

from __future__ import annotations

import pytest

from desktop.engine.native.pace import PATIENCE, WINDOW, Pace


class Machine:
    """Computes tokens in the time that the number of threads and the load allow."""

    def __init__(self, threads, crowded=False):
        self.threads = threads
        self.used = []
        self.pace = Pace(threads, self.set, lambda threads: crowded)
        self.cost = {threads: 0.01, threads // 2: 0.015}

    def set(self, threads):
        self.threads = threads

    def run(self, seconds):
        spent = 0.0
        while spent < seconds:
            cost = self.cost[self.threads]
            self.used.append(self.threads)
            self.pace.token(cost)
            spent += cost


@pytest.fixture
def machine():
    return Machine(4)


def test_an_idle_machine_keeps_all_threads(machine):
    machine.run(20)
    assert set(machine.used) == {4}


def test_threads_are_taken_away_while_another_program_computes_and_given_back_after(machine):
    machine.run(1)
    machine.cost = {4: 0.05, 2: 0.02}
    machine.run(20)
    assert machine.used[-100:].count(2) > 85
    machine.cost = {4: 0.01, 2: 0.015}
    machine.run(PATIENCE + 2 * WINDOW * 0.015)
    machine.used.clear()
    machine.run(5)
    assert set(machine.used) == {4}


def test_on_a_machine_that_was_busy_before_fewer_threads_are_tried_at_once():
    machine = Machine(4, crowded=True)
    machine.cost = {4: 0.05, 2: 0.02}
    machine.run(1)
    assert machine.used.index(2) == WINDOW
    assert set(machine.used[WINDOW:]) == {2}


def test_slowness_that_fewer_threads_do_not_cure_is_left_alone(machine):
    machine.run(1)
    machine.cost = {4: 0.03, 2: 0.06}
    machine.run(20)
    assert machine.used.count(2) == WINDOW


def test_one_slow_token_is_no_reason(machine):
    machine.run(1)
    machine.pace.token(1.0)
    machine.run(5)
    assert set(machine.used) == {4}


def test_one_thread_is_never_changed():
    machine = Machine(1)
    machine.cost = {1: 0.01}
    machine.run(1)
    machine.cost = {1: 0.1}
    machine.run(5)
    assert set(machine.used) == {1}

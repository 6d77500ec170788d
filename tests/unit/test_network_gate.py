"""The gate lets nothing out in offline mode, and remembers what went out until it is told to forget."""

from __future__ import annotations

import pytest

from desktop.core.errors import Offline
from desktop.core.network import MOST_REMEMBERED, Gate, Purpose


def at_once(call):
    call()


def test_offline_by_the_command_line_stays_whatever_is_chosen():
    gate, told = Gate(False, at_once, forced=True), []
    gate.offline_changed.connect(told.append)
    gate.set_offline(False)
    assert gate.offline
    assert told == []
    with pytest.raises(Offline):
        gate.ask("example.org", Purpose.SEARCH)
    assert not gate.log


def test_what_was_forgotten_is_not_told_of_any_more():
    gate, told = Gate(False, at_once), []
    passed = gate.ask("example.org", Purpose.SEARCH)
    gate.passed.connect(told.append)
    cleared = []
    gate.cleared.connect(cleared.append)
    gate.clear()
    passed.close(10)
    assert (list(gate.log), told, len(cleared)) == ([], [], 1)


def test_the_log_has_an_end():
    gate = Gate(False, at_once)
    for number in range(MOST_REMEMBERED + 10):
        gate.let_out(f"host{number}", Purpose.OPEN_LINK)
    assert len(gate.log) == MOST_REMEMBERED
    assert gate.log[0].host == "host10"

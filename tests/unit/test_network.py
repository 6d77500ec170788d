"""The gate that every request passes."""

import threading

import pytest

from desktop.core.errors import Offline
from desktop.core.network import MOST_REMEMBERED, Gate, Purpose
from tests.fakes.inbox import Inbox


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def gate(inbox):
    return Gate(False, inbox)


def test_a_request_is_remembered_with_its_bytes_when_it_has_ended(gate, inbox):
    seen = []
    gate.passed.connect(seen.append)
    ticket = gate.ask("example.org", Purpose.DOWNLOAD)
    assert not gate.log  # only the owner thread writes
    inbox.run_until(lambda: gate.log)
    assert (gate.log[0].host, gate.log[0].purpose, gate.log[0].received) == (
        "example.org",
        Purpose.DOWNLOAD,
        0,
    )
    ticket.close(1_000)
    ticket.close(9)  # only the first one counts
    inbox.run_until(lambda: len(seen) == 2)
    (request,) = gate.log
    assert request.received == 1_000 == seen[-1].received


def test_a_request_may_be_asked_for_on_another_thread(gate, inbox):
    def work():
        gate.ask("example.org", Purpose.SEARCH).close(5)

    thread = threading.Thread(target=work)
    thread.start()
    inbox.run_until(lambda: gate.log and gate.log[0].received)
    thread.join()
    assert gate.log[0].received == 5


def test_equal_requests_are_told_apart(gate, inbox):
    first, second = gate.ask("a", Purpose.HEADER), gate.ask("a", Purpose.HEADER)
    second.close(2)
    first.close(1)
    inbox.run_until(lambda: len(gate.log) == 2 and all(request.received for request in gate.log))
    assert [request.received for request in gate.log] == [1, 2]


def test_offline_nothing_goes_out_and_nothing_is_remembered(gate, inbox):
    changes = []
    gate.offline_changed.connect(changes.append)
    gate.set_offline(True)
    gate.set_offline(True)
    with pytest.raises(Offline):
        gate.ask("example.org", Purpose.SEARCH)
    with pytest.raises(Offline):
        gate.let_out("example.org", Purpose.OPEN_LINK)
    assert not gate.log
    gate.set_offline(False)
    gate.let_out("example.org", Purpose.OPEN_LINK)
    assert changes == [True, False]
    assert len(gate.log) == 1


def test_the_log_is_bounded(gate):
    for number in range(MOST_REMEMBERED + 10):
        gate.let_out(f"{number}.example.org", Purpose.OPEN_LINK)
    assert len(gate.log) == MOST_REMEMBERED
    assert gate.log[0].host == "10.example.org"


def _at_once(call):
    call()


def test_offline_by_the_command_line_stays_whatever_is_chosen():
    gate, told = Gate(False, _at_once, forced=True), []
    gate.offline_changed.connect(told.append)
    gate.set_offline(False)
    assert gate.offline
    assert told == []
    with pytest.raises(Offline):
        gate.ask("example.org", Purpose.SEARCH)
    assert not gate.log


def test_what_was_forgotten_is_not_told_of_any_more():
    gate, told = Gate(False, _at_once), []
    passed = gate.ask("example.org", Purpose.SEARCH)
    gate.passed.connect(told.append)
    cleared = []
    gate.cleared.connect(cleared.append)
    gate.clear()
    passed.close(10)
    assert (list(gate.log), told, len(cleared)) == ([], [], 1)

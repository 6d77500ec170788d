"""Rules every test is held to."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PATIENCE = 30_000  # ms that a test waits at most; a slow machine is no fault


@pytest.fixture
def qtbot(qtbot):
    """Wait longer than the five seconds of pytest-qt, and longer than a test says."""
    until, signal, exposed = qtbot.waitUntil, qtbot.waitSignal, qtbot.waitExposed

    def wait_until(callback, *, timeout=PATIENCE):
        until(callback, timeout=max(timeout, PATIENCE))

    def wait_signal(wanted, *, timeout=PATIENCE, raising=None, **more):
        if raising is not False:  # else the signal is not to come, as in `assertNotEmitted`
            timeout = max(timeout, PATIENCE)
        return signal(wanted, timeout=timeout, raising=raising, **more)

    def wait_exposed(widget, *, timeout=PATIENCE):
        return exposed(widget, timeout=max(timeout, PATIENCE))

    qtbot.waitUntil, qtbot.waitSignal, qtbot.waitExposed = wait_until, wait_signal, wait_exposed
    return qtbot


@pytest.fixture(autouse=True)
def nothing_left_running():
    """Fail a test that leaves a thread or a process behind."""
    before = set(threading.enumerate())
    yield
    for thread in threading.enumerate():
        if thread not in before and not thread.name.startswith("Dummy"):
            thread.join(timeout=5)
    left = [t.name for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy")]
    left += [p.name for p in multiprocessing.active_children()]
    assert not left, f"still running: {left}"


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """Fail a test that logs a warning or worse, unless it clears `caplog` after looking at it."""
    yield
    loud = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not loud, f"logged: {loud}"

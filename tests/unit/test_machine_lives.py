"""Whether another run of the program still lives."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
import pytest

from desktop.services.machine import lives, this_process


@pytest.fixture
def other():
    """Another process that waits to be ended, and is not asked how it ended before the test is over."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def name(process):
    return f"{process.pid}:{psutil.Process(process.pid).create_time():.2f}"


def test_this_run_and_another_one_live(other):
    assert lives(this_process())
    assert lives(name(other))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_a_run_that_was_killed_is_dead_also_before_its_parent_has_noticed(other):
    owner = name(other)
    other.kill()
    os.waitid(os.P_PID, other.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and stays a zombie
    assert psutil.Process(other.pid).status() == psutil.STATUS_ZOMBIE
    assert not lives(owner)


@pytest.mark.parametrize("owner", ["", "nonsense", "1", "999999999:1.00"])
def test_what_names_no_run_does_not_live(owner):
    assert not lives(owner)

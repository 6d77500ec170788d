"""What is counted of a process that does nothing, and of one that wakes up."""

from __future__ import annotations

import subprocess
import sys

import psutil
import pytest

from desktop.bench import idle

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system does not count")
ASLEEP = "print('up', flush=True)\ninput()"
AWAKE = "import time\nprint('up', flush=True)\nwhile True: time.sleep(0.01)"


@pytest.mark.parametrize(("code", "wakes"), [(ASLEEP, False), (AWAKE, True)])
def test_wake_ups_are_counted(code, wakes):
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        seen = idle._look([psutil.Process(process.pid)], 0.5)
        process.kill()
    assert (seen.wakeups > 5) is wakes
    assert seen.memory > 1

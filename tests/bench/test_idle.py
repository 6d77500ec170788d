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
        looks = (idle._look([psutil.Process(process.pid)], 0.5) for _ in range(20))
        seen = next((look for look in looks if (look.wakeups > 5) is wakes), None)
        process.kill()
    assert seen is not None  # it may have to wait for a processor, or be busy with its start
    assert seen.memory > 1

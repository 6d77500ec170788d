"""Files that the system hands over by an event, as macOS does."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from desktop.widgets.qt_start import scaled_application

qt = scaled_application(100)
opened = []
def send(address):
    QCoreApplication.sendEvent(qt, QFileOpenEvent(QUrl(address)))
send("file:///x/a.gguf")
send("file:///x/%E6%A8%A1%20b.gguf")
qt.processEvents()
print(len(opened))
qt.open_with(lambda files: opened.append([file.name for file in files]))
send("https://example.org/c.gguf")
send("file:///x/d.gguf")
send("file:///x/e.gguf")
qt.processEvents()
print(ascii(opened))
"""


def test_files_of_open_events_come_together_and_none_is_lost_before_the_window():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.splitlines() == ["0", "[['a.gguf', '\\u6a21 b.gguf'], ['d.gguf', 'e.gguf']]"], (
        done.stderr
    )

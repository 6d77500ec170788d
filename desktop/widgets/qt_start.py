"""The start of Qt itself, and what stands guard until it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QApplication


def scaled_application(percent: int) -> QApplication:
    """Make the application with everything larger; what it starts is not told, since it has its own size."""
    before = os.environ.get("QT_SCALE_FACTOR")
    if percent != 100:
        with suppress(ValueError):  # what somebody set there comes on top
            os.environ["QT_SCALE_FACTOR"] = str(float(before or 1) * percent / 100)
    qt = QApplication(["fireside"])
    if before is not None:
        os.environ["QT_SCALE_FACTOR"] = before
    else:
        os.environ.pop("QT_SCALE_FACTOR", None)
    return qt


def stand_guard(qt: QApplication, close: Callable[[], object]) -> None:
    """Tell bugs, and end like a closed window when the system or a terminal asks for it."""
    from desktop.viewmodels.endings import Endings
    from desktop.widgets.crash import CrashReporter

    CrashReporter(qt).install()
    endings = Endings(qt)
    endings.asked.connect(close)
    endings.asked.connect(qt.quit)  # even where another window of ours is still open

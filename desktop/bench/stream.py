"""`fireside bench stream`: how long the window's thread stands still while an answer streams into it."""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app import App
from desktop.bench.report import Result
from desktop.core.chat import Message
from desktop.core.places import Places
from desktop.services.models import Stage

BEAT = 2  # ms between two heartbeats of the event loop
LENGTH = 512  # tokens an answer
QUESTION = "Write a very long report with headings, lists and Python code about keeping a fire."
GOAL = 50.0  # ms


class Heart:
    """Beats in the event loop and notes how late it is."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.late: list[float] = []  # ms

    def start(self) -> None:
        """Begin anew."""
        self.late = []
        self._last = time.perf_counter()
        self._timer.start(BEAT)

    def stop(self) -> None:
        """Rest."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - BEAT))
        self._last = now


def run(rounds: int) -> list[Result]:
    """Ask in a real window, so many times, and give the longest pause of all; nothing is compared."""
    qt = QApplication(["fireside"])
    late: list[float] = []
    tokens = 0
    with tempfile.TemporaryDirectory(prefix="fireside-bench-") as folder:
        app = App(qt, Places(Path(folder)), offline=True)
        with closing(app):
            app.show()
            _wait(lambda: app.chat is not None and app.working is not None and _ready(app))
            for _ in range(rounds):
                pauses, count = _ask(app)
                late += pauses
                tokens += count
            app.window.close()
    late.sort()
    return [
        Result(
            "longest pause while streaming", round(late[-1], 2), "ms", goal=f"<= {GOAL}", ok=late[-1] <= GOAL
        ),
        Result("99th percentile", round(late[len(late) * 99 // 100], 2), "ms"),
        Result("median", round(median(late), 3), "ms"),
        Result("tokens streamed", tokens, "tokens"),
    ]


def _ready(app: App) -> bool:
    assert app.working is not None
    return app.working.models.status.stage is Stage.READY


def _ask(app: App) -> tuple[list[float], int]:
    assert app.chat is not None
    assert app.workplace is not None
    conversation = app.chat.conversation
    conversation.fitting.adjust = lambda s: replace(s, temperature=0.8, max_tokens=LENGTH)
    ended: list[Message] = []
    disconnect = conversation.ended.connect(ended.append)
    heart = Heart()
    app.workplace.page.composer.set_text(QUESTION)
    app.workplace.page.composer.input.submitted.emit()
    heart.start()
    _wait(lambda: bool(ended))
    heart.stop()
    disconnect()
    record = ended[0].record
    return heart.late, (record.tokens or 0) if record else 0


def _wait(condition: object) -> None:
    assert callable(condition)
    loop = QEventLoop()
    clock = QTimer()
    clock.timeout.connect(lambda: loop.quit() if condition() else None)
    clock.start(20)
    loop.exec()

"""`fireside --self-test`: window, engine and every other part once through, for packagers."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop import __version__
from desktop.app import App
from desktop.cli.output import write
from desktop.cli.selftest_parts import Running, use_all
from desktop.core.chat import Message
from desktop.core.errors import EngineStopped, UserError
from desktop.core.places import Places
from desktop.services.models import Stage
from desktop.viewmodels.light_imports import import_lightly

LENGTH = 8  # tokens of the answer
PATIENCE = 120.0  # seconds for each step; a slow disk and a slow processor are no faults


def run(data: Path | None) -> int:
    """Open the window, start the engine, get an answer, use every part once, print one JSON line."""
    if data is not None:
        return _run(Places(data.absolute()))
    with tempfile.TemporaryDirectory(prefix="fireside-") as folder:
        return _run(Places(Path(folder)))


def _run(places: Places) -> int:
    places.data.mkdir(parents=True, exist_ok=True)
    import_lightly()  # as the window does
    qt = QApplication(["fireside"])
    started = time.monotonic()
    app = App(qt, places, offline=True)
    with closing(app):
        app.show()
        facts: dict[str, Any] = {"self_test": "ok", "version": __version__, "platform": qt.platformName()}
        _wait(lambda: app.chat is not None or app.error is not None)
        if app.error is not None:
            raise app.error
        _wait(lambda: app.working is not None and app.working.models.status.stage is not Stage.LOADING)
        facts |= _facts(app)
        facts["text"] = _answer(app)
        facts["parts"] = use_all(Running(app, places, _wait))
        facts["seconds"] = round(time.monotonic() - started, 3)
        app.window.close()
    write(json.dumps(facts, ensure_ascii=False) + "\n")
    return 0


def _facts(app: App) -> dict[str, Any]:
    assert app.working is not None
    status = app.working.models.status
    if status.error is not None:
        raise status.error
    assert status.model is not None
    assert status.engine is not None
    return {
        "model": status.model.name,
        "quant": status.model.quant,
        "llama_cpp_python": status.engine.version,
        "system_info": status.engine.system_info.strip(),
    }


def _answer(app: App) -> str:
    assert app.chat is not None
    assert app.workplace is not None
    conversation = app.chat.conversation
    conversation.fitting.adjust = lambda s: replace(s, temperature=0.0, max_tokens=LENGTH)
    answers: list[Message] = []
    failures: list[UserError] = []
    conversation.ended.connect(answers.append)
    conversation.failed.connect(failures.append)
    app.workplace.page.composer.set_text("Hello")
    app.workplace.page.composer.input.submitted.emit()
    _wait(lambda: bool(answers or failures))
    if failures:
        raise failures[0]
    return answers[0].text


def _wait(condition: Callable[[], bool]) -> None:
    """Let the window live until the condition holds. Raises `EngineStopped` when it never does."""
    if condition():
        return
    loop = QEventLoop()
    clock = QTimer()
    clock.timeout.connect(lambda: loop.quit() if condition() else None)
    clock.start(10)
    QTimer.singleShot(round(PATIENCE * 1000), loop, loop.quit)
    loop.exec()
    clock.stop()
    if not condition():
        raise EngineStopped(None)

"""Rules every test is held to."""

from __future__ import annotations

import builtins
import logging
import multiprocessing
import os
import sys
import threading
import time
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The command line speaks the language of whoever sits at the machine; its tests read English.
for _name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    if os.environ.get(_name, "").lower().startswith("zh"):
        os.environ[_name] = "C.UTF-8"
if not any(os.environ.get(_name) for _name in ("LC_ALL", "LC_MESSAGES", "LANG")):
    os.environ["LANG"] = "C.UTF-8"
# Each of the hundreds of processes that tests start would compile all that it imports.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# With `-n`, tests that are made from a set are found in the same order everywhere.
os.environ.setdefault("PYTHONHASHSEED", str(os.getpid()))
# It is never night where the tests run: chats of five minutes ago are of today, and so are those of hours ago
# that are to be. A zone that somebody asks for by its name is kept.
if hasattr(time, "tzset") and "/" not in os.environ.get("TZ", "") and not 1 <= datetime.now().hour <= 18:
    os.environ["TZ"] = "DAY+8" if datetime.now(UTC).hour > 8 else "DAY-8"  # eight hours behind, or ahead
    time.tzset()
# Each of them would import pytest too if it began as a script: this is what `python -m pytest` says.
if getattr(sys.modules["__main__"], "__file__", None) and sys.modules["__main__"].__spec__ is None:
    sys.modules["__main__"].__spec__ = ModuleSpec("pytest.__main__", None)

PATIENCE = 120_000  # ms that a test waits at most; a slow machine is no fault
REAL = {"desktop.engine.llama", "desktop.hub.installed"}  # who imports from there runs real models


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """With `-n`, keep a file in one process, and all that runs real models in one: they need every core."""
    if vague := [item.nodeid for item in items if " at 0x" in item.nodeid]:
        raise pytest.UsageError(f"named after an address, which is another one in every process: {vague}")
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            group = "real models" if runs_models(item) else f"{item.path.parent.name}/{item.path.stem}"
            item.add_marker(pytest.mark.xdist_group(group))


def runs_models(item):
    folder, name = item.path.parent.name, item.path.stem
    if folder == "e2e":
        imported = {getattr(value, "__module__", None) for value in vars(item.module).values()}
        return name.startswith("test_engine") or "real" in name or bool(imported & REAL)
    return folder == "bench"


@pytest.fixture(scope="session")
def qapp(qapp):
    """Remember what the application is like at first; delete what is left while there still is one."""
    from desktop.viewmodels.light_imports import take_back
    from tests.fakes.untouched import Untouched  # here: most tests want no Qt

    take_back(vars(builtins))  # as the program does
    qapp.untouched = Untouched(qapp)
    yield qapp
    qapp.untouched.restore()


@pytest.fixture(autouse=True)
def untouched(request):
    """Begin each test with an application that no other one has dressed, and no key held."""
    if "qapp" in request.fixturenames:
        request.getfixturevalue("qapp").untouched.restore()


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
    before, processes = set(threading.enumerate()), set(multiprocessing.active_children())
    yield
    for thread in threading.enumerate():
        if thread not in before and not thread.name.startswith("Dummy"):
            thread.join(timeout=30)
    for process in multiprocessing.active_children():
        if process not in processes:
            process.join(timeout=30)
    left = [t.name for t in threading.enumerate() if t not in before and not t.name.startswith("Dummy")]
    left += [p.name for p in multiprocessing.active_children() if p not in processes]
    assert not left, f"still running: {left}"


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """Fail a test that logs a warning or worse, unless it clears `caplog` after looking at it."""
    yield
    loud = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not loud, f"logged: {loud}"

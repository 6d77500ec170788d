"""Somebody outside the program: a thread that sees and does only what a person's tools can.

A menu or a dialog that is open runs a loop of its own inside the call that opened it; from a thread of its
own the story goes on all the same, as it does for a person.
"""

from __future__ import annotations

import queue
import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

PATIENCE = 120  # seconds that are waited at most; a slow machine is no fault
GLANCE = 0.02  # seconds between two looks


class Inside(QObject):
    """The way onto the window's thread, whatever loop runs there."""

    _asked = Signal(object, object)

    def __init__(self):
        super().__init__()
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call):
        """Have something done there, and give what it gives."""
        answer = queue.Queue()
        self._asked.emit(call, answer)
        error, value = answer.get(timeout=PATIENCE)
        if error is not None:
            raise error
        return value

    def begin(self, call):
        """Have something done that may not end before something else is done, as opening a menu."""
        self._asked.emit(call, None)
        self(lambda: None)  # comes after the call, or in the loop that runs inside of it

    def wait(self, condition, what=""):
        """Look until something is so, and give it."""
        until, pause = time.monotonic() + PATIENCE, threading.Event()
        while True:
            if found := self(condition):
                return found
            if time.monotonic() > until:
                raise AssertionError(f"waited in vain: {what() if callable(what) else what or condition}")
            pause.wait(GLANCE)

    @Slot(object, object)
    def _do(self, call, answer):
        if answer is None:
            call()
            return
        try:
            answer.put((None, call()))
        except Exception as error:  # noqa: BLE001  # it is the thread's
            answer.put((error, None))


def play(qtbot, story, *people):
    """Run a story on a thread of its own while the window lives; what goes wrong there is raised here."""
    wrong = []

    def run():
        try:
            story(*people)
        except BaseException as error:  # noqa: BLE001  # raised below
            wrong.append(error)
            people[0].inside(_close_all)

    # A menu that a key of ours opens runs inside a call that keeps every other thread from running Python.
    breath = QTimer()
    breath.timeout.connect(lambda: time.sleep(0.001))
    breath.start(5)
    thread = threading.Thread(target=run, name="outside")
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=10 * PATIENCE * 1000)  # each step has its own
    thread.join()
    breath.stop()
    if wrong:
        raise wrong[0]


def _close_all():
    """Close what is in the way of the test's end."""
    for _ in range(20):
        open_one = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if open_one is None:
            break
        open_one.close()

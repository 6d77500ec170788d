"""A disk that may be asleep, as one in the network: who asks it on the window's thread is told."""

from __future__ import annotations

import builtins
import functools
import io
import os
import threading
import traceback
from pathlib import Path

CALLS = ("stat", "lstat", "scandir", "listdir", "open", "access", "readlink", "statvfs", "unlink", "replace")


class SlowDisk:
    """Watches a folder: what asks for anything in it on the main thread is kept in `asked`."""

    def __init__(self, folder, monkeypatch):
        self.folder = f"{folder}{os.sep}"
        self.asked = []
        self.watching = False
        for name in CALLS:
            self._watch(monkeypatch, os, name)
        for module in (builtins, io):
            self._watch(monkeypatch, module, "open")

    def _watch(self, monkeypatch, module, name):
        really = getattr(module, name)

        @functools.wraps(really)
        def call(*args, **more):
            self._look(name, args[0] if args else more.get("path"))
            return really(*args, **more)

        monkeypatch.setattr(module, name, call)

    def _look(self, name, path):
        if not self.watching or threading.current_thread() is not threading.main_thread():
            return
        if isinstance(path, str | os.PathLike):
            where = f"{os.fspath(path)}{os.sep}"
            if where.startswith(self.folder):
                frames = [
                    f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                    for frame in traceback.extract_stack()
                    if f"{os.sep}desktop{os.sep}" in frame.filename
                ]
                self.asked.append(f"{name} {Path(path).name} by {' < '.join(frames[:-7:-1])}")

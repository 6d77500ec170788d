"""A keyring that does what the test says."""

from __future__ import annotations

import threading

from desktop.core.hub_errors import NoKeyring


class FakeTokenStore:
    """Keeps a token in memory; `broken` raises, and while `gate` is not set every call waits."""

    def __init__(self, token="", broken=False):
        self.token = token
        self.broken = broken
        self.gate = threading.Event()
        self.gate.set()
        self.calls = []
        self.threads = set()

    def read(self):
        self._call("read")
        return self.token

    def keep(self, token):
        self._call("keep")
        self.token = token

    def forget(self):
        self._call("forget")
        self.token = ""

    def _call(self, name):
        self.calls.append(name)
        self.threads.add(threading.current_thread())
        self.gate.wait(30)
        if self.broken:
            raise NoKeyring

"""An engine without a process: commands are kept, the test says what comes back."""

from __future__ import annotations

from desktop.core.events import Event
from desktop.engine.protocol import Died


class FakeEngine:
    """Stands in for `EngineClient`. `events.emit(...)` plays the process's part."""

    def __init__(self):
        self.sent = []
        self.events = Event()
        self.events.connect(self._on_event)
        self.running = False
        self.killed = 0
        self.ended = False
        self.closed = False
        self._last = 0

    @property
    def pid(self):
        return 4711 if self.running else None

    def new_request(self):
        self._last += 1
        return self._last

    def start(self):
        self.running = True

    def send(self, command):
        self.start()
        self.sent.append(command)

    def kill(self):
        """Count the wish; the test emits the `Died` that follows."""
        self.killed += 1

    def end(self):
        """Keep the wish; the test emits the `Died` that follows."""
        self.ended = True

    def close(self):
        self.closed = True
        self.running = False

    def _on_event(self, event):
        if isinstance(event, Died):
            self.running = False

"""A fetch that a test plays: it begins, reports and ends when the test says so."""

from __future__ import annotations

import threading

from desktop.core.downloads import Stage
from desktop.hub.fetch import Progress


class FakeFetch:
    """A `FetchOrder`; every task that began waits here until it is told how to end."""

    def __init__(self, post):
        self._post = post  # wakes the test, when something has begun or ended
        self._changed = threading.Condition()
        self.begun = []  # tasks, in the order in which they began
        self._ends = {}
        self._reports = {}
        self.running = 0
        self.most = 0  # that ran at a time

    def __call__(self, task, report):
        with self._changed:
            self.begun.append(task)
            self._reports[task.order] = report
            self.running += 1
            self.most = max(self.most, self.running)
            self._post(lambda: None)
            try:
                while task.order not in self._ends:
                    task.stop.check()
                    self._changed.wait(0.002)
                outcome = self._ends.pop(task.order)
            finally:
                self.running -= 1
                self._post(lambda: None)
        if outcome is not None:
            raise outcome
        for file in task.order.files:
            target = task.order.target(file)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as made:
                made.truncate(file.size)

    def names(self):
        return [task.order.name for task in self.begun]

    def report(self, order, received, stage=Stage.DOWNLOADING, **more):
        self._reports[order](Progress(stage, received, host="hub.example", **more))

    def end(self, order, outcome=None):
        with self._changed:
            self._ends[order] = outcome
            self._changed.notify_all()

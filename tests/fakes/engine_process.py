"""A real engine process, and what a test has heard of it."""

from __future__ import annotations

from datetime import date

from desktop.core.chat import Role
from desktop.core.sampling import Sampling
from desktop.engine.client import EngineClient
from desktop.engine.protocol import (
    Broken,
    Count,
    Counted,
    Delta,
    Died,
    Failed,
    Finished,
    Generate,
    Load,
    LoadCancelled,
    Loaded,
    PartKind,
    Render,
    Rendered,
    Turn,
)
from tests.fakes.inbox import Inbox

DAY = date(2026, 1, 2)
ENDS = (Loaded, LoadCancelled, Finished, Counted, Rendered, Failed, Broken)
GREEDY = Sampling(temperature=0)


def turns(*texts):
    """Give turns that alternate between user and assistant and end with the user."""
    first = len(texts) % 2
    return tuple(Turn(Role.USER if i % 2 != first else Role.ASSISTANT, t) for i, t in enumerate(texts))


class RealEngine:
    """An `EngineClient` with an owner thread of its own: the test's."""

    def __init__(self, backend, log_file=None):
        self.inbox = Inbox()
        self.client = EngineClient(self.inbox, backend, log_file)
        self.heard = []
        self.client.events.connect(self.heard.append)

    def load(self, path, context_length=2048, threads=1, **more):
        request = self.client.new_request()
        self.client.send(Load(request, path, context_length, threads, **more))
        return request

    def generate(self, *texts, sampling=GREEDY, **more):
        request = self.client.new_request()
        self.client.send(Generate(request, turns(*texts), sampling, DAY, **more))
        return request

    def count(self, *texts):
        request = self.client.new_request()
        self.client.send(Count(request, texts))
        return request

    def render(self, *texts, **more):
        request = self.client.new_request()
        self.client.send(Render(request, turns(*texts), DAY, **more))
        return request

    def first(self, kind, request=None, timeout=120):
        """Wait for an event of this kind, about this request if one is given."""

        def found():
            of_kind = [e for e in self.heard if isinstance(e, kind)]
            return of_kind if request is None else [e for e in of_kind if e.request == request]

        self.inbox.run_until(found, timeout)
        return found()[0]

    def end(self, request, timeout=240):
        """Wait until a request has ended, in whatever way."""
        return self.first(ENDS, request, timeout)

    def died(self, count=1):
        """Wait for a death; give all that were told."""
        self.inbox.run_until(lambda: len(self.deaths()) >= count)
        return self.deaths()

    def deaths(self):
        return [e for e in self.heard if isinstance(e, Died)]

    def text(self, request, kind=PartKind.TEXT):
        deltas = [e for e in self.heard if isinstance(e, Delta) and e.request == request]
        return "".join(e.text for e in deltas if e.kind is kind)

    def thinking(self, request):
        return self.text(request, PartKind.THINKING)

    def answer(self, *texts, **more):
        """Send, wait, and give the text and how it ended."""
        request = self.generate(*texts, **more)
        end = self.end(request)
        return self.text(request), end

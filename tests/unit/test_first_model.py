"""The model that a computer is offered to begin with, and the order that one click makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import Offline
from desktop.core.fit import Memory
from desktop.core.hub import RepoId
from desktop.core.hub_errors import NotOnHub
from desktop.core.network import Gate
from desktop.core.sources import Connection, Source
from desktop.core.tasks import Tasks
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.services.first_model import Answers, FirstModel
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_search import HubMeans
from tests.fakes import hub_api as fake
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.hub_models import HEADER
from tests.fakes.inbox import Inbox

GIB = 1 << 30
FIRST, SECOND = RepoId("bartowski/Qwen_Qwen3.5-4B-GGUF"), RepoId("unsloth/Qwen3.5-4B-GGUF")
FILES = {"Qwen3.5-4B-Q8_0.gguf": HEADER + b"x", "Qwen3.5-4B-Q4_K_M.gguf": HEADER}


class Desk:
    """The service on a computer of any size, over a stand-in of the hub."""

    def __init__(self, server, memory=8 * GIB, device=0):
        self.inbox = Inbox()
        self.gate = Gate(False, self.inbox)
        self.tasks = Tasks(self.inbox)
        self.found, self.errors = [], []
        means = HubMeans(
            HubApi(self.gate),
            self.tasks,
            lambda: Connection((Source(server.endpoint),)),
            self.inbox.later,
        )
        free = Memory(memory // 2, device)
        hub = HubServices(shipped(), None, None, means.api, lambda: free, memory)
        self.first = FirstModel(hub, means, lambda: Path("/models"))

    def ask(self):
        self.first.ask(self.first.proposal().model, Answers(self.found.append, self.errors.append))
        self.inbox.run_until(lambda: self.tasks.idle)


@pytest.fixture
def server():
    with ApiServer(Model(SECOND, FILES, license="apache-2.0")) as server:
        yield server
        server.api.closing.set()


@pytest.fixture
def desk(server):
    desk = Desk(server)
    yield desk
    desk.tasks.close()


class Nowhere:
    endpoint = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("memory", "device", "name"),
    [
        (4 * GIB - 300_000_000, 0, "Qwen3.5 0.8B"),  # the system keeps some of it for itself
        (8 * GIB - 500_000_000, 0, "Qwen3.5 4B"),
        (16 * GIB, 0, "Gemma 4 E4B"),
        (32 * GIB, 0, "Gemma 4 E4B"),
        (16 * GIB, 8 * GIB, "Ministral 3 8B Instruct"),
        (32 * GIB, 24 * GIB, "gpt-oss 20b"),
        (64 * GIB, 32 * GIB, "Qwen3.6 35B-A3B"),
    ],
)
def test_every_computer_is_offered_what_suits_it(memory, device, name):
    desk = Desk(Nowhere, memory, device)
    proposal = desk.first.proposal()
    desk.tasks.close()
    assert proposal.model.name.casefold() == name.casefold()
    assert (proposal.device > 0) == (device > 0)
    assert proposal.size > 0
    assert proposal.model.min_memory * GIB <= memory + GIB


def test_a_computer_too_small_for_anything_is_offered_nothing():
    desk = Desk(Nowhere, GIB)
    assert desk.first.proposal() is None
    desk.tasks.close()


def test_one_question_makes_an_order_of_the_quant_whose_size_was_told(desk, server):
    desk.ask()
    (found,) = desk.found
    assert found.consent is None
    assert (found.order.repo, found.order.main.path) == (SECOND, "Qwen3.5-4B-Q4_K_M.gguf")
    assert (found.order.name, found.order.folder) == ("Qwen3.5 4B", Path("/models"))
    assert len(server.api.seen) == 2  # the first source is gone
    assert not desk.first.asking and desk.errors == []


def test_a_source_that_is_gated_is_for_want_of_others_only(desk, server):
    server.api.models[FIRST] = Model(FIRST, FILES, gated="auto", license="apache-2.0")
    desk.ask()
    assert desk.found[0].order.repo == SECOND
    del server.api.models[SECOND]
    desk.ask()
    assert desk.found[1].order.repo == FIRST


def test_a_licence_with_conditions_is_told_before_anything_is_fetched(desk, server):
    server.api.models[SECOND] = Model(SECOND, FILES, license="llama3.2")
    desk.ask()
    assert desk.found[0].consent.name == "Llama 3.2 Community License"


def test_what_is_gone_everywhere_is_said(desk, server):
    server.api.models.clear()
    desk.ask()
    assert desk.found == [] and [type(error) for error in desk.errors] == [NotOnHub]


def test_offline_nothing_is_asked_and_it_is_said(desk, server):
    desk.gate.set_offline(True)
    desk.ask()
    assert server.api.seen == [] and [type(error) for error in desk.errors] == [Offline]


def test_going_offline_ends_the_question_and_says_why(desk, server):
    desk.first.end_offline()  # nobody waits for anything
    server.api.next.append(fake.stalls)
    desk.first.ask(desk.first.proposal().model, Answers(desk.found.append, desk.errors.append))
    desk.first.end_offline()
    assert desk.errors == [Offline("127.0.0.1")] and not desk.first.asking
    desk.inbox.run_until(lambda: desk.tasks.idle)
    assert desk.found == [] and len(desk.errors) == 1

"""A source is tested by what only a hub has, and access is asked for again: against a stand-in of the hub."""

from __future__ import annotations

import pytest

from desktop.core.errors import Offline
from desktop.core.hub import Gated, RepoId
from desktop.core.hub_errors import AccessNeeded, HubBusy, HubUnreachable, NotTheHub, TokenRejected
from desktop.core.network import Gate, Purpose
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.services.access import Checked, page_of
from desktop.services.account import Standing
from desktop.services.network_assembly import serve_network
from tests.fakes import hub_api as fake
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.inbox import Inbox
from tests.fakes.token_store import FakeTokenStore

GATED = RepoId("google/gemma-GGUF")


def a_hub(api, handler):
    fake.send(handler, 200, b"# GPT-2", {"X-Repo-Commit": fake.COMMIT, "Content-Type": "text/plain"})


class Desk:
    """The services about the network, with a stand-in of the hub as the only source."""

    def __init__(self, folder, server):
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.gate = Gate(False, self.inbox)
        self.settings = SettingsFile(folder / "settings.json")
        self.settings.set(sources=(server.endpoint,), token_mirrors=(server.endpoint,), proxy="none")
        self.store = FakeTokenStore()
        self.services = serve_network(self.settings, self.gate, self.tasks, self.store)
        self.server = server
        self.checked = []
        self.services.access.told.connect(self.checked.append)

    def settle(self):
        self.inbox.run_until(lambda: self.tasks.idle)
        while not self.inbox._calls.empty():
            self.inbox._calls.get()()

    def test(self, *answers):
        self.server.api.next += answers
        self.services.tests.start(self.server.endpoint)
        self.settle()
        return self.services.tests.of(self.server.endpoint)

    def check(self):
        self.services.access.check(GATED)
        self.settle()
        return self.checked.pop()


@pytest.fixture
def server():
    with ApiServer(Model(GATED, {"g-Q4_0.gguf": b"x"}, gated="auto")) as server:
        server.api.accounts["hf_good"] = ("ada", {GATED})
        server.api.accounts["hf_poor"] = ("bob", set())
        yield server


@pytest.fixture
def desk(tmp_path, server):
    desk = Desk(tmp_path, server)
    yield desk
    desk.services.close()
    desk.server.api.closing.set()
    desk.tasks.close()


def test_a_hub_answers_and_its_time_is_told(desk):
    tested = desk.test(a_hub)
    assert tested.error is None
    assert tested.seconds > 0
    (seen,) = desk.server.api.seen
    assert (seen.method, seen.path) == ("HEAD", "/openai-community/gpt2/resolve/main/README.md")
    assert [(r.host, r.purpose) for r in desk.gate.log] == [("127.0.0.1", Purpose.MIRROR_TEST)]


def test_a_test_never_carries_the_token(desk):
    desk.services.account.enter("hf_good")
    desk.settle()
    desk.server.api.seen.clear()
    assert desk.test(a_hub).error is None
    assert [seen.token for seen in desk.server.api.seen] == [None]


def test_a_hub_that_redirects_within_itself_is_one(desk):
    assert desk.test(fake.sent_to("/elsewhere"), a_hub).error is None


@pytest.mark.parametrize(
    "answers",
    [
        [fake.portal],
        [fake.raw(b"ok", "text/plain")],
        [fake.raw(b"ok", "text/plain", X_Repo_Commit="main")],
        [fake.sent_to("https://evil.example/x")],
        [fake.sent_to("http://[::1")],
        [fake.sent_to("/again")] * 10,
        [lambda api, handler: fake.refuse(handler, 404, "", "no")],
        [lambda api, handler: fake.refuse(handler, 401, "", "no")],
    ],
)
def test_what_is_no_hub_is_told_as_that(desk, answers):
    assert desk.test(*answers).error == NotTheHub("127.0.0.1")
    assert all(seen.port == "hub" for seen in desk.server.api.seen)


def test_trouble_of_a_hub_is_told(desk):
    assert desk.test(fake.busy(503)).error == HubBusy("127.0.0.1", 0)
    assert desk.test(fake.drops).error == HubUnreachable("127.0.0.1")


def test_a_test_can_be_given_up_at_once_and_begun_again(desk):
    tests, endpoint = desk.services.tests, desk.server.endpoint
    desk.server.api.next += [fake.never, a_hub]
    tests.start(endpoint)
    while not desk.server.api.seen:
        pass
    assert tests.of(endpoint).running
    tests.cancel(endpoint)
    assert tests.of(endpoint) is None
    desk.settle()
    assert tests.of(endpoint) is None
    assert desk.test().error is None


def test_nothing_goes_out_in_offline_mode(desk):
    desk.gate.set_offline(True)
    assert desk.test().error == Offline("127.0.0.1")
    assert desk.check().error == Offline("127.0.0.1")
    desk.services.account.enter("hf_good")
    desk.settle()
    status = desk.services.account.status
    assert (status.standing, status.error) == (Standing.IN, Offline("127.0.0.1"))
    assert desk.server.api.seen == []


def test_a_token_is_checked_with_the_source_that_may_be_sent_it(desk):
    desk.services.account.enter("hf_good")
    desk.settle()
    assert desk.services.account.status.name == "ada"
    assert [seen.path for seen in desk.server.api.seen] == ["/api/whoami-v2"]
    assert [request.purpose for request in desk.gate.log] == [Purpose.ACCOUNT]


def test_a_token_that_nobody_knows_is_refused(desk):
    desk.services.account.enter("hf_bad")
    desk.settle()
    assert desk.services.account.status.error == TokenRejected("127.0.0.1")
    assert desk.store.calls == []


def test_access_is_asked_for_again_after_the_conditions_were_accepted(desk):
    assert desk.check() == Checked(GATED, AccessNeeded(GATED, Gated.AUTO, signed_in=False))
    desk.services.account.enter("hf_poor")
    desk.settle()
    assert desk.check().error == AccessNeeded(GATED, Gated.AUTO, signed_in=True)
    desk.server.api.accounts["hf_poor"][1].add(GATED)
    assert desk.check() == Checked(GATED, None)
    assert page_of(GATED) == "https://huggingface.co/google/gemma-GGUF"


def test_one_question_about_a_repository_at_a_time(desk):
    desk.services.access.check(GATED)
    assert desk.services.access.checking(GATED)
    desk.services.access.check(GATED)
    desk.settle()
    assert not desk.services.access.checking(GATED)
    assert len(desk.checked) == 1


def test_going_offline_ends_what_is_on_its_way(desk):
    desk.server.api.next += [fake.never] * 3
    desk.services.tests.start(desk.server.endpoint)
    desk.services.access.check(GATED)
    desk.services.account.enter("hf_good")
    while len(desk.server.api.seen) < 3:
        pass
    desk.gate.set_offline(True)
    assert desk.services.tests.of(desk.server.endpoint) is None
    assert desk.checked == [Checked(GATED, Offline("127.0.0.1"))]
    desk.settle()
    status = desk.services.account.status
    assert (status.standing, status.error) == (Standing.IN, Offline("127.0.0.1"))
    assert len(desk.server.api.seen) == 3

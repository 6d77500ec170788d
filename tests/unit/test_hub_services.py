"""Searching and opening repositories, as the window and the command line do it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.catalogue import Catalogue
from desktop.core.errors import Offline
from desktop.core.fit import Memory, Verdict
from desktop.core.hub import Offer, RemoteFile, Repo, RepoId, Sort
from desktop.core.hub_errors import AccessNeeded, HeaderUnclear, HubBusy, HubUnreachable, NotOnHub
from desktop.core.network import Gate, Purpose
from desktop.core.quants import Reason
from desktop.core.sources import HUGGING_FACE, Connection, Source
from desktop.core.tasks import Tasks
from desktop.hub.answers import Page
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.services.hub_assembly import HubNeeds, HubServices, end_offline
from desktop.services.hub_orders import order_of, pinned_hashes
from desktop.services.hub_remembered import FRESH, MOST, Remembered
from desktop.services.hub_repository import HubRepository, RepositoryStage, Surroundings
from desktop.services.hub_search import HubMeans, HubSearch, SearchStage
from tests.fakes import hub_api as fake
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.hub_models import HEADER, qwen
from tests.fakes.inbox import Inbox

QWEN = RepoId("unsloth/Qwen3-4B-GGUF")
OTHER = RepoId("some/other-GGUF")


class Desk:
    """The services over a stand-in."""

    def __init__(self, server):
        self.server = server
        self.inbox = Inbox()
        self.gate = Gate(False, self.inbox)
        self.tasks = Tasks(self.inbox)
        self.source = Source(server.endpoint)
        self.refusal = None
        self.memory = Memory(7 << 30)
        self.there = set()
        means = HubMeans(HubApi(self.gate), self.tasks, self.connection, self.inbox.later)
        around = Surroundings(
            lambda: self.memory,
            lambda: lambda file, repo: Path("/there") if file.path in self.there else None,
            lambda: Path("/models"),
            Catalogue(),
        )
        self.search = HubSearch(means)
        self.repository = HubRepository(means, around)

    def connection(self):
        if self.refusal is not None:
            raise self.refusal
        return Connection((self.source,))

    def wait(self, condition):
        self.inbox.run_until(condition)

    def asked(self):
        """Wait until a request has come to the hub: nobody posts that."""
        end = time.monotonic() + 120
        while not self.server.api.seen and time.monotonic() < end:
            time.sleep(0.005)

    def opened(self, repo=QWEN):
        self.repository.open(repo)
        self.wait(lambda: self.tasks.idle)
        return self.repository.state

    def found(self, text="", sort=Sort.TRENDING):
        self.search.search(text, sort)
        self.wait(lambda: self.search.state.stage is not SearchStage.SEARCHING)
        return self.search.state


@pytest.fixture
def desk():
    other = Model(OTHER, {"a-Q4_K_M.gguf": HEADER, "b-Q4_K_M.gguf": HEADER}, readme=None)
    with ApiServer(qwen(), other) as server:
        desk = Desk(server)
        yield desk
        desk.search.close()
        desk.repository.close()
        server.api.closing.set()
        desk.tasks.close()


def test_a_search_gives_what_was_found(desk):
    state = desk.found("qwen")
    assert [found.repo for found in state.found] == [QWEN]
    assert state.stage is SearchStage.DONE and not state.more


def test_a_newer_search_ends_the_older_one(desk):
    desk.server.api.next.append(fake.never)
    desk.search.search("older", Sort.TRENDING)
    desk.asked()
    state = desk.found("qwen")
    desk.wait(lambda: desk.tasks.idle)  # the older one's worker is free again
    assert state.query.text == "qwen" and desk.search.state is state


def test_the_answer_to_an_older_search_is_not_shown(desk):
    desk.search.search("other", Sort.TRENDING)
    state = desk.found("qwen")
    desk.wait(lambda: desk.tasks.idle)
    assert [found.repo for found in desk.search.state.found] == [QWEN]
    assert desk.search.state is state


def test_more_is_added_to_what_was_found(desk):
    desk.server.api.page_size = 1
    assert desk.found().more
    desk.search.more()
    desk.wait(lambda: desk.search.state.stage is SearchStage.DONE)
    assert {found.repo for found in desk.search.state.found} == {QWEN, OTHER}
    assert not desk.search.state.more


def test_a_hub_that_repeats_itself_is_not_asked_for_ever(desk):
    desk.server.api.page_size = 1
    desk.found()
    desk.search.state = replace(desk.search.state, found=desk.search.state.found)
    desk.server.api.next.append(fake.answers([{"id": desk.search.state.found[0].repo}]))
    desk.search.more()
    desk.wait(lambda: desk.search.state.stage is SearchStage.DONE)
    assert len(desk.search.state.found) == 1 and not desk.search.state.more


def test_a_search_that_failed_can_be_tried_again(desk):
    good, desk.source = desk.source, Source("http://127.0.0.1:9")
    state = desk.found("qwen")
    assert isinstance(state.error, HubUnreachable) and state.stage is SearchStage.FAILED
    desk.source = good
    desk.search.retry()
    desk.wait(lambda: desk.search.state.stage is SearchStage.DONE)
    assert desk.search.state.found and desk.search.state.error is None


def test_a_busy_hub_is_asked_again_by_itself(desk):
    desk.server.api.next.append(fake.busy(429, 30))
    assert desk.found("qwen").error == HubBusy("127.0.0.1", 30)
    desk.inbox.time_passes()
    desk.wait(lambda: desk.search.state.stage is SearchStage.DONE)
    assert desk.search.state.found


def test_a_busy_hub_is_not_asked_again_for_a_search_that_was_given_up(desk):
    desk.server.api.next.append(fake.busy(429, 30))
    desk.found("qwen")
    desk.search.clear()
    desk.inbox.time_passes()
    assert desk.search.state.stage is SearchStage.IDLE and len(desk.server.api.seen) == 1


def test_a_repository_of_a_busy_hub_is_asked_for_again_by_itself(desk):
    desk.server.api.next.append(fake.busy(429, 30))
    assert desk.opened().error == HubBusy("127.0.0.1", 30)
    desk.inbox.time_passes()
    desk.wait(lambda: desk.tasks.idle)
    assert desk.repository.state.fits


def test_a_way_that_cannot_be_used_is_told(desk):
    desk.refusal = HubUnreachable("proxy")
    assert desk.found("qwen").error == desk.refusal
    assert desk.opened().error == desk.refusal


def test_a_repository_opens_with_offers_fits_card_and_a_recommendation(desk):
    state = desk.opened()
    assert state.stage is RepositoryStage.OPEN and state.error is None
    labels = [offer.label for offer in state.offers]
    assert labels[0] == "Q2_K" and labels[-1] == "BF16"
    assert "IQ4_KS" not in labels
    assert set(state.fits) == set(state.offers)
    assert state.fits[state.offers[0]].verdict is Verdict.MEMORY
    assert state.fits[state.offers[-1]].verdict is Verdict.NOT
    assert state.recommended is not None
    assert (state.recommended.offer.label, state.recommended.reason) == ("UD-Q4_K_XL", Reason.BALANCED)
    assert state.card is not None and state.card.startswith("# Qwen3")


def test_the_fit_of_all_quants_costs_one_request_of_64_kib(desk):
    desk.opened()
    desk.wait(lambda: desk.inbox._calls.empty())
    log = [entry for entry in desk.gate.log if entry.purpose is Purpose.HEADER]
    assert len(log) == 1
    assert log[0].received <= 1 << 16
    assert len(desk.server.api.seen) == 3  # the repository, its card, and the beginning of one file


def test_a_smaller_quant_has_room_for_more_context(desk):
    state = desk.opened()
    contexts = [state.fits[offer].longest for offer in state.offers]
    assert contexts == sorted(contexts, reverse=True)
    assert contexts[0] > contexts[-1]


def test_less_memory_makes_another_recommendation(desk):
    desk.memory = Memory(3 << 30)
    state = desk.opened()
    assert state.recommended is not None
    assert state.recommended.offer.size <= 2.5e9
    assert state.recommended.reason in (Reason.LARGEST_FITTING, Reason.BALANCED)


def test_another_model_of_a_repository_is_looked_at_when_it_is_selected(desk):
    state = desk.opened(OTHER)
    assert len(state.fits) == 1
    (unknown,) = set(state.offers) - set(state.fits)
    desk.repository.select(unknown)
    assert desk.repository.state.reading
    desk.wait(lambda: desk.tasks.idle)
    assert set(desk.repository.state.fits) == set(state.offers)
    before = len(desk.server.api.seen)
    desk.repository.select(unknown)
    assert len(desk.server.api.seen) == before


def test_going_back_to_a_repository_asks_the_hub_nothing(desk):
    first = desk.opened(QWEN)
    desk.opened(OTHER)
    before = len(desk.server.api.seen)
    desk.there = {"Qwen3-4B-Q8_0.gguf"}
    again = desk.opened(QWEN)
    assert (again.repo, again.fits, again.card) == (first.repo, first.fits, first.card)
    assert {offer.label for offer in again.here} == {"Q8_0"}  # looked for anew
    assert len(desk.server.api.seen) == before


def test_what_was_opened_long_ago_or_not_wholly_is_asked_for_again(desk):
    now = [0.0]
    known = Remembered(lambda: now[0])
    state = desk.opened(QWEN)
    known.keep(replace(state, card=None))
    known.keep(replace(state, unread=HubUnreachable("x")))
    assert known.get(QWEN) is None
    known.keep(state)
    now[0] = FRESH - 1
    known.keep(state)  # looked at again, and not asked for
    assert known.get(QWEN) is state
    now[0] = FRESH + 1
    assert known.get(QWEN) is None


def test_only_so_many_repositories_are_remembered(desk):
    known = Remembered()
    state = desk.opened(QWEN)
    for number in range(MOST + 5):
        known.keep(replace(state, id=RepoId(f"a/{number}")))
    assert known.get(RepoId("a/0")) is None and known.get(RepoId(f"a/{MOST + 4}")) is not None


def test_a_repository_that_was_left_does_not_come_back(desk):
    desk.server.api.next.append(fake.never)
    desk.repository.open(OTHER)
    desk.asked()
    state = desk.opened(QWEN)
    assert state.id == QWEN and desk.repository.state.repo is not None


def test_a_missing_repository_is_told(desk):
    state = desk.opened(RepoId("no/such-GGUF"))
    assert state.stage is RepositoryStage.FAILED and state.error == NotOnHub("no/such-GGUF")


def test_a_gated_repository_shows_its_files_and_says_what_is_needed(desk):
    desk.server.api.models[QWEN].gated = "auto"
    state = desk.opened()
    assert state.stage is RepositoryStage.OPEN and state.offers
    assert isinstance(state.unread, AccessNeeded) and not state.fits
    assert state.recommended is not None and state.recommended.reason is Reason.UNKNOWN_FIT


def test_what_did_not_come_is_asked_for_again(desk):
    desk.server.api.models[QWEN].gated = "auto"
    desk.opened()
    desk.server.api.models[QWEN].gated = False
    desk.repository.retry()
    desk.wait(lambda: desk.tasks.idle)
    state = desk.repository.state
    assert state.unread is None and state.fits and state.card


def test_a_file_that_is_no_model_leaves_the_fit_unknown(desk):
    desk.server.api.models[QWEN].files = {"M-Q4_K_M.gguf": b"x" * 1000}
    state = desk.opened()
    assert state.unread == HeaderUnclear("M-Q4_K_M.gguf") and not state.reading and state.offers


def test_what_is_here_already_is_marked(desk):
    desk.there = {"Qwen3-4B-Q8_0.gguf", "BF16/Qwen3-4B-BF16-00001-of-00002.gguf"}
    desk.opened()
    desk.wait(lambda: desk.tasks.idle)
    assert {offer.label for offer in desk.repository.state.here} == {
        "Q8_0"
    }  # of the split one a part is missing
    desk.there.add("BF16/Qwen3-4B-BF16-00002-of-00002.gguf")
    desk.repository.look_around()
    desk.wait(lambda: desk.tasks.idle)
    assert {offer.label for offer in desk.repository.state.here} == {"Q8_0", "BF16"}


def test_an_order_has_all_files_with_their_hashes_and_the_commit(desk):
    desk.server.api.models[QWEN].files["mmproj-F16.gguf"] = 900_000
    state = desk.opened()
    order = desk.repository.order(state.offers[-1])
    assert [file.path for file in order.files] == [
        "BF16/Qwen3-4B-BF16-00001-of-00002.gguf",
        "BF16/Qwen3-4B-BF16-00002-of-00002.gguf",
        "mmproj-F16.gguf",
    ]
    assert order.commit == fake.COMMIT and order.quant == "BF16" and order.name == "Qwen3 4B"
    assert all(len(file.sha256) == 64 for file in order.files)
    assert order.target(order.main) == Path("/models") / QWEN / order.main.path


def test_the_hashes_of_the_catalogue_count_more_than_those_of_a_mirror():
    catalogue = shipped()
    model = next(model for model in catalogue.models if model.id == "qwen3.5-4b")
    pinned = pinned_hashes(catalogue, model.source.repo)
    file = model.source.files["Q4_K_M"]
    assert pinned[file.path] == file.sha256[0]
    assert pinned_hashes(catalogue, RepoId("no/body")) == {}
    theirs = RemoteFile(file.path, 1_000, "0" * 64)
    offer = Offer("Q4_K_M", "Q4_K_M", "Qwen3.5-4B", (theirs,))
    mirrored = Repo(model.source.repo, fake.COMMIT, (theirs,), endpoint="https://mirror.example")
    assert order_of(offer, mirrored, catalogue, Path("/models")).main.sha256 == file.sha256[0]
    first_hand = replace(mirrored, endpoint=HUGGING_FACE)  # the publisher has replaced the file
    assert order_of(offer, first_hand, catalogue, Path("/models")).main.sha256 == "0" * 64


def test_nothing_is_asked_for_in_offline_mode(desk):
    desk.gate.set_offline(True)
    assert desk.found("qwen").error is not None
    assert desk.opened().error is not None
    assert desk.server.api.seen == []


def test_going_offline_ends_what_is_on_its_way_and_says_why(desk):
    connection = lambda: Connection((Source("https://hub.example"),))  # noqa: E731
    needs = HubNeeds(desk.gate, connection, None, None, desk.inbox.later)
    services = HubServices(Catalogue(), desk.search, desk.repository, None, None, 0)
    end_offline(services, needs)  # nobody waits for anything
    assert desk.search.state.error is None and desk.repository.state.error is None
    desk.server.api.next += [fake.stalls, fake.stalls]
    desk.search.search("qwen", Sort.TRENDING)
    desk.repository.open(QWEN)
    end_offline(services, needs)
    error = Offline("hub.example")
    assert (desk.search.state.stage, desk.search.state.error) == (SearchStage.FAILED, error)
    state = desk.repository.state
    assert (state.stage, state.error) == (RepositoryStage.FAILED, error)
    desk.wait(lambda: desk.tasks.idle)
    assert desk.search.state.error == error


class Silent:
    """An interface to a hub whose name server never answers, whatever is cancelled."""

    def __init__(self):
        self.over = threading.Event()
        self.asked = 0

    def search(self, query, connection, job):
        self.asked += 1
        self.over.wait(60)
        return Page(())

    def repo(self, repo, connection, job):
        return self.search(repo, connection, job)


def test_searches_that_nobody_answers_hold_up_no_other_work(desk):
    api, done = Silent(), []
    means = HubMeans(api, desk.tasks, desk.connection, desk.inbox.later)
    search, repository = HubSearch(means), HubRepository(means, desk.repository._around)
    try:
        for number in range(3):
            search.search(f"q{number}", Sort.TRENDING)
            repository.open(RepoId(f"some/model-{number}"))
        desk.tasks.run(lambda _: None, done=done.append, failed=done.append)
        desk.wait(lambda: bool(done))
        assert done == [None]
    finally:
        search.close()
        repository.close()
        api.over.set()

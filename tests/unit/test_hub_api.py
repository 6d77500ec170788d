"""The client of the hub, against a stand-in that does all that a network does."""

from __future__ import annotations

import os
import threading
import time

import pytest

from desktop.core.errors import Offline
from desktop.core.hub import Gated, RepoId, Sort
from desktop.core.hub_errors import (
    AccessNeeded,
    HubBusy,
    HubUnreachable,
    NotOnHub,
    NotTheHub,
    TokenRejected,
)
from desktop.core.network import Gate, Purpose
from desktop.core.sources import Connection, Source
from desktop.core.tasks import Cancelled, Job
from desktop.hub.api import LONGEST_CARD, HubApi, Query, without_front_matter
from desktop.hub.probe import PREFIX
from tests.fakes import hub_api as fake
from tests.fakes.gguf import FIELDS, gguf
from tests.fakes.hub_api import ApiServer, Model
from tests.fakes.inbox import Inbox

QWEN = RepoId("unsloth/Qwen3-4B-GGUF")
GATED = RepoId("google/gemma-GGUF")
MANUAL = RepoId("meta/llama-GGUF")
HEADER = gguf(FIELDS) + b"\1" * 200_000


class Hub:
    """A client with its gate, on the thread of the test."""

    def __init__(self, server, token=""):
        self.server = server
        self.inbox = Inbox()
        self.gate = Gate(False, self.inbox)
        self.api = HubApi(self.gate)
        self.job = Job(self.inbox, None, 0.1)
        self.connection = Connection((Source(server.endpoint, token),))

    def search(self, text="", sort=Sort.TRENDING, after=""):
        return self.api.search(Query(text, sort, after), self.connection, self.job)

    def repo(self, name=QWEN):
        return self.api.repo(name, self.connection, self.job)

    def start(self, repo, number=0):
        return self.api.start_of(repo, repo.files[number], self.connection, self.job)

    def log(self):
        """What the gate has let through."""
        while not self.inbox._calls.empty():
            self.inbox._calls.get()()
        return list(self.gate.log)


@pytest.fixture
def server():
    models = (
        Model(
            QWEN,
            {"Qwen3-4B-Q4_K_M.gguf": HEADER, "Qwen3-4B-Q8_0.gguf": 4_000_000_000, "README.md": 5},
            downloads=900,
            likes=5,
            gguf={"total": 4_000_000_000, "architecture": "qwen3", "context_length": 40_960},
            readme="---\nlicense: apache-2.0\n---\n# Qwen3\nText.",
        ),
        Model(GATED, {"gemma-Q4_0.gguf": HEADER}, likes=50, gated="auto", license="gemma", readme="# Gemma"),
        Model(MANUAL, {"llama-Q4_K_M.gguf": HEADER}, trending=9, gated="manual"),
        Model("some/private-GGUF", {"x-Q4_0.gguf": HEADER}, private=True),
        Model("some/safetensors", {"model.safetensors": 10}),
    )
    with ApiServer(*models) as server:
        server.api.accounts["hf_good"] = ("ada", {GATED, "some/private-GGUF"})
        yield server


@pytest.fixture
def hub(server):
    return Hub(server)


def test_a_search_lists_what_the_hub_knows_of_each_repository(hub):
    page = hub.search("qwen")
    (found,) = page.found
    assert (found.repo, found.downloads, found.likes) == (QWEN, 900, 5)
    assert (found.parameters, found.architecture, found.context_length) == (4_000_000_000, "qwen3", 40_960)
    assert (found.license, found.gated) == ("apache-2.0", Gated.NO)
    assert found.updated is not None and found.updated.year == 2026
    assert page.after == ""


def test_only_repositories_with_gguf_files_are_found_by_one_request(hub):
    assert {found.repo for found in hub.search().found} == {QWEN, GATED, MANUAL}
    assert len(hub.server.api.seen) == 1


@pytest.mark.parametrize(
    ("sort", "first"), [(Sort.DOWNLOADS, QWEN), (Sort.LIKES, GATED), (Sort.TRENDING, MANUAL)]
)
def test_a_search_is_sorted(hub, sort, first):
    assert hub.search(sort=sort).found[0].repo == first


def test_more_of_a_search_comes_by_its_next_page(hub):
    hub.server.api.page_size = 2
    first = hub.search()
    second = hub.search(after=first.after)
    assert len(first.found) == 2 and first.after
    assert len(second.found) == 1 and second.after == ""


def test_a_next_page_on_another_host_is_not_followed(hub):
    hub.server.api.page_size = 1
    hub.server.api.next_host = hub.server.other
    page = hub.search()
    assert len(page.found) == 1 and page.after == ""
    assert {seen.port for seen in hub.server.api.seen} == {"hub"}


def test_names_that_cannot_be_repositories_are_left_out(hub):
    hub.server.api.next.append(fake.answers([{"id": "../../etc"}, {"id": "a/b\u202ec"}, {"id": "good/one"}]))
    assert [found.repo for found in hub.search().found] == ["good/one"]


def test_a_repository_has_its_files_with_sizes_and_hashes(hub):
    repo = hub.repo()
    assert repo.commit == fake.COMMIT and repo.license == "apache-2.0"
    big = repo.files[1]
    assert (big.path, big.size, len(big.sha256)) == ("Qwen3-4B-Q8_0.gguf", 4_000_000_000, 64)
    assert repo.files[2].sha256 == ""  # not in LFS


def test_files_that_would_leave_their_folder_are_left_out(hub):
    hub.server.api.models[QWEN].files = {
        "../up-Q4_0.gguf": 1,
        "/etc/x-Q4_0.gguf": 1,
        "ok-Q4_0.gguf": 1,
        "nul": 1,
    }
    assert [file.path for file in hub.repo().files] == ["ok-Q4_0.gguf"]


def test_a_repository_that_was_renamed_is_found(hub):
    hub.server.api.rename["old/name-GGUF"] = QWEN
    assert hub.repo(RepoId("old/name-GGUF")).id == QWEN


def test_a_card_comes_without_its_front_matter(hub):
    assert hub.api.card(hub.repo(), hub.connection, hub.job) == "# Qwen3\nText."


def test_a_repository_without_a_card_has_an_empty_one(hub):
    hub.server.api.models[QWEN].readme = None
    assert hub.api.card(hub.repo(), hub.connection, hub.job) == ""


def test_a_card_without_end_is_cut(hub):
    hub.server.api.models[QWEN].readme = "x" * (3 * LONGEST_CARD)
    assert len(hub.api.card(hub.repo(), hub.connection, hub.job)) == LONGEST_CARD


def test_front_matter_that_does_not_end_is_text():
    assert without_front_matter("---\na: 1\n") == "---\na: 1\n"
    assert without_front_matter("\ufeff---\r\na: 1\r\n---\r\nText") == "Text"


def test_the_start_of_a_file_is_one_request_of_64_kib(hub):
    repo = hub.repo()
    before = len(hub.server.api.seen)
    data = hub.start(repo)
    assert data == HEADER[:PREFIX]
    (seen,) = hub.server.api.seen[before:]
    assert seen.range == "bytes=0-65535"


def test_a_hub_that_ignores_the_range_gives_64_kib_all_the_same(hub):
    repo = hub.repo()
    hub.server.api.next.append(fake.raw(HEADER * 100, "application/octet-stream"))
    assert len(hub.start(repo)) == PREFIX
    assert hub.log()[-1].received < 4 * PREFIX


def test_a_start_that_lies_on_another_host_comes_without_the_token(server):
    hub = Hub(server, "hf_good")
    repo = hub.repo()
    there = f"{server.other}/{QWEN}/resolve/{fake.COMMIT}/Qwen3-4B-Q4_K_M.gguf"
    server.api.next.append(fake.sent_to(there))
    assert hub.start(repo) == HEADER[:PREFIX]
    assert [(seen.port, seen.token) for seen in server.api.seen[-2:]] == [("hub", "hf_good"), ("other", None)]


def test_every_request_passes_the_gate_with_its_host_purpose_and_bytes(hub):
    repo = hub.repo()
    hub.search("qwen")
    hub.start(repo)
    log = hub.log()
    assert [entry.purpose for entry in log] == [Purpose.MODEL_INFO, Purpose.SEARCH, Purpose.HEADER]
    assert {entry.host for entry in log} == {"127.0.0.1"}
    assert log[2].received == PREFIX and log[1].received > 0


def test_a_redirected_request_passes_the_gate_twice(hub):
    hub.server.api.rename["old/name-GGUF"] = QWEN
    hub.repo(RepoId("old/name-GGUF"))
    assert len(hub.log()) == 2


def test_nothing_goes_out_in_offline_mode(hub):
    hub.gate.set_offline(True)
    for ask in (hub.search, hub.repo):
        with pytest.raises(Offline):
            ask()
    assert hub.server.api.seen == []


def test_no_token_of_this_computer_is_sent(hub, monkeypatch, tmp_path):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    (tmp_path / "token").write_text("hf_secret")
    hub.search()
    hub.repo()
    assert {seen.token for seen in hub.server.api.seen} == {None}
    assert {seen.agent.split("/")[0] for seen in hub.server.api.seen} == {"fireside"}
    assert os.environ["HF_HUB_DISABLE_TELEMETRY"] == "1"


def test_a_gated_repository_can_be_seen_and_its_files_need_a_token(hub):
    repo = hub.repo(GATED)
    assert repo.gated is Gated.AUTO and repo.license == "gemma"
    with pytest.raises(AccessNeeded) as caught:
        hub.start(repo)
    assert caught.value == AccessNeeded(GATED, Gated.AUTO, signed_in=False)


def test_a_token_without_access_is_told_so(server):
    hub = Hub(server, "hf_good")
    with pytest.raises(AccessNeeded) as caught:
        hub.start(hub.repo(MANUAL))
    assert caught.value == AccessNeeded(MANUAL, Gated.MANUAL, signed_in=True)
    with pytest.raises(AccessNeeded):
        hub.api.check_access(MANUAL, hub.connection, hub.job)


def test_a_token_with_access_opens_gated_and_private_repositories(server):
    hub = Hub(server, "hf_good")
    assert hub.start(hub.repo(GATED)) == HEADER[:PREFIX]
    assert hub.repo(RepoId("some/private-GGUF")).files
    hub.api.check_access(GATED, hub.connection, hub.job)


def test_a_token_names_its_owner(server):
    hub = Hub(server)
    assert hub.api.whoami(Source(server.endpoint, "hf_good"), hub.connection, hub.job) == "ada"


def test_a_bad_token_is_rejected(server):
    hub = Hub(server, "hf_bad")
    with pytest.raises(TokenRejected):
        hub.repo()
    with pytest.raises(TokenRejected):
        hub.api.whoami(hub.connection.first, hub.connection, hub.job)


@pytest.mark.parametrize("name", ["some/private-GGUF", "no/such-GGUF"])
def test_private_and_missing_repositories_are_not_there(hub, name):
    with pytest.raises(NotOnHub) as caught:
        hub.repo(RepoId(name))
    assert caught.value.name == name


@pytest.mark.parametrize(
    "fault",
    [
        fake.portal,
        fake.answers({"hello": "world"}),
        fake.answers("text"),
        fake.answers([1, 2]),
        fake.answers(None),
        fake.raw(b"not json"),
        fake.raw(b"", "application/json"),
        fake.raw(b"\xff\xfe\x00", "application/json"),
        fake.raw(b"[]", Content_Encoding="br"),
        fake.raw(b"no gzip", Content_Encoding="gzip"),
        fake.bomb(40 << 20),
        fake.raw(b" " * (17 << 20)),
    ],
)
@pytest.mark.parametrize("ask", ["search", "repo"])
def test_what_is_no_answer_of_a_hub_is_told_as_that(hub, fault, ask):
    hub.server.api.next.append(fault)
    with pytest.raises(NotTheHub):
        getattr(hub, ask)()


@pytest.mark.parametrize(
    "info",
    [
        {"id": QWEN},  # no commit
        {"id": QWEN, "sha": "../../x"},
        {"id": QWEN, "sha": fake.COMMIT, "siblings": "many"},
        {"id": QWEN, "sha": fake.COMMIT, "siblings": [{"size": 1}]},
        {"id": QWEN, "sha": fake.COMMIT, "lastModified": "yesterday"},
        {"sha": fake.COMMIT},
    ],
)
def test_a_repository_that_makes_no_sense_is_not_taken(hub, info):
    hub.server.api.next.append(fake.answers(info))
    with pytest.raises(NotTheHub):
        hub.repo()


def test_odd_values_of_a_repository_are_left_out(hub):
    odd = {
        "id": QWEN,
        "sha": fake.COMMIT,
        "downloads": -5,
        "likes": "many",
        "gated": {"x": 1},
        "tags": [1, None, "license:\u202emit"],
        "gguf": {"total": 1 << 80, "architecture": ["x"], "context_length": True},
        "cardData": {"license": ["mit", "x"], "license_link": "javascript:alert(1)", "base_model": "../x"},
        "siblings": [
            {"rfilename": "a-Q4_0.gguf", "lfs": {"size": -1, "sha256": "zz", "pointerSize": 1}},
        ],
    }
    hub.server.api.next.append(fake.answers(odd))
    repo = hub.repo()
    assert (repo.downloads, repo.likes, repo.gated, repo.parameters) == (0, 0, Gated.NO, 0)
    assert (repo.license, repo.license_link, repo.base_model) == ("mit", "", "")
    assert (repo.files[0].size, repo.files[0].sha256) == (0, "")


def test_a_short_patience_is_had_without_a_word(hub):
    hub.server.api.next.append(fake.busy(429, 1))
    assert hub.search("qwen").found


@pytest.mark.parametrize("wait", ["3600", "999999999999", "Fri, 27 Nov 2099 10:00:00 GMT"])
def test_an_absurd_wait_is_told_at_once(hub, wait):
    hub.server.api.next.append(fake.busy(429, wait))
    with pytest.raises(HubBusy) as caught:
        hub.search()
    assert caught.value.seconds == 3600
    assert len(hub.server.api.seen) == 1


def test_the_hubs_own_header_for_limits_is_read(hub):
    hub.server.api.next.append(fake.busy(429, headers={"RateLimit": '"api";r=0;t=55'}))
    with pytest.raises(HubBusy) as caught:
        hub.repo()
    assert caught.value.seconds == 55


def test_trouble_of_the_hub_is_tried_once_more(hub):
    hub.server.api.next.append(fake.busy(503))
    assert hub.repo().id == QWEN
    hub.server.api.next += [fake.busy(500), fake.busy(500)]
    with pytest.raises(HubBusy) as caught:
        hub.repo()
    assert caught.value == HubBusy("127.0.0.1", 0)


def test_a_dropped_connection_is_tried_once_more(hub):
    hub.server.api.next.append(fake.drops)
    assert hub.search("qwen").found
    hub.server.api.next += [fake.drops, fake.drops]
    with pytest.raises(HubUnreachable):
        hub.search()


def test_a_hub_that_is_not_there_is_unreachable(hub):
    hub.connection = Connection((Source("http://127.0.0.1:9"),))
    with pytest.raises(HubUnreachable) as caught:
        hub.search()
    assert caught.value.host == "127.0.0.1"


def test_a_failed_connection_leaves_other_calls_alone(hub, server):
    """The library closes its client after one, which ended all other requests of the process."""
    server.api.next.append(fake.stalls)
    outcome = []

    def slow():
        try:
            hub.search()
        except (Cancelled, HubUnreachable) as error:
            outcome.append(error)

    thread = threading.Thread(target=slow)
    thread.start()
    while not server.api.seen:
        time.sleep(0.01)
    other = Hub(server)
    other.connection = Connection((Source("http://127.0.0.1:9"),))
    with pytest.raises(HubUnreachable):
        other.search()
    assert Hub(server).search("qwen").found
    assert outcome == []
    hub.job.cancel()
    thread.join()
    assert isinstance(outcome[0], Cancelled)


@pytest.mark.parametrize("fault", [fake.never, fake.stalls])
def test_a_cancel_ends_a_call_that_waits_for_the_network(hub, fault):
    hub.server.api.next.append(fault)
    timer = threading.Timer(0.1, hub.job.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        hub.search()
    timer.join()
    assert not hub.server.api.closing.is_set()


def test_a_cancel_ends_a_wait(hub):
    hub.server.api.next.append(fake.busy(429, 3))
    timer = threading.Timer(0.1, hub.job.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        hub.search()
    timer.join()
    assert len(hub.server.api.seen) == 1


def test_a_mirror_is_asked_where_the_first_source_is_not_to_be_had(hub, server):
    hub.connection = Connection((Source("http://127.0.0.1:9"), Source(server.endpoint)))
    assert hub.search("qwen").found
    server.api.next.append(fake.portal)
    hub.connection = Connection((Source(server.endpoint), Source(server.other)))
    assert hub.repo().id == QWEN
    assert server.api.seen[-1].port == "other"


def test_a_mirror_is_not_sent_the_token_of_another_source(server):
    hub = Hub(server)
    hub.connection = Connection((Source("http://127.0.0.1:9", "hf_good"), Source(server.endpoint)))
    hub.search()
    assert {seen.token for seen in server.api.seen} == {None}


def test_a_proxy_is_used(hub, server):
    hub.connection = Connection((Source("http://hub.invalid"),), server.other)
    server.api.models.clear()
    server.api.next.append(fake.answers([{"id": "through/proxy"}]))
    assert hub.search().found[0].repo == "through/proxy"
    assert server.api.seen[0].path.startswith("http://hub.invalid/api/models")


@pytest.mark.parametrize("proxy", ["ftp://x:1", "socks5://127.0.0.1:9", "http://127.0.0.1:9", "nonsense"])
def test_a_proxy_that_cannot_work_is_told(hub, proxy):
    hub.connection = Connection((Source(hub.server.endpoint),), proxy)
    with pytest.raises(HubUnreachable):
        hub.search()
    assert hub.server.api.seen == []


def test_the_library_cannot_go_out_past_a_call(hub):
    hub.search()
    from huggingface_hub import HfApi

    with pytest.raises(LookupError):
        HfApi(hub.server.endpoint, False).model_info(QWEN)
    assert len(hub.server.api.seen) == 1

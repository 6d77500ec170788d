"""What a hub and a network do wrong: it recovers, or ends with a typed error and keeps what has come."""

from dataclasses import replace

import pytest

from desktop.core.downloads import Stage
from desktop.core.errors import Offline
from desktop.core.hub import Gated
from desktop.core.hub_errors import (
    AccessNeeded,
    ChecksumWrong,
    FileChanged,
    HubBusy,
    HubUnreachable,
    NotOnHub,
    NotTheHub,
    TokenRejected,
)
from desktop.core.sources import Connection, Source
from desktop.hub import locating
from tests.fakes import hub_files as f
from tests.unit.fetch_support import IMPATIENT, NAME, REPO, SIZE

MIDDLE = SIZE // 2

HEAD_FAULTS = {
    "no answer once": [f.no_answer],
    "stalled headers": [f.stall_headers],
    "busy for a short time": [f.busy(429, 2)],
    "trouble three times": [f.busy(500), f.busy(503), f.busy(502)],
    "a portal once": [f.portal],
    "nonsense": [f.nonsense],
    "a redirect to another protocol": [f.redirect("file:///etc/passwd")],
    "a redirect to an address that is none": [f.redirect("http://[x"), f.redirect("http://h:x/")],
    "a size of ten thousand digits": [
        f.say(200, {"X-Repo-Commit": "c", "ETag": "e", "X-Linked-Size": "9" * 9999})
    ],
    "a date of another age": [
        f.busy(503, "Fri, 31 Dec 9999 23:59:59 GMT"),
        f.busy(503, "nan"),
        f.busy(503, "soon"),
    ],
    "redirects without end": [f.redirect("/maker/model-GGUF/resolve/main/" + NAME)] * 6,
}
GET_FAULTS = {
    "dropped in the middle": [f.drop(MIDDLE)],
    "reset in the middle": [f.drop(MIDDLE, rst=True)],
    "dropped every 50 kB": [f.drop(50_000)] * 7,
    "no answer": [f.no_answer],
    "stalled headers": [f.stall_headers],
    "stalled body": [f.stall_body(MIDDLE)],
    "busy": [f.busy(429, 1)],
    "trouble": [f.busy(500), f.busy(503)],
    "a signed address that has expired": [f.expired],
    "dropped, then expired": [f.drop(MIDDLE), f.expired],
    "too long an announcement": [f.wrong_length(+100)],
    "too short an announcement": [f.wrong_length(-100)],
    "flipped bytes once": [f.flipped(MIDDLE)],
    "dropped, then other bytes": [f.drop(MIDDLE), f.other_bytes],
    "dropped, then the range ignored": [f.drop(MIDDLE), f.range_ignored],
    "dropped, then a wrong range": [f.drop(MIDDLE), f.wrong_range],
    "a portal": [f.portal],
    "dropped, then a portal": [f.drop(MIDDLE), f.portal],
    "compressed": [f.compressed],
    "nonsense": [f.nonsense],
    "odd numbers": [
        f.say(206, {"Content-Range": f"bytes {'9' * 9999}-2/3"}),
        f.say(200, {"Content-Length": "-1"}),
    ],
    "chunks that are none": [f.say(200, {"Transfer-Encoding": "chunked"})],
    "slow": [f.trickle(100_000, 0.01)],
}


@pytest.mark.parametrize("fault", HEAD_FAULTS)
def test_what_goes_wrong_when_the_hub_is_asked_passes(fetching, fault):
    if fault.startswith("stalled"):
        fetching.limits = IMPATIENT
    fetching.files.head(NAME, *HEAD_FAULTS[fault])
    assert fetching.run() == fetching.data


@pytest.mark.parametrize("fault", GET_FAULTS)
def test_what_goes_wrong_while_the_bytes_come_passes(fetching, fault):
    if fault.startswith("stalled"):
        fetching.limits = IMPATIENT
    fetching.files.get(NAME, *GET_FAULTS[fault])
    assert fetching.run() == fetching.data
    assert list(fetching.wanted().target.parent.iterdir()) == [
        fetching.wanted().target
    ]  # nothing is left behind


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (f.no_answer, HubUnreachable),
        (f.busy(503), HubBusy),
        (f.busy(429, 86_400), HubBusy),
        (f.portal, NotTheHub),
    ],
)
def test_what_does_not_pass_ends_with_its_reason_and_keeps_what_has_come(fetching, fault, error):
    fetching.began(MIDDLE)
    fetching.files.head(NAME, always=fault)
    with pytest.raises(error):
        fetching.run()
    assert fetching.kept() == fetching.data[:MIDDLE]


def test_after_a_drop_it_goes_on_from_the_exact_byte(fetching):
    fetching.files.get(NAME, f.drop(MIDDLE))
    fetching.run()
    assert [seen.range for seen in fetching.files.requests("GET")] == [None, f"bytes={MIDDLE}-"]


def test_what_an_earlier_run_fetched_is_not_fetched_again(fetching):
    fetching.began(123_457)
    assert fetching.run() == fetching.data
    assert [seen.range for seen in fetching.files.requests("GET")] == ["bytes=123457-"]


def test_a_whole_part_is_only_verified(fetching):
    fetching.began(SIZE)
    assert fetching.run() == fetching.data
    assert fetching.files.requests("GET") == []


def test_a_damaged_part_of_an_earlier_run_is_fetched_once_more(fetching):
    fetching.began(MIDDLE, data=bytes(SIZE))
    assert fetching.run() == fetching.data
    assert [seen.range for seen in fetching.files.requests("GET")] == [f"bytes={MIDDLE}-", None]


def test_a_part_that_is_too_long_is_begun_anew(fetching):
    fetching.began(SIZE + 10, data=fetching.data + bytes(10))
    assert fetching.run() == fetching.data


def test_a_hash_that_is_wrong_twice_is_told_and_nothing_gets_the_final_name(fetching):
    fetching.files.get(NAME, always=f.flipped(MIDDLE))
    with pytest.raises(ChecksumWrong):
        fetching.run()
    assert len(fetching.files.requests("GET")) == 2
    assert not fetching.wanted().target.exists()


def test_the_time_that_the_hub_asks_for_is_waited_and_told(fetching):
    fetching.files.head(NAME, f.busy(429, 7))
    fetching.run()
    assert fetching.clock.waits == [7.0]
    [waiting] = [report for report in fetching.reports if report.stage is Stage.WAITING]
    assert waiting.error == HubBusy("127.0.0.1", 7)
    assert waiting.until is not None


def test_an_absurd_time_is_cut_to_five_minutes(fetching):
    fetching.files.head(NAME, f.busy(429, 360_000))
    fetching.run()
    assert fetching.clock.waits == [300.0]


def test_waits_grow_up_to_half_a_minute_and_after_five_minutes_it_is_tried_every_minute(fetching):
    fetching.patience = None
    fetching.files.head(NAME, *[f.busy(500)] * 24)
    assert fetching.run() == fetching.data
    assert fetching.clock.waits[:4] == pytest.approx([0.2, 0.4, 0.8, 1.6])
    assert pytest.approx(30.0) in fetching.clock.waits
    assert fetching.clock.waits[-1] == pytest.approx(60.0)


def test_a_new_commit_in_mid_download_changes_nothing(fetching):
    def push(exchange):
        fetching.repo.older[fetching.repo.commit] = dict(fetching.repo.files)
        fetching.repo.commit, fetching.repo.files = "d" * 40, {NAME: f.model_bytes(SIZE, seed=7)}
        f.drop(MIDDLE)(exchange)

    fetching.files.get(NAME, push)
    assert fetching.run() == fetching.data


def test_another_file_behind_the_same_commit_is_told(fetching):
    fetching.began(MIDDLE)
    fetching.repo.files[NAME] = f.model_bytes(SIZE, seed=7)
    with pytest.raises(FileChanged):
        fetching.run()
    assert fetching.kept() == fetching.data[:MIDDLE]


def test_a_file_of_another_size_is_told(fetching):
    wanted = fetching.wanted(sha256="")
    fetching.repo.files[NAME] = fetching.data + b"x"
    with pytest.raises(FileChanged):
        fetching.fetch(wanted).run()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda repos: repos.clear(), NotOnHub(REPO)),
        (lambda repos: setattr(repos[REPO], "private", True), NotOnHub(REPO)),
        (lambda repos: repos[REPO].files.clear(), NotOnHub(f"{REPO}/{NAME}")),
        (lambda repos: setattr(repos[REPO], "gated", True), AccessNeeded(REPO, Gated.AUTO, False)),
    ],
    ids=["gone", "private", "file gone", "gated"],
)
def test_what_is_taken_away_in_mid_download_is_told_and_what_has_come_stays(fetching, change, error):
    def take(exchange):
        f.drop(MIDDLE)(exchange)
        change(fetching.files.repos)

    fetching.files.get(NAME, take)
    with pytest.raises(type(error)) as told:
        fetching.run()
    assert told.value == error
    assert fetching.kept() == fetching.data[:MIDDLE]


def test_a_gated_repository_is_given_to_a_token_with_access_only(fetching):
    fetching.repo.gated = True
    fetching.connection = Connection((Source(fetching.hub.endpoint, "hf_weak"),))
    with pytest.raises(AccessNeeded) as told:
        fetching.run()
    assert told.value.signed_in
    fetching.connection = Connection((Source(fetching.hub.endpoint, "hf_good"),))
    assert fetching.run() == fetching.data


def test_the_token_goes_to_the_hub_and_not_to_where_the_bytes_are(fetching):
    fetching.connection = Connection((Source(fetching.hub.endpoint, "hf_good"),))
    fetching.run()
    assert {seen.token for seen in fetching.files.requests("HEAD")} == {"Bearer hf_good"}
    assert {seen.token for seen in fetching.files.requests("GET", "cdn")} == {None}


def test_a_token_that_is_wrong_for_a_public_repository_is_left_out_and_that_is_told(fetching):
    fetching.connection = Connection((Source(fetching.hub.endpoint, "hf_wrong"),))
    assert fetching.run() == fetching.data
    assert [seen.token for seen in fetching.files.requests("HEAD")] == ["Bearer hf_wrong", None]
    assert fetching.reports[-1].token_rejected == TokenRejected("127.0.0.1")


def test_a_rejected_token_is_the_reason_where_one_is_needed(fetching):
    fetching.repo.gated = True
    fetching.connection = Connection((Source(fetching.hub.endpoint, "hf_wrong"),))
    with pytest.raises(TokenRejected):
        fetching.run()


def test_a_file_of_another_size_under_the_final_name_is_replaced_only_by_the_whole_one(fetching):
    target = fetching.wanted().target
    target.parent.mkdir(parents=True)
    target.write_bytes(b"older")
    fetching.began(SIZE)
    assert fetching.fetch().run() is None
    assert target.read_bytes() == fetching.data


def test_a_token_that_could_begin_a_header_of_its_own_is_never_sent(fetching):
    fetching.connection = Connection((Source(fetching.hub.endpoint, "x\r\nHost: evil"),))
    with pytest.raises(HubUnreachable):
        fetching.run()
    assert fetching.files.seen == []


def test_a_hub_that_nobody_answers_for_is_unreachable(fetching):
    fetching.connection = Connection((Source("http://127.0.0.1:9"),))
    with pytest.raises(HubUnreachable):
        fetching.run()


def test_offline_mode_lets_nothing_out(fetching):
    fetching.gate.set_offline(True)
    with pytest.raises(Offline):
        fetching.run()
    assert fetching.files.seen == []


def test_every_request_is_in_the_log_with_its_bytes(fetching):
    fetching.run()
    assert [request.received for request in fetching.gate.log] == [0, SIZE]
    assert {request.purpose for request in fetching.gate.log} == {"download"}


def test_a_file_without_a_hash_comes_from_one_hub_only(fetching):
    fetching.repo.plain.add(NAME)
    wanted = fetching.wanted(sha256="")
    fetching.began(1000, wanted=wanted, data=bytes(1000))
    fetching.fetch(wanted).run()
    assert wanted.target.read_bytes() == fetching.data


@pytest.mark.parametrize("there", [0, 1000, SIZE])
def test_a_large_file_of_which_nobody_knows_the_hash_gets_no_final_name(fetching, monkeypatch, there):
    monkeypatch.setattr(locating, "LARGEST_UNHASHED", SIZE - 1)
    fetching.repo.plain.add(NAME)
    wanted = fetching.wanted(sha256="")
    fetching.began(there, wanted=wanted)
    with pytest.raises(NotTheHub):
        fetching.fetch(wanted).run()
    assert not wanted.target.exists()
    assert fetching.kept(wanted) == fetching.data[:there]


def test_what_is_there_already_is_not_asked_for(fetching):
    fetching.run()
    before = len(fetching.files.seen)
    fetching.run()
    assert len(fetching.files.seen) == before


def test_names_are_quoted_on_their_way(fetching):
    path = "folder #1/模型 100%.gguf"
    fetching.repo.files[path] = fetching.data
    assert fetching.run(fetching.wanted(path)) == fetching.data


def test_progress_is_told_ten_times_a_second_at_most_and_knows_the_speed(fetching):
    fetching.limits = replace(fetching.limits, silence=5)
    fetching.files.get(NAME, f.trickle(20_000, 0.02))
    fetching.run()
    loading = [report for report in fetching.reports if report.stage is Stage.DOWNLOADING]
    assert 2 <= len(loading) <= 8
    assert loading[-1].speed > 100_000
    assert [report.stage for report in fetching.reports][-1] is Stage.VERIFYING

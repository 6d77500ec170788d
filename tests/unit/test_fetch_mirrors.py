"""When one hub fails, the next one goes on with the same file, and the hash decides."""

import pytest

from desktop.core.downloads import Stage
from desktop.core.hub_errors import AccessNeeded, ChecksumWrong, NotOnHub
from desktop.core.sources import Connection, Source
from tests.fakes import hub_files as f
from tests.fakes.hub import FakeHub
from tests.unit.fetch_support import IMPATIENT, NAME, REPO, SIZE

MIDDLE = SIZE // 2


@pytest.fixture
def mirror(fetching):
    """A second hub with the same file; it is asked when the first one fails."""
    with FakeHub() as hub:
        hub.files.add(REPO, {NAME: fetching.data})
        fetching.connection = Connection((Source(fetching.hub.endpoint), Source(hub.endpoint)))
        yield hub.files


def ranges(files):
    return [seen.range for seen in files.requests("GET")]


def test_the_mirror_is_left_alone_while_the_first_hub_works(fetching, mirror):
    assert fetching.run() == fetching.data
    assert mirror.seen == []


@pytest.mark.parametrize("fault", [f.no_answer, f.busy(503), f.busy(429, 3600), f.portal, f.stall_headers])
def test_a_hub_that_does_not_answer_is_left_for_the_mirror_at_once(fetching, mirror, fault):
    if fault is f.stall_headers:
        fetching.limits = IMPATIENT
    fetching.began(MIDDLE)
    fetching.files.head(NAME, always=fault)
    assert fetching.run() == fetching.data
    assert ranges(mirror) == [f"bytes={MIDDLE}-"]
    assert fetching.clock.waits == []


@pytest.mark.parametrize(
    "change",
    [
        lambda repos: repos.clear(),
        lambda repos: setattr(repos[REPO], "gated", True),
        lambda repos: repos[REPO].files.update({NAME: f.model_bytes(SIZE, seed=5)}),
    ],
    ids=["gone", "gated", "changed"],
)
def test_what_a_hub_does_not_give_any_more_comes_from_the_mirror_from_the_exact_byte(
    fetching, mirror, change
):
    def take(exchange):
        f.drop(MIDDLE)(exchange)
        change(fetching.files.repos)

    fetching.files.get(NAME, take)
    assert fetching.run() == fetching.data
    assert ranges(mirror) == [f"bytes={MIDDLE}-"]


def test_bytes_that_dry_up_in_the_middle_of_a_file_come_from_the_mirror(fetching, mirror):
    fetching.files.get(NAME, f.drop(MIDDLE), always=f.busy(503))
    assert fetching.run() == fetching.data
    assert ranges(mirror) == [f"bytes={MIDDLE}-"]


def test_a_damaged_file_comes_once_more_and_from_the_mirror(fetching, mirror):
    fetching.files.get(NAME, always=f.flipped(MIDDLE))
    assert fetching.run() == fetching.data
    assert ranges(mirror) == [None]
    assert fetching.reports[-1].stage is Stage.VERIFYING


def test_a_mirror_that_tampers_is_found_out(fetching, mirror):
    fetching.files.get(NAME, f.drop(MIDDLE))
    fetching.files.head(NAME, None, always=f.busy(503))
    mirror.get(NAME, always=f.other_bytes)
    with pytest.raises(ChecksumWrong):  # twice: the hub is busy, so the mirror is asked once more
        fetching.run()
    assert len(ranges(mirror)) == 2
    assert not fetching.wanted().target.exists()


def test_what_a_mirror_has_tampered_with_comes_from_the_hub_when_that_is_back(fetching, mirror):
    fetching.files.get(NAME, f.drop(MIDDLE))
    fetching.files.head(NAME, None, f.busy(503))
    mirror.get(NAME, always=f.other_bytes)
    fetching.run()
    assert fetching.wanted().target.read_bytes() == fetching.data
    assert len(ranges(mirror)) == 1


def test_the_token_goes_only_to_the_hub_that_may_have_it(fetching, mirror):
    first, second = fetching.connection.sources
    fetching.connection = Connection((Source(first.endpoint, "hf_good"), second))
    fetching.files.head(NAME, always=f.busy(503))
    fetching.run()
    assert {seen.token for seen in fetching.files.seen} == {"Bearer hf_good"}
    assert {seen.token for seen in mirror.seen} == {None}


def test_when_nobody_gives_it_the_first_hub_says_why(fetching, mirror):
    fetching.repo.gated = True
    mirror.repos.clear()
    with pytest.raises(AccessNeeded):
        fetching.run()
    fetching.files.repos.clear()
    with pytest.raises(NotOnHub):
        fetching.run()


def test_a_mirror_that_never_answers_does_not_hide_that_access_is_needed(fetching, mirror):
    fetching.repo.gated = True
    mirror.head(NAME, always=f.no_answer)
    with pytest.raises(AccessNeeded):
        fetching.run()
    assert sum(fetching.clock.waits) < 30


def test_a_mirror_that_has_given_something_is_waited_for(fetching, mirror):
    fetching.repo.gated = True
    mirror.get(NAME, f.drop(MIDDLE))
    mirror.head(NAME, None, *[f.busy(503)] * 8)
    assert fetching.run() == fetching.data


def test_both_are_tried_in_turn_until_one_answers_again(fetching, mirror):
    fetching.files.head(NAME, *[f.busy(503)] * 4)
    mirror.head(NAME, *[f.busy(503)] * 4)
    assert fetching.run() == fetching.data
    assert len(fetching.files.requests("HEAD")) >= 4
    assert len(mirror.requests("HEAD")) >= 4


def test_a_file_without_a_hash_is_not_put_together_from_two_hubs(fetching, mirror):
    mirror.repos[REPO].plain.add(NAME)
    mirror.repos[REPO].files[NAME] = f.model_bytes(SIZE, seed=5)
    wanted = fetching.wanted(sha256="")
    fetching.began(MIDDLE, wanted=wanted)
    fetching.files.head(NAME, always=f.busy(503))
    fetching.fetch(wanted).run()
    assert wanted.target.read_bytes() == mirror.repos[REPO].files[NAME]

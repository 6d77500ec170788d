"""A model of several files: what is fetched in which order, and when it can be seen."""

import hashlib
from dataclasses import replace

import pytest

from desktop.core.downloads import Order, Stage
from desktop.core.hub import RemoteFile
from desktop.core.hub_errors import NotOnHub
from desktop.hub.asking import Web
from desktop.hub.trying import Manner
from desktop.services import fetching as orders
from desktop.services.fetching import Task, fetch_with
from tests.fakes.hub_files import COMMIT, drop, flipped, model_bytes, refuse
from tests.unit.fetch_support import REPO

PARTS = [f"q8/model-Q8_0-0000{number}-of-00003.gguf" for number in (1, 2, 3)]
PROJECTOR = "mmproj-F16.gguf"
SIZE = 50_000
GONE = refuse(404, "EntryNotFound")


@pytest.fixture
def order(fetching):
    for number, path in enumerate([*PARTS, PROJECTOR]):
        fetching.repo.files[path] = model_bytes(SIZE, seed=number)
    files = tuple(
        RemoteFile(path, SIZE, hashlib.sha256(fetching.repo.files[path]).hexdigest())
        for path in [*PARTS, PROJECTOR]
    )
    return Order(REPO, COMMIT, "Model", "Q8_0", files, fetching.folder)


def fetch(fetching, order):
    manner = Manner(5, fetching.clock, fetching.clock.wait)
    run = fetch_with(Web(fetching.gate, fetching.limits), manner)
    run(Task(order, fetching.connection, fetching.stop), fetching.reports.append)


def there(order):
    return [file.path for file in order.files if order.target(file).exists()]


def test_all_files_come_and_the_one_that_is_loaded_comes_last(fetching, order):
    fetch(fetching, order)
    for file in order.files:
        assert order.target(file).read_bytes() == fetching.repo.files[file.path]
    asked = [seen.path.partition("?")[0].split("/", 2)[2] for seen in fetching.files.requests("GET")]
    assert asked == [PROJECTOR, *reversed(PARTS)]
    assert orders.complete(order)


def test_what_is_told_counts_all_files(fetching, order):
    fetch(fetching, order)
    verified = [report.received for report in fetching.reports if report.stage is Stage.VERIFYING]
    assert verified == [SIZE, 2 * SIZE, 3 * SIZE, 4 * SIZE]


def test_a_split_model_that_is_not_whole_has_no_first_part_and_so_is_no_model(fetching, order):
    fetching.files.get(PARTS[0], drop(SIZE // 2))
    fetching.files.head(PARTS[0], None, always=GONE)
    with pytest.raises(NotOnHub):
        fetch(fetching, order)
    assert there(order) == [*PARTS[1:], PROJECTOR]
    assert orders.received_of(order) == 3 * SIZE + SIZE // 2
    fetching.files.head(PARTS[0])
    fetch(fetching, order)
    assert there(order) == [*PARTS, PROJECTOR]


def test_only_the_damaged_file_comes_once_more(fetching, order):
    fetching.files.get(PARTS[1], flipped(100))
    fetch(fetching, order)
    assert len(fetching.files.requests("GET")) == 5


def test_what_is_given_up_goes_and_what_was_there_before_stays(fetching, order):
    other = fetching.folder / REPO / "other.gguf"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"GGUF")
    fetching.files.get(PARTS[0], drop(10))
    fetching.files.head(PARTS[0], None, always=GONE)
    with pytest.raises(NotOnHub):
        fetch(fetching, order)
    orders.discard_order(order)
    left = sorted(path.name for path in fetching.folder.rglob("*") if path.is_file())
    assert left == [PROJECTOR, "other.gguf"]  # the projector may serve the other model
    other.unlink()
    orders.discard_order(order)
    assert not (fetching.folder / REPO / PROJECTOR).exists()


def test_a_projector_stays_for_the_model_that_is_still_coming(fetching, order):
    order = replace(order, files=(order.main, order.files[-1]))
    other = replace(order, files=(replace(order.main, path="other-Q4_K_M.gguf"), order.files[-1]))
    projector = order.target(order.files[-1])
    fetching.files.get(PARTS[0], drop(10))
    fetching.files.head(PARTS[0], None, always=GONE)
    with pytest.raises(NotOnHub):
        fetch(fetching, order)
    orders.discard_order(other)
    assert projector.exists()
    orders.discard_order(order)
    assert not projector.exists()

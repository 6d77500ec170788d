"""Downloads in the database."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop.core.downloads import Download, Order, Stage
from desktop.core.hub import Gated, RemoteFile, RepoId
from desktop.store.download_failures import KINDS, unpack_failure
from desktop.store.downloads import pack_order, unpack_order
from desktop.store.opening import open_store
from tests.unit.test_advice import EXAMPLES

FILES = (RemoteFile("a-00001-of-00002.gguf", 5, "ab" * 32), RemoteFile("a/b 模.gguf", 7))


@pytest.fixture
def order(tmp_path):
    return Order(RepoId("maker/m"), "c" * 40, "Name", "Q4_K_M", FILES, tmp_path, "mit", Gated.AUTO)


def test_downloads_come_back_after_opening_again_in_their_order(tmp_path, order):
    store = open_store(tmp_path / "chats.db", "first", lambda owner: False)
    one = store.downloads.add(order, Stage.QUEUED)
    other = store.downloads.add(replace(order, name="Other"), Stage.PAUSED)
    ended = datetime(2026, 1, 1, tzinfo=UTC)
    store.downloads.note(Download(one, order, Stage.DONE, ended=ended))
    store.downloads.arrange([other, one])
    store.close()
    store = open_store(tmp_path / "chats.db", "second", lambda owner: False)
    found = store.downloads.all()
    assert [(kept.id, kept.stage, kept.ended) for kept in found.kept] == [
        (other, Stage.PAUSED, None),
        (one, Stage.DONE, ended),
    ]
    assert found.kept[1].order == order
    assert found.damaged == 0
    store.downloads.remove(one)
    store.downloads.remove(one)
    assert [kept.id for kept in store.downloads.all().kept] == [other]
    store.close()


FAILURES = [error for error in EXAMPLES if type(error) in set(KINDS.values())]


def test_each_reason_of_a_failure_comes_back_as_it_was(store, order):
    assert {type(error) for error in FAILURES} == set(KINDS.values())
    number = store.downloads.add(order, Stage.QUEUED)
    for error in FAILURES:
        store.downloads.note(Download(number, order, Stage.FAILED, error=error))
        (kept,) = store.downloads.all().kept
        assert (kept.order, kept.stage, kept.error) == (order, Stage.FAILED, error)
    store.downloads.note(Download(number, order, Stage.QUEUED))
    assert store.downloads.all().kept[0].error is None


@pytest.mark.parametrize(
    "packed",
    [
        None,
        7,
        "HubBusy",
        {},
        {"kind": "KeyError"},
        {"kind": ["HubBusy"]},
        {"kind": "HubBusy", "host": "x"},
        {"kind": "HubBusy", "host": "x", "seconds": "9"},
        {"kind": "HubBusy", "host": 1, "seconds": 9},
        {"kind": "AccessNeeded", "repo": "a", "gated": "sometimes", "signed_in": True},
        {"kind": "FolderGone", "folder": "a\0b"},
    ],
)
def test_what_is_no_reason_is_none(packed):
    assert unpack_failure(packed) is None


def test_a_damaged_row_is_counted_and_hides_no_other(store, order):
    damaged, good = (store.downloads.add(order, Stage.QUEUED) for _ in range(2))
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE download SET what = '[' WHERE id = ?", (damaged,))
    found = store.downloads.all()
    assert ([kept.id for kept in found.kept], found.damaged) == ([good], 1)
    with store.database.write() as db:
        db.exec_driver_sql("UPDATE download SET stage = 'flying' WHERE id = ?", (good,))
    assert store.downloads.all().damaged == 2


def test_an_order_survives_being_written(order):
    assert unpack_order(pack_order(order)) == order
    odd = replace(order, name="half \ud800")
    assert unpack_order(pack_order(odd)) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": [{"path": "x", "size": -1, "sha256": ""}]},
        {"files": [{"path": "x", "size": 0, "sha256": ""}]},
        {"files": [{"path": "x", "size": True, "sha256": ""}]},
        {"files": [{"path": "x", "size": 1 << 60, "sha256": ""}]},
        {"files": [{"path": 3, "size": 1, "sha256": ""}]},
        {"files": [{"path": "x\0y", "size": 1, "sha256": ""}]},
        {"files": ["x"]},
        {"files": [{"path": "x", "size": 1, "sha256": ""}] * 1001},
        {"folder": "relative"},
        {"folder": None},
        {"repo": 7},
        {"gated": "perhaps"},
    ],
)
def test_an_order_that_is_not_valid_is_none(order, change):
    values = json.loads(pack_order(order)) | change
    assert unpack_order(json.dumps(values)) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "3", "{}", "[" * 100_000])
def test_what_is_no_order_is_none(text):
    assert unpack_order(text) is None

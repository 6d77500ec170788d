"""Which states are kept, and which make room."""

from __future__ import annotations

import ctypes

import pytest

from desktop.engine.native.snapshots import WORTH, Snapshots
from desktop.engine.native.state import Snapshot
from desktop.engine.native.states_on_disk import StatesOnDisk

SIZE = 1000  # bytes of a state


def snapshot(*tokens, size=SIZE):
    return Snapshot(tuple(tokens), (ctypes.c_uint8 * size)(*[len(tokens) % 251] * size))


class FakeState:
    """A context without a model."""

    def __init__(self):
        self.tokens = []
        self.taken = 0

    def take(self):
        self.taken += 1
        return snapshot(*self.tokens)

    def put(self, kept):
        self.tokens = list(kept.tokens)
        return True


def numbers(start, count=200):
    return list(range(start, start + count))


def test_a_chat_that_goes_on_copies_nothing():
    state = FakeState()
    snapshots = Snapshots(state, 10**6)
    state.tokens = numbers(0)
    assert snapshots.prepare(numbers(0, 300)) == 200
    assert state.taken == 0


def test_another_chat_keeps_the_one_before_and_brings_it_back():
    state = FakeState()
    snapshots = Snapshots(state, 10**6)
    state.tokens = numbers(0)
    assert snapshots.prepare(numbers(1000)) == 0
    state.tokens = numbers(1000)
    assert snapshots.prepare(numbers(0, 220)) == 200
    assert state.tokens == numbers(0)


def test_a_short_difference_is_not_worth_a_copy():
    state = FakeState()
    snapshots = Snapshots(state, 10**6)
    state.tokens = numbers(0, WORTH - 1)
    snapshots.prepare(numbers(1000))
    assert state.taken == 0


def test_a_state_takes_the_place_of_what_it_has_grown_out_of():
    state = FakeState()
    snapshots = Snapshots(state, 10**6)
    for length in (200, 300, 400):
        state.tokens = numbers(0, length)
        snapshots.keep()
    assert snapshots.size == SIZE + 4 * 400


def test_the_least_recently_used_make_room():
    state = FakeState()
    each = SIZE + 4 * 200
    snapshots = Snapshots(state, 2 * each)
    for start in (0, 1000, 2000):
        state.tokens = numbers(start)
        snapshots.keep()
    assert snapshots.size == 2 * each
    state.tokens = []
    assert snapshots.prepare(numbers(0)) == 0
    assert snapshots.prepare(numbers(1000)) == 200


def test_a_file_gives_back_what_was_put_in(tmp_path):
    disk = StatesOnDisk(tmp_path, "f" * 64)
    kept = snapshot(1, 2, 3)
    disk.save("chat-1", kept)
    assert disk.tokens("chat-1") == (1, 2, 3)
    again = disk.load("chat-1")
    assert again.tokens == kept.tokens
    assert bytes(again.data) == bytes(kept.data)


def test_a_state_of_another_model_is_not_seen(tmp_path):
    StatesOnDisk(tmp_path, "a" * 64).save("chat-1", snapshot(1, 2, 3))
    assert StatesOnDisk(tmp_path, "b" * 64).tokens("chat-1") == ()
    assert StatesOnDisk(tmp_path, "b" * 64).load("chat-1") is None
    assert StatesOnDisk(tmp_path, "a" * 64).tokens("chat-1") == (1, 2, 3)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:90] + bytes([data[90] ^ 1]) + data[91:],
        lambda data: data[:70] + b"\xff\xff\xff\xff" + data[74:],
        lambda data: b"",
        lambda data: b"FSKV1\n",
        lambda data: b"x" * len(data),
    ],
)
def test_a_damaged_file_is_not_taken(tmp_path, spoil):
    disk = StatesOnDisk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(1, 2, 3))
    (path,) = tmp_path.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert disk.load("chat-1") is None
    disk.save("chat-1", snapshot(1, 2, 3))
    assert disk.load("chat-1") is not None


def test_nothing_half_written_is_left(tmp_path, monkeypatch):
    disk = StatesOnDisk(tmp_path, "f" * 64)
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    disk.save("chat-1", snapshot(1, 2, 3))
    assert list(tmp_path.iterdir()) == []


def test_files_are_bounded_and_the_oldest_go_first(tmp_path, monkeypatch):
    import os
    import shutil

    class Usage:
        free = 0

    disk = StatesOnDisk(tmp_path, "f" * 64)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage)
    Usage.free = 10 * 5000
    for number in range(1, 5):
        disk.save(f"chat-{number}", snapshot(1, 2, 3, size=1500))
        for path in tmp_path.glob(f"chat-{number}.*"):
            os.utime(path, (number, number))
    assert sorted(path.name.split(".")[0] for path in tmp_path.iterdir()) == ["chat-2", "chat-3", "chat-4"]


@pytest.mark.parametrize("name", ["../evil", "a/b", "", "x" * 100, "a.b"])
def test_a_name_that_would_leave_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ValueError, match="name of a chat"):
        StatesOnDisk(tmp_path, "f" * 64).save(name, snapshot(1))

"""Which states are kept, and which make room."""

from __future__ import annotations

import ctypes
from dataclasses import replace

import pytest

from desktop.engine.native import states_on_disk
from desktop.engine.native.cache import common_prefix
from desktop.engine.native.keeping import Keeping
from desktop.engine.native.snapshots import WORTH, Snapshots
from desktop.engine.native.state import Snapshot
from desktop.engine.native.states_on_disk import StatesOnDisk, worth_going_on

SIZE = 1000  # bytes of a state


def snapshot(*tokens, size=SIZE, token_seconds=0.0):
    return Snapshot(tuple(tokens), (ctypes.c_uint8 * size)(*[len(tokens) % 251] * size), token_seconds)


class FakeState:
    """A context without a model."""

    def __init__(self, only_on=False):
        self.tokens = []
        self.adapters = ""
        self.taken = 0
        self.only_on = only_on  # whether a state serves only to go on from its end

    def take(self):
        self.taken += 1
        return replace(snapshot(*self.tokens), adapters=self.adapters)

    def clear(self):
        self.tokens = []

    def saving(self, tokens, prompt):
        return (
            0 if self.only_on and len(tokens) >= len(prompt) else common_prefix(tokens, prompt, len(prompt))
        )

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


def test_a_state_that_cannot_go_back_is_not_brought_back_for_an_edit():
    state = FakeState(only_on=True)
    snapshots = Snapshots(state, 10**6)
    state.tokens = numbers(0, 300)
    snapshots.keep()
    state.tokens = numbers(0, 100)
    assert snapshots.prepare(numbers(0, 290)) == 100
    assert snapshots.prepare(numbers(0, 310)) == 300


def test_a_file_that_cannot_go_back_is_not_read_for_an_edit(tmp_path):
    state, disk = FakeState(only_on=True), StatesOnDisk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(*numbers(0, 300)))
    Keeping(state, Snapshots(state, 0), disk).prepare("chat-1", numbers(0, 290))
    assert state.tokens == []


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
    again = disk.load("chat-1", 3)
    assert again.tokens == kept.tokens
    assert bytes(again.data) == bytes(kept.data)


def test_a_state_of_another_model_is_not_seen(tmp_path):
    StatesOnDisk(tmp_path, "a" * 64).save("chat-1", snapshot(1, 2, 3))
    assert StatesOnDisk(tmp_path, "b" * 64).tokens("chat-1") == ()
    assert StatesOnDisk(tmp_path, "b" * 64).load("chat-1", 3) is None
    assert StatesOnDisk(tmp_path, "a" * 64).tokens("chat-1") == (1, 2, 3)


def test_a_smaller_share_of_the_disk_keeps_less(tmp_path):
    StatesOnDisk(tmp_path, "a" * 64, share=1e-15).save("chat-1", snapshot(1, 2, 3))
    assert list(tmp_path.glob("*.kv")) == []
    StatesOnDisk(tmp_path, "a" * 64, share=1e-15).beside("adapter").save("chat-1", snapshot(1, 2, 3))
    assert list(tmp_path.glob("*.kv")) == []
    StatesOnDisk(tmp_path, "a" * 64, share=0.5).save("chat-1", snapshot(1, 2, 3))
    assert len(list(tmp_path.glob("*.kv"))) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: data[:70] + b"\xff\xff\xff\xff" + data[74:],
        lambda data: b"",
        lambda data: b"FSKV2\n",
        lambda data: b"x" * len(data),
    ],
)
def test_a_damaged_file_is_not_taken(tmp_path, spoil):
    disk = StatesOnDisk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(1, 2, 3))
    (path,) = tmp_path.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert disk.load("chat-1", 3) is None
    disk.save("chat-1", snapshot(1, 2, 3))
    assert disk.load("chat-1", 3) is not None


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


@pytest.mark.parametrize(
    ("done", "seconds", "processing", "worth"),
    [
        (10, 1.0, 9.1, True),  # 9 s of reading are left
        (10, 1.0, 8.9, False),
        (50, 1.0, 1.1, True),
        (100, 60.0, 0.1, True),  # it has been read: nothing is won by leaving it
        (10, 1.0, 0.0, True),  # nobody knows how long processing takes
    ],
)
def test_reading_ends_where_processing_again_is_faster(done, seconds, processing, worth):
    assert worth_going_on(done, 100, seconds, processing) is worth


def test_a_disk_slower_than_the_model_is_left_alone_and_the_file_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(states_on_disk, "PIECE", 100)
    disk = StatesOnDisk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(1, 2, 3, token_seconds=1e-12))
    assert disk.load("chat-1", 3) is None
    assert disk.tokens("chat-1") == (1, 2, 3)


def test_a_disk_faster_than_the_model_is_read_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr(states_on_disk, "PIECE", 100)
    disk = StatesOnDisk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(1, 2, 3, token_seconds=1000.0))
    assert disk.load("chat-1", 3).token_seconds == 1000.0


def test_what_is_on_the_disk_is_judged_by_the_tokens_that_it_saves(tmp_path):
    class Disk(StatesOnDisk):
        saving = None

        def load(self, chat, saving):
            self.saving = saving
            return super().load(chat, saving)

    state, disk = FakeState(), Disk(tmp_path, "f" * 64)
    disk.save("chat-1", snapshot(*numbers(0, 300)))
    Keeping(state, Snapshots(state, 0), disk).prepare("chat-1", numbers(0, 250))
    assert disk.saving == 250
    assert state.tokens == numbers(0, 300)


class Kept:
    """A context that chats take turns in, and the files that were written."""

    def __init__(self, folder, budget=10**6):
        self.state = FakeState()
        self.disk = StatesOnDisk(folder, "f" * 64)
        self.keeping = Keeping(self.state, Snapshots(self.state, budget), self.disk)

    def read(self, chat, start, count=300):
        self.keeping.prepare(chat, numbers(start, count))
        self.state.tokens = numbers(start, count)

    def written(self, *chats):
        return [len(self.disk.tokens(chat)) for chat in chats]


def test_going_over_to_another_chat_writes_nothing_before_somebody_has_time(tmp_path):
    kept = Kept(tmp_path)
    for number, chat in enumerate(("chat-1", "chat-2", "chat-3")):
        kept.read(chat, 1000 * number)
    assert kept.written("chat-1", "chat-2", "chat-3") == [0, 0, 0]
    assert kept.state.taken == 2  # one copy for memory and disk
    kept.keeping.write()
    assert kept.written("chat-1", "chat-2", "chat-3") == [300, 300, 300]


def test_what_was_put_off_is_written_as_it_has_become(tmp_path):
    kept = Kept(tmp_path)
    kept.read("chat-1", 0)
    kept.read("chat-2", 1000)
    kept.read("chat-1", 0, 400)
    kept.keeping.write()
    assert kept.written("chat-1", "chat-2") == [400, 300]


def test_what_makes_room_in_memory_is_written_first(tmp_path):
    kept = Kept(tmp_path, budget=2 * (SIZE + 4 * 300))
    for number in range(4):
        kept.read(f"chat-{number}", 1000 * number)
    assert kept.written("chat-0", "chat-1", "chat-2") == [300, 0, 0]


def test_without_memory_to_put_it_off_a_chat_is_written_at_once(tmp_path):
    kept = Kept(tmp_path, budget=0)
    kept.read("chat-1", 0)
    kept.read("chat-2", 1000)
    assert kept.written("chat-1") == [300]


def test_a_chat_that_is_forgotten_before_it_was_written_never_is(tmp_path):
    kept = Kept(tmp_path)
    kept.read("chat-1", 0)
    kept.read("chat-2", 1000)
    kept.keeping.forget("chat-1")
    kept.keeping.write()
    assert kept.written("chat-1", "chat-2") == [0, 300]


def test_other_adapters_write_what_was_read_with_those_before_to_their_own_file(tmp_path):
    kept = Kept(tmp_path)
    kept.read("chat-1", 0)
    kept.keeping.adapt("a" * 64)
    kept.read("chat-1", 0, 350)
    kept.keeping.write()
    assert kept.written("chat-1") == [300]
    assert len(kept.disk.beside("a" * 64).tokens("chat-1")) == 350


def test_files_are_written_one_by_one_so_that_a_question_waits_for_one_at_most(tmp_path):
    kept = Kept(tmp_path)
    for number, chat in enumerate(("chat-1", "chat-2", "chat-3")):
        kept.read(chat, 1000 * number)
    assert kept.keeping.write_next()
    assert kept.written("chat-1", "chat-2", "chat-3") == [300, 0, 0]
    assert kept.keeping.write_next()
    assert not kept.keeping.write_next()
    assert kept.written("chat-1", "chat-2", "chat-3") == [300, 300, 300]
    assert not kept.keeping.write_next()

"""The queue of downloads: two at a time, in an order that can be changed, kept over restarts."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.core.downloads import OrdersLost, PartsTidied, Stage, TokenLeftOut
from desktop.core.errors import DiskFull, Offline
from desktop.core.hub import Gated, RepoId
from desktop.core.hub_errors import (
    ChecksumWrong,
    HubUnreachable,
    InUseElsewhere,
    NameRefused,
    NotEnoughDisk,
    TokenRejected,
)
from desktop.core.network import Gate
from desktop.hub import tidying
from desktop.services import fetching
from desktop.store.downloads import DownloadStore
from tests.fakes.downloads import FakeDownloads, order_of
from tests.fakes.inbox import Inbox


class Queue:
    """The downloads of a test, and a hand on each part."""

    def __init__(self, folder, store):
        self.folder = folder / "models"
        self.store = store.downloads
        self.database = store.database
        self.inbox = Inbox()
        self.gate = Gate(False, self.inbox)
        self.services = []
        self.open()

    def open(self, go_on=True):
        """Start, as the program does."""
        self.kit = FakeDownloads(self.folder, self.store, self.inbox, go_on, self.gate)
        self.fetch, self.downloads = self.kit.fetch, self.kit.downloads
        self.services.append(self.downloads)
        self.finished, self.notes, self.lists = [], [], []
        self.downloads.finished.connect(self.finished.append)
        self.downloads.noticed.connect(self.notes.append)
        self.downloads.listed.connect(self.lists.append)
        return self.downloads

    def restart(self, go_on=True):
        self.downloads.close()
        return self.open(go_on)

    def order(self, name, *paths, size=1000, folder=None):
        return order_of(folder or self.folder, name, *paths, size=size)

    def start(self, *names):
        orders = [self.order(name) for name in names]
        return [self.downloads.start(order) for order in orders]

    def until(self, condition):
        self.inbox.run_until(condition)

    def begun(self, *names):
        self.until(lambda: self.fetch.names() == list(names))

    def stage(self, number):
        return self[number].stage

    def __getitem__(self, number):
        return next(item for item in self.downloads.items if item.id == number)

    @property
    def stages(self):
        return {item.order.name: item.stage for item in self.downloads.items}

    def began(self, order, count):
        """Leave a part behind."""
        part = fetching.parts(order).pop()
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(bytes(count))
        return part


@pytest.fixture
def queue(tmp_path, store):
    made = Queue(tmp_path, store)
    yield made
    for service in made.services:
        service.close()


def test_two_run_at_a_time_and_the_next_one_follows(queue):
    a, _, c = queue.start("a", "b", "c")
    queue.begun("a", "b")
    assert queue.stage(c) is Stage.QUEUED
    queue.fetch.end(queue[a].order)
    queue.begun("a", "b", "c")
    assert queue.stage(a) is Stage.DONE
    assert queue.fetch.most == 2
    assert [item.order.name for item in queue.finished] == ["a"]
    assert queue[a].ended is not None


def test_progress_is_shown_with_speed_and_time_left(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.report(queue[a].order, 400, speed=200.0)
    queue.until(lambda: queue[a].received == 400)
    assert (queue[a].stage, queue[a].speed, queue[a].seconds_left) == (Stage.DOWNLOADING, 200.0, 3.0)
    assert queue[a].host == "hub.example"


def test_the_same_order_twice_is_one_download(queue):
    [a] = queue.start("a")
    assert queue.start("a") == [a]
    assert len(queue.downloads.items) == 1


def test_what_is_there_already_is_done_at_once(queue):
    order = queue.order("a")
    target = order.target(order.main)
    target.parent.mkdir(parents=True)
    target.write_bytes(bytes(1000))
    a = queue.downloads.start(order)
    assert queue.stage(a) is Stage.DONE
    assert queue.fetch.begun == []
    assert [item.id for item in queue.finished] == [a]


def test_a_model_that_was_deleted_is_fetched_again(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.end(queue[a].order)
    queue.until(lambda: queue.stage(a) is Stage.DONE)
    queue[a].order.target(queue[a].order.main).unlink()
    assert queue.start("a") == [a]
    queue.begun("a", "a")


def test_a_pause_is_shown_at_once_and_the_next_one_has_its_turn(queue):
    a, _, c = queue.start("a", "b", "c")
    queue.begun("a", "b")
    queue.downloads.pause(a)
    assert queue.stage(a) is Stage.PAUSED
    queue.begun("a", "b", "c")
    queue.fetch.report(queue[a].order, 900)  # was on its way
    queue.downloads.resume(a)
    assert queue.stage(a) is Stage.QUEUED
    queue.fetch.end(queue[c].order)
    queue.begun("a", "b", "c", "a")
    assert queue[a].received == 0


def test_a_resume_before_the_pause_has_ended_is_not_lost(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.downloads.pause(a)
    queue.downloads.resume(a)
    queue.begun("a", "a")
    assert queue.stage(a) in (Stage.RESOLVING, Stage.DOWNLOADING)


def test_a_cancel_deletes_what_has_come(queue):
    order = queue.order("a")
    part = queue.began(order, 300)
    a = queue.downloads.start(order)
    assert queue[a].received == 300
    queue.begun("a")
    queue.downloads.cancel(a)
    assert queue.downloads.items == ()
    queue.until(lambda: not part.exists())
    assert queue.store.all().kept == ()
    queue.until(lambda: not part.parent.exists())  # no empty folders stay either


def test_a_cancel_while_it_waits_for_its_turn_deletes_what_has_come(queue):
    order = queue.order("c")
    part = queue.began(order, 300)
    queue.start("a", "b")
    queue.downloads.cancel(queue.downloads.start(order))
    queue.until(lambda: not part.exists())


def test_a_cancelled_split_model_leaves_no_part_of_it_and_a_whole_one_stays(queue):
    names = [f"m-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    order = queue.order("split", *names)
    targets = [order.target(file) for file in order.files]
    targets[0].parent.mkdir(parents=True)
    for target in targets[1:]:
        target.write_bytes(bytes(1000))
    a = queue.downloads.start(order)
    assert queue[a].received == 2000
    queue.downloads.cancel(a)
    queue.until(lambda: not any(target.exists() for target in targets))


def test_the_order_can_be_changed_and_is_kept(queue):
    a, b, c, d = queue.start("a", "b", "c", "d")
    queue.begun("a", "b")
    queue.downloads.move(d, 0)
    assert [item.id for item in queue.downloads.items] == [d, a, b, c]
    queue.fetch.end(queue[a].order)
    queue.begun("a", "b", "d")
    queue.restart(go_on=False)
    assert [item.id for item in queue.downloads.items] == [d, a, b, c]
    queue.downloads.move(d, 99)
    assert [item.id for item in queue.downloads.items] == [a, b, c, d]


def test_all_can_be_paused_and_resumed(queue):
    queue.start("a", "b", "c")
    queue.begun("a", "b")
    queue.downloads.pause_all()
    assert set(queue.stages.values()) == {Stage.PAUSED}
    assert queue.fetch.names() == ["a", "b"]  # pausing one did not begin another
    for item in queue.downloads.items:
        queue.downloads.resume(item.id)
    queue.until(lambda: len(queue.fetch.begun) == 4)


def test_after_a_restart_what_was_unfinished_goes_on_and_what_was_paused_does_not(queue):
    _, b = queue.start("a", "b")
    queue.begun("a", "b")
    queue.downloads.pause(b)
    part = queue.began(queue.order("a"), 700)
    queue.restart()
    queue.begun("a")
    assert queue.stages["b"] is Stage.PAUSED
    queue.until(lambda: queue.downloads.items[0].received == 700)
    assert part.exists()


def test_after_a_restart_nothing_goes_on_where_that_was_not_chosen(queue):
    queue.start("a")
    queue.restart(go_on=False)
    assert queue.stages == {"a": Stage.PAUSED}
    assert queue.fetch.begun == []
    queue.restart()  # it was not the user who paused it
    queue.begun("a")


def test_a_finished_download_stays_listed_until_it_is_forgotten(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.end(queue[a].order)
    queue.until(lambda: queue.stage(a) is Stage.DONE)
    queue.restart()
    assert queue[a].received == 1000
    queue.downloads.forget(a)
    assert queue.downloads.items == ()
    queue.restart()
    assert queue.downloads.items == ()


def test_a_failure_is_told_and_kept_and_can_be_tried_again(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.end(queue[a].order, ChecksumWrong("a.gguf", "hub"))
    queue.until(lambda: queue.stage(a) is Stage.FAILED)
    assert queue[a].error == ChecksumWrong("a.gguf", "hub")
    queue.restart()
    assert queue.stage(a) is Stage.FAILED
    assert queue[a].error == ChecksumWrong("a.gguf", "hub")
    queue.downloads.resume(a)
    queue.begun("a")
    assert queue[a].error is None
    queue.restart()
    assert queue[a].error is None


def test_a_full_disk_pauses_with_all_that_is_missing(queue):
    [a] = queue.start("a")
    queue.began(queue.order("a"), 300)
    queue.begun("a")
    queue.kit.free = 17
    queue.fetch.end(queue[a].order, NotEnoughDisk(queue.folder, 5, 0))
    queue.until(lambda: queue.stage(a) is Stage.PAUSED)
    assert queue[a].error == NotEnoughDisk(queue.folder, 700, 17)
    queue.downloads.resume(a)  # there is still no room
    assert queue[a].error == NotEnoughDisk(queue.folder, 700, 17)
    queue.kit.free = 700
    queue.downloads.resume(a)
    queue.begun("a", "a")
    assert queue[a].error is None


def test_what_another_instance_fetches_is_paused_and_goes_on_at_the_next_start(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.end(queue[a].order, InUseElsewhere(Path("a.gguf")))
    queue.until(lambda: queue.stage(a) is Stage.PAUSED)
    assert queue[a].error == InUseElsewhere(Path("a.gguf"))
    queue.restart()
    queue.begun("a")


def test_room_is_counted_with_all_that_was_promised_before(queue):
    queue.kit.free = 2500
    queue.start("a", "b")
    with pytest.raises(NotEnoughDisk) as told:
        queue.start("c")
    assert told.value == NotEnoughDisk(queue.folder, 1000, 500)
    assert len(queue.downloads.items) == 2
    queue.began(queue.order("d"), 500)
    queue.start("d")  # half of it is there


def test_other_volumes_are_counted_apart(queue):
    queue.kit.free = 1500
    queue.start("a")
    queue.downloads.start(queue.order("b", folder=Path("/dev/shm/fireside-test-models")))


def test_two_quants_that_share_a_projector_are_not_fetched_at_the_same_time(queue):
    one = replace(queue.order("m", "one.gguf", "mmproj.gguf"), name="one")
    other = replace(queue.order("m", "other.gguf", "mmproj.gguf"), name="other")
    queue.downloads.start(one)
    queue.downloads.start(other)
    queue.start("third")
    queue.begun("one", "third")
    queue.fetch.end(one)
    queue.begun("one", "third", "other")


@pytest.mark.parametrize(
    "path",
    [
        "../x.gguf",
        "/x.gguf",
        "C:/x.gguf",
        "a\\b.gguf",
        "a/../../x.gguf",
        "con.gguf",
        "x\n.gguf",
        "",
        "a:b.gguf",
    ],
)
def test_names_that_lead_out_of_the_folder_are_refused(queue, path):
    with pytest.raises(NameRefused):
        queue.downloads.start(queue.order("a", path))
    with pytest.raises(NameRefused):
        queue.downloads.start(replace(queue.order("a"), repo=RepoId(f"maker/{path}")))
    assert queue.downloads.items == ()
    assert not queue.folder.exists()


@pytest.mark.parametrize("name", ["../../x", "a/b", "", "c:", "x" * 65])
def test_what_names_the_parts_of_files_cannot_lead_out_of_the_folder_either(queue, name):
    order = queue.order("a")
    with pytest.raises(NameRefused):
        queue.downloads.start(replace(order, commit=name))
    if name:
        with pytest.raises(NameRefused):
            queue.downloads.start(replace(order, files=(replace(order.main, sha256=name),)))
    [kept] = queue.start("b")
    with queue.database.write() as db:
        db.exec_driver_sql("UPDATE download SET what = replace(what, ?, ?)", ("c" * 40, name))
    queue.restart(go_on=False)  # it used to end the start
    queue.until(lambda: queue.notes)
    assert queue.notes == [OrdersLost(1)] and kept


def test_rows_that_are_damaged_or_hostile_are_left_out_and_told(queue):
    queue.start("a", "b", "c")
    with queue.database.write() as db:
        db.exec_driver_sql("UPDATE download SET what = '{' WHERE id = 1")
        db.exec_driver_sql("UPDATE download SET what = replace(what, 'b.gguf', '../b.gguf') WHERE id = 2")
    queue.restart(go_on=False)
    queue.until(lambda: queue.notes == [OrdersLost(2)])
    assert list(queue.stages) == ["c"]


def test_going_offline_pauses_all_that_runs_and_coming_back_goes_on(queue):
    a, b, c, d = queue.start("a", "b", "c", "d")
    queue.begun("a", "b")
    queue.downloads.pause(b)
    queue.begun("a", "b", "c")
    queue.gate.set_offline(True)
    assert set(queue.stages.values()) == {Stage.PAUSED}
    assert [isinstance(queue[each].error, Offline) for each in (a, b, c, d)] == [True, False, True, True]
    [e] = queue.start("e")
    assert isinstance(queue[e].error, Offline)
    queue.until(lambda: queue.fetch.running == 0)
    queue.gate.set_offline(False)
    queue.until(lambda: len(queue.fetch.begun) == 5)
    assert queue.stage(b) is Stage.PAUSED


def test_a_later_commit_with_the_same_files_goes_on_with_what_has_come(queue):
    order = queue.order("a")
    a = queue.downloads.start(order)
    queue.downloads.pause(a)
    later = replace(order, commit="d" * 40)
    assert queue.downloads.start(later) == a
    other = replace(later, files=(replace(order.main, sha256="cd" * 32),))
    assert queue.downloads.start(other) != a
    plain = replace(order, files=(replace(order.main, path="b.gguf", sha256=""),))
    assert queue.downloads.start(plain) != queue.downloads.start(replace(plain, commit="d" * 40))


def test_a_refusal_that_comes_late_does_not_stop_what_goes_on_again(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.end(queue[a].order, Offline("hub.example"))  # the gate has refused a request of it
    queue.gate.set_offline(True)
    queue.gate.set_offline(False)
    queue.begun("a", "a")
    assert queue[a].error is None


def test_a_start_offline_fetches_nothing(queue):
    queue.start("a")
    queue.begun("a")
    queue.gate.set_offline(True)
    queue.restart()
    assert isinstance(queue.downloads.items[0].error, Offline)
    queue.gate.set_offline(False)
    queue.begun("a")


def test_waiting_is_shown_with_its_reason(queue):
    [a] = queue.start("a")
    queue.begun("a")
    queue.fetch.report(queue[a].order, 100, Stage.WAITING, error=HubUnreachable("hub.example"))
    queue.until(lambda: queue.stage(a) is Stage.WAITING)
    assert queue[a].error == HubUnreachable("hub.example")
    queue.fetch.report(queue[a].order, 100, Stage.DOWNLOADING)
    queue.until(lambda: queue.stage(a) is Stage.DOWNLOADING)
    assert queue[a].error is None


def test_a_token_that_was_left_out_is_told_once(queue):
    [a] = queue.start("a")
    queue.begun("a")
    for count in (1, 2):
        queue.fetch.report(queue[a].order, count, token_rejected=TokenRejected("hub.example"))
    queue.until(lambda: queue[a].received == 2)
    assert queue.notes == [TokenLeftOut("hub.example")]


def test_parts_that_nobody_came_back_for_are_deleted_after_two_weeks_and_that_is_told(queue):
    def left(name, age):
        part = queue.began(queue.order(name), 500)
        part.with_suffix(".json").write_text("{}")
        os.utime(part, (time.time() - age,) * 2)
        return part

    queue.until(lambda: queue.kit.tasks.idle)  # it has looked through the folder before
    old, young = left("old", tidying.KEPT + 100), left("young", tidying.KEPT - 100)
    listed = left("listed", tidying.KEPT + 100)
    queue.downloads.pause(queue.downloads.start(queue.order("listed")))
    foreign = old.with_name(".foreign.part")  # without what we write beside ours
    foreign.write_bytes(b"x")
    queue.restart()
    queue.until(lambda: queue.notes)
    assert queue.notes == [PartsTidied(1, 500)]
    assert [part.exists() for part in (old, young, listed, foreign)] == [False, True, True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_part_is_wanted_by_whatever_name_its_folder_is_looked_through(queue):
    queue.until(lambda: queue.kit.tasks.idle)  # the first look through the folder wants nothing yet
    order = queue.order("a")
    part = queue.began(order, 500)
    part.with_suffix(".json").write_text("{}")
    os.utime(part, (0, 0))
    queue.downloads.pause(queue.downloads.start(order))
    link = queue.folder.with_name("link")
    link.symlink_to(queue.folder)
    queue.downloads.close()
    queue.folder = link
    queue.open()
    queue.until(lambda: queue.kit.tasks.idle)
    assert part.stat().st_size == 500
    assert queue.notes == []


class FullStore(DownloadStore):
    """The database on a disk that takes nothing more."""

    def note(self, _):
        raise DiskFull(Path("/data"))

    def arrange(self, _):
        raise DiskFull(Path("/data"))

    def remove(self, _):
        raise DiskFull(Path("/data"))


def test_a_full_disk_under_the_database_ends_no_download(queue):
    a, b = queue.start("a", "b")
    queue.store = FullStore(queue.database)
    queue.restart()
    queue.begun("a", "b")
    queue.downloads.move(b, 0)
    queue.downloads.pause(b)
    queue.fetch.end(queue[a].order)
    queue.until(lambda: queue.stage(a) is Stage.DONE)
    queue.downloads.cancel(b)
    assert [item.id for item in queue.downloads.items] == [a]


def test_what_needs_a_token_waits_for_the_keyring(queue):
    queue.kit.token_known = False
    queue.downloads.start(replace(queue.order("gated"), gated=Gated.AUTO))
    queue.start("open")
    queue.begun("open")
    queue.kit.token_known = True
    queue.downloads.token_settled()
    queue.begun("open", "gated")


def test_closing_ends_all_threads_and_the_next_start_goes_on(queue):
    queue.start("a", "b")
    queue.begun("a", "b")
    queue.downloads.close()
    assert queue.fetch.running == 0
    queue.open()
    queue.begun("a", "b")

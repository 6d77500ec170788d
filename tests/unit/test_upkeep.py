"""The daily backup is made beside the work, and a failure is told once."""

from __future__ import annotations

import pytest

from desktop.core.errors import DiskFull, FolderNotWritable
from desktop.services.upkeep import Upkeep
from desktop.store.backup import backup_folder


class Keeper:
    """The service as a start makes it, and a hand on the disk."""

    def __init__(self, bench, monkeypatch):
        self.bench = bench
        self.told = []
        self.error = None
        real = type(bench.store).back_up

        def back_up(store):
            if self.error is not None:
                raise self.error
            real(store)

        monkeypatch.setattr(type(bench.store), "back_up", back_up)

    def start(self):
        self.bench.inbox.timers.clear()
        upkeep = Upkeep(self.bench.store, self.bench.tasks, self.bench.inbox.later)
        upkeep.failed.connect(self.told.append)
        self.pass_time()
        return upkeep

    def pass_time(self):
        self.bench.inbox.time_passes()
        self.bench.inbox.run_until(lambda: self.bench.tasks.idle)

    @property
    def backups(self):
        folder = backup_folder(self.bench.store.database.path)
        return list(folder.glob("*.db")) if folder.exists() else []


@pytest.fixture
def keeper(bench, monkeypatch):
    return Keeper(bench, monkeypatch)


def test_a_backup_is_made_after_the_start_and_only_once_a_day(keeper):
    keeper.start()
    keeper.pass_time()
    assert len(keeper.backups) == 1
    assert keeper.told == []


def test_a_disk_that_stays_full_is_told_once_and_not_at_every_start(keeper):
    keeper.error = DiskFull(keeper.bench.store.database.path.parent)
    keeper.start()
    keeper.pass_time()
    keeper.start()
    assert len(keeper.told) == 1
    keeper.error = FolderNotWritable(keeper.error.folder)
    keeper.start()
    assert len(keeper.told) == 2


def test_after_a_backup_a_new_failure_is_told_again(keeper):
    keeper.error = DiskFull(keeper.bench.store.database.path.parent)
    keeper.start()
    keeper.error = None
    keeper.start()
    assert len(keeper.backups) == 1
    keeper.error = DiskFull(keeper.bench.store.database.path.parent)
    keeper.start()
    assert len(keeper.told) == 2

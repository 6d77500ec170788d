"""Downloads over a fake fetch and a real database, for tests of the window's parts."""

from __future__ import annotations

from desktop.core.downloads import Order
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.network import Gate
from desktop.core.sources import Connection
from desktop.core.tasks import Tasks
from desktop.services.disk_room import DiskRoom
from desktop.services.download_queue import DownloadMeans
from desktop.services.downloads import Downloads
from tests.fakes.fetch import FakeFetch

HASH = "ab" * 32
COMMIT = "c" * 40


def order_of(folder, name, *paths, size=1000, quant="Q4_K_M"):
    """Make an order; the files are never really there."""
    files = tuple(RemoteFile(path, size, HASH) for path in paths or (f"{name}.gguf",))
    return Order(RepoId(f"maker/{name.replace(' ', '-')}"), COMMIT, name, quant, files, folder)


class FakeDownloads:
    """Downloads whose fetch a test plays."""

    def __init__(self, folder, store, post, go_on=True, gate=None):
        self.folder = folder
        self.free = 1 << 40
        self.gate = gate or Gate(False, post)
        self.fetch = FakeFetch(post)
        self.tasks = Tasks(post, 4)
        room = DiskRoom(spare=0, free=lambda _: self.free)
        self.token_known = True
        means = DownloadMeans(
            store,
            self.tasks,
            self.fetch,
            self.gate,
            Connection,
            lambda: self.folder,
            room,
            lambda: self.token_known,
        )
        self.downloads = Downloads(means, go_on)

    def close(self):
        self.downloads.close()

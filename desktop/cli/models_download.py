"""`fireside models download`: one model from the hub, by the queue that the window uses."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

from desktop.cli.hub_access import KEYRING, connection_to, offer_named
from desktop.cli.output import PlainSpeaker, write, write_json
from desktop.core.addresses import hub_address
from desktop.core.downloads import Download, Order, Stage
from desktop.core.errors import UserError
from desktop.core.hub import Repo
from desktop.core.hub_errors import NotOnHub
from desktop.core.loop import Loop
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.sources import Connection
from desktop.core.tasks import Job, Tasks
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.hub.offers import offers_of
from desktop.hub.paths import repo_id
from desktop.hub.trying import Manner
from desktop.services.assembly import open_chats
from desktop.services.download_assembly import DownloadBasis, Pull, serve_downloads
from desktop.services.downloads import Downloads
from desktop.services.hub_orders import order_of
from desktop.services.network_assembly import serve_network

PATIENCE = 300.0  # seconds without a byte; a command must end some time
ENDED = frozenset({Stage.DONE, Stage.FAILED, Stage.PAUSED})


@dataclass
class Terminal:
    """One line that is written over and over, where somebody looks at it."""

    shown: bool
    speaker: PlainSpeaker = field(default_factory=PlainSpeaker)

    def show(self, download: Download) -> None:
        """Show how far it is."""
        if self.shown:
            print(f"\r\x1b[K{_line(download, self.speaker)}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self.shown:
            print(file=sys.stderr, flush=True)


def run(options: argparse.Namespace, places: Places) -> int:
    """Download one model. What has come is kept after an error and after Ctrl-C."""
    repo = repo_id(options.repo)
    endpoint = hub_address(options.endpoint) if options.endpoint else None
    loop = Loop()
    settings = SettingsFile(places.settings)
    gate = Gate(settings.value.offline, loop, forced=options.offline)
    with ExitStack() as open_:
        store = open_.enter_context(closing(open_chats(places)))
        tasks = open_.enter_context(closing(Tasks(loop)))
        network = open_.enter_context(closing(serve_network(settings, gate, tasks)))
        loop.run_until(lambda: network.account.settled, KEYRING)

        def connection() -> Connection:
            return connection_to(network, endpoint)

        asked = connection()
        found = _wait_for(loop, tasks, lambda job: HubApi(gate).repo(repo, asked, job))
        basis = DownloadBasis(places, settings, gate, store.downloads, loop)
        pull = Pull(connection, Manner(patience=PATIENCE), go_on=False)
        downloads = open_.enter_context(closing(serve_downloads(basis, network, pull)))
        begun = time.monotonic()
        done = _fetch(loop, downloads, _order(found, options.file, downloads), options.speaker)
        _say(done, time.monotonic() - begun, options.json)
    return 0


def _wait_for(loop: Loop, tasks: Tasks, work: Callable[[Job[None]], Repo]) -> Repo:
    outcomes: list[Repo | Exception] = []
    tasks.run(work, done=outcomes.append, failed=outcomes.append)
    loop.run_until(lambda: bool(outcomes))
    if isinstance(outcomes[0], Exception):
        raise outcomes[0]
    return outcomes[0]


def _order(repo: Repo, wanted: str, downloads: Downloads) -> Order:
    """Find what is wanted, by a file's path or name, or by a quant. Raises `NotOnHub`."""
    offer = offer_named(offers_of(repo.files), wanted)
    if offer is not None:
        return order_of(offer, repo, shipped(), downloads.folder)
    file = next((file for file in repo.files if file.path == wanted), None)
    if file is None:
        raise NotOnHub(f"{repo.id}/{wanted}")
    name = file.path.rpartition("/")[2]
    return Order(repo.id, repo.commit, name, "", (file,), downloads.folder, repo.license, repo.gated)


def _fetch(loop: Loop, downloads: Downloads, order: Order, speaker: PlainSpeaker) -> Download:
    """Fetch, and give the finished download. Raises why it did not finish."""
    terminal = Terminal(sys.stderr.isatty(), speaker)
    number = downloads.start(order)

    def item() -> Download:
        return next(each for each in downloads.items if each.id == number)

    disconnect = downloads.changed.connect(lambda each: terminal.show(each) if each.id == number else None)
    try:
        loop.run_until(lambda: item().stage in ENDED)
    finally:
        disconnect()
        terminal.end()
    ended = item()
    if ended.stage is not Stage.DONE:
        raise ended.error or UserError()
    return ended


def _line(download: Download, speaker: PlainSpeaker) -> str:
    translate, size = speaker.translate, speaker.size
    have = translate("Terminal", "{received} of {size}").format(
        received=size(download.received), size=size(download.order.size)
    )
    speed = translate("Terminal", "{size}/s").format(size=size(round(download.speed)))
    percent = translate("Terminal", "{percent}%").format(percent=int(download.fraction * 100))
    return "  ".join((percent, have, speed if download.speed else _stages(speaker)[download.stage]))


def _stages(speaker: PlainSpeaker) -> dict[Stage, str]:
    translate = speaker.translate
    return {
        Stage.QUEUED: translate("Terminal", "queued"),
        Stage.RESOLVING: translate("Terminal", "resolving"),
        Stage.DOWNLOADING: translate("Terminal", "downloading"),
        Stage.WAITING: translate("Terminal", "waiting"),
        Stage.PAUSED: translate("Terminal", "paused"),
        Stage.VERIFYING: translate("Terminal", "verifying"),
        Stage.DONE: translate("Terminal", "done"),
        Stage.FAILED: translate("Terminal", "failed"),
    }


def _say(done: Download, seconds: float, as_json: bool) -> None:
    order = done.order
    if not as_json:
        write(f"{order.target(order.main)}\n")
        return
    files = [
        {"path": file.path, "size": file.size, "sha256": file.sha256, "target": str(order.target(file))}
        for file in order.files
    ]
    said = {"repo": order.repo, "commit": order.commit, "files": files, "seconds": round(seconds, 3)}
    write_json(said)

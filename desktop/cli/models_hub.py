"""`fireside models search`, `info` and `fit REPO FILE`: what the hub has, and how it fits this machine."""

from __future__ import annotations

import argparse
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from desktop.cli.hub_access import KEYRING, connection_to, offer_named
from desktop.cli.hub_words import fit_facts, fit_line, found_facts, found_line, repo_facts, repo_lines
from desktop.cli.output import write, write_json
from desktop.core.addresses import hub_address
from desktop.core.fit import Memory
from desktop.core.hub import Offer, RepoId, Sort
from desktop.core.hub_errors import NotOnHub
from desktop.core.loop import Loop
from desktop.core.network import Gate
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.sources import Connection
from desktop.core.tasks import Tasks
from desktop.hub.api import HubApi
from desktop.hub.catalogue import shipped
from desktop.hub.paths import repo_id
from desktop.services.hub_repository import HubRepository, RepositoryState, Surroundings
from desktop.services.hub_search import HubMeans, HubSearch
from desktop.services.library import Library
from desktop.services.machine import free_memory
from desktop.services.network_assembly import serve_network


def run(options: argparse.Namespace, places: Places) -> int:
    """Carry out one of these verbs."""
    with _asking(options, places) as hub:
        if options.verb == "search":
            _search(options, hub)
        elif options.verb == "info":
            _info(options, hub.opened(repo_id(options.repo)))
        else:
            _fit(options, hub)
    return 0


@dataclass(frozen=True, slots=True)
class Asking:
    """The services, and the loop that waits for them."""

    loop: Loop
    tasks: Tasks
    search: HubSearch
    repository: HubRepository

    def opened(self, repo: RepoId) -> RepositoryState:
        """Give a repository with all that is known of it. Raises why it cannot be had."""
        self.repository.open(repo)
        self.loop.run_until(lambda: self.tasks.idle)
        state = self.repository.state
        if state.error is not None:
            raise state.error
        return state

    def probed(self, offer: Offer) -> RepositoryState:
        """Look at the model of an offer, too, if that was not done yet."""
        self.repository.select(offer)
        self.loop.run_until(lambda: self.tasks.idle)
        return self.repository.state


@contextmanager
def _asking(options: argparse.Namespace, places: Places) -> Generator[Asking]:
    """Make the services, and take them down."""
    loop = Loop()
    settings = SettingsFile(places.settings)
    gate = Gate(settings.value.offline, loop, forced=options.offline)
    endpoint = hub_address(options.endpoint) if options.endpoint else None
    with ExitStack() as open_:
        tasks = open_.enter_context(closing(Tasks(loop)))
        network = open_.enter_context(closing(serve_network(settings, gate, tasks)))
        loop.run_until(lambda: network.account.settled, KEYRING)

        def connection() -> Connection:
            return connection_to(network, endpoint)

        library = Library(places, settings, tasks)
        means = HubMeans(HubApi(gate), tasks, connection, loop.later)
        around = Surroundings(
            lambda: Memory(free_memory()), library.holder, lambda: library.folders.own, shipped()
        )
        search = open_.enter_context(closing(HubSearch(means)))
        yield Asking(loop, tasks, search, open_.enter_context(closing(HubRepository(means, around))))


def _search(options: argparse.Namespace, hub: Asking) -> None:
    hub.search.search(options.text, Sort(options.sort))
    hub.loop.run_until(lambda: hub.tasks.idle)
    state = hub.search.state
    if state.error is not None:
        raise state.error
    if options.json:
        write_json({"query": options.text, "found": [found_facts(each) for each in state.found]})
        return
    if not state.found:
        write(options.speaker.translate("Terminal", "Nothing was found.") + "\n")
    for each in state.found:
        write(found_line(each, options.speaker) + "\n")


def _info(options: argparse.Namespace, state: RepositoryState) -> None:
    if options.json:
        write_json(repo_facts(state))
    else:
        write("\n".join(repo_lines(state, options.speaker)) + "\n")


def _fit(options: argparse.Namespace, hub: Asking) -> None:
    """Tell how one file fits. Raises `NotOnHub` for a file that is none, and why its fit is not known."""
    state = hub.opened(repo_id(options.model))
    offer = _named(state, options.file)
    if offer not in state.fits:
        state = hub.probed(offer)
    if state.unread is not None and offer not in state.fits:
        raise state.unread
    if options.json:
        write_json(fit_facts(offer, state))
    else:
        write(fit_line(offer, state, options.speaker) + "\n")


def _named(state: RepositoryState, wanted: str) -> Offer:
    offer = offer_named(state.offers, wanted)
    if offer is None:
        raise NotOnHub(f"{state.id}/{wanted}")
    return offer

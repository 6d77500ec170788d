"""One repository of the hub: what it offers, how that fits here, and its card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from desktop.core.catalogue import Catalogue
from desktop.core.downloads import Order
from desktop.core.errors import ModelDamaged, NotGguf, UserError
from desktop.core.events import Event
from desktop.core.fit import Memory, fit, largest_context
from desktop.core.hub import Gated, Offer, Repo, RepoId
from desktop.core.hub_errors import HeaderUnclear, HubBusy, NotOnHub
from desktop.core.models import Header
from desktop.core.newest import Newest
from desktop.core.quants import Fitting, Recommendation, recommend
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Job
from desktop.hub.offers import offers_of
from desktop.hub.probe import Probed, as_offer, read_start
from desktop.services.hub_orders import order_of
from desktop.services.hub_remembered import Remembered
from desktop.services.hub_search import HubMeans
from desktop.services.library import Has

T = TypeVar("T")


class RepositoryStage(StrEnum):
    """How far a repository has come."""

    NONE = "none"
    OPENING = "opening"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RepositoryState:
    """A repository as far as it is known."""

    id: RepoId | None = None
    stage: RepositoryStage = RepositoryStage.NONE
    repo: Repo | None = None
    offers: tuple[Offer, ...] = ()
    here: frozenset[Offer] = frozenset()  # all of whose files are on this computer
    fits: Mapping[Offer, Fitting] = field(default_factory=dict[Offer, Fitting])
    reading: bool = False  # the first bytes of a file are on their way
    unread: UserError | None = None  # why it is not known how they fit
    recommended: Recommendation | None = None
    card: str | None = None  # Markdown; None while it is on its way
    card_error: UserError | None = None
    error: UserError | None = None  # why the repository is not open


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of this computer."""

    memory: Callable[[], Memory]  # free now
    holder: Callable[[], Has]  # gives what tells, on a worker, where a file of the hub lies already
    folder: Callable[[], Path]  # for the models
    catalogue: Catalogue


class HubRepository:
    """Opens one repository at a time. Lives on the owner thread."""

    def __init__(self, means: HubMeans, around: Surroundings) -> None:
        self._means = means
        self._around = around
        self._jobs: dict[Job[None], Callable[[UserError], None]] = {}  # and who hears that one failed
        self._remembered = Remembered()
        self._others: tuple[RepoId, ...] = ()  # that have the same model
        self._probed: set[str] = set()  # stems of models of which a file was asked for
        self._probing = ""  # the newest of them
        self._looking: Newest[Mapping[Offer, Path]] = Newest(means.tasks)
        self.state = RepositoryState()
        self.changed: Event[RepositoryState] = Event()

    def open(self, repo: RepoId, others: Sequence[RepoId] = ()) -> None:
        """Ask for a repository; the one before is given up. `others` are taken where it is gone or gated."""
        self.close()
        self._others = tuple(others)
        known = self._remembered.get(repo)
        if known is not None and known.repo is not None:
            self._probed = {offer.stem for offer in known.fits}
            self._set(known)
            self.look_around()
            return
        self._set(RepositoryState(repo, RepositoryStage.OPENING))
        api = self._means.api
        self._run(lambda connection, job: api.repo(repo, connection, job), self._opened, self._refused)

    def retry(self) -> None:
        """Ask once more for what did not come."""
        state = self.state
        if state.id is not None and state.stage is RepositoryStage.FAILED:
            self.open(state.id, self._others)
            return
        if state.unread is not None and not state.reading:
            self._probe(self._probing)
        if state.card_error is not None:
            self._read_card()

    def select(self, offer: Offer) -> None:
        """Find out how an offer fits, if it belongs to a model that was not looked at yet."""
        if offer.stem not in self._probed and not self.state.reading:
            self._probe(offer.stem)

    def find(self, offer: Offer, done: Callable[[Path | None], None]) -> None:
        """Tell where an offer lies on this computer, if it does: its first part is what is loaded."""
        self.look_around(lambda places: done(places.get(offer)))

    def look_around(self, done: Callable[[Mapping[Offer, Path]], None] = lambda _: None) -> None:
        """See what is on this computer, by a worker: a download has ended, or a file was deleted."""
        offers = self.state.offers
        repo, has = self.state.repo, self._around.holder()

        def looked(places: Mapping[Offer, Path]) -> None:
            if self.state.here != frozenset(places):
                self._set(replace(self.state, here=frozenset(places)))
            done(places)

        if repo is not None:
            self._looking.run(lambda job: places_of(has, repo, offers, job), looked)

    def order(self, offer: Offer) -> Order:
        """Make of an offer what is downloaded."""
        repo = self.state.repo
        assert repo is not None
        return order_of(offer, repo, self._around.catalogue, self._around.folder())

    def close(self, error: UserError | None = None) -> None:
        """Give up what is on its way; `error` says why, to somebody who waits for it."""
        self._looking.cancel()
        jobs, self._jobs = self._jobs, {}
        for job in jobs:
            job.cancel()
        if error is None:
            self._probed.clear()
            return
        for failed in jobs.values():
            failed(error)

    def _opened(self, repo: Repo) -> None:
        if repo.gated is not Gated.NO and self._others:
            self.open(self._others[0], self._others[1:])
            return
        offers = tuple(offers_of(repo.files))
        choice = recommend(offers, {}, repo.parameters)
        if choice is not None:  # before anybody hears of it, and selects it
            self._probed.add(choice.offer.stem)
        self._set(
            replace(
                self.state,
                stage=RepositoryStage.OPEN,
                repo=repo,
                offers=offers,
                recommended=choice,
            )
        )
        self.look_around()
        self._read_card()
        if choice is not None:
            self._probe(choice.offer.stem)

    def _refused(self, error: UserError) -> None:
        if isinstance(error, NotOnHub) and self._others:
            self.open(self._others[0], self._others[1:])
            return
        self._fail(replace(self.state, stage=RepositoryStage.FAILED, error=error), error)

    def _read_card(self) -> None:
        repo = self.state.repo
        assert repo is not None
        api = self._means.api
        self._set(replace(self.state, card=None, card_error=None))
        self._run(
            lambda connection, job: api.card(repo, connection, job),
            lambda card: self._set(replace(self.state, card=card)),
            lambda error: self._set(replace(self.state, card="", card_error=error)),
        )

    def _probe(self, stem: str) -> None:
        """Read the first bytes of one file; all quants of a model share what decides the context."""
        repo = self.state.repo
        assert repo is not None
        offers = [offer for offer in self.state.offers if offer.stem == stem]
        choice = recommend(offers, {}, repo.parameters)
        assert choice is not None
        probed = choice.offer
        api, memory = self._means.api, self._around.memory()
        self._probed.add(stem)
        self._probing = stem
        self._set(replace(self.state, reading=True, unread=None))

        def work(connection: Connection, job: Job[None]) -> dict[Offer, Fitting]:
            data = api.start_of(repo, probed.files[0], connection, job)
            about = Probed(
                probed.files[0].path, probed.size, probed.quant, len(probed.files), repo.parameters
            )
            try:
                header = read_start(data, about)
            except (ModelDamaged, NotGguf):  # a model of pictures, say
                raise HeaderUnclear(about.name) from None
            return fits_of(header, offers, memory)

        self._run(
            work,
            lambda fits: self._set(with_fits(self.state, fits)),
            lambda error: self._fail(replace(self.state, reading=False, unread=error), error),
        )

    def _fail(self, failed: RepositoryState, error: UserError) -> None:
        """Show it; a busy hub is asked again when it said so, if nothing has happened until then."""
        self._set(failed)
        if isinstance(error, HubBusy) and error.seconds > 0:
            self._means.later(error.seconds, lambda: self.retry() if _told(self.state, error) else None)

    def _run(
        self,
        work: Callable[[Connection, Job[None]], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Ask on a worker thread; the answer counts only while the same repository is open."""
        try:
            connection = self._means.connection()
        except UserError as error:
            failed(error)
            return

        def ended(call: Callable[[], None]) -> None:
            if job in self._jobs:
                del self._jobs[job]
                call()

        def did_fail(error: Exception) -> None:
            if isinstance(error, UserError):
                ended(lambda: failed(error))
            elif not isinstance(error, Cancelled):
                raise error

        job: Job[None] = self._means.tasks.run(
            lambda job: job.outlive(lambda: work(connection, job)),  # no name server is waited for
            done=lambda result: ended(lambda: done(result)),
            failed=did_fail,
        )
        self._jobs[job] = failed

    def _set(self, state: RepositoryState) -> None:
        self.state = state
        self._remembered.keep(state)
        self.changed.emit(state)


def _told(state: RepositoryState, error: UserError) -> bool:
    """Tell whether an error is still what is said of a repository."""
    return state.error is error or (state.unread is error and not state.reading)


def places_of(has: Has, repo: Repo, offers: Sequence[Offer], job: Job[None]) -> Mapping[Offer, Path]:
    """Tell which offers are on this computer, whole, and where their first parts lie. For a worker."""
    found: dict[Offer, Path] = {}
    for offer in offers:
        job.check()
        parts = [has(file, repo.id) for file in offer.files]
        if parts and parts[0] is not None and None not in parts:
            found[offer] = parts[0]
    return found


def with_fits(state: RepositoryState, fits: dict[Offer, Fitting]) -> RepositoryState:
    """Add how some offers fit, and recommend anew."""
    together = {**state.fits, **fits}
    parameters = state.repo.parameters if state.repo is not None else 0
    choice = recommend(tuple(together), together, parameters)
    return replace(state, reading=False, fits=together, recommended=choice)


def fits_of(header: Header, offers: Sequence[Offer], memory: Memory) -> dict[Offer, Fitting]:
    """Tell how offers of one model fit. Takes some milliseconds for each."""
    fits: dict[Offer, Fitting] = {}
    for offer in offers:
        of_offer = as_offer(header, offer)
        found = fit(of_offer, memory)
        longest = largest_context(of_offer, memory, found.setup)
        fits[offer] = Fitting(found.verdict, longest, found.setup.context_length)
    return fits

"""The model to begin with on this computer, and what has to be fetched for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.core.addresses import host_of
from desktop.core.catalogue import ON_DEVICE, CatalogueModel, CatalogueSource, recommended
from desktop.core.downloads import Order
from desktop.core.errors import Offline, UserError
from desktop.core.hub import Gated, Offer, Repo
from desktop.core.hub_errors import NotOnHub
from desktop.core.licenses import Consent, consent_for
from desktop.core.quants import recommend
from desktop.core.sources import Connection
from desktop.core.tasks import Cancelled, Job
from desktop.hub.offers import offers_of
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_orders import order_of
from desktop.services.hub_search import HubMeans


@dataclass(frozen=True, slots=True)
class Proposal:
    """The model to begin with, and what speaks for it."""

    model: CatalogueModel
    memory: int  # bytes of the computer's
    device: int  # bytes of the GPU's memory that its files fit into; 0 where they do not, or there is none

    @property
    def size(self) -> int:
        """The bytes to be downloaded, about, where any of its sources tells; else 0."""
        others = (source.files[source.default].shown_size for source in self.model.sources)
        return self.model.download_size or next(filter(None, others), 0)


@dataclass(frozen=True, slots=True)
class Fetchable:
    """What is downloaded, and what has to be agreed to before."""

    order: Order
    consent: Consent | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Who hears what came of asking the hub."""

    done: Callable[[Fetchable], None]
    failed: Callable[[UserError], None]


class FirstModel:
    """Proposes one model, and asks for its files when the user wants it. Lives on the owner thread."""

    def __init__(self, hub: HubServices, means: HubMeans, folder: Callable[[], Path]) -> None:
        self._hub = hub
        self._means = means
        self._folder = folder
        self._job: Job[None] | None = None
        self._answers: Answers | None = None

    @property
    def asking(self) -> bool:
        """Whether the hub is being asked."""
        return self._job is not None

    def proposal(self) -> Proposal | None:
        """Give the model for this computer; None where even the smallest one is too large for it."""
        memory, device = self._hub.total_memory, self._hub.memory().device
        model = recommended(self._hub.catalogue, memory, device)
        if model is None:
            return None
        on_device = 0 < model.download_size < ON_DEVICE * device
        return Proposal(model, memory, device if on_device else 0)

    def ask(self, model: CatalogueModel, answers: Answers) -> None:
        """Ask for the model's files, where it is to be had first; exactly one of the answers follows."""
        self.give_up()
        try:
            connection = self._means.connection()
        except UserError as error:
            answers.failed(error)
            return
        self._answers = answers

        def ended(call: Callable[[], None]) -> None:
            if job is self._job:
                self._job = self._answers = None
                call()

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                ended(lambda: answers.failed(error))
            elif not isinstance(error, Cancelled):
                raise error

        job = self._job = self._means.tasks.run(
            lambda job: job.outlive(lambda: self._find(model, connection, job)),
            done=lambda found: ended(lambda: answers.done(self._fetchable(*found))),
            failed=failed,
        )

    def give_up(self, error: UserError | None = None) -> None:
        """Ask no more; `error` says why, to somebody who waits for it."""
        job, answers, self._job, self._answers = self._job, self._answers, None, None
        if job is not None:
            job.cancel()
        if answers is not None and error is not None:
            answers.failed(error)

    def end_offline(self) -> None:
        """End what is on its way; the gate lets nothing out any more."""
        if self.asking:
            self.give_up(Offline(host_of(self._means.connection().first.endpoint)))

    def _find(self, model: CatalogueModel, connection: Connection, job: Job[None]) -> tuple[Repo, Offer]:
        """Ask one repository after the other; one that is gone, empty or gated is for want of others only."""
        gated: tuple[Repo, Offer] | None = None
        gone: UserError | None = None
        for source in model.sources:
            try:
                repo = self._means.api.repo(source.repo, connection, job)
            except NotOnHub as error:
                gone = gone or error
                continue
            offer = _offer(repo, source)
            if offer is not None and repo.gated is Gated.NO:
                return repo, offer
            if offer is not None:
                gated = gated or (repo, offer)
        if gated is not None:
            return gated
        raise gone or NotOnHub(model.source.repo)

    def _fetchable(self, repo: Repo, offer: Offer) -> Fetchable:
        catalogue = self._hub.catalogue
        return Fetchable(order_of(offer, repo, catalogue, self._folder()), consent_for(repo, catalogue))


def _offer(repo: Repo, source: CatalogueSource) -> Offer | None:
    """Give the quant that the catalogue names, of which the size was told; else the usual one."""
    offers = offers_of(repo.files)
    path = source.files[source.default].path
    named = next((offer for offer in offers if offer.files[0].path == path), None)
    choice = recommend(offers, {}, repo.parameters)
    return named or (choice.offer if choice is not None else None)

"""The catalogue, the search on the hub, and what a repository offers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.catalogue import Capability, CatalogueModel, fits, recommended
from desktop.core.downloads import Order
from desktop.core.errors import UserError
from desktop.core.hub import Offer, Repo, RepoId, Sort
from desktop.core.hub_errors import NameRefused
from desktop.core.licenses import Consent, consent_for
from desktop.hub.paths import repo_id
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_repository import RepositoryStage, RepositoryState
from desktop.services.hub_search import SearchStage, SearchState

PAUSE = 300  # ms after the last letter until it is searched
ADDRESS = "https://huggingface.co/"  # what people copy out of a browser


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model of the catalogue, as it is shown here."""

    model: CatalogueModel
    fits: bool  # this computer has the memory for it
    best: bool = False  # the one to begin with


@dataclass(frozen=True, slots=True)
class Downloading:
    """Who downloads."""

    start: Callable[[Order], object]  # raises a `UserError`
    unfinished: Callable[[], Collection[tuple[RepoId | None, str]]]  # repositories and main files


class HubViewModel(QObject):
    """Searches while the user types, opens repositories, and makes orders of what they offer."""

    search_changed = Signal(object)  # SearchState
    repository_changed = Signal(object)  # RepositoryState
    ordered = Signal(object)  # Order: it is being downloaded
    failed = Signal(object)  # UserError

    def __init__(
        self, services: HubServices, downloading: Downloading, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._downloading = downloading
        self._text = ""
        self._sort = Sort.TRENDING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.search_now)
        self._ends = (
            services.search.changed.connect(self.search_changed.emit),
            services.repository.changed.connect(self.repository_changed.emit),
        )

    @property
    def found(self) -> SearchState:
        """The search as it stands."""
        return self._services.search.state

    @property
    def repository(self) -> RepositoryState:
        """The repository that is open."""
        return self._services.repository.state

    @property
    def sort(self) -> Sort:
        """In which order repositories are found."""
        return self._sort

    def suggestions(self) -> list[Suggestion]:
        """Give the catalogue: what fits this computer first, in each part what chats before what does not."""
        services = self._services
        best = recommended(services.catalogue, services.total_memory, services.memory().device)
        listed = [
            Suggestion(model, fits(model, services.total_memory), model is best)
            for model in services.catalogue.offered
        ]
        return sorted(
            listed,
            key=lambda each: (not each.fits, not each.best, Capability.CHAT not in each.model.capabilities),
        )

    def license_of(self, repo: Repo) -> str:
        """Give the address of a repository's licence, where the catalogue knows it."""
        known = self._services.catalogue.licenses.get(repo.license)
        return known.url if known is not None else ""

    @Slot(str)
    def type(self, text: str) -> None:
        """The user has typed; what an input method has not handed over yet is no text."""
        if text.strip() == self._text:
            return
        self._text = text.strip()
        if not self._text:
            self._timer.stop()
            self._services.search.clear()
        else:
            self._timer.start()

    @Slot()
    def search_now(self) -> None:
        """Search at once; an address or a full name opens that repository, too."""
        self._timer.stop()
        if self._text or self.found.stage is not SearchStage.IDLE:
            self._services.search.search(self._text.removeprefix(ADDRESS), self._sort)

    @Slot()
    def enter(self) -> None:
        """The user has pressed Enter: search at once, and open what is named in full."""
        if self._timer.isActive() or self.found.stage is SearchStage.IDLE:
            self.search_now()
        name = "/".join(self._text.removeprefix(ADDRESS).split("/")[:2])
        if "/" in name:
            try:
                self.open(repo_id(name))
            except NameRefused as error:
                self.failed.emit(error)

    def choose_sort(self, sort: Sort) -> None:
        """Find in another order."""
        if sort is not self._sort:
            self._sort = sort
            if self._text:
                self.search_now()

    @Slot()
    def browse(self) -> None:
        """Show what the hub has, without a word to search for."""
        self._services.search.search("", self._sort)

    @Slot()
    def more(self) -> None:
        """Show further results."""
        self._services.search.more()

    @Slot()
    def retry(self) -> None:
        """Ask once more for what did not come."""
        self._services.search.retry()
        self._services.repository.retry()

    def open(self, repo: RepoId) -> None:
        """Show a repository."""
        state = self.repository
        if state.id != repo or state.stage is RepositoryStage.FAILED:
            self._services.repository.open(repo)
        else:
            self.repository_changed.emit(state)

    def select(self, offer: Offer) -> None:
        """The user looks at an offer."""
        self._services.repository.select(offer)

    def consent(self) -> Consent | None:
        """Give the licence that has to be agreed to before a download from the open repository."""
        repo = self.repository.repo
        return consent_for(repo, self._services.catalogue) if repo is not None else None

    def download(self, offer: Offer) -> None:
        """Have an offer, its licence agreed to."""
        order = self._services.repository.order(offer)
        try:
            self._downloading.start(order)
        except UserError as error:
            self.failed.emit(error)
        else:
            self.ordered.emit(order)
            self.repository_changed.emit(self.repository)

    def on_its_way(self, offer: Offer) -> bool:
        """Whether an offer of the open repository is being downloaded, or waits for it."""
        return (self.repository.id, offer.files[0].path) in self._downloading.unfinished()

    @Slot()
    def look_around(self) -> None:
        """What is on this computer has changed."""
        self._services.repository.look_around()

    def close(self) -> None:
        """Hear no more."""
        self._timer.stop()
        for end in self._ends:
            end()

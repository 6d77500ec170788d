"""What a repository of the hub offers, and having it downloaded; the search beside it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.downloads import Order
from desktop.core.errors import UserError
from desktop.core.hub import Offer, Repo, RepoId
from desktop.core.licenses import Consent, consent_for
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_repository import RepositoryStage, RepositoryState
from desktop.viewmodels.hub_search import HubSearchViewModel


@dataclass(frozen=True, slots=True)
class Downloading:
    """Who downloads."""

    start: Callable[[Order], object]  # raises a `UserError`
    unfinished: Callable[[], Collection[tuple[RepoId | None, str]]]  # repositories and main files


class HubViewModel(QObject):
    """Opens repositories, and makes orders of what they offer."""

    repository_changed = Signal(object)  # RepositoryState
    ordered = Signal(object)  # Order: it is being downloaded
    chat_asked = Signal(object)  # Path of a model that is to answer
    failed = Signal(object)  # UserError

    def __init__(
        self, services: HubServices, downloading: Downloading, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._downloading = downloading
        self.search = HubSearchViewModel(services, self)
        self.search.named.connect(self.open)
        self.search.failed.connect(self.failed)
        self._end = services.repository.changed.connect(self.repository_changed.emit)

    @property
    def repository(self) -> RepositoryState:
        """The repository that is open."""
        return self._services.repository.state

    @Slot(object)
    def open(self, repo: RepoId, suggested: bool = False) -> None:
        """Show a repository; of a suggested model another one where this is gone or gated."""
        state = self.repository
        if state.id == repo and state.stage is not RepositoryStage.FAILED:
            self.repository_changed.emit(state)
            return
        listed = self._services.catalogue.of_repo(repo) if suggested else None
        sources = listed.sources if listed is not None else ()
        others = tuple(source.repo for source in sources if source.repo != repo)
        self._services.repository.open(repo, others)

    @Slot(object)
    def select(self, offer: Offer) -> None:
        """The user looks at an offer."""
        self._services.repository.select(offer)

    @Slot()
    def retry(self) -> None:
        """Ask once more for what did not come of the repository."""
        self._services.repository.retry()

    def license_of(self, repo: Repo) -> str:
        """Give the address of a repository's licence, where the catalogue knows it."""
        known = self._services.catalogue.licenses.get(repo.license)
        return known.url if known is not None else ""

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

    @Slot(object)
    def chat(self, offer: Offer) -> None:
        """Have an offer answer that is on this computer."""
        self._services.repository.find(
            offer, lambda path: self.chat_asked.emit(path) if path is not None else None
        )

    def on_its_way(self, offer: Offer) -> bool:
        """Whether an offer of the open repository is being downloaded, or waits for it."""
        return (self.repository.id, offer.files[0].path) in self._downloading.unfinished()

    @Slot()
    def look_around(self) -> None:
        """What is on this computer has changed."""
        self._services.repository.look_around()

    def close(self) -> None:
        """Hear no more."""
        self.search.close()
        self._end()

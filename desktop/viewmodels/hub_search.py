"""The search on the hub while the user types, and the catalogue that is shown before."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.catalogue import CatalogueModel, fits, recommended
from desktop.core.hub import Sort
from desktop.core.hub_errors import NameRefused
from desktop.hub.paths import repo_id
from desktop.services.hub_assembly import HubServices
from desktop.services.hub_search import SearchStage, SearchState

PAUSE = 300  # ms after the last letter until it is searched
ADDRESS = "https://huggingface.co/"  # what people copy out of a browser


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model of the catalogue, as it is shown here."""

    model: CatalogueModel
    fits: bool  # this computer has the memory for it
    best: bool = False  # the one to begin with


class HubSearchViewModel(QObject):
    """Searches a moment after the last letter; the newest search wins."""

    changed = Signal(object)  # SearchState
    named = Signal(object)  # RepoId: the user has typed a full name or an address
    failed = Signal(object)  # UserError

    def __init__(self, services: HubServices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._text = ""
        self.sort = Sort.TRENDING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.search_now)
        self._end = services.search.changed.connect(self.changed.emit)

    @property
    def state(self) -> SearchState:
        """The search as it stands."""
        return self._services.search.state

    @property
    def waiting(self) -> bool:
        """Whether the user may be typing still."""
        return self._timer.isActive()

    def suggestions(self) -> list[Suggestion]:
        """Give the catalogue: what fits this computer first, in each part what chats before what does not."""
        services = self._services
        best = recommended(services.catalogue, services.total_memory, services.memory().device)
        listed = [
            Suggestion(model, fits(model, services.total_memory), model is best)
            for model in services.catalogue.offered
        ]
        return sorted(listed, key=lambda each: (not each.fits, not each.best, not each.model.chats))

    @Slot(str)
    def type(self, text: str) -> None:
        """The user has typed; what an input method has not handed over yet is no text."""
        if text.strip() == self._text:
            return
        self._text = text.strip()
        if self._text:
            self._timer.start()
        else:
            self._timer.stop()
            self._services.search.clear()

    @Slot()
    def search_now(self) -> None:
        """Search at once."""
        self._timer.stop()
        if self._text:
            self._services.search.search(self._text.removeprefix(ADDRESS), self.sort)

    @Slot()
    def enter(self) -> None:
        """The user has pressed Enter: search at once, or open what is named in full."""
        name = "/".join(self._text.removeprefix(ADDRESS).split("/")[:2])
        if "/" in name:
            self._timer.stop()
            try:
                self.named.emit(repo_id(name))
            except NameRefused as error:
                self.failed.emit(error)
        elif self.waiting:
            self.search_now()

    def choose_sort(self, sort: Sort) -> None:
        """Find in another order."""
        if sort is not self.sort:
            self.sort = sort
            if self.state.stage is not SearchStage.IDLE:
                self._services.search.search(self.state.query.text, sort)

    @Slot()
    def browse(self) -> None:
        """Show what the hub has, without a word to search for."""
        self._services.search.search("", self.sort)

    @Slot()
    def more(self) -> None:
        """Show further results."""
        self._services.search.more()

    @Slot()
    def retry(self) -> None:
        """Search once more for what was not found for an error."""
        self._services.search.retry()

    def close(self) -> None:
        """Hear no more."""
        self._timer.stop()
        self._end()

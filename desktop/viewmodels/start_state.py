"""What the card of the first minutes knows: the proposed model, its download, and what is there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.downloads import Download, Stage
from desktop.core.fit import Verdict
from desktop.core.library import Listed
from desktop.core.models import Installed, Origin
from desktop.core.settings import SettingsFile
from desktop.services.downloads import Downloads
from desktop.services.first_model import FirstModel, Proposal
from desktop.services.library import Library
from desktop.viewmodels.models import ModelsViewModel

READ_AT_MOST = 20  # models whose fit is worked out, some milliseconds each
GOOD = (Verdict.DEVICE, Verdict.PARTLY, Verdict.MEMORY)


@dataclass(frozen=True, slots=True)
class StartState:
    """What the card says."""

    shown: bool = False
    proposal: Proposal | None = None
    asking: bool = False  # the hub is being asked for the proposed model
    download: Download | None = None  # of the proposed model, unfinished
    here: tuple[Installed, ...] = ()  # models on this computer but the small one
    best: Installed | None = None  # the proposed one where it is among them, else the largest that fits
    small: Installed | None = None  # the model that comes with Fireside


@dataclass(frozen=True, slots=True)
class StartDesk:
    """Who knows."""

    first: FirstModel
    library: Library
    downloads: Downloads
    settings: SettingsFile
    small: Callable[[], Installed | None]


class StartFacts:
    """Looks at what there is, each time it is asked."""

    def __init__(self, desk: StartDesk, models: ModelsViewModel) -> None:
        self._desk = desk
        self._models = models
        self.small = desk.small()

    def now(self, wanted: bool) -> StartState:
        """Give the card; `wanted` has it whatever model is there."""
        if not self._desk.settings.value.start_card or not (wanted or self._beginning()):
            return StartState(small=self.small)
        first = self._desk.first
        proposal = first.proposal()
        listed = [each for each in self._desk.library.listed() if _elsewhere(each)]
        fetched = next((each.model for each in listed if each.repo in _repos(proposal)), None)
        return StartState(
            True,
            proposal if fetched is None else None,
            first.asking,
            self.download(proposal),
            tuple(each.model for each in listed),
            fetched or self._best(listed),
            self.small,
        )

    def download(self, proposal: Proposal | None) -> Download | None:
        """Give the download of the proposed model that has not ended."""
        repos, items = _repos(proposal), self._desk.downloads.items
        return next(
            (each for each in items if each.order.repo in repos and each.stage is not Stage.DONE), None
        )

    def _beginning(self) -> bool:
        """Whether nothing but the small model answers yet."""
        model = self._models.status.model
        return model is None or (self.small is not None and model.path == self.small.path)

    def _best(self, listed: list[Listed]) -> Installed | None:
        largest = sorted(listed, key=lambda each: each.model.size, reverse=True)
        for each in largest[:READ_AT_MOST]:
            if each.header is not None and self._models.verdict_of(each.model, each.header) in GOOD:
                return each.model
        return None


def _elsewhere(listed: Listed) -> bool:
    return listed.problem is None and listed.model.origin is not Origin.STARTER


def _repos(proposal: Proposal | None) -> frozenset[str]:
    """Give where the proposed model comes from."""
    return (
        frozenset(source.repo for source in proposal.model.sources) if proposal is not None else frozenset()
    )

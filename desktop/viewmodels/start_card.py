"""What an empty chat offers in the first minutes: a model for this computer, or one that is there already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.downloads import Download, Order, Stage
from desktop.core.errors import UserError
from desktop.core.fit import Verdict
from desktop.core.library import Listed
from desktop.core.models import Installed, Origin
from desktop.core.settings import SettingsFile
from desktop.services import models
from desktop.services.downloads import Downloads
from desktop.services.first_model import Answers, Fetchable, FirstModel, Proposal
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


class StartCardViewModel(QObject):
    """The card as it stands, and what the user does with it."""

    changed = Signal(object)  # StartState
    consent_asked = Signal(object)  # Consent: answer with `agree`
    chat_asked = Signal(object)  # Path of a model that is to answer
    failed = Signal(object)  # UserError

    def __init__(self, desk: StartDesk, models: ModelsViewModel) -> None:
        super().__init__()
        self._desk = desk
        self._models = models
        self._small = desk.small()
        self._waiting: Order | None = None  # for a licence to be agreed to
        self._seen: object = None  # of the model's status, as far as it matters here
        self._wanted = False  # the user has asked for the card, whatever model is there
        self.state = StartState()
        self._ends = (
            desk.library.changed.connect(lambda _: self._refresh()),
            desk.downloads.listed.connect(lambda _: self._refresh()),
            desk.downloads.changed.connect(lambda _: self._refresh_download()),
            desk.settings.changed.connect(lambda _: self._refresh()),
        )
        models.changed.connect(self._model_changed)
        models.read.connect(self._refresh)
        self._refresh()

    @Slot()
    def fetch(self) -> None:
        """The user wants the proposed model."""
        proposal = self.state.proposal
        if proposal is not None and not self._desk.first.asking:
            self._desk.first.ask(proposal.model, Answers(self._found, self._refused))
            self._refresh()

    @Slot()
    def agree(self) -> None:
        """The licence is agreed to."""
        order, self._waiting = self._waiting, None
        if order is not None:
            self._start(order)

    @Slot()
    def use_best(self) -> None:
        """Have the largest model answer that fits and is there already."""
        if self.state.best is not None:
            self.chat_asked.emit(self.state.best.path)

    @Slot()
    def use_small(self) -> None:
        """Have the small model answer, and be left alone."""
        small = self.state.small
        chosen = self._models.status.model
        self.dismiss()
        if small is not None and (chosen is None or chosen.path != small.path):
            self.chat_asked.emit(small.path)

    @Slot()
    def dismiss(self) -> None:
        """Show the card no more."""
        self._wanted = False
        self._show(False)

    @Slot()
    def bring_back(self) -> None:
        """Show the card again, whatever model is there."""
        self._wanted = True
        self._show(True)
        self._refresh()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()
        self._desk.first.give_up()

    def _show(self, shown: bool) -> None:
        try:
            self._desk.settings.keep(start_card=shown)
        except UserError as error:
            self.failed.emit(error)

    def _found(self, found: Fetchable) -> None:
        self._refresh()
        if found.consent is not None:
            self._waiting = found.order
            self.consent_asked.emit(found.consent)
        else:
            self._start(found.order)

    def _start(self, order: Order) -> None:
        try:
            self._desk.downloads.start(order)
        except UserError as error:
            self.failed.emit(error)
        self._refresh()

    def _refused(self, error: UserError) -> None:
        self._refresh()
        self.failed.emit(error)

    @Slot(object)
    def _model_changed(self, status: models.ModelStatus) -> None:
        seen = (status.stage is models.Stage.LOADING, status.model, status.engine)
        if seen != self._seen:
            self._seen = seen
            self._refresh()

    def _refresh_download(self) -> None:
        if self.state.shown and self._download(self.state.proposal) != self.state.download:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        state = self._now()
        if state != self.state:
            self.state = state
            self.changed.emit(state)

    def _now(self) -> StartState:
        if not self._desk.settings.value.start_card or not self._beginning():
            return StartState(small=self._small)
        first = self._desk.first
        proposal = first.proposal()
        listed = [each for each in self._desk.library.listed() if self._elsewhere(each)]
        fetched = next((each.model for each in listed if each.repo in _repos(proposal)), None)
        return StartState(
            True,
            proposal if fetched is None else None,
            first.asking,
            self._download(proposal),
            tuple(each.model for each in listed),
            fetched or self._best(listed),
            self._small,
        )

    def _beginning(self) -> bool:
        """Whether nothing but the small model answers yet."""
        model = self._models.status.model
        return self._wanted or model is None or (self._small is not None and model.path == self._small.path)

    def _elsewhere(self, listed: Listed) -> bool:
        return listed.problem is None and listed.model.origin is not Origin.STARTER

    def _best(self, listed: list[Listed]) -> Installed | None:
        largest = sorted(listed, key=lambda each: each.model.size, reverse=True)
        for each in largest[:READ_AT_MOST]:
            if each.header is not None and self._models.verdict_of(each.model, each.header) in GOOD:
                return each.model
        return None

    def _download(self, proposal: Proposal | None) -> Download | None:
        repos, items = _repos(proposal), self._desk.downloads.items
        return next(
            (each for each in items if each.order.repo in repos and each.stage is not Stage.DONE), None
        )


def _repos(proposal: Proposal | None) -> frozenset[str]:
    """Give where the proposed model comes from."""
    return (
        frozenset(source.repo for source in proposal.model.sources) if proposal is not None else frozenset()
    )

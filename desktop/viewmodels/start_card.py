"""What an empty chat offers in the first minutes: a model for this computer, or one that is there already."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.downloads import Order
from desktop.core.errors import UserError
from desktop.services.first_model import Answers, Fetchable
from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.models import ModelsViewModel
from desktop.viewmodels.start_state import StartDesk, StartFacts, StartState


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
        self._facts = StartFacts(desk, models)
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
    def _model_changed(self, status: ModelStatus) -> None:
        seen = (status.stage is Stage.LOADING, status.model, status.engine)
        if seen != self._seen:
            self._seen = seen
            self._refresh()

    def _refresh_download(self) -> None:
        if self.state.shown and self._facts.download(self.state.proposal) != self.state.download:
            self._refresh()

    @Slot()
    def _refresh(self) -> None:
        state = self._facts.now(self._wanted)
        if state != self.state:
            self.state = state
            self.changed.emit(state)

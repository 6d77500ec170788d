"""What is used together with one model: models that may draft for it, and the adapters of the shown chat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.draft_models import Tried
from desktop.core.load import LoadOptions
from desktop.core.tasks import Cancelled, Tasks
from desktop.hub.adapter import bytes_of
from desktop.services.draft_models import Candidate, DraftModels


@dataclass(frozen=True, slots=True)
class Offer:
    """A model on this computer that may draft."""

    path: Path
    title: str
    tried: Tried | None  # None while that was not measured
    room: bool  # whether there is memory for it now


class ModelCompanions(QObject):
    """Has the files looked at on worker threads, and tells what is known of them."""

    changed = Signal()

    def __init__(
        self,
        model: Path,
        tasks: Tasks,
        draft_models: DraftModels | None,
        adapters: Sequence[Path],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._draft_models = draft_models
        self.adapters = 0  # bytes
        if adapters:
            tasks.run(lambda _: bytes_of(adapters), done=self._weighed, failed=_failed)
        if draft_models is not None:
            end = draft_models.changed.connect(self._news)
            self.destroyed.connect(lambda: end())
            draft_models.look(model)

    def complete(self, options: LoadOptions) -> LoadOptions:
        """Complete what was chosen by the model that was measured to draft fastest."""
        return options if self._draft_models is None else self._draft_models.options(self._model, options)

    def offers(self) -> list[Offer]:
        """List what may draft without being chosen, the one that is fastest first."""
        service = self._draft_models
        if service is None:
            return []
        tried = service.tried(self._model)

        def offer(one: Candidate) -> Offer:
            return Offer(one.path, one.title, tried.get(one.path), service.has_room(self._model, one))

        offers = [offer(candidate) for candidate in service.candidates(self._model)]
        return sorted(
            offers, key=lambda each: each.tried.ratio if each.tried is not None else 0, reverse=True
        )

    def tried(self, draft: str) -> Tried | None:
        """Give what was measured of a model that was chosen by hand."""
        known = {} if self._draft_models is None else self._draft_models.tried(self._model)
        return known.get(Path(draft)) if draft else None

    def _news(self, model: Path) -> None:
        if model == self._model:
            self.changed.emit()

    def _weighed(self, size: int) -> None:
        self.adapters = size
        self.changed.emit()


def _failed(error: Exception) -> None:
    if not isinstance(error, Cancelled):
        raise error

"""The models for the header and its menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.models import Installed
from desktop.services.models import Models, ModelStatus, Stage


class ModelsViewModel(QObject):
    """The chosen model and those that can be chosen."""

    changed = Signal(object)  # ModelStatus
    chosen = Signal(str)  # path of a model that the user chose and that has been loaded, to be remembered
    failed = Signal(object)  # UserError

    def __init__(self, models: Models, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._picked: Path | None = None  # by the user, and not loaded yet
        self._disconnect = models.changed.connect(self._changed)

    @property
    def status(self) -> ModelStatus:
        """The chosen model as it stands."""
        return self._models.status

    def installed(self) -> list[Installed]:
        """The models to choose from, looked for now."""
        models = self._models.library.installed()
        chosen = self.status.model
        return models if chosen is None or chosen in models else [*models, chosen]

    @Slot(object)
    def load(self, model: Installed) -> None:
        """Go over to another model."""
        self._picked = model.path
        self._models.load(model)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Use a file from anywhere."""
        try:
            self.load(self._models.library.describe(path))
        except UserError as error:
            self.failed.emit(error)

    @Slot()
    def reload(self) -> None:
        """Try once more."""
        self._models.reload()

    @Slot()
    def cancel_load(self) -> None:
        """Give up the load on its way."""
        self._models.cancel_load()

    def close(self) -> None:
        """Hear no more."""
        self._disconnect()

    def _changed(self, status: ModelStatus) -> None:
        model = status.model
        if status.stage is Stage.READY and model is not None and model.path == self._picked:
            self._picked = None
            self.chosen.emit(str(model.path))
        self.changed.emit(status)

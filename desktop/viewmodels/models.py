"""The models for the header and its menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import UserError
from desktop.core.fit import Verdict
from desktop.core.models import Header, Installed
from desktop.services.model_finding import named
from desktop.services.models import Models, ModelStatus, Stage
from desktop.viewmodels.fates import Fates
from desktop.viewmodels.model_settings import Headers, ModelDesk, ModelSettingsViewModel, fit_now


class ModelsViewModel(QObject):
    """The chosen model and those that can be chosen."""

    changed = Signal(object)  # ModelStatus
    chosen = Signal(str)  # path of a model that the user chose and that has been loaded, to be remembered
    failed = Signal(object)  # UserError
    read = Signal(object)  # Read: how a model fits is known now
    listed = Signal()  # there may be other models to choose from

    def __init__(self, models: Models, desk: ModelDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models = models
        self._desk = desk
        self._headers = Headers(desk)
        self.fates = Fates(models, self._headers)
        self._picked: Path | None = None  # by the user, and not loaded yet
        self._ends = (
            models.changed.connect(self._changed),
            models.refused.connect(self.failed.emit),
            self._headers.read.connect(self.read.emit),
            models.library.changed.connect(lambda _: self.listed.emit()),
        )

    @property
    def status(self) -> ModelStatus:
        """The chosen model as it stands."""
        return self._models.status

    def installed(self) -> list[Installed]:
        """The models to choose from as they are known now, those used last first."""
        models = self._models.library.installed()
        chosen = self.status.model
        if chosen is None or any(model.path == chosen.path for model in models):
            return models
        return [chosen, *models] if self.status.stage is Stage.READY else [*models, chosen]

    @Slot()
    def look(self) -> None:
        """Look for models anew; `listed` tells what comes of it, `read` of files that have changed."""
        self._headers.refresh()
        self._models.library.rescan()

    def verdict(self, model: Installed) -> Verdict | UserError | None:
        """Say how a model fits in what is free now; None while its file is read, and then `read` tells."""
        return self.verdict_of(model, self._headers.of(model.path))

    def verdict_of(self, model: Installed, outcome: Header | UserError | None) -> Verdict | UserError | None:
        """Say how a model fits whose file has been read."""
        if not isinstance(outcome, Header):
            return outcome
        options = self._desk.options.of(model.path)
        return fit_now(outcome, options, self._desk.machine, self.status.engine)[0].verdict

    def settings(self, model: Installed) -> ModelSettingsViewModel:
        """Begin to choose how a model is loaded. The caller keeps what is returned."""
        self._headers.refresh()
        made = ModelSettingsViewModel(model, self._models, self._desk, self._headers)
        self.read.connect(made.take)
        self.changed.connect(made.refresh)
        return made

    @Slot(object)
    def load(self, model: Installed) -> None:
        """Go over to another model."""
        self._picked = model.path
        self._models.load(model)

    @Slot(object)
    def open(self, path: Path) -> None:
        """Use a file from anywhere; what is wrong with it is told as of any model."""
        self.load(named(self._models.library, path))

    @Slot()
    def reload(self) -> None:
        """Try once more."""
        self._models.reload()

    @Slot()
    def let_go(self) -> None:
        """Load or hold no model: its files are to be changed."""
        if self.status.stage is Stage.LOADING:
            self._models.cancel_load()
        self._models.unload()

    def replace(self) -> None:
        """Choose another model: the files of the chosen one are gone."""
        self._models.choose("")

    @Slot()
    def cancel_load(self) -> None:
        """Give up the load on its way."""
        self._models.cancel_load()

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _changed(self, status: ModelStatus) -> None:
        model = status.model
        if status.stage is Stage.READY and model is not None and model.path == self._picked:
            self._picked = None
            self.chosen.emit(str(model.path))
        self.changed.emit(status)

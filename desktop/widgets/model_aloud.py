"""Tells screen readers what becomes of the model."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.services.models import ModelStatus, Stage
from desktop.viewmodels.models import ModelsViewModel
from desktop.widgets.aloud import say_aloud


class ModelAloud(QObject):
    """Says once that a model is being loaded, and once that it is there; what fails is said by the banner."""

    def __init__(self, models: ModelsViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._parent = parent
        self._last = (models.status.stage, models.status.model)
        models.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, status: ModelStatus) -> None:
        now = status.stage, status.model
        if now == self._last or status.model is None:
            return
        self._last = now
        name = f"{status.model.name} {status.model.quant}".strip()
        if status.stage is Stage.LOADING:
            say_aloud(self._parent, self.tr("{model} is being loaded.").format(model=name))
        elif status.stage is Stage.READY:
            say_aloud(self._parent, self.tr("{model} is ready.").format(model=name))

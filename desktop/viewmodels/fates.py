"""What becomes of the loaded model when another one is chosen."""

from __future__ import annotations

from desktop.core.models import Header, Installed
from desktop.services.models import Models
from desktop.viewmodels.model_settings import Headers


class Fates:
    """Looks at what is free now, for each model that could be chosen."""

    def __init__(self, models: Models, headers: Headers) -> None:
        self._models = models
        self._headers = headers

    def stays(self, model: Installed) -> bool | None:
        """Tell whether the loaded model stays until this one is there; None while this one's file is read."""
        header = self._headers.of(model.path)
        if not isinstance(header, Header):
            return None
        return self._models.beside.attempt(model.path, header, self._models.status.engine) is not None

"""Looks at LoRA adapters before they are used, for the model that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.core.companion_errors import AdapterUnsuitable
from desktop.core.errors import UserError
from desktop.core.tasks import Tasks
from desktop.hub.adapter import AdapterHeader, read_adapter
from desktop.hub.gguf import read_header
from desktop.services.models import Models

Outcome = AdapterHeader | AdapterUnsuitable


class AdapterReader:
    """Reads adapters on worker threads. Lives on the owner thread, where `told` is called."""

    def __init__(self, tasks: Tasks, models: Models) -> None:
        self._tasks = tasks
        self._models = models

    def read(self, path: str, told: Callable[[Outcome], None]) -> None:
        """Read one, and say whether it goes with the chosen model."""
        chosen = self._models.status.model
        model = chosen.path if chosen is not None else None
        self._tasks.run(lambda _: _outcome(Path(path), model), done=told, failed=_raise)


def _outcome(path: Path, model: Path | None) -> Outcome:
    try:
        return read_adapter(path, _architecture(model))
    except AdapterUnsuitable as error:
        return error


def _architecture(model: Path | None) -> str:
    """Name what the model is; a model that cannot be read says so itself when it is loaded."""
    try:
        return read_header(model).architecture if model is not None else ""
    except UserError:
        return ""


def _raise(error: Exception) -> None:
    raise error

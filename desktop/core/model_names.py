"""Finds the model on this computer that a template or a persona was made for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop.core.models import Installed
from desktop.core.personas import WantedModel

_WAYS: tuple[Callable[[Installed], str], ...] = (
    lambda model: model.title,
    lambda model: model.path.name,
    lambda model: model.path.stem,
    lambda model: model.name,  # whatever its quant
)


def find_model(name: str, models: Sequence[Installed]) -> Installed | None:
    """Find a model by its name with quant, its file's name, or its name alone; of several the first."""
    wanted = _folded(name)
    if not wanted:
        return None
    found = (_first(wanted, way, models) for way in _WAYS)
    return next((model for model in found if model is not None), None)


def find_wanted(wanted: WantedModel, models: Sequence[Installed]) -> Installed | None:
    """Find a model where it lay, or elsewhere by its name."""
    there = next((model for model in models if str(model.path) == wanted.path), None)
    return there or find_model(wanted.name, models)


def _first(wanted: str, way: Callable[[Installed], str], models: Iterable[Installed]) -> Installed | None:
    return next((model for model in models if _folded(way(model)) == wanted), None)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

"""Finds the model that somebody names on the command line."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import UnknownModel
from desktop.core.models import Installed
from desktop.services.library import Library


def named(library: Library, wanted: str) -> Installed:
    """Find a model by its name, name and quant, file name or path. Raises `ModelError`s.

    What is not known is looked for in all folders before it is given up.
    """
    found = _among(library.installed(), wanted)
    if found is not None and found.path.is_file():
        return found
    if "/" in wanted or "\\" in wanted or wanted.casefold().endswith(".gguf"):
        return library.describe(Path(wanted))
    library.look()
    models = library.installed()
    found = _among(models, wanted)
    if found is None:
        raise UnknownModel(wanted, tuple(f"{m.name} {m.quant}".strip() for m in models))
    return found


def _among(models: list[Installed], wanted: str) -> Installed | None:
    for model in models:
        names = (model.name, f"{model.name} {model.quant}", model.path.name, model.path.stem)
        if wanted.casefold() in (name.casefold() for name in names):
            return model
    return None

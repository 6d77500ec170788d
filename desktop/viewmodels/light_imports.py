"""Makes importing cheap while the window starts. Imports nothing but QtCore, and that late."""

from __future__ import annotations

import builtins
import gc
from collections.abc import MutableMapping
from importlib import import_module
from typing import Any

RARELY = 100_000  # objects that are made between two collections of garbage


def import_lightly() -> None:
    """Have Qt, and imports that cost no more than without it. Garbage waits, see `app_opening.settle`."""
    gc.set_threshold(RARELY)
    import_module("PySide6.QtCore")
    take_back(builtins.__dict__)


def take_back(names: MutableMapping[str, Any]) -> None:
    """Let `import` be again what it was before PySide6 looked for `from __feature__ import …`.

    Nobody here says that. To know who might, PySide6 has Python read the source of every module that is
    imported, and keep it for good: 24 MiB in the window. What was there before, it leaves under a name of
    its own; where there is no such name, nothing is done.
    """
    theirs, before = names.get("__feature_import__"), names.get("__orig_import__")
    if theirs is not None and before is not None and names["__import__"] is theirs:
        names["__import__"] = before

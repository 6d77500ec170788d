"""A library over a folder of a test, which looks at nothing else on this computer."""

from __future__ import annotations

from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.services.library import Library


def library(folder, tasks, programs=list):
    """Make a library whose own folder is `folder/models`."""
    return Library(Places(folder), SettingsFile(folder / "settings.json"), tasks, programs)

"""The language of the user, for what has no window to ask."""

from __future__ import annotations

import os

from desktop.core.places import Places
from desktop.core.settings import Language, SettingsFile


def user_language(places: Places) -> str:
    """Give the code of the language that was chosen for the window, or that the system has."""
    chosen = SettingsFile(places.settings).value.language
    if chosen is not Language.SYSTEM:
        return chosen.value
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.CHINESE.value if named.lower().startswith("zh") else Language.ENGLISH.value

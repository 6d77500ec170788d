"""The language of the user, for what has no window to ask."""

from __future__ import annotations

import os
import sys

from desktop.core.choices import Language
from desktop.core.glimpse import glimpse
from desktop.core.places import Places

LONGEST = 85  # characters of a name of Windows for a language


def user_language(places: Places) -> str:
    """Give the code of the language that was chosen for the window, or that the system has."""
    chosen = glimpse(places.settings).language
    if chosen != Language.SYSTEM:
        return chosen
    return Language.CHINESE.value if system_locale().lower().startswith("zh") else Language.ENGLISH.value


def system_locale() -> str:
    """Give the name of the system's language as the environment has it, else as Windows has it."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if named or sys.platform != "win32":
        return named
    import ctypes

    name = ctypes.create_unicode_buffer(LONGEST)
    ctypes.windll.kernel32.GetUserDefaultLocaleName(name, LONGEST)
    return name.value

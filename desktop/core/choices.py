"""The choices of settings that the first frame has to know. Imports next to nothing."""

from __future__ import annotations

from enum import StrEnum


class Appearance(StrEnum):
    """The window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"
    HIGH_CONTRAST_DARK = "high_contrast_dark"


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


class SendKey(StrEnum):
    """The keys that send a message."""

    ENTER = "enter"
    CTRL_ENTER = "ctrl_enter"

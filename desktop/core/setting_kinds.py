"""What settings are declared with: sections, help, and the values that can be chosen among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desktop.core.choices import Appearance as Appearance, Language as Language, SendKey as SendKey
from desktop.core.policies import Policy


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for lupdate, which knows this name only; it is translated where it is shown."""
    return text


class Section(StrEnum):
    """The parts of the settings page, in their order."""

    GENERAL = "general"
    APPEARANCE = "appearance"
    MODELS = "models"
    GENERATION = "generation"
    CONTEXT = "context"
    SHORTCUTS = "shortcuts"
    DATA = "data"
    PRIVACY = "privacy"
    ABOUT = "about"


class Unit(StrEnum):
    """What a number counts."""

    NONE = ""
    MINUTES = "minutes"
    PERCENT = "percent"
    PIXELS = "pixels"


class PathKind(StrEnum):
    """Whether a text names a folder."""

    NONE = ""
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Help:
    """What people read of a setting, where it is shown, and the limits of a number.

    Without a section it is not shown among the settings, and `elsewhere` says why.
    """

    name: str
    text: str
    section: Section | None = None
    low: float | None = None
    high: float | None = None
    unit: Unit = Unit.NONE
    step: int = 1
    path: PathKind = PathKind.NONE
    elsewhere: str = ""


CHOICES: Mapping[StrEnum, str] = MappingProxyType(
    {
        Appearance.SYSTEM: QT_TRANSLATE_NOOP("Setting", "Like the system"),
        Appearance.LIGHT: QT_TRANSLATE_NOOP("Setting", "Light"),
        Appearance.DARK: QT_TRANSLATE_NOOP("Setting", "Dark"),
        Appearance.HIGH_CONTRAST: QT_TRANSLATE_NOOP("Setting", "High contrast, light"),
        Appearance.HIGH_CONTRAST_DARK: QT_TRANSLATE_NOOP("Setting", "High contrast, dark"),
        Language.SYSTEM: QT_TRANSLATE_NOOP("Setting", "Like the system"),
        Policy.ASK: QT_TRANSLATE_NOOP("Setting", "Stop and ask"),
        Policy.ROLL: QT_TRANSLATE_NOOP("Setting", "Leave out the oldest"),
        Policy.MIDDLE: QT_TRANSLATE_NOOP("Setting", "Leave out the middle"),
        Policy.SUMMARISE: QT_TRANSLATE_NOOP("Setting", "Summarise the oldest"),
        SendKey.ENTER: QT_TRANSLATE_NOOP("Setting", "Enter"),
        SendKey.CTRL_ENTER: QT_TRANSLATE_NOOP("Setting", "Ctrl+Enter"),
    }
)
"""Words of the values that can be chosen; languages are called what they call themselves."""

SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        Section.GENERAL: QT_TRANSLATE_NOOP("Setting", "General"),
        Section.APPEARANCE: QT_TRANSLATE_NOOP("Setting", "Appearance"),
        Section.MODELS: QT_TRANSLATE_NOOP("Setting", "Models and devices"),
        Section.GENERATION: QT_TRANSLATE_NOOP("Setting", "Generation"),
        Section.CONTEXT: QT_TRANSLATE_NOOP("Setting", "Prompt and context"),
        Section.SHORTCUTS: QT_TRANSLATE_NOOP("Setting", "Shortcuts"),
        Section.DATA: QT_TRANSLATE_NOOP("Setting", "Data"),
        Section.PRIVACY: QT_TRANSLATE_NOOP("Setting", "Privacy"),
        Section.ABOUT: QT_TRANSLATE_NOOP("Setting", "About"),
    }
)
"""What the sections are called."""

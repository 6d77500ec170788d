"""What is said on the settings page, in the language of the window; and in both, for the search."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import get_origin

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.core.folding import fold
from desktop.core.places import resource
from desktop.core.setting_kinds import CHOICES
from desktop.core.setting_list import Option

OWN_NAMES = {"en": "English", "zh_CN": "简体中文"}  # languages are called what they call themselves


def say(text: str) -> str:
    """Give a text that was marked in the declaration in the language of the window."""
    return QCoreApplication.translate("Setting", text)


def choice_words(value: StrEnum) -> str:
    """Say a value that can be chosen."""
    return say(CHOICES[value]) if value in CHOICES else OWN_NAMES.get(value.value, value.value)


def words_of(option: Option) -> tuple[str, ...]:
    """Give all that is said of a setting, as it stands in the declaration."""
    values: list[str] = []
    if get_origin(option.kind) is None and issubclass(option.kind, StrEnum):
        values = [CHOICES.get(each, OWN_NAMES.get(each.value, each.value)) for each in option.kind]
    return (option.help.name, option.help.text, *values)


class Finder:
    """Tells whether texts hold what was typed, in English or in Chinese, whatever the window speaks."""

    def __init__(self) -> None:
        self._chinese: QTranslator | None = None
        self._folded: dict[tuple[str, ...], str] = {}

    def holds(self, texts: tuple[str, ...], typed: str) -> bool:
        """Tell whether every word of `typed` stands somewhere in the texts."""
        if texts not in self._folded:
            self._folded[texts] = fold("\n".join(self._both(texts)))
        return all(word in self._folded[texts] for word in fold(typed).split())

    def _both(self, texts: Iterable[str]) -> Iterable[str]:
        if self._chinese is None:
            self._chinese = QTranslator()
            self._chinese.load("fireside_zh_CN", str(resource("resources/i18n")))
        for text in texts:
            yield text
            yield self._chinese.translate("Setting", text) or ""

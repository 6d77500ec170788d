"""The settings, to be shown and changed one by one."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import UserError
from desktop.core.setting_list import Option, Settings, options
from desktop.core.settings import SettingsFile


class SettingsViewModel(QObject):
    """What is chosen holds at once; what cannot be stored is told and holds until the end."""

    changed = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, settings: SettingsFile) -> None:
        super().__init__()
        self._settings = settings
        self._options = {option.name: option for option in options()}
        self._end = settings.changed.connect(self._on_changed)

    @property
    def options(self) -> list[Option]:
        """Every setting, in the order of the declaration."""
        return list(self._options.values())

    def option(self, name: str) -> Option:
        """Give a setting's declaration."""
        return self._options[name]

    def value(self, name: str) -> Any:
        """Give what is chosen."""
        return getattr(self._settings.value, name)

    def is_default(self, name: str) -> bool:
        """Say whether a setting stands as it was in the beginning."""
        return self.value(name) == self._options[name].default

    def refused(self, name: str) -> str:
        """Give what the file held for a setting and was not taken; "" where all is well."""
        return self._settings.refused.get(name, "")

    @property
    def problems(self) -> list[str]:
        """What was wrong with the file as a whole, or with values in it."""
        return list(self._settings.problems)

    @property
    def unknown(self) -> list[str]:
        """Names in the file that this version does not know."""
        return self._settings.unknown

    def set(self, name: str, value: object) -> None:
        """Choose a value."""
        try:
            self._settings.keep(**{name: value})
        except UserError as error:
            self.failed.emit(error)

    def reset(self, name: str) -> None:
        """Go back to what was in the beginning."""
        self.set(name, self._options[name].default)

    def close(self) -> None:
        """Hear no more."""
        self._end()

    def _on_changed(self, _: Settings) -> None:
        self.changed.emit()

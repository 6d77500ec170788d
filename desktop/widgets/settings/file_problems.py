"""What of the settings file was not taken, and what of it is not known."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.viewmodels.settings import SettingsViewModel
from desktop.widgets.settings.words import say
from desktop.widgets.speech import listed

MOST = 8  # names that are listed


class FileProblems(QLabel):
    """A box above the sections; not there while all is well."""

    def __init__(self, settings: SettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fileproblems")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._settings = settings
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        settings = self._settings
        lines: list[str] = []
        refused = [say(option.help.name) for option in settings.options if settings.refused(option.name)]
        if refused:
            words = self.tr("Not valid in the settings file, so the defaults hold: {names}")
            lines.append(words.format(names=_listed(refused)))
        elif settings.problems:
            lines.append(
                self.tr(
                    "The settings file could not be read, so the defaults hold. "
                    "It is kept as “settings.damaged.json” when something is changed."
                )
            )
        if settings.unknown:
            words = self.tr("Of another version, and left in the settings file as it is: {names}")
            lines.append(words.format(names=_listed(settings.unknown)))
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))


def _listed(names: list[str]) -> str:
    shown = [
        "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:40]) for name in names
    ]
    return listed(shown[:MOST]) + ("…" if len(shown) > MOST else "")

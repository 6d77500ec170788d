"""What leaves this computer, and what is kept on it, in plain sentences."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.places import Places
from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.widgets.folders import show_folder
from desktop.widgets.models.network_card import Card, put, sentence
from desktop.widgets.settings.desk import SettingsDesk
from desktop.widgets.value_label import wrappable

LEAVES = (
    QT_TRANSLATE_NOOP("Setting", "What leaves this computer"),
    QT_TRANSLATE_NOOP("Setting", "telemetry"),
    QT_TRANSLATE_NOOP("Setting", "internet"),
)
KEPT = (
    QT_TRANSLATE_NOOP("Setting", "What is kept, and where"),
    QT_TRANSLATE_NOOP("Setting", "data folder"),
)
LOG = (QT_TRANSLATE_NOOP("Setting", "Network log"), QT_TRANSLATE_NOOP("Setting", "requests, hosts, bytes"))


class LeavesCard(Card):
    """The promise, and the way to where models come from."""

    def __init__(self, desk: SettingsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.network = QPushButton()
        foot = QHBoxLayout()
        foot.addWidget(self.network)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.network.clicked.connect(lambda: desk.show_network())
        self.setFocusProxy(self.network)
        self.refresh()

    def refresh(self) -> None:
        """Say it in the language of the window."""
        self.say(
            self.tr("What leaves this computer"),
            self.tr(
                "Your chats never leave it: the model answers here, and nothing is counted or reported."
                " Only what you ask for goes out: a search for models, a download, a link that you open."
                " Each of these is in the log below."
            ),
        )
        self.network.setText(self.tr("Sources, account and proxy…"))


class KeptCard(Card):
    """The places of everything that is kept."""

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self.lines: list[tuple[QLabel, QLabel]] = []
        for _ in self._kept():
            name, path = sentence("settingname"), sentence("caption")
            self.lines.append((name, path))
            pair = QVBoxLayout()
            pair.setSpacing(1)
            pair.addWidget(name)
            pair.addWidget(path)
            self.column.addLayout(pair)
        self.open = QPushButton()
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.open.clicked.connect(self._open)
        self.setFocusProxy(self.open)
        self.refresh()

    def refresh(self) -> None:
        """Say it in the language of the window."""
        self.say(
            self.tr("What is kept, and where"), self.tr("All of it lies on this computer, in your own files.")
        )
        for (name, path), (words, where) in zip(self.lines, self._kept(), strict=True):
            put(name, words)
            put(path, wrappable(str(where)) if isinstance(where, Path) else where)
        self.open.setText(self.tr("Open the data folder"))

    def _kept(self) -> tuple[tuple[str, Path | str], ...]:
        places = self._places
        return (
            (self.tr("Chats, folders, templates, presets"), places.database),
            (self.tr("Copies of these, made once a day"), places.backups),
            (self.tr("What was read of chats, so that they go on at once"), places.states),
            (self.tr("Settings"), places.settings),
            (self.tr("Log of what happened, without anything of a chat"), places.logs),
            (
                self.tr("Token of your Hugging Face account"),
                self.tr("In the system’s keyring, and nowhere else."),
            ),
        )

    @Slot()
    def _open(self) -> None:
        show_folder(self._places.data)

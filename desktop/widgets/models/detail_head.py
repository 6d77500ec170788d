"""What is to be known of a repository at a glance: name, gate, numbers, licence."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.core.hub import Repo
from desktop.core.sources import HUGGING_FACE
from desktop.services.hub_repository import RepositoryStage, RepositoryState
from desktop.widgets.look import Look
from desktop.widgets.models.discover_words import (
    DiscoverWords,
    day_words,
    gate_words,
    parameters_words,
    tokens_words,
)


class DetailHead(QWidget):
    """Stands above the files of a repository."""

    back_asked = Signal()
    link_activated = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._state = RepositoryState()
        self._license_address = ""
        self._words = DiscoverWords(self)
        self.back, self.page, self.license = QToolButton(), QPushButton(), QPushButton()
        self.name, self.gate, self.facts = label("heading"), label("chip"), label("caption")
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.page.clicked.connect(self._open_page)
        self.license.clicked.connect(self._open_license)
        look.changed.connect(self._dress)
        self._dress()

    def show_state(self, state: RepositoryState, license_address: str) -> None:
        """Show what is known now; `license_address` is where its licence can be read, "" for nowhere."""
        self._state = state
        self._license_address = license_address
        self.say()

    def say(self) -> None:
        """Say it in the language of the window."""
        state, repo = self._state, self._state.repo
        self.back.setAccessibleName(self.tr("Back to the list"))
        self.back.setToolTip(self.tr("Back to the list"))
        self.page.setText(self.tr("Open in the browser"))
        self.name.setText(state.id or "")
        asking = self.tr("Asking the hub…") if state.stage is RepositoryStage.OPENING else ""
        facts = self._facts(repo) if repo is not None else asking
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        gate = gate_words(repo.gated) if repo is not None else ""
        self.gate.setText(gate)
        self.gate.setVisible(bool(gate))
        name = (repo.license_name or repo.license) if repo is not None else ""
        self.license.setText(self.tr("Licence: {name}").format(name=name))
        self.license.setVisible(bool(name))
        self.license.setEnabled(bool(self._license_address))

    def _facts(self, repo: Repo) -> str:
        context = self.tr("trained for {tokens} tokens").format(tokens=tokens_words(repo.context_length))
        updated = self.tr("updated {day}").format(day=day_words(repo.updated))
        parts = (
            repo.architecture,
            parameters_words(repo.parameters),
            context if repo.context_length else "",
            self._words.counts(repo.downloads, repo.likes),
            updated if repo.updated is not None else "",
        )
        return " · ".join(filter(None, parts))

    def _lay_out(self) -> None:
        self.gate.setProperty("kind", "warn")
        self.gate.setWordWrap(False)
        self.license.setObjectName("linkbutton")
        self.page.setObjectName("linkbutton")
        top, links = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        top.addWidget(self.back, 0, middle)
        top.addWidget(self.name, 1, middle)
        top.addWidget(self.gate, 0, middle)
        links.setSpacing(12)
        links.addWidget(self.license)
        links.addWidget(self.page)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.facts)
        column.addLayout(links)

    @Slot()
    def _open_page(self) -> None:
        self.link_activated.emit(f"{HUGGING_FACE}/{self._state.id}")

    @Slot()
    def _open_license(self) -> None:
        self.link_activated.emit(self._license_address)

    @Slot()
    def _dress(self) -> None:
        self.back.setIcon(self._look.icon("arrow-left", "text2", 18))
        self.back.setIconSize(QSize(18, 18))


def label(name: str) -> QLabel:
    """Make a label for a text from anywhere: nothing in it is taken for HTML."""
    made = QLabel()
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made

"""The card of the first minutes: what fits this computer, what is there already, or the small model now."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QVBoxLayout

from desktop.core.catalogue import GIB
from desktop.core.downloads import Stage
from desktop.core.models import Installed
from desktop.services.first_model import Proposal
from desktop.viewmodels.start_state import StartState
from desktop.widgets.look import Look
from desktop.widgets.models.discover_words import language, size_words
from desktop.widgets.models.library_words import PROGRAMS
from desktop.widgets.pills import name_button
from desktop.widgets.speech import QtSpeaker, listed
from desktop.widgets.wrapping import WrappingLayout

STOPPED = (Stage.PAUSED, Stage.FAILED)
WIDEST, LONGEST, STEPS = 640, 190, 1000  # px of the card, and of a model's name on a button; of the bar


class StartCard(QFrame):
    """Offers; `StartCardInWindow` does what is wanted."""

    fetch_asked = Signal()
    downloads_asked = Signal()
    use_asked = Signal()  # of the best model that is there
    library_asked = Signal()
    discover_asked = Signal()
    small_asked = Signal()
    dismissed = Signal()
    resized = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("startcard")
        self.setMaximumWidth(WIDEST)
        self._look = look
        self._state = StartState()
        self.title, self.words = QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.words.setObjectName("advice")
        for label in (self.title, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, STEPS)
        self.use, self.fetch, self.progress = QPushButton(), QPushButton(), QPushButton()
        self.small, self.library, self.discover = QPushButton(), QPushButton(), QPushButton()
        self.dismiss = QToolButton()
        self.dismiss.setIconSize(QSize(16, 16))
        self._lay_out()
        for button, asked in (
            (self.use, self.use_asked),
            (self.fetch, self.fetch_asked),
            (self.progress, self.downloads_asked),
            (self.small, self.small_asked),
            (self.library, self.library_asked),
            (self.discover, self.discover_asked),
            (self.dismiss, self.dismissed),
        ):
            button.clicked.connect(asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    @property
    def wanted(self) -> bool:
        """Whether there is something to offer."""
        return self._state.shown

    @Slot(object)
    def show_state(self, state: StartState) -> None:
        """Say what is offered now."""
        self._state = state
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell, since what stands below may have less room now."""
        super().resizeEvent(event)
        self.resized.emit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = WrappingLayout(None, 8)
        for button in (self.use, self.fetch, self.progress, self.small, self.library, self.discover):
            self._buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 10, 14)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addSpacing(4)
        column.addLayout(self._buttons)

    def _say(self) -> None:
        state = self._state
        self.title.setText(self._title())
        self.words.setText(self._words())
        self._say_progress()
        here, coming = state.best is not None, state.download is not None
        fetchable = state.proposal is not None and not coming
        self.use.setVisible(here)
        self.fetch.setVisible(fetchable)
        self.fetch.setEnabled(not state.asking)
        self.progress.setVisible(coming)
        self.small.setVisible(state.small is not None and not here)
        self.library.setVisible(bool(state.here))
        self.discover.setVisible(not state.here)
        first = self.use if here else self.fetch
        for button in (self.use, self.fetch):
            button.setProperty("primary", button is first)
            button.style().polish(button)
        self._say_buttons()

    def _say_buttons(self) -> None:
        state = self._state
        self.use.setText(self.tr("Use {model}").format(model=self._short(state.best)))
        self.small.setText(self.tr("Chat with {model} now").format(model=self._short(state.small)))
        self.progress.setText(self.tr("Show downloads"))
        self.library.setText(self.tr("All models here"))
        self.discover.setText(self.tr("Other models"))
        name_button(self.fetch, self._fetch_words())
        self.dismiss.setToolTip(self.tr("Close; Models shows it again"))
        self.dismiss.setAccessibleName(self.tr("Close the suggestion"))
        self.setAccessibleName(self.title.text())

    def _fetch_words(self) -> str:
        state = self._state
        if state.proposal is None:
            return ""
        if state.asking:
            return self.tr("Asking the hub…")
        model, size = state.proposal.model.name, size_words(state.proposal.size)
        if not size:
            return self.tr("Download {model}").format(model=model)
        if state.best is None:  # the title names it
            return self.tr("Download ({size})").format(size=size)
        return self.tr("Download {model} ({size})").format(model=model, size=size)

    def _title(self) -> str:
        state = self._state
        if state.best is not None:
            return self.tr("A model is here already")
        if state.download is not None:
            words = self.tr("{model} is on its way")
            if state.download.stage in STOPPED:
                words = self.tr("The download of {model} has stopped")
            return words.format(model=state.download.order.name)
        if state.proposal is None:
            return self.tr("Choose a model")
        return self.tr("{model} suits this computer").format(model=state.proposal.model.name)

    def _words(self) -> str:
        state = self._state
        if state.best is not None:
            return self._here_words()
        if state.download is not None and state.download.stage in STOPPED:
            return self.tr("What has come is kept. The page with the downloads says why, and goes on.")
        if state.download is not None:
            return self.tr("You can chat meanwhile; it goes on also when the program was closed in between.")
        if state.proposal is None:
            return self.tr("Even the smallest one that we know is large for this computer.")
        return self._reason(state.proposal)

    def _reason(self, proposal: Proposal) -> str:
        said = proposal.model.said(language())
        if proposal.device:
            text = self.tr("{said} Its files fit into the {free} that are free on the graphics card.")
            return text.format(said=said, free=QtSpeaker().size(proposal.device))
        text = self.tr("{said} It needs a computer with {needed} GB of memory; this one has {there} GB.")
        there = math.ceil(proposal.memory / GIB)  # the system keeps a little for itself
        number = QtSpeaker().number
        return text.format(said=said, needed=number(proposal.model.min_memory), there=number(there))

    def _here_words(self) -> str:
        """Say whose models are there; those of others are used where they lie."""
        here = self._state.here
        names = list(dict.fromkeys(PROGRAMS[each.origin] for each in here if each.origin in PROGRAMS))
        if not names:
            return self.tr("%Ln model(s) on this computer can be used at once.", "", len(here))
        words = self.tr(
            "%Ln model(s) can be used where they lie, without a copy. Found with: {names}.", "", len(here)
        )
        return words.format(names=listed(names))

    def _say_progress(self) -> None:
        download = self._state.download
        self.bar.setVisible(download is not None)
        if download is None:
            return
        self.bar.setValue(round(STEPS * download.fraction))
        self.bar.setAccessibleName(self.tr("Downloaded"))

    def _short(self, model: Installed | None) -> str:
        name = model.name if model is not None else ""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, LONGEST)

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(self._look.icon("x"))
        self.fetch.setIcon(self._look.icon("download", "on_accent" if self._state.best is None else "text2"))

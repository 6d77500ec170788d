"""What a repository offers, which of it is recommended, and the button that has it downloaded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.core.hub import Offer
from desktop.services.hub_repository import RepositoryStage, RepositoryState
from desktop.widgets.look import Look
from desktop.widgets.models.detail_head import label
from desktop.widgets.models.discover_words import reason_words, size_words
from desktop.widgets.models.quant_list import QuantList, QuantRows


class DetailFiles(QWidget):
    """The files of a repository to choose from."""

    looked_at = Signal(object)  # Offer
    download_asked = Signal(object)  # Offer
    progress_asked = Signal()  # of an offer that is on its way

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = RepositoryState()
        self._chosen = False  # by the user
        self._on_its_way: Callable[[Offer], bool] = lambda offer: False
        self.reason = label("caption")
        self.rows = QuantRows(self)
        self.quants = QuantList(self.rows, look)
        self.download = QPushButton()
        self.download.setProperty("primary", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.reason)
        column.addWidget(self.quants, 1)
        column.addWidget(self.download, 0, Qt.AlignmentFlag.AlignRight)
        self.quants.looked_at.connect(self._look_at)
        self.quants.taken.connect(self._take)
        self.quants.moved.connect(self._choose)
        self.download.clicked.connect(self._download)

    def attach(self, on_its_way: Callable[[Offer], bool]) -> None:
        """Know what is being downloaded."""
        self._on_its_way = on_its_way

    def show_state(self, state: RepositoryState) -> None:
        """Show what is known now; the recommended offer is selected until the user selects another."""
        if state.id != self._state.id:
            self._chosen = False
        self._state = state
        self.rows.show(state)
        if state.recommended is not None and not self._chosen:
            place = self.rows.place_of(state.recommended.offer)
            if place >= 0 and self.quants.currentIndex().row() != place:
                self.quants.setCurrentIndex(self.rows.index(place))
                self.quants.show_current()
        self.say()

    def say(self) -> None:
        """Say it in the language of the window."""
        self.rows.speak()
        self.quants.setAccessibleName(self.tr("Files to choose from"))
        words = self._reason()
        self.reason.setText(words)
        self.reason.setVisible(bool(words))
        self._say_download()

    def _reason(self) -> str:
        state = self._state
        if state.stage is RepositoryStage.OPEN and not state.offers:
            return self.tr("There is no file here that Fireside could use.")
        if state.reading:
            return self.tr("Reading the beginning of a file, to tell how it fits…")
        if state.recommended is None:
            return ""
        words = self.tr("{quant} is recommended: {reason}.")
        offer = state.recommended.offer
        return words.format(quant=offer.label or offer.stem, reason=reason_words(state.recommended.reason))

    def _say_download(self) -> None:
        offer = self.quants.offer
        here = offer is not None and offer in self._state.here
        self.download.setVisible(bool(self._state.offers))
        self.download.setEnabled(offer is not None and not here)
        if offer is None:
            self.download.setText(self.tr("Download"))
        elif here:
            self.download.setText(self.tr("Already on this computer"))
        elif self._on_its_way(offer):
            self.download.setText(self.tr("Show the download"))
        else:
            words = self.tr("Download {quant} ({size})")
            text = words.format(quant=offer.label or offer.stem, size=size_words(offer.download_size))
            self.download.setText(text)

    @Slot(object)
    def _look_at(self, offer: Offer) -> None:
        self._say_download()
        self.looked_at.emit(offer)

    @Slot()
    def _choose(self) -> None:
        self._chosen = True

    @Slot(object)
    def _take(self, offer: Offer) -> None:
        if not self.download.isEnabled():
            return
        if self._on_its_way(offer):
            self.progress_asked.emit()
        else:
            self.download_asked.emit(offer)

    @Slot()
    def _download(self) -> None:
        offer = self.quants.offer
        if offer is not None:
            self._take(offer)

"""One repository: what it is, what it offers, how that fits here, and what its publisher says of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.core.advice import Notice, Remedy, describe
from desktop.core.errors import UserError
from desktop.core.hub import Gated, Offer
from desktop.core.hub_errors import AccessNeeded
from desktop.core.sources import HUGGING_FACE
from desktop.services.hub_repository import RepositoryStage, RepositoryState
from desktop.viewmodels.hub import HubViewModel
from desktop.widgets.banner import Banner
from desktop.widgets.look import Look
from desktop.widgets.models.access_strip import AccessStrip
from desktop.widgets.models.consent import ask_consent
from desktop.widgets.models.detail_files import DetailFiles
from desktop.widgets.models.detail_head import DetailHead, label
from desktop.widgets.models.model_card import ModelCard
from desktop.widgets.speech import QtSpeaker


class DiscoverDetail(QFrame):
    """Shows what is known of a repository. Works once attached."""

    link_activated = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("discoverdetail")
        self._viewmodel: HubViewModel | None = None
        self._state = RepositoryState()
        self._shown: tuple[object, str] = (None, "")  # whose card
        self._problem: UserError | None = None  # with what the user wanted last
        self.head = DetailHead(look)
        self.banner = Banner(look)
        self.access = AccessStrip()
        self.parts = QTabBar()
        self.files = DetailFiles(look)
        self.card, self.cardless = ModelCard(look), label("caption")
        self._stack, self._cards = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.head.link_activated.connect(self.link_activated)
        self.card.link_activated.connect(self.link_activated)
        self.access.link_activated.connect(self.link_activated)
        self.access.refreshed.connect(self._tell)
        self.parts.currentChanged.connect(self._stack.setCurrentIndex)
        self.files.download_asked.connect(self._download)
        self._say()

    def attach(self, viewmodel: HubViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel
        self.files.attach(viewmodel.on_its_way)
        self.files.looked_at.connect(viewmodel.select)
        self.files.chat_asked.connect(viewmodel.chat)
        self.banner.remedy_asked.connect(self._retry)
        viewmodel.repository_changed.connect(self.show_state)
        self.show_state(viewmodel.repository)

    @Slot(object)
    def show_state(self, state: RepositoryState) -> None:
        """Show what is known now."""
        if state.id != self._state.id:
            self._problem = None
            self.parts.setCurrentIndex(0)
        self._state = state
        self.head.show_state(state, self._license_address())
        self.files.show_state(state)
        self.access.show_repo(state.id, state.repo.gated if state.repo is not None else Gated.NO)
        self._show_card()
        self._tell()

    def tell(self, error: UserError) -> None:
        """Say what went wrong with what the user wanted."""
        self._problem = error
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.parts.setObjectName("pagetabs")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.addTab("")
        self.parts.addTab("")
        self._cards.addWidget(self.card)
        self._cards.addWidget(self.cardless)
        self._stack.addWidget(self.files)
        self._stack.addWidget(self._cards)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 16, 12)
        column.setSpacing(6)
        for widget in (self.head, self.banner, self.access, self.parts):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _say(self) -> None:
        self.parts.setTabText(0, self.tr("Files"))
        self.parts.setTabText(1, self.tr("Model card"))
        self.parts.setAccessibleName(self.tr("Parts of the model’s page"))
        self.head.say()
        self.files.say()
        self._tell()
        self._say_card()

    @Slot()
    def _tell(self) -> None:
        """Say what is in the way, if anything is."""
        state = self._state
        error = self._problem or state.error or state.unread or state.card_error
        said = isinstance(error, AccessNeeded) and self.access.barred  # it offers what helps
        if error is None or said:
            self.banner.hide()
            return
        notice = describe(error, QtSpeaker())
        if self._problem is None:
            notice = Notice(notice.what, notice.advice, Remedy.RETRY)
        self.banner.tell(notice, "" if self._problem is not None else self.tr("Try again"))

    def _show_card(self) -> None:
        shown = (self._state.id, self._state.card or "")
        if shown != self._shown:
            self._shown = shown
            self.card.show_card(self._state.id or "", self._state.card or "")
        self._say_card()

    def _say_card(self) -> None:
        waiting = self._state.card is None and self._state.stage is not RepositoryStage.FAILED
        words = self.tr("Asking the hub…") if waiting else self.tr("There is no model card.")
        self.cardless.setText(words)
        self._cards.setCurrentIndex(0 if self._state.card else 1)

    def _license_address(self) -> str:
        """Give the address at which the licence can be read."""
        repo = self._state.repo
        if repo is None or self._viewmodel is None:
            return ""
        listed = self._viewmodel.license_of(repo)
        return repo.license_link or listed or f"{HUGGING_FACE}/{repo.id}"

    @Slot(object)
    def _retry(self, _: Remedy) -> None:
        assert self._viewmodel is not None
        self._viewmodel.retry()

    @Slot(object)
    def _download(self, offer: Offer) -> None:
        assert self._viewmodel is not None
        self._problem = None
        consent = self._viewmodel.consent()
        name = self._state.id or ""
        if consent is None or ask_consent(consent, name, self.link_activated.emit, self):
            self._viewmodel.download(offer)

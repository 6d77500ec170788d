"""The card of the first minutes in the window: where it stands, and what comes of its buttons."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop.core.licenses import Consent
from desktop.core.user_error import UserError
from desktop.viewmodels.start_card import StartCardViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.consent import ask_consent
from desktop.widgets.models.page import Tab
from desktop.widgets.start_card import StartCard
from desktop.widgets.workplace import Workplace


class StartCardInWindow(QObject):
    """Belongs to the workplace."""

    def __init__(self, look: Look, workplace: Workplace, viewmodel: StartCardViewModel) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._viewmodel = viewmodel
        self.card = card = StartCard(look)
        workplace.page.empty.take_card(card)
        card.fetch_asked.connect(viewmodel.fetch)
        card.use_asked.connect(viewmodel.use_best)
        card.small_asked.connect(viewmodel.use_small)
        card.dismissed.connect(viewmodel.dismiss)
        for part in (card.small_asked, card.dismissed):
            part.connect(workplace.page.composer.setFocus)
        card.downloads_asked.connect(lambda: workplace.pages.show_tab(Tab.DOWNLOADS))
        card.library_asked.connect(workplace.pages.show_library)
        card.discover_asked.connect(lambda: workplace.pages.show_tab(Tab.DISCOVER))
        viewmodel.changed.connect(self._show)
        viewmodel.consent_asked.connect(self._ask)
        viewmodel.failed.connect(self._tell)
        workplace.pages.models_shown.connect(self._listen)
        self._listening = False
        self._show(viewmodel.state)

    @Slot()
    def bring_back(self) -> None:
        """Show the card again, in an empty chat."""
        self._viewmodel.bring_back()
        self._workplace.sidebar.new_asked.emit()

    @Slot(object)
    def _show(self, state: object) -> None:
        self.card.show_state(self._viewmodel.state)
        self._workplace.page.empty.fit()

    @Slot(object)
    def _ask(self, consent: Consent) -> None:
        proposal = self._viewmodel.state.proposal
        name = proposal.model.name if proposal is not None else ""
        if ask_consent(consent, name, self._workplace.page.link_activated.emit, self._workplace.window()):
            self._viewmodel.agree()

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        self._workplace.page.tell(error)

    @Slot(bool)
    def _listen(self, shown: bool) -> None:
        """Hear of the page about models, which is made when it is first shown."""
        page = self._workplace.pages.models
        if page is not None and not self._listening:
            self._listening = True
            page.start_card_asked.connect(self.bring_back)

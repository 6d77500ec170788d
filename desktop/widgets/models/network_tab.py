"""Where models come from: hub, mirrors, token, proxy, and every request that went out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.errors import UserError
from desktop.viewmodels.network import NetworkViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.network_account import AccountCard
from desktop.widgets.models.network_card import Fault
from desktop.widgets.models.network_log import LogCard
from desktop.widgets.models.network_places import PlacesCard
from desktop.widgets.models.network_way import OfflineCard, ProxyCard

WIDEST = 760  # px; as wide as a conversation


class NetworkTab(QWidget):
    """A form in cards, and the log of requests. What is chosen holds at once."""

    link_activated = Signal(str)  # an address that the user wants to see in the browser

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("networktab")
        self.fault = Fault()
        self.offline = OfflineCard()
        self.places = PlacesCard(look, self.offline.switch)
        self.account, self.proxy, self.log = AccountCard(), ProxyCard(), LogCard()
        self.area = QScrollArea()
        self._lay_out()
        self.account.link_activated.connect(self.link_activated)
        look.changed.connect(self._dress)
        self._dress()

    def attach(self, viewmodel: NetworkViewModel) -> None:
        """Go to work."""
        self.offline.attach(viewmodel)
        self.places.attach(viewmodel)
        self.account.attach(viewmodel.account)
        self.proxy.attach(viewmodel)
        self.log.attach(viewmodel.rows)
        viewmodel.failed.connect(self._tell)
        self._dress()

    def show_log(self) -> None:
        """Scroll to the log of requests."""
        self.area.ensureWidgetVisible(self.log, 0, 24)
        self.log.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_account(self) -> None:
        """Scroll to the account, ready for a token."""
        self.area.ensureWidgetVisible(self.account, 0, 24)
        self.account.entry.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the first field."""
        super().focusInEvent(event)
        first = self.offline.switch if self.offline.switch.isEnabled() else self.places.entry.field
        first.setFocus(event.reason())

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("networkpage")
        cards = QWidget()
        cards.setMaximumWidth(WIDEST)
        column = QVBoxLayout(cards)
        column.setContentsMargins(16, 8, 16, 24)
        column.setSpacing(12)
        column.addWidget(self.fault)
        for card in (self.offline, self.places, self.account, self.proxy, self.log):
            column.addWidget(card)
        column.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(cards, 100)
        row.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields are gone through one by one
        self.area.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        self.fault.tell(error)
        self.area.ensureWidgetVisible(self.fault)

    @Slot()
    def _dress(self) -> None:
        self.places.dress()

"""The page about models: a row of tabs, and what they show."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from desktop.viewmodels.model_page import ModelPageViewModels
from desktop.widgets.look import Look
from desktop.widgets.models.compare_tab import CompareTab
from desktop.widgets.models.discover_tab import DiscoverTab
from desktop.widgets.models.downloads_tab import DownloadsTab
from desktop.widgets.models.library_tab import LibraryTab
from desktop.widgets.models.network_tab import NetworkTab


class Tab(IntEnum):
    """The tabs, in their order."""

    LIBRARY = 0
    DISCOVER = 1
    DOWNLOADS = 2
    COMPARE = 3
    NETWORK = 4


class ModelsPage(QWidget):
    """Stands in the place of the conversation. Works once attached."""

    closed = Signal()  # the user goes back to the conversation
    link_activated = Signal(str)  # an address that the user wants to see in the browser

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelspage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.bar = QTabBar()
        self.bar.setObjectName("modeltabs")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.back = QToolButton()
        self.library = LibraryTab(look)
        self.discover = DiscoverTab(look)
        self.downloads = DownloadsTab(look)
        self.compare = CompareTab(look)
        self.network = NetworkTab(look)
        self._stack = QStackedWidget()
        for tab in (self.library, self.discover, self.downloads, self.compare, self.network):
            self.bar.addTab("")
            self._stack.addWidget(tab)
        self._lay_out()
        self.bar.currentChanged.connect(self._turn)
        self.back.clicked.connect(self.closed)
        self.downloads.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        self.discover.downloads_asked.connect(lambda: self.open_tab(Tab.DOWNLOADS))
        self.discover.link_activated.connect(self.link_activated)
        self.discover.detail.access.sign_in_asked.connect(self._sign_in)
        self.network.link_activated.connect(self.link_activated)
        self.downloads.link_activated.connect(self.link_activated)
        self.compare.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def attach(self, viewmodels: ModelPageViewModels) -> None:
        """Go to work."""
        self.library.attach(viewmodels.library)
        self.discover.attach(viewmodels.hub)
        self.discover.detail.access.attach(viewmodels.access)
        self.downloads.attach(viewmodels.downloads)
        self.compare.attach(viewmodels.compare)
        self.network.attach(viewmodels.network)

    def open_tab(self, tab: Tab) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(tab)

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        current = self._stack.currentWidget()
        if current is not None:
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _sign_in(self) -> None:
        self.open_tab(Tab.NETWORK)
        self.network.show_account()

    @Slot(int)
    def _turn(self, index: int) -> None:
        """Show a part; the focus goes along, unless the arrow keys walk through the tabs."""
        self._stack.setCurrentIndex(index)
        if self.isVisible() and not self.bar.hasFocus():
            self.take_focus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 16, 8)
        top.setSpacing(8)
        top.addWidget(self.back)
        top.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)

    def _say(self) -> None:
        self.bar.setTabText(Tab.LIBRARY, self.tr("On this computer"))
        self.bar.setTabText(Tab.DISCOVER, self.tr("Discover"))
        self.bar.setTabText(Tab.DOWNLOADS, self.tr("Downloads"))
        self.bar.setTabText(Tab.COMPARE, self.tr("Compare"))
        self.bar.setTabText(Tab.NETWORK, self.tr("Network"))
        self.bar.setAccessibleName(self.tr("Parts of the page about models"))
        self.back.setAccessibleName(self.tr("Back to the chat"))
        self.back.setToolTip(self.tr("Back to the chat (Esc)"))

    @Slot()
    def _dress(self) -> None:
        self.back.setIcon(self._look.icon("arrow-left", "text2", 18))
        self.back.setIconSize(QSize(18, 18))

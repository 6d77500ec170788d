"""The page about models: a row of tabs, and what they show."""

from __future__ import annotations

from enum import IntEnum
from functools import cached_property

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
    """Stands in the place of the conversation. Makes each part when it is first shown: all take 0.2 s."""

    closed = Signal()  # the user goes back to the conversation
    link_activated = Signal(str)  # an address that the user wants to see in the browser

    def __init__(self, look: Look, viewmodels: ModelPageViewModels, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelspage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._viewmodels = viewmodels
        self.bar = QTabBar()
        self.bar.setObjectName("modeltabs")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for _ in Tab:
            self.bar.addTab("")
        self.back = QToolButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self.bar.currentChanged.connect(self._turn)
        self.back.clicked.connect(self.closed)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    @cached_property
    def library(self) -> LibraryTab:
        """The models on this computer."""
        part = LibraryTab(self._look)
        part.attach(self._viewmodels.library)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        self._stack.addWidget(part)
        return part

    @cached_property
    def discover(self) -> DiscoverTab:
        """The models that can be had."""
        part = DiscoverTab(self._look)
        part.attach(self._viewmodels.hub)
        part.detail.access.attach(self._viewmodels.access)
        part.downloads_asked.connect(lambda: self.open_tab(Tab.DOWNLOADS))
        part.link_activated.connect(self.link_activated)
        part.detail.access.sign_in_asked.connect(self._sign_in)
        self._stack.addWidget(part)
        return part

    @cached_property
    def downloads(self) -> DownloadsTab:
        """The models that are on their way."""
        part = DownloadsTab(self._look)
        part.attach(self._viewmodels.downloads)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        part.link_activated.connect(self.link_activated)
        self._stack.addWidget(part)
        return part

    @cached_property
    def compare(self) -> CompareTab:
        """Models beside each other."""
        part = CompareTab(self._look)
        part.attach(self._viewmodels.compare)
        part.discover_asked.connect(lambda: self.open_tab(Tab.DISCOVER))
        self._stack.addWidget(part)
        return part

    @cached_property
    def network(self) -> NetworkTab:
        """Where models come from."""
        part = NetworkTab(self._look)
        part.attach(self._viewmodels.network)
        part.link_activated.connect(self.link_activated)
        self._stack.addWidget(part)
        return part

    def open_tab(self, tab: Tab) -> None:
        """Show a tab."""
        self.bar.setCurrentIndex(tab)
        self._shown()

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        self._shown().setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _sign_in(self) -> None:
        self.open_tab(Tab.NETWORK)
        self.network.show_account()

    def _shown(self) -> QWidget:
        """Give the part that is chosen, made and in front."""
        parts = {
            Tab.LIBRARY: lambda: self.library,
            Tab.DISCOVER: lambda: self.discover,
            Tab.DOWNLOADS: lambda: self.downloads,
            Tab.COMPARE: lambda: self.compare,
            Tab.NETWORK: lambda: self.network,
        }
        part: QWidget = parts[Tab(self.bar.currentIndex())]()
        self._stack.setCurrentWidget(part)
        return part

    @Slot()
    def _turn(self) -> None:
        """Show a part; the focus goes along, unless the arrow keys walk through the tabs."""
        self._shown()
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

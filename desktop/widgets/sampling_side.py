"""Where the sampling panel stands: beside the page, or over it where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.errors import GrammarInvalid, SchemaInvalid, UserError
from desktop.core.sampling import Sampling
from desktop.viewmodels.adapters import AdaptersViewModel
from desktop.viewmodels.sampling import SamplingViewModel
from desktop.widgets.adapters_dialog import AdaptersDialog
from desktop.widgets.look import Look
from desktop.widgets.sampling_panel import SamplingPanel
from desktop.widgets.sampling_presets import sampling_menu_entries

ROOM = 560  # px that a page keeps beside the panel; else the panel stands over it


class SamplingSide(QWidget):
    """Holds the page and, once it was asked for, the panel: making it takes longer than a frame."""

    closed = Signal()

    def __init__(self, look: Look, page: QWidget) -> None:
        super().__init__()
        self._look = look
        self._page = page
        self._viewmodel: SamplingViewModel | None = None
        self._adapters: AdaptersViewModel | None = None
        self.panel: SamplingPanel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(page, 1)

    def attach(self, viewmodel: SamplingViewModel) -> None:
        """Go to work."""
        self._viewmodel = viewmodel

    def offer(self, adapters: AdaptersViewModel) -> None:
        """Let the adapters of a chat be chosen from the panel."""
        self._adapters = adapters
        adapters.changed.connect(self._count)

    @Slot()
    def choose_adapters(self) -> None:
        """Open the window for the adapters of the shown chat."""
        if self._adapters is not None:
            dialog = AdaptersDialog(self._look, self._adapters, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def entries(self) -> list[tuple[str, Sampling]]:
        """Give what an answer can be tried again with."""
        return sampling_menu_entries(self._viewmodel) if self._viewmodel is not None else []

    @Slot()
    def toggle(self) -> None:
        """Open the panel, or close it."""
        if self._viewmodel is None:
            return
        if self.panel is None:
            self.panel = SamplingPanel(self._look, self)
            self.panel.attach(self._viewmodel)
            self.panel.closed.connect(self.closed)
            self.panel.adapters_asked.connect(self.choose_adapters)
            self._viewmodel.replaced.connect(self._count)
            self._look.changed.connect(self._place)  # after the panel has become wider
            self._count()
        self._place()
        self.panel.toggle()

    @Slot()
    def _count(self) -> None:
        if self.panel is not None and self._adapters is not None:
            self.panel.show_adapters(len(self._adapters.rows))

    @Slot(object)
    def tell(self, error: UserError) -> None:
        """Say below a schema or a grammar what the engine found wrong with it, where the panel is open."""
        if self.panel is not None and isinstance(error, GrammarInvalid | SchemaInvalid):
            self.panel.form.tell(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the panel anew when there is more or less room."""
        super().resizeEvent(event)
        self._place()

    @Slot()
    def _place(self) -> None:
        if self.panel is None:
            return
        width = self.panel.minimumWidth()  # which is fixed
        beside = self.width() - width >= ROOM
        inside = self._row.indexOf(self.panel) >= 0
        if beside and not inside:
            self._row.addWidget(self.panel)
        elif not beside:
            if inside:
                self._row.removeWidget(self.panel)
            self.panel.setGeometry(QRect(self.width() - width, 0, width, self.height()))
            self.panel.raise_()

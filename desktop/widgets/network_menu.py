"""What the window's menu says of the network: the switch for offline mode, and the way to the log."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.core.network import Gate
from desktop.widgets.look import Look


class NetworkMenu(QObject):
    """Adds its entries whenever the menu has been filled anew."""

    log_asked = Signal()

    def __init__(self, look: Look, gate: Gate, menu: QMenu) -> None:
        """Stand in `menu`, after what fills it."""
        super().__init__(menu)
        self._look = look
        self._gate = gate
        self._menu = menu
        menu.aboutToShow.connect(self._add)

    @Slot()
    def _add(self) -> None:
        separators = [action for action in self._menu.actions() if action.isSeparator()]
        offline = QAction(self.tr("Offline mode"), self._menu)
        offline.setToolTip(self.tr("Nothing goes out. Models on this computer go on working."))
        offline.setCheckable(True)
        offline.setChecked(self._gate.offline)
        offline.setEnabled(not self._gate.forced)
        offline.triggered.connect(self._switch)
        log = QAction(self._look.icon("list"), self.tr("Network log…"), self._menu)
        log.triggered.connect(self.log_asked)
        self._menu.insertActions(separators[0], [offline, log])
        self._menu.insertSeparator(offline)

    @Slot(bool)
    def _switch(self, offline: bool) -> None:
        self._gate.set_offline(offline)

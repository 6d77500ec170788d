"""The row above the list of models: search, order, and where more models come from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QWidget

from desktop.viewmodels.library_rows import Order
from desktop.widgets.clearing import name_cross
from desktop.widgets.glass import Glass
from desktop.widgets.look import Look
from desktop.widgets.pills import name_button
from desktop.widgets.sampling_style import Choice, field_rules


class LibraryBar(QWidget):
    """Tells what the user asks for."""

    sorted = Signal(object)  # Order
    open_asked = Signal()
    folder_asked = Signal()
    start_card_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self.search = QLineEdit()
        self.search.setObjectName("presetname")  # dressed like the fields of forms
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(200)
        self._glass = Glass(self.search, look)
        self.order = Choice(look)
        self.order.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.open, self.folder = QPushButton(), QPushButton()
        self.suggest, self.rescan = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for part in (self.order, self.open, self.folder, self.suggest, self.rescan):
            row.addWidget(part)
        self.order.activated.connect(self._choose)
        self.open.clicked.connect(self.open_asked)
        self.folder.clicked.connect(self.folder_asked)
        self.suggest.clicked.connect(self.start_card_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def set_busy(self, busy: bool) -> None:
        """Show whether folders are being looked through."""
        if busy != self._busy:
            self._busy = busy
            self._say_rescan()
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.sorted.emit(list(Order)[number])

    def _say(self) -> None:
        self.search.setPlaceholderText(self.tr("Search the models"))
        self.search.setAccessibleName(self.tr("Search the models on this computer"))
        name_cross(self.search)
        self._glass.setText(self.search.accessibleName())
        chosen = max(self.order.currentIndex(), 0)
        words = {
            Order.USED: self.tr("Last used first"),
            Order.NAME: self.tr("By name"),
            Order.LARGEST: self.tr("Largest first"),
            Order.SMALLEST: self.tr("Smallest first"),
        }
        self.order.clear()
        self.order.addItems([words[order] for order in Order])
        self.order.setCurrentIndex(chosen)
        self.order.setAccessibleName(self.tr("Order of the list"))
        name_button(self.open, self.tr("Open file…"))
        name_button(self.folder, self.tr("Add folder…"))
        words = self.tr("What suits this computer")
        self.suggest.setToolTip(words)
        self.suggest.setAccessibleName(words)
        self._say_rescan()

    def _say_rescan(self) -> None:
        words = self.tr("Folders are being looked through") if self._busy else self.tr("Look anew")
        self.rescan.setToolTip(f"{words} (F5)")
        self.rescan.setAccessibleName(words)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(field_rules(self._look.theme))
        self.open.setIcon(self._look.icon("file-box"))
        self.folder.setIcon(self._look.icon("folder-plus"))
        self.rescan.setIcon(self._look.icon("refresh-cw", "text3" if self._busy else "text2", 18))
        self.suggest.setIcon(self._look.icon("lightbulb", size=18))
        for button in (self.suggest, self.rescan):
            button.setIconSize(QSize(18, 18))

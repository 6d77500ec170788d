"""The licences of everything that comes along."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.core.setting_kinds import QT_TRANSLATE_NOOP
from desktop.services.shipped import Shipped
from desktop.viewmodels.about import AboutViewModel
from desktop.widgets.look import Look
from desktop.widgets.models.network_card import Card
from desktop.widgets.roomy_dialog import RoomyDialog

WORDS = (
    QT_TRANSLATE_NOOP("Setting", "Licences"),
    QT_TRANSLATE_NOOP("Setting", "open source, copyright"),
)
HEIGHT = 260  # px; the list scrolls
SIZE = (640, 520)  # px, of the text


class LicenceDialog(RoomyDialog):
    """Shows one text."""

    def __init__(self, look: Look, part: Shipped, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(*SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{part.name} {part.version} · {part.licence}")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(look.theme.mono)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)


class LicencesCard(Card):
    """A table of what comes along; Enter or a button shows the licence of a row."""

    def __init__(self, look: Look, about: AboutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._about = about
        self._parts: list[Shipped] = []
        self._asked: Shipped | None = None  # whose text is on its way
        self.table = _table()
        self.show_text = QPushButton()
        foot = QHBoxLayout()
        foot.addWidget(self.show_text)
        foot.addStretch(1)
        self.column.addWidget(self.table)
        self.column.addLayout(foot)
        self.setFocusProxy(self.table)
        self.table.itemActivated.connect(self._read)
        self.table.itemSelectionChanged.connect(self._selected)
        self.show_text.clicked.connect(self._read)
        about.listed.connect(self._show)
        about.text_read.connect(self._open)
        self._show()
        self.refresh()

    def refresh(self) -> None:
        """Say it in the language of the window."""
        self.say(self.tr("Licences"), self.tr("What Fireside is made of, with thanks to those who made it."))
        self.table.setHorizontalHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        self.table.setAccessibleName(self.tr("Licences"))
        self.show_text.setText(self.tr("Show the licence…"))

    def showEvent(self, event: QShowEvent) -> None:
        """Have the parts listed when they are first seen."""
        super().showEvent(event)
        self._about.list_parts()

    @Slot()
    def _show(self) -> None:
        self._parts = list(self._about.parts)
        self.table.setRowCount(len(self._parts))
        for row, part in enumerate(self._parts):
            for column, words in enumerate((part.name, part.version, part.licence)):
                self.table.setItem(row, column, QTableWidgetItem(words))
        if self._parts:
            self.table.setCurrentCell(0, 0)
        self._selected()

    @Slot()
    def _selected(self) -> None:
        part = self._current()
        self.show_text.setEnabled(part is not None and bool(part.texts))

    @Slot()
    def _read(self) -> None:
        part = self._current()
        if part is not None and part.texts:
            self._asked = part
            self._about.read(part)

    @Slot(object, str)
    def _open(self, part: Shipped, text: str) -> None:
        if part is self._asked:
            self._asked = None
            LicenceDialog(self._look, part, text, self.window()).open()

    def _current(self) -> Shipped | None:
        row = self.table.currentRow()
        return self._parts[row] if 0 <= row < len(self._parts) else None


def _table() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("requestlog")
    table.setFixedHeight(HEIGHT)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table

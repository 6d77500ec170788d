"""What can be done with saved inputs: a row of buttons."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.widgets.look import Look
from desktop.widgets.wrapping import WrappingLayout


class Deed(StrEnum):
    """What is done; the values name the pictures."""

    ADD = "plus"
    EDIT = "pencil"
    DUPLICATE = "copy-plus"
    DELETE = "trash-2"
    LAST_USE = "history"
    IMPORT = "table-2"
    BRING_BACK = "undo-2"


class InputBar(QWidget):
    """A button for each deed; those that are not possible now cannot be pressed."""

    asked = Signal(object)  # Deed

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.buttons = {deed: QPushButton() for deed in Deed}
        row = WrappingLayout(self, 6)
        row.setContentsMargins(0, 0, 0, 0)
        for deed, button in self.buttons.items():
            button.setObjectName("pill")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, deed=deed: self.asked.emit(deed))
            row.addWidget(button)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    def able(self, possible: Mapping[Deed, bool]) -> None:
        """Tell which deeds are possible; one that brings back is there only then."""
        for deed, button in self.buttons.items():
            button.setEnabled(possible.get(deed, False))
        self.buttons[Deed.BRING_BACK].setVisible(possible.get(Deed.BRING_BACK, False))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        words = {
            Deed.ADD: (self.tr("Add"), self.tr("Add an input (Insert)")),
            Deed.EDIT: (self.tr("Edit"), self.tr("Edit the input (Enter)")),
            Deed.DUPLICATE: (self.tr("Duplicate"), self.tr("Add copies of the selected inputs (Ctrl+D)")),
            Deed.DELETE: (self.tr("Delete"), self.tr("Delete the selected inputs (Delete)")),
            Deed.LAST_USE: (
                self.tr("From last use"),
                self.tr("Add what the template was filled in with the last time"),
            ),
            Deed.IMPORT: (
                self.tr("Import…"),
                self.tr("Add the rows of a CSV table whose columns are named like the fields"),
            ),
            Deed.BRING_BACK: (self.tr("Undo"), self.tr("Bring back what was deleted last (Ctrl+Z)")),
        }
        for deed, (name, tip) in words.items():
            self.buttons[deed].setText(name)
            self.buttons[deed].setToolTip(tip)

    @Slot()
    def _dress(self) -> None:
        for deed, button in self.buttons.items():
            button.setIcon(self._look.icon(deed.value, "text2", 14))
            button.setIconSize(QSize(14, 14))

"""The sentences about what could not be read, and ways to take the report along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from desktop.core.moving_in import Flaw
from desktop.core.moving_in_advice import say_flaw
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker

MOST = 200  # sentences that are listed; the report has more
SHOWN = 4  # rows that are seen at a time


class ReportList(QListWidget):
    """Is there only while something is wrong. Copies all sentences."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemlist")
        self._look = look
        self._flaws: Sequence[Flaw] = ()
        self._more = 0
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        look.changed.connect(self._fill)
        self.hide()

    def show_flaws(self, flaws: Sequence[Flaw], more: int = 0) -> None:
        """Say these; none hides the list."""
        self._flaws, self._more = flaws[:MOST], more + len(flaws[MOST:])
        self._fill()
        self.setVisible(bool(flaws))

    def sizeHint(self) -> QSize:
        """A few rows."""
        row = max(self.sizeHintForRow(0), 20)
        return QSize(200, row * min(max(self.count(), 1), SHOWN) + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is said."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText("\n".join(self.item(row).text() for row in range(self.count())))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        self.setAccessibleName(self.tr("What could not be read"))
        self.clear()
        icon, speaker = self._look.icon("circle-alert", "warn", 14), QtSpeaker()
        for flaw in self._flaws:
            self.addItem(QListWidgetItem(icon, say_flaw(flaw, speaker)))
        if self._more:
            self.addItem(self.tr("%n more problem(s)", "", self._more))

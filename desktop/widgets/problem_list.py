"""Sentences about what is wrong with files; they can be taken along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from desktop.core.notice import Speaker
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker

MOST = 200  # sentences that are listed; the others are counted
SHOWN = 4  # rows that are seen at a time

F = TypeVar("F")


class ProblemList(QListWidget, Generic[F]):
    """Is there only while something is wrong. Copies all sentences. Each kind of file has its own words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemlist")
        self._look = look
        self._flaws: Sequence[F] = ()
        self._more = 0
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        look.changed.connect(self._fill)
        self.hide()

    def show_flaws(self, flaws: Sequence[F], more: int = 0) -> None:
        """Say these; none hides the list."""
        self._flaws, self._more = flaws[:MOST], more + len(flaws[MOST:])
        self._fill()
        self.setVisible(bool(flaws))

    def what(self) -> str:
        """Name the list for screen readers."""
        raise NotImplementedError

    def say(self, flaw: F, speaker: Speaker) -> str:
        """Say what is wrong."""
        raise NotImplementedError

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
        self.setAccessibleName(self.what())
        self.clear()
        icon, speaker = self._look.icon("circle-alert", "warn", 14), QtSpeaker()
        for flaw in self._flaws:
            self.addItem(QListWidgetItem(icon, self.say(flaw, speaker)))
        if self._more:
            self.addItem(self.tr("%n more problem(s)", "", self._more))

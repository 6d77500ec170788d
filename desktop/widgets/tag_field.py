"""The line that tags are typed into, with those in use offered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from desktop.core.folders import LONGEST_TAG, TagCount
from desktop.core.folding import fold

OFFERED = 8  # at once
TAG = int(Qt.ItemDataRole.UserRole) + 1
FOLDED = int(Qt.ItemDataRole.UserRole) + 2
_ENDS = re.compile("[,，、;；\n\t]")


class _Offers(QCompleter):
    """Finds tags whatever their case, accents and width."""

    def __init__(self, model: QStandardItemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.setCompletionRole(FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(OFFERED)
        popup = self.popup()
        if popup is not None:
            popup.setObjectName("tagoffers")

    def splitPath(self, path: str) -> list[str]:
        """Look for what was typed."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Take the tag, without what is said of it."""
        return str(index.data(TAG))


class TagField(QLineEdit):
    """Enter and a comma of any script end a tag; an Enter that ends a composition does not."""

    added = Signal(object)  # list[str]
    last_unwanted = Signal()  # Backspace where nothing is typed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personaline")
        self._composing = False
        self._offers = QStandardItemModel(self)
        completer = _Offers(self._offers, self)
        self.setCompleter(completer)
        self._settled = QTimer(self)  # a composition ends for us with the next turn of the event loop
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._composed)
        completer.activated.connect(self._chosen)
        self.textEdited.connect(self._edited)

    def offer(self, tags: Sequence[TagCount]) -> None:
        """Complete what is typed with these; the first ones come first."""
        self._offers.clear()
        for each in tags:
            item = QStandardItem(f"{each.tag}   {self.locale().toString(each.count)}")
            item.setData(each.tag, TAG)
            item.setData(fold(each.tag), FOLDED)
            self._offers.appendRow(item)

    def finish(self) -> None:
        """Take what stands there as a tag."""
        text = self.text()
        self.clear()
        if text.strip():
            self.added.emit([text])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add on Enter; an empty field leaves Enter to the dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self._composing or self.text().strip()):
            event.accept()
            if not self._composing:
                self.finish()
        elif event.key() == Qt.Key.Key_Backspace and not self.text() and not self._composing:
            self.last_unwanted.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether an input method is composing; some systems send its last Enter as a key, too."""
        if event.preeditString():
            self._composing = True
            self._settled.stop()
        else:
            self._settled.start()
        super().inputMethodEvent(event)

    @Slot()
    def _composed(self) -> None:
        self._composing = False

    @Slot(str)
    def _edited(self, text: str) -> None:
        """Take what stands before a comma; what is pasted may have many."""
        *whole, rest = _ENDS.split(text)
        if whole:
            self.setText(rest[:LONGEST_TAG].lstrip())
            self.added.emit(whole)

    @Slot(str)
    def _chosen(self, tag: str) -> None:
        self.added.emit([tag])
        QTimer.singleShot(0, self.clear)  # the completer puts the tag into the field after this

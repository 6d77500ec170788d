"""A label that shows as much of its text as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from desktop.viewmodels.tips import plain_tip


class ElidedLabel(QLabel):
    """Ends with an ellipsis where its text is too long; all of it is in the tool tip then."""

    _whole = ""  # all that could be said

    def minimumSizeHint(self) -> QSize:
        """Need no room for all of it."""
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text; the tool tip of the one before goes at once."""
        if self._whole != self.text():
            self.setAccessibleName("")  # it says more than the text that goes
        super().setText(text)
        self._whole = text
        self.setToolTip("")

    def show_short(self, text: str, whole: str) -> None:
        """Show a text that is short for another one, which is in the tool tip."""
        self.setText(text)
        self._whole = whole
        self.setAccessibleName(whole)

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint what there is room for."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self._whole else plain_tip(self._whole))
        painter = QPainter(self)
        flags = int(self.alignment().value)
        self.style().drawItemText(
            painter, room, flags, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()

"""A dialog that is as high as its sentences are, in every language and at every size of text."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog

from desktop.widgets.text_scale import text_scale


class RoomyDialog(QDialog):
    """The size that was chosen holds for text of the usual size; it grows with it, as far as the screen."""

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that is needed; a label that wraps tells its height for a width only."""
        super().showEvent(event)
        if not event.spontaneous():
            self._take_room()

    def _take_room(self) -> None:
        scale = text_scale(self)
        layout, size = self.layout(), self.size()
        width = max(round(size.width() * scale), self.minimumSizeHint().width())
        height = max(round(size.height() * scale), self.minimumSizeHint().height())
        if layout is not None and layout.hasHeightForWidth():
            height = max(height, layout.totalHeightForWidth(width))
        room = self.screen().availableSize()
        self.resize(min(width, room.width()), min(height, room.height()))

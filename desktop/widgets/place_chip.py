"""Says in which folder a chat to come will be, and lets it be in none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.core.folders import Folder
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look

LONGEST = 320  # px of the names
BETWEEN = " / "  # folders


class PlaceChip(QFrame):
    """Hidden where the chat will be in no folder."""

    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placechip")
        self._look = look
        self._path: Sequence[Folder] = ()
        self._icon, self.words = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setObjectName("placewords")
        self.leave = QToolButton()
        self.leave.setIconSize(QSize(14, 14))
        self.leave.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(8)
        for part in (self._icon, self.words, self.leave):
            row.addWidget(part)
        self.leave.clicked.connect(self.left)
        look.changed.connect(self._dress)
        self._dress()
        self.show_path(())

    def show_path(self, path: Sequence[Folder]) -> None:
        """Name the folder, with those that it is in."""
        self._path = path
        self._say()
        self.setVisible(bool(path))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        whole = BETWEEN.join(folder.name for folder in self._path)
        words = self.tr("In the folder “{name}”")
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideLeft, LONGEST)
        self.words.setText(words.format(name=shown))
        self.words.setAccessibleName(words.format(name=whole))
        self.setToolTip(plain_tip(whole))
        self.leave.setToolTip(self.tr("Begin this chat in no folder"))
        self.leave.setAccessibleName(self.tr("Begin this chat in no folder"))

    @Slot()
    def _dress(self) -> None:
        color = self._look.theme.color("text2")
        self._icon.setPixmap(self._look.icons.pixmap("folder", color, 16, self.devicePixelRatioF()))
        self.leave.setIcon(self._look.icon("x", size=14))

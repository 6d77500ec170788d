"""Something that goes with the message: an icon, a name, a note, and a button that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.widgets.look import Look

NAME, HEIGHT = 200, 34  # px: the longest name, and all chips are equally high


class ComposerChip(QFrame):
    """What it names and what taking it away means is for each kind to say."""

    def __init__(self, look: Look, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file")
        self.setFixedHeight(HEIGHT)
        self._look, self._picture = look, icon
        self._icon, self.name, self.note = QLabel(), QLabel(), QLabel()
        self.name.setObjectName("filename")
        self.note.setObjectName("caption")
        for label in (self.name, self.note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.remove = QToolButton()
        self.remove.setIconSize(QSize(14, 14))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 3, 2)
        row.setSpacing(7)
        for widget in (self._icon, self.name, self.note, self.remove):
            row.addWidget(widget)
        self.remove.clicked.connect(self.take_away)
        look.changed.connect(self.dress)

    def say(self) -> None:
        """Speak the language of the window."""
        raise NotImplementedError

    @Slot()
    def take_away(self) -> None:
        """The user wants it away."""
        raise NotImplementedError

    def show_name(self, name: str) -> None:
        """Show as much of the name as there is room for."""
        middle = Qt.TextElideMode.ElideMiddle
        self.name.setText(self.name.fontMetrics().elidedText(name, middle, NAME))

    @Slot()
    def dress(self) -> None:
        """Wear what the window wears, and say what there is; to be called once all is there."""
        color, ratio = self._look.theme.color("link"), self.devicePixelRatioF()
        self._icon.setPixmap(self._look.icons.pixmap(self._picture, color, 16, ratio))
        self.remove.setIcon(self._look.icon("x", size=14))
        self.name.setFont(self._look.theme.ui)
        self.say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

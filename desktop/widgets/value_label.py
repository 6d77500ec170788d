"""A label whose text is data: it can be selected and copied, and broken where a line ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QWidget

BREAK = "\u200b"  # a line may end here; never copied
_EVERY = 32  # characters of a long word


class ValueLabel(QLabel):
    """Shows plain text. A copy of it has none of the marks that let it be broken."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(wrappable(text), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the flags alone let only a click give it

    @Slot()
    def copy(self) -> None:
        """Copy what is selected, or all if nothing is."""
        text = self.selectedText() or self.text()
        QGuiApplication.clipboard().setText(text.replace(BREAK, "").replace("\u2029", "\n"))

    @Slot()
    def select_all(self) -> None:
        """Select the whole value."""
        self.setSelection(0, len(self.text()))

    def menu(self) -> QMenu:
        """Make the context menu. It deletes itself when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), self.copy)
        menu.addAction(self.tr("Select all"), self.select_all)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy without the marks."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy without the marks."""
        self.menu().popup(event.globalPos())


def wrappable(text: str) -> str:
    """Let a long word, such as a path or a hash, be broken where the line ends."""
    return "".join(
        f"{c}{BREAK}" if c in "/\\_-." or n % _EVERY == _EVERY - 1 else c for n, c in enumerate(text)
    )

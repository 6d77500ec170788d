"""What is said before chats are deleted for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

LONGEST = 80  # characters of a title


class TrashWords(QObject):
    """Speaks the window's language at the time it is asked."""

    def ask(self, titles: Sequence[str]) -> str:
        """Ask about these chats."""
        if len(titles) == 1:
            title = titles[0] if len(titles[0]) <= LONGEST else f"{titles[0][:LONGEST]}…"
            return self.tr("Delete the chat “{title}” for good?").format(title=title)
        return self.tr("Delete %Ln chat(s) for good?", "", len(titles))

    def ask_all(self, count: int) -> str:
        """Ask about all chats."""
        return self.tr("Empty the trash and delete %Ln chat(s) for good?", "", count)

    def nothing(self, ready: bool, searching: bool) -> str:
        """Say why no chat is listed."""
        if not ready:
            return ""
        if searching:
            return self.tr("No chat in the trash has these words.")
        return self.tr("The trash is empty.")

    def box(self, words: str, parent: QWidget, remove: Callable[[], None]) -> QMessageBox:
        """Ask; the window goes on meanwhile."""
        box = QMessageBox(parent.window())
        box.setWindowTitle(self.tr("Delete for good"))
        box.setTextFormat(Qt.TextFormat.PlainText)  # it quotes a title
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(words)
        box.setInformativeText(
            self.tr(
                "All messages go, with what the model has read of them."
                " This cannot be undone. Backups that were made before still hold them."
            )
        )
        delete = box.addButton(self.tr("Delete for good"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        delete.clicked.connect(lambda: remove())
        box.open()
        return box

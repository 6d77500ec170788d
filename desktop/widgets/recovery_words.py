"""What is said of a recovery: in place of what is lost, and at the end."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.core.recovery import Notes, Recovered


class RecoveryWords(QObject):
    """Speaks the window's language at the time it is asked."""

    def notes(self) -> Notes:
        """Give what stands in a chat in place of what could not be read."""
        return Notes(
            self.tr("[Messages that stood here could not be read from the damaged file.]"),
            self.tr("[The rest of this message could not be read from the damaged file.]"),
        )

    def report(self, done: Recovered) -> str:
        """Say what came of it, and where the files are."""
        number = QLocale().toString
        lines = [
            self.tr("Recovered messages: {count}").format(count=number(done.messages)),
            self.tr("Chats that they belong to: {count}").format(count=number(done.chats)),
            self.tr("Messages that could not be read: {count}").format(count=number(done.lost)),
            self.tr("The damaged file is kept as {path}.").format(path=done.damaged),
        ]
        if done.backup is not None:
            lines.append(self.tr("The backup is kept as {path}.").format(path=done.backup))
        if done.aside is not None:
            lines.append(self.tr("What stood there is kept as {path}.").format(path=done.aside))
        return "\n".join(lines)

    def tell(self, done: Recovered, parent: QWidget) -> QMessageBox:
        """Show the report; the window goes on meanwhile."""
        box = QMessageBox(parent.window())
        box.setWindowTitle(self.tr("Recovered"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("The chats are open again."))
        box.setInformativeText(self.report(done))
        box.open()
        return box

"""What is said of a recovery: in place of what is lost, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop.core.keeping import Outcome
from desktop.core.recovery import Notes, Recovered
from desktop.widgets.speech import QtSpeaker

if TYPE_CHECKING:
    from desktop.widgets.workplace import Workplace


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
        new, of = self.tr("Recovered messages: {count}"), self.tr("Recovered chats: {count}")
        if done.backup is not None:
            new = self.tr("Messages that the backup did not have: {count}")
            of = self.tr("Chats that are newer than in the backup: {count}")
        lines = [
            new.format(count=number(done.messages)),
            of.format(count=number(done.chats)),
            self.tr("Messages that could not be read: {count}").format(count=number(done.lost)),
            self.tr("The damaged file is kept as {path}.").format(path=done.damaged),
        ]
        if done.backup is not None:
            lines.append(self.tr("The backup is kept as {path}.").format(path=done.backup))
        if done.aside is not None:
            lines.append(self.tr("What stood there is kept as {path}.").format(path=done.aside))
        return "\n".join(lines)

    def tell(self, done: Outcome, workplace: Workplace) -> QMessageBox | None:
        """Say what came of something that was done with all of the data; the window goes on meanwhile."""
        if done.recovered is not None:
            return self._show(self.tr("Recovered"), self.report(done.recovered), workplace)
        if done.restored is not None:
            lines = [self.tr("They are as they were in the backup {path}.").format(path=done.restored)]
            if done.aside is not None:
                lines.append(self.tr("What stood there is kept as {path}.").format(path=done.aside))
            return self._show(self.tr("Restored"), "\n".join(lines), workplace)
        if done.freed:
            words = self.tr("{size} are free again.").format(size=QtSpeaker().size(done.freed))
            workplace.toast.offer(words, self.tr("Close"), lambda: None)
        return None

    def _show(self, title: str, report: str, parent: QWidget) -> QMessageBox:
        box = QMessageBox(parent.window())
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(self.tr("The chats are open again."))
        box.setInformativeText(report)
        box.open()
        return box

"""What is said about the data: names, sizes, and what is asked before something is done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, QObject

from desktop.core.backups import Aside, Backup
from desktop.core.keeping import Checked, Part, Room, Totals
from desktop.widgets.speech import QtSpeaker

SHOWN = 3  # faults


class DataWords(QObject):
    """Speaks the window's language at the time it is asked."""

    def part(self, part: Part) -> str:
        """Name what takes room."""
        match part:
            case Part.CHATS:
                return self.tr("Chats, templates and presets")
            case Part.BACKUPS:
                return self.tr("Backups")
            case Part.ASIDE:
                return self.tr("Chats that were set aside")
            case Part.STATES:
                return self.tr("What models have read of chats")
            case Part.MODELS:
                return self.tr("Models")
            case Part.UNFINISHED:
                return self.tr("Unfinished downloads")
            case Part.LOGS:
                return self.tr("Logs")

    def room(self, room: Room) -> str:
        """Say how much it takes."""
        size = QtSpeaker().size(room.size)
        return self.tr("%Ln file(s)", "", room.files) + f" · {size}"

    def totals(self, totals: Totals) -> str:
        """Say what the database holds."""
        return " · ".join(
            (
                self.tr("%Ln chat(s)", "", totals.chats),
                self.tr("%Ln message(s)", "", totals.messages),
                self.tr("%Ln chat(s) in the trash", "", totals.trash),
            )
        )

    def backup(self, backup: Backup) -> str:
        """Name a backup in a line."""
        line = f"{self._when(backup.made)} · {QtSpeaker().size(backup.size)}"
        if backup.before_version is None:
            return line
        return f"{line} · " + self.tr("made before an update of the tables")

    def aside(self, aside: Aside) -> str:
        """Name a database that was set aside in a line."""
        why = self.tr("damaged, set aside") if aside.damaged else self.tr("replaced, set aside")
        return f"{self._when(aside.when)} · {QtSpeaker().size(aside.size)} · {why}"

    def checked(self, found: Checked) -> str:
        """Say what a check found."""
        if found.faults:
            first = "\n".join(found.faults[:SHOWN])
            return self.tr("Something is damaged. Start Fireside again to have it recovered.") + f"\n{first}"
        if found.index is False:
            return self.tr("The chats are sound. The index for searches was damaged and is made anew.")
        return self.tr("Everything is sound.")

    def ask_restore(self, line: str) -> str:
        """Ask before a backup is restored."""
        return self.tr("Restore this copy of the chats?") + f"\n{line}"

    def ask_recover(self, line: str) -> str:
        """Ask before a damaged file is recovered."""
        return self.tr("Recover what can be read of this file, beside the newest backup?") + f"\n{line}"

    def kept_open(self) -> str:
        """Say what the user sees of it."""
        return self.tr("Fireside closes its window meanwhile and opens it again.")

    def kept(self) -> str:
        """Say what becomes of what is there now."""
        return self.tr(
            "What is there now is set aside, not deleted. Fireside closes its window and opens it again."
        )

    def _when(self, moment: datetime) -> str:
        when = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
        return QLocale().toString(when, QLocale.FormatType.ShortFormat)

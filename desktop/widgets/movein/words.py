"""What the dialog that brings chats in says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject

from desktop.core.advice import describe
from desktop.core.folders import one_line
from desktop.core.moving_in import NAMES, Brought, Entry, Marks, Preview, Progress, State
from desktop.core.moving_in_advice import say_brought, say_losses, say_marks, say_preview
from desktop.core.user_error import UserError
from desktop.services.movein.programs import Program
from desktop.widgets.speech import QtSpeaker, listed, together

LONGEST_NAME = 80  # characters


class Stage(Enum):
    """How far an import has come."""

    ASKING = auto()
    LOOKING = auto()
    CHOOSING = auto()
    BRINGING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the dialog has seen so far."""

    files: Sequence[Path]
    progress: Progress
    preview: Preview
    brought: Brought | None
    error: UserError | None


class MoveInWords(QObject):
    """Speaks the window's language."""

    def title_of(self, stage: Stage, seen: Seen) -> str:
        """Say in a few words what the dialog is about now."""
        match stage:
            case Stage.ASKING:
                return self.tr("Bring in chats of Fireside or of another program")
            case Stage.LOOKING | Stage.CHOOSING:
                return self._files(seen.files)
            case Stage.BRINGING:
                return self.tr("Importing…")
            case Stage.OVER:
                return self._ending(seen.brought)

    def words_of(self, stage: Stage, seen: Seen) -> str:
        """Say how things stand."""
        match stage:
            case Stage.ASKING:
                return self.tr("You see what would come before anything is changed.")
            case Stage.LOOKING:
                return self._read(seen.progress)
            case Stage.CHOOSING:
                return self._preview(seen.preview)
            case Stage.BRINGING:
                return self.tr("%Ln chat(s) done so far", "", seen.progress.chats)
            case Stage.OVER:
                return self._outcome(seen.brought, seen.error)

    def marks(self) -> Marks:
        """Give the words that stand in messages for what cannot be kept."""
        return say_marks(QtSpeaker())

    def _files(self, files: Sequence[Path]) -> str:
        if len(files) == 1:
            return one_line(files[0].name or str(files[0]), LONGEST_NAME)
        return self.tr("%n file(s)", "", len(files))

    def program(self, program: Program) -> str:
        """Offer the chats of a program."""
        words = self.tr("{program} (%n chat(s))", "", program.chats)
        return words.format(program=NAMES[program.source])

    def _read(self, progress: Progress) -> str:
        words = self.tr("%Ln chat(s) read so far", "", progress.chats)
        if progress.total:
            speaker = QtSpeaker()
            sizes = self.tr("{done} of {total}").format(
                done=speaker.size(min(progress.done, progress.total)), total=speaker.size(progress.total)
            )
            words = f"{words} · {sizes}"
        return words

    def _preview(self, preview: Preview) -> str:
        if not preview.entries:
            return self.tr("No chat was found.")
        names = dict.fromkeys(NAMES[entry.source] for entry in preview.entries)
        messages = self.tr("%Ln message(s)", "", sum(entry.messages for entry in preview.entries))
        said = [f"{listed(names)} · {messages} · {self._range(preview)}"]
        said += ["  ·  ".join(say_preview(preview, QtSpeaker()))]
        if preview.losses.counts:
            lost = "  ·  ".join(say_losses(preview.losses, QtSpeaker()))
            said.append(self.tr("Marks will stand in place of: {lost}").format(lost=lost))
        return "\n".join(said)

    def entry(self, entry: Entry) -> str:
        """Describe a chat in one line, as screen readers say it."""
        return f"{self.title(entry)}, {self.about(entry)}"

    def title(self, entry: Entry) -> str:
        """Give a chat's title."""
        return entry.title or self.tr("Untitled chat")

    def about(self, entry: Entry) -> str:
        """Say when a chat was, how long it is, and how it stands to those that are here."""
        parts = [
            _day(entry.pick.created),
            self.tr("%Ln message(s)", "", entry.messages),
            self.state(entry),
        ]
        if entry.folder:
            parts.append(" / ".join(entry.folder))
        if entry.archived:
            parts.append(self.tr("archived"))
        return " · ".join(parts)

    def state(self, entry: Entry) -> str:
        """Say how a chat stands to those that are here."""
        match entry.state:
            case State.NEW:
                return self.tr("new")
            case State.GROWN:
                return self.tr("here, with %Ln message(s) fewer", "", entry.more)
            case State.HERE:
                return self.tr("here already")
            case State.TRASHED:
                return self.tr("in the trash")

    def _ending(self, brought: Brought | None) -> str:
        if brought is None or brought.failure is not None:
            return self.tr("The import could not be finished")
        return self.tr("The import was stopped") if brought.cancelled else self.tr("Imported")

    def _outcome(self, brought: Brought | None, error: UserError | None) -> str:
        said: list[str] = []
        speaker = QtSpeaker()
        if brought is not None:
            error = brought.failure or error
            said = say_brought(brought, speaker) or [self.tr("Nothing was imported.")]
            if brought.losses.counts:
                lost = "  ·  ".join(say_losses(brought.losses, speaker))
                said.append(self.tr("Marks stand in messages in place of: {lost}").format(lost=lost))
        if error is not None:
            notice = describe(error, speaker)
            said.insert(0, together(notice.what, notice.advice))
        if brought is None and error is None:
            said = [self.tr("Something went wrong that should not have; what it was is shown apart.")]
        return "\n".join(said)

    def toast(self, brought: Brought) -> str:
        """Say in one line what came."""
        return self.tr("%Ln chat(s) imported.", "", brought.chats)

    def _range(self, preview: Preview) -> str:
        first = _day(min(entry.pick.created for entry in preview.entries))
        last = _day(max(entry.updated for entry in preview.entries))
        return first if first == last else self.tr("{first} to {last}").format(first=first, last=last)


def _day(moment: datetime) -> str:
    day = moment.astimezone()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)

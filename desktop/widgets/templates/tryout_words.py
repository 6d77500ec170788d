"""What is said of a try-out: its cells, its columns, and how far it has come."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from desktop.core.advice import describe
from desktop.core.chat import Finish
from desktop.core.template_advice import say_wrong
from desktop.core.template_values import Wrong
from desktop.services.tryout import Cell, Column, Phase, Step, Tryout
from desktop.widgets.speech import QtSpeaker, together
from desktop.widgets.templates.plain_text import one_line

MINUTE = 60  # seconds


class TryoutWords(QObject):
    """Says values in the language of the window. An object, since only `tr` makes plurals."""

    def column(self, column: Column) -> str:
        """Name a column: the version, and who answers."""
        words = self.tr("Version {number} · {model}")
        return words.format(number=QLocale().toString(column.version.number), model=column.model.title)

    def figures(self, cell: Cell) -> str:
        """Say what a cell took, or how far it has come."""
        match cell.step:
            case Step.WAITING:
                return self.tr("Waits for its turn")
            case Step.READING:
                return self.tr("Reading the prompt…")
            case Step.ANSWERING:
                return self._tokens(cell)
            case Step.SKIPPED:
                return self.tr("Left out")
            case Step.FAILED:
                return self.tr("Failed")
            case Step.STOPPED:
                return self.tr("Stopped") if cell.text else self.tr("Not asked")
            case Step.DONE:
                return " · ".join(filter(None, (self._tokens(cell), self._time(cell), self._speed(cell))))

    def ending(self, cell: Cell) -> str:
        """Say why an answer is not whole, although nothing went wrong."""
        if cell.finish is Finish.LENGTH:
            return self.tr("Ended at the limit of tokens")
        return self.tr("Ended because the context is full") if cell.finish is Finish.CONTEXT else ""

    def why(self, cell: Cell) -> str:
        """Say why there is no answer, or no whole one; "" where there is."""
        if cell.error is not None:
            notice = describe(cell.error, QtSpeaker())
            return together(notice.what, notice.advice)
        return self.wrongs(cell.wrongs)

    def wrongs(self, wrongs: tuple[Wrong, ...]) -> str:
        """Say why an input is left out."""
        return together(*(one_line(say_wrong(wrong, QtSpeaker())) for wrong in wrongs))

    def progress(self, state: Tryout) -> str:
        """Say how far all of it has come."""
        number = QLocale().toString
        total = number(state.total)
        match state.phase:
            case Phase.ENDED | Phase.STOPPED:
                words = self.tr("{done} of {total} answers are there.")
                return words.format(done=number(state.answered), total=total)
            case Phase.CHAT_FIRST:
                words = self.tr("{done} of {total} done. A chat comes first; this goes on by itself.")
                return words.format(done=number(state.ended), total=total)
            case Phase.LOADING:
                words = self.tr("{done} of {total} done. Loading {model}… {percent}%")
                place, percent = state.next(), number(round(100 * state.fraction))
                model = state.columns[place.column].model.title if place is not None else ""
                return words.format(done=number(state.ended), total=total, model=model, percent=percent)
            case Phase.ANSWERING:
                words = self.tr("{done} of {total} done.").format(done=number(state.ended), total=total)
                left = state.seconds_left
                return f"{words} {self._left(left)}" if left is not None else words

    def _left(self, seconds: float) -> str:
        if seconds < MINUTE:
            return self.tr("About %Ln second(s) left.", "", max(1, round(seconds)))
        return self.tr("About %Ln minute(s) left.", "", round(seconds / MINUTE))

    def _tokens(self, cell: Cell) -> str:
        return self.tr("%Ln token(s)", "", cell.tokens)

    def _time(self, cell: Cell) -> str:
        if cell.seconds is None:
            return ""
        return self.tr("{seconds} s").format(seconds=QLocale().toString(cell.seconds, "f", 1))

    def _speed(self, cell: Cell) -> str:
        speed = cell.usage.tokens_per_second if cell.usage is not None else None
        if speed is None:
            return ""
        return self.tr("{speed} tokens/s").format(speed=QLocale().toString(speed, "f", 1))

"""Tells screen readers what happens in the conversation by itself, and which message is marked."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Message, MessageId, Status
from desktop.widgets.aloud import read_part, say_aloud
from desktop.widgets.transcript.frame_items import left_out_words
from desktop.widgets.transcript.leaves import Code, plain
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.parts import Parts
from desktop.widgets.transcript.sentences import Sentences

PAUSE = 1.0  # seconds between two times that an answer is read on, at least


class Announcer(QObject):
    """Speaks for a view: of an answer its beginning, its sentences once they are whole, and its end."""

    def __init__(self, view: QWidget, parts: Parts) -> None:
        super().__init__(view)
        self._view = view
        self._parts = parts
        self._answer: MessageId | None = None  # that is being written
        self._parser = Parser()
        self._sentences = Sentences()
        self._spoke = 0.0  # when it was read on
        parts.feed.begun.connect(self._begun)
        parts.feed.rows_changed.connect(self._grown)
        parts.feed.finished.connect(self._finished)
        parts.keys.row_chosen.connect(self._marked)

    @Slot(int)
    def _begun(self, row: int) -> None:
        message = self._parts.flow.entries[row].message
        self._answer, self._sentences = message.id, Sentences()
        self._sentences.all(message.text)  # an answer that goes on was read before
        say_aloud(self._view, QCoreApplication.translate("TranscriptView", "The answer begins."))

    @Slot(int)
    def _grown(self, first: int) -> None:
        entries = self._parts.flow.entries
        message = entries[-1].message if entries else None
        if message is None or message.status is not Status.STREAMING or not self._reads(message):
            return
        if time.monotonic() - self._spoke >= PAUSE:
            words = self._words(self._sentences.more(message.text))
            if words:
                self._spoke = time.monotonic()
                say_aloud(self._view, words)

    def _reads(self, message: Message) -> bool:
        """Whether somebody listens to the answer: nobody does who looks at another page."""
        return QAccessible.isActive() and message.id == self._answer and self._view.isVisible()

    @Slot(int)
    def _finished(self, row: int) -> None:
        translate, message = QCoreApplication.translate, self._parts.flow.entries[row].message
        if self._reads(message):
            say_aloud(self._view, self._words(self._sentences.all(message.text)))
        self._answer = None
        match message.status:
            case Status.STOPPED:
                words = translate("TranscriptView", "The answer was stopped.")
            case Status.FAILED:
                words = translate("TranscriptView", "The answer has failed.")
            case _:
                words = translate("TranscriptView", "The answer is finished.")
        say_aloud(self._view, words, left_out_words(message))

    def _words(self, text: str) -> str:
        """Give a piece of an answer without its markup; of code its language alone."""
        name = QCoreApplication.translate("Transcript", "Code, {language}")
        leaves = self._parser.leaves(text, False) if text else []
        said = (
            name.format(language=leaf.language) if isinstance(leaf, Code) else plain(leaf) for leaf in leaves
        )
        return "\n".join(words for words in said if words.strip())

    @Slot(int)
    def _marked(self, row: int) -> None:
        if row >= 0 and QAccessible.isActive():
            QTimer.singleShot(0, self, self._read_marked)  # after Qt has told that the list has the keyboard

    @Slot()
    def _read_marked(self) -> None:
        """Have the marked message read, as an item of a list that the keyboard has come to."""
        row = self._parts.keys.row
        if 0 <= row < len(self._parts.flow.entries) and self._view.hasFocus():
            read_part(self._view, row)

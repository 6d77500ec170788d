"""One file that goes with the message."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.chat import Attachment
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.composer_chip import ComposerChip
from desktop.widgets.context_words import ContextWords
from desktop.widgets.look import Look


class FileChip(ComposerChip):
    """Shows name and tokens, and lets the file be taken away."""

    removed = Signal(object)  # the Attachment

    def __init__(self, file: Attachment, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "file-text", parent)
        self.file = file
        self.tokens: int | None = None  # None while they are counted
        self._words = ContextWords(self)
        self.dress()

    def show_tokens(self, tokens: int | None) -> None:
        """Show what the file takes of the context; None while it is counted."""
        self.tokens = tokens
        self.say()

    def say(self) -> None:
        """Speak the language of the window."""
        name = self.file.name
        self.show_name(name)
        count = "…" if self.tokens is None else self._words.tokens(self.tokens)
        self.note.setText(count)
        self.note.setAccessibleName(self.tr("Tokens are being counted") if self.tokens is None else count)
        self.setAccessibleName(f"{name}, {self.note.accessibleName()}")
        self.setToolTip(plain_tip(name))
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=name))
        self.remove.setToolTip(self.tr("Remove"))

    @Slot()
    def take_away(self) -> None:
        """The user wants it away."""
        self.removed.emit(self.file)

"""A line above the composer: what of a persona is missing, and what happens instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.core.personas import PersonaId
from desktop.services.persona_use import Missing, MissingKind
from desktop.viewmodels.persona_use import Taken
from desktop.widgets.look import Look
from desktop.widgets.speech import together


class PersonaNote(QFrame):
    """Stays until it is closed, something is sent, or another chat or persona is there."""

    edit_asked = Signal(object)  # PersonaId

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "warn")
        self._look = look
        self._persona: PersonaId | None = None
        self._missing: Sequence[Missing] = ()
        self.words = QLabel()
        self.words.setObjectName("advice")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)  # it has names in it that may come from a file
        self.edit, self.dismiss = QPushButton(), QToolButton()
        self.dismiss.setIconSize(QSize(16, 16))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.dismiss)
        self.edit.clicked.connect(lambda: self.edit_asked.emit(self._persona))
        self.dismiss.clicked.connect(self.hide)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_missing(self, taken: Taken) -> None:
        """Say what is missing; nothing where all is there."""
        self._persona, self._missing = taken.persona.id, taken.setup.missing
        self._say()
        self.setVisible(bool(self._missing))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.words.setText(together(*(self._sentence(missing) for missing in self._missing)))
        self.edit.setText(self.tr("Edit"))
        self.edit.setAccessibleName(self.tr("Edit the persona"))
        self.dismiss.setToolTip(self.tr("Close"))
        self.dismiss.setAccessibleName(self.tr("Close"))

    def _sentence(self, missing: Missing) -> str:
        sentences = {
            MissingKind.MODEL: self.tr("{name} is not on this computer; the chosen model answers."),
            MissingKind.PRESET: self.tr("There is no preset “{name}”; the model’s own values apply."),
            MissingKind.TEMPLATE: self.tr("The template “{name}” is gone; there is no system prompt."),
            MissingKind.FIELD: self.tr("“{name}” is not filled in; its place in the system prompt is empty."),
            MissingKind.FILE: self.tr("{name} cannot be read; its place in the system prompt is empty."),
            MissingKind.ROOM: self.tr("“{name}” makes too long a text; there is no system prompt."),
        }
        return sentences[missing.kind].format(name=missing.name)

    @Slot()
    def _dress(self) -> None:
        self.dismiss.setIcon(self._look.icon("x"))

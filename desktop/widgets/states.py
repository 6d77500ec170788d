"""What stands in the place of a conversation that has no messages: an invitation, or the load."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.personas import Persona
from desktop.core.places import resource
from desktop.services.models import ModelStatus, Stage
from desktop.widgets.look import Look
from desktop.widgets.persona_chips import PersonaChips
from desktop.widgets.place_chip import PlaceChip
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.start_card import StartCard

COLUMN, SIDES, APART = 640, 28, 10
IDEA = QSize(190, 56)
STEPS = 1000  # of the progress bar
LEAST = 60  # px of height beside the card from which on it is greeted
LOW = 130  # px of height from which on the flame is there
ROOMY = 250  # px of height from which on the beginnings are offered
SOME = 190  # px of height from which on personas are
ALL = 340  # px of height from which on both are


class EmptyState(QWidget):
    """Greets, says what answers and that it stays here, and gives beginnings of questions."""

    idea_chosen = Signal(str)
    cancel_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._status = ModelStatus()
        self._beginnings: list[str] = []
        self._title = _label("big")
        self._words = _label("soft")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, STEPS)
        self._bar.setFixedWidth(360)
        self.cancel = QPushButton()
        self.place = PlaceChip(look)
        self.personas = PersonaChips(look)
        self._persona: Persona | None = None
        self.card: StartCard | None = None
        self.ideas = [QPushButton() for _ in range(4)]
        self._lay_out()
        for number, idea in enumerate(self.ideas):
            idea.clicked.connect(lambda _=False, n=number: self.idea_chosen.emit(self._beginnings[n]))
        self.cancel.clicked.connect(self.cancel_asked)
        look.changed.connect(self._dress)
        self._say()
        self._dress()

    @Slot(object)
    def show_model(self, status: ModelStatus) -> None:
        """Say how the model is."""
        self._status = status
        self._say()

    def show_personas(self, personas: Sequence[Persona], current: Persona | None) -> None:
        """Offer personas, and say which one the chat begins with."""
        self._persona = current
        self.personas.show_personas(personas, current.id if current is not None else None)
        self._say()

    def take_card(self, card: StartCard) -> None:
        """Have the card of the first minutes below the greeting."""
        self.card = card
        card.resized.connect(self.fit)
        self._cards.addLayout(_in_column(card, APART))
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """It takes what the composer leaves, and does not ask for more."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room, say the least."""
        super().resizeEvent(event)
        self.fit()

    def _lay_out(self) -> None:
        self._flame = flame = QLabel()
        flame.setPixmap(QIcon(str(resource("resources/icons/fireside.svg"))).pixmap(QSize(48, 48)))
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setSpacing(12)
        for number, idea in enumerate(self.ideas):
            idea.setObjectName("idea")
            grid.addWidget(idea, number // 2, number % 2)
        self._column = column = QVBoxLayout(self)
        self._cards = QVBoxLayout()
        column.setContentsMargins(SIDES, 0, SIDES, 0)
        column.setSpacing(10)
        column.addStretch(1)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(flame, 0, center)
        column.addWidget(
            self._title
        )  # as wide as there is room: a label that wraps knows no width of its own
        column.addWidget(self._words)
        column.addWidget(self.place, 0, center)
        column.addWidget(self._bar, 0, center)
        column.addWidget(self.cancel, 0, center)
        column.addLayout(self._cards)
        column.addLayout(_in_column(self.personas, 6))
        column.addLayout(_in_column(self._grid))
        column.addStretch(1)

    def _say(self) -> None:
        status = self._status
        loading = status.stage is Stage.LOADING
        name = status.model.name if status.model else ""
        self._bar.setVisible(loading)
        self.cancel.setVisible(loading)
        self.fit()
        self._bar.setValue(round(status.fraction * STEPS))
        if loading:
            self._title.setText(self.tr("Loading {model}").format(model=name))
            self._words.setText(self._load_words())
        else:
            self._title.setText(self.tr("What are we working on?"))
            about = self._persona.draft.description if self._persona is not None else ""
            self._words.setText(about or self._ready_words(name))
        self.cancel.setText(self.tr("Cancel"))
        self._say_ideas()

    @Slot()
    def fit(self) -> None:
        """Show what there is room for; the card comes first."""
        still = self._status.stage is not Stage.LOADING
        room = self.height()
        if self.card is not None:
            self.card.setVisible(self.card.wanted)
            if self.card.wanted:
                width = min(self.card.maximumWidth(), self.width() - 2 * SIDES)
                room -= self.card.heightForWidth(width) + self._column.spacing() + APART
        self._flame.setVisible(room >= LOW)
        self._title.setVisible(room >= LEAST)
        self._words.setVisible(room >= LEAST)
        chips = room >= SOME
        self.personas.setVisible(chips and (still or self._persona is not None))
        self._grid.setVisible(still and room >= (ALL if chips else ROOMY))

    def _load_words(self) -> str:
        speaker = QtSpeaker()
        size = self._status.model.size if self._status.model else 0
        done = speaker.size(round(size * self._status.fraction))
        return self.tr("{done} of {size}").format(done=done, size=speaker.size(size))

    def _ready_words(self, name: str) -> str:
        match self._status.stage:
            case Stage.READY:
                return self.tr("{model} is loaded. Everything stays on this computer.").format(model=name)
            case Stage.FAILED:
                return self.tr("No model is loaded. Choose one above to begin.")
            case _:
                return self.tr("Everything stays on this computer.")

    def _say_ideas(self) -> None:
        ideas = (
            (self.tr("Explain a concept"), self.tr("Explain step by step, with an example: ")),
            (self.tr("Write a message"), self.tr("Write a short, friendly message about: ")),
            (self.tr("Summarise a text"), self.tr("Summarise the following text in three sentences:\n\n")),
            (self.tr("Find an error"), self.tr("Find the error in this code and explain the fix:\n\n")),
        )
        self._beginnings = [beginning for _, beginning in ideas]
        for button, (words, _) in zip(self.ideas, ideas, strict=True):
            button.setText("  " + words)  # apart from the icon
            button.setAccessibleName(words)

    @Slot()
    def _dress(self) -> None:
        names = ("book-open", "pencil-line", "file-text", "wrench")
        for button, name in zip(self.ideas, names, strict=True):
            button.setIcon(self._look.icon(name, "accent", 18))
            button.setIconSize(QSize(18, 18))
            button.setMinimumSize(IDEA)


def _in_column(part: QWidget, above: int = 0) -> QHBoxLayout:
    """Have a part in the middle, as wide as the column where there is room; `above`: px over it."""
    part.setMaximumWidth(COLUMN)
    row = QHBoxLayout()
    row.setContentsMargins(0, above, 0, 0)
    row.addStretch(1)
    row.addWidget(part, 100)
    row.addStretch(1)
    return row


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label

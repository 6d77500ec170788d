"""The personas that come along, to be taken over one by one or all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.core.personas import PersonaDraft, folded_persona
from desktop.core.places import resource
from desktop.services.starter_personas import FILE, read_starters
from desktop.widgets.look import Look
from desktop.widgets.persona_sign import sign_pixmap

WIDEST, SIGN = 640, 36  # px


class StarterCard(QFrame):
    """One of them: sign, name, what it does, and the button that takes it over."""

    def __init__(self, draft: PersonaDraft, look: Look) -> None:
        super().__init__()
        self.setObjectName("card")
        self.draft = draft
        self._look = look
        self._sign, self._name, self._words = QLabel(), QLabel(draft.name), QLabel(draft.description)
        self._name.setObjectName("heading")
        self._words.setObjectName("caption")
        self._words.setWordWrap(True)
        for label in (self._name, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        look.changed.connect(self._dress)
        self._dress()

    def show_there(self, there: bool) -> None:
        """Say whether it has been taken over already."""
        self.button.setText(self.tr("Added") if there else self.tr("Add"))
        self.button.setEnabled(not there)
        self.button.setAccessibleName(self.tr("Add the persona {name}").format(name=self.draft.name))

    @Slot()
    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(sign_pixmap(self.draft.symbol, self.draft.color, SIGN, self._look, ratio))


class PersonaStarters(QScrollArea):
    """Offers them in the language of the window."""

    chosen = Signal(object)  # tuple of PersonaDraft
    write_asked = Signal()  # a persona of one's own
    from_chat_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("personastarters")
        self._look = look
        self._taken: frozenset[str] = frozenset()  # folded names
        self.cards: list[StarterCard] = []
        self._title, self._words = QLabel(), QLabel()
        self._title.setObjectName("big")
        self._words.setObjectName("soft")
        for label in (self._title, self._words):
            label.setWordWrap(True)
        self.all, self.write, self.from_chat = QPushButton(), QPushButton(), QPushButton()
        self.all.setProperty("primary", True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._lay_out()
        self.all.clicked.connect(self._all)
        self.write.clicked.connect(self.write_asked)
        self.from_chat.clicked.connect(self.from_chat_asked)
        self._say()

    @property
    def missing(self) -> tuple[PersonaDraft, ...]:
        """Those that are not there yet."""
        return tuple(card.draft for card in self.cards if folded_persona(card.draft.name) not in self._taken)

    def show_there(self, names: Sequence[str]) -> None:
        """Know which names there are."""
        self._taken = frozenset(folded_persona(name) for name in names)
        self._say_buttons()

    def changeEvent(self, event: QEvent) -> None:
        """Offer them in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.all, self.write, self.from_chat):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(buttons)
        column.addLayout(self._column)
        column.addStretch(1)
        outer = QWidget()
        outer.setObjectName("personaground")
        row = QHBoxLayout(outer)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(outer)

    def _say(self) -> None:
        self._title.setText(self.tr("A persona is a way to begin"))
        self._words.setText(
            self.tr(
                "A system prompt, a model and a sampling preset under one name: one click, and a chat begins"
                " with all three."
            )
        )
        self.write.setText(self.tr("Write one…"))
        self.from_chat.setText(self.tr("From the chat…"))
        self.from_chat.setToolTip(self.tr("Save what the chat uses as a persona"))
        self._make_cards()
        self._say_buttons()

    def _make_cards(self) -> None:
        drafts = read_starters(resource(FILE), QLocale().language() is QLocale.Language.Chinese)
        if tuple(card.draft for card in self.cards) == drafts:
            return
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [StarterCard(draft, self._look) for draft in drafts]
        for card in self.cards:
            card.button.clicked.connect(partial(self._one, card))
            self._column.addWidget(card)

    def _say_buttons(self) -> None:
        missing = self.missing
        for card in self.cards:
            card.show_there(card.draft not in missing)
        self.all.setText(self.tr("Add all"))
        self.all.setEnabled(bool(missing))

    def _one(self, card: StarterCard) -> None:
        self.chosen.emit((card.draft,))

    @Slot()
    def _all(self) -> None:
        self.chosen.emit(self.missing)

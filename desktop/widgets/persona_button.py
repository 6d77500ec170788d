"""The button of the composer that says which persona a chat has, and offers the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from desktop.core.personas import Persona, PersonaId
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.persona_sign import sign_icon
from desktop.widgets.pills import set_bare

MOST, SIGN = 15, 18  # rows of the menu; px
LEAST, SHORTEST, LONGEST = 42, 24, 110  # px of the button with the sign alone, and of the name


class PersonaButton(QPushButton):
    """Hidden until personas can be chosen."""

    chosen = Signal(object)  # PersonaId
    dropped = Signal()  # none is wanted
    all_asked = Signal()
    keep_asked = Signal()  # what the chat uses is to become a persona

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pill")
        self._look = look
        self._current: Persona | None = None
        self._personas: Callable[[], Sequence[Persona]] = tuple
        self._empty = True
        self._name = ""
        self._wanted = QSize()
        self.menu_of_personas = QMenu(self)
        self.menu_of_personas.setToolTipsVisible(True)
        self.menu_of_personas.aboutToShow.connect(self._fill)
        self.setMenu(self.menu_of_personas)
        self.setIconSize(QSize(SIGN, SIGN))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def offer(self, personas: Callable[[], Sequence[Persona]]) -> None:
        """Offer what the function gives whenever the menu opens."""
        self._personas = personas
        self.show()

    def show_persona(self, persona: Persona | None, empty: bool) -> None:
        """Say which one the chat has; `empty` while it has no messages."""
        self._current, self._empty = persona, empty
        self._dress()

    def sizeHint(self) -> QSize:
        """Have room for the name, where there is."""
        return self._wanted

    def minimumSizeHint(self) -> QSize:
        """The sign alone, in a narrow window."""
        return QSize(min(LEAST, self._wanted.width()), self._wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as fits."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    @Slot()
    def _fill(self) -> None:
        menu, ratio = self.menu_of_personas, self.devicePixelRatioF()
        menu.clear()
        personas = self._personas()
        for persona in personas[:MOST]:
            name = persona.name.replace("&", "&&")
            action = menu.addAction(sign_icon(persona, SIGN, self._look, ratio), name)
            action.setToolTip(plain_tip(persona.draft.description or persona.name))
            if self._current is not None and persona.id == self._current.id:
                font = action.font()
                font.setBold(True)
                action.setFont(font)
            action.triggered.connect(partial(self._chosen, persona.id))
        if personas:
            menu.addSeparator()
        if self._current is not None and self._empty:
            menu.addAction(self._look.icon("x"), self.tr("No persona"), self.dropped.emit)
        keep = menu.addAction(
            self._look.icon("user-round-plus"), self.tr("Save as a persona…"), self.keep_asked.emit
        )
        keep.setToolTip(self.tr("System prompt, model and sampling of this chat under a name"))
        menu.addAction(self._look.icon("contact-round"), self.tr("All personas…"), self.all_asked.emit)

    def _chosen(self, persona: PersonaId, _: bool = False) -> None:
        self.chosen.emit(persona)

    def _say(self) -> None:
        name = self._current.name if self._current is not None else ""
        set_bare(self, not name)
        self._name = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, LONGEST)
        self._write(self._name)
        self._wanted = super().sizeHint()
        self._fit()
        self.updateGeometry()
        if not name:
            self.setAccessibleName(self.tr("Persona"))
            words = self.tr("Choose a persona: system prompt, model and sampling in one click")
        else:
            self.setAccessibleName(self.tr("Persona: {name}").format(name=name))
            words = self.tr("This chat was begun with the persona {name}.").format(name=name)
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(words)

    def _fit(self) -> None:
        room = self.fontMetrics().horizontalAdvance(self._name) + self.width() - self._wanted.width()
        whole = self.width() >= self._wanted.width() or not self.isVisible()
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, max(0, room))
        self._write(self._name if whole else shown if room >= SHORTEST else "")

    def _write(self, name: str) -> None:
        text = " " + name.replace("&", "&&") if name else ""  # apart from the sign
        if text != self.text():
            self.setText(text)

    @Slot()
    def _dress(self) -> None:
        if self._current is None:
            self.setIcon(self._look.icon("contact-round", size=SIGN))
        else:
            self.setIcon(sign_icon(self._current, SIGN, self._look, self.devicePixelRatioF()))
        self._say()

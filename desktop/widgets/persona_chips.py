"""A row of personas where a chat begins."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget

from desktop.core.personas import Persona, PersonaId
from desktop.viewmodels.tips import plain_tip
from desktop.widgets.look import Look
from desktop.widgets.persona_sign import sign_icon

MOST, GAP, SIGN, LONGEST, HEIGHT = 6, 8, 20, 150, 36  # px; of the names


class PersonaChips(QWidget):
    """Shows as many as fit; the last button leads to all of them."""

    chosen = Signal(object)  # PersonaId
    dropped = Signal()  # the one that is chosen is not wanted any more
    more_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._personas: list[Persona] = []
        self._current: PersonaId | None = None
        self.chips: list[QPushButton] = []
        self.more = QPushButton()
        self.more.setObjectName("personachip")
        self.more.clicked.connect(self.more_asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what does not fit is hidden
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self._dress()
        look.changed.connect(self._dress)
        look.changed.connect(self._make)
        self._say()

    def show_personas(self, personas: Sequence[Persona], current: PersonaId | None) -> None:
        """Show the first of these, and which one the chat has; that one in any case."""
        self._current = current
        shown = list(personas[:MOST])
        chosen = next((each for each in personas if each.id == current), None)
        if chosen is not None and chosen not in shown:
            shown = [chosen, *shown[: MOST - 1]]
        if shown != self._personas:
            self._personas = shown
            self._make()
        for persona, chip in zip(self._personas, self.chips, strict=True):
            chip.setChecked(persona.id == current)
        self._say()
        self._fit()

    @property
    def _height(self) -> int:
        return round(HEIGHT * self._look.theme.measures.scale)

    @Slot()
    def _dress(self) -> None:
        self.setFixedHeight(self._height)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, self._height)

    def minimumSizeHint(self) -> QSize:
        """The last button is always there."""
        return QSize(self.more.sizeHint().width(), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            self._fit()
        super().changeEvent(event)

    @Slot()
    def _make(self) -> None:
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        metrics = self.fontMetrics()
        for place, persona in enumerate(self._personas, start=1):
            name = metrics.elidedText(persona.name, Qt.TextElideMode.ElideRight, LONGEST)
            chip = QPushButton(" " + name.replace("&", "&&"))  # apart from the sign
            chip.setObjectName("personachip")
            chip.setCheckable(True)
            chip.setChecked(persona.id == self._current)
            chip.setIcon(sign_icon(persona, SIGN, self._look, self.devicePixelRatioF()))
            chip.setIconSize(QSize(SIGN, SIGN))
            chip.setAccessibleName(persona.name)
            chip.setAccessibleDescription(persona.draft.description)
            chip.setToolTip(plain_tip(persona.draft.description))
            chip.clicked.connect(partial(self._pressed, persona.id))
            self._row.insertWidget(place, chip)
            self.chips.append(chip)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.more.sizeHint().width()
        for chip in self.chips:
            room -= chip.sizeHint().width() + GAP
            chip.setVisible(room >= 0)

    def _say(self) -> None:
        self.more.setText(self.tr("More…") if self._personas else self.tr("Personas…"))
        self.more.setAccessibleName(self.tr("All personas"))
        self.more.setToolTip(self.tr("System prompt, model and sampling preset in one click"))

    def _pressed(self, persona: PersonaId) -> None:
        if persona == self._current:
            self.dropped.emit()
        else:
            self.chosen.emit(persona)

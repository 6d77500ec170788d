"""Stands above the composer when a chat is longer than what the model sees: what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.chat import Policy
from desktop.core.context import Map, Verdict
from desktop.viewmodels.context import ContextViewModel
from desktop.viewmodels.turns import Asked, Refusal
from desktop.widgets.aloud import say_aloud
from desktop.widgets.context_words import ContextWords
from desktop.widgets.style import SPACING
from desktop.widgets.wrapping import WrappingLayout

CHOICES = (Policy.ROLL, Policy.MIDDLE, Policy.SUMMARISE)


class LimitStrip(QFrame):
    """The first click picks a way out and says what it does; the second sends. Works once attached."""

    send_asked = Signal(object)  # Policy
    show_asked = Signal(object)  # Policy: the map is to show what it does
    new_chat_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("kind", "warn")
        self._context: ContextViewModel | None = None
        self._words = ContextWords(self)
        self.picked: Policy | None = None
        self._refusal = Refusal()
        self._fitted = False  # what is typed fits; it is something else that does not
        self.what, self.effect = _sentence("bannertext"), _sentence("advice")
        self.choices = {policy: QPushButton() for policy in CHOICES}
        self.new_chat, self.cancel = QPushButton(), QPushButton()
        self.show_map, self.send = QPushButton(), QPushButton()
        self._group = QButtonGroup(self)
        self._second = QWidget()
        self._lay_out()
        self._group.idClicked.connect(self._pick)
        self.new_chat.clicked.connect(self._new_chat)
        self.cancel.clicked.connect(self.close_strip)
        self.show_map.clicked.connect(self._show_map)
        self.send.clicked.connect(self._send)
        self.hide()

    def attach(self, context: ContextViewModel) -> None:
        """Tell about this context from now on."""
        self._context = context
        context.changed.connect(self._follow)

    def open_strip(self, refusal: Refusal = Refusal()) -> None:
        """Say that the context is too short for what was asked."""
        self._unpick()
        self._refusal = refusal
        self._fitted = self._context is not None and (not self._typed or _fits(self._context.map))
        self.show()
        self._say()
        say_aloud(self, self.what.text())
        offered = [button for button in self.choices.values() if not button.isHidden()]
        (offered or [self.cancel])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_strip(self) -> None:
        """Give it up; nothing has changed."""
        if not self.isHidden():
            self._unpick()
            self.hide()
            self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        first = WrappingLayout(None, SPACING.s)
        for number, policy in enumerate(CHOICES):
            button = self.choices[policy]
            button.setObjectName("choice")
            button.setCheckable(True)
            self._group.addButton(button, number)
            first.addWidget(button)
        first.addWidget(self.new_chat)
        first.addWidget(self.cancel)
        self.send.setProperty("primary", True)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(self.effect, 1)
        second.addWidget(self.show_map)
        second.addWidget(self.send)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 10, 10)
        column.setSpacing(SPACING.s)
        column.addWidget(self.what)
        column.addLayout(first)
        column.addWidget(self._second)

    def _say(self) -> None:
        if self._context is None or self.isHidden():
            return
        seen = self._context.map
        typed = self._typed
        self.what.setText(self._words.too_long(seen) if typed else self._words.not_again(seen, self._refusal))
        for policy, button in self.choices.items():
            button.setText(self._words.policy(policy)[0])
            button.setVisible(self._offered(policy))
        self.new_chat.setText(self.tr("New chat"))
        self.new_chat.setVisible(not typed or seen.verdict is not Verdict.TOO_LONG)
        self.cancel.setText(self.tr("Cancel"))
        self.show_map.setText(self.tr("Show"))
        self.show_map.setToolTip(self.tr("Show in the context map what is left out"))
        self.send.setText(self._go())
        if self.picked is not None and self.choices[self.picked].isHidden():
            self._unpick()
        self._second.setVisible(self.picked is not None)
        if self.picked is not None:
            # What is left out is counted for the next message, not for an answer that is there.
            effect = self._words.cut(self._context.preview(self.picked)) if typed else ""
            self.effect.setText(effect or self._words.policy(self.picked)[1])

    @property
    def _typed(self) -> bool:
        return self._refusal.asked is Asked.SEND

    def _go(self) -> str:
        match self._refusal.asked:
            case Asked.SEND:
                return self.tr("Send")
            case Asked.RETRY:
                return self.tr("Try again")
            case Asked.CONTINUE:
                return self.tr("Go on")

    def _offered(self, policy: Policy) -> bool:
        """Tell whether a policy helps."""
        assert self._context is not None
        if self._typed:
            hopeless = self._context.map.verdict is Verdict.TOO_LONG
        else:  # no summary is made in the middle of an answer
            unfit = self._refusal.asked is Asked.CONTINUE and policy is Policy.SUMMARISE
            hopeless = self._refusal.alone or unfit
        return not hopeless and _fits(self._context.preview(policy))

    @Slot()
    def _follow(self) -> None:
        """Go as soon as the text fits; else tell the new numbers."""
        assert self._context is not None
        if self.isVisible() and not self._fitted and _fits(self._context.map):
            self.close_strip()
        else:
            self._say()

    @Slot(int)
    def _pick(self, number: int) -> None:
        self.picked = CHOICES[number]
        self._say()
        self.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unpick(self) -> None:
        self.picked = None
        self._group.setExclusive(False)  # an exclusive group always has one that is checked
        for button in self.choices.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    @Slot()
    def _show_map(self) -> None:
        self.show_asked.emit(self.picked)

    @Slot()
    def _send(self) -> None:
        self.send_asked.emit(self.picked)

    @Slot()
    def _new_chat(self) -> None:
        self.close_strip()
        self.new_chat_asked.emit()


def _fits(seen: Map) -> bool:
    return seen.verdict in (Verdict.FITS, Verdict.CUT)


def _sentence(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label

"""The sentences about what is wrong with a template; a click leads to the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.core.advice import describe
from desktop.core.template_advice import say_problem, say_wrong
from desktop.core.template_editing import Finding, Spot
from desktop.core.template_values import Wrong
from desktop.core.user_error import UserError
from desktop.viewmodels.tips import wrapped_tip
from desktop.widgets.look import Look
from desktop.widgets.speech import QtSpeaker

MOST_SHOWN, LOW_SHOWN = 3, 1  # rows that are seen at a time
LOW = 620  # px of a window that has little room
MOST = 100  # sentences

Trouble = Finding | Wrong | UserError


class ProblemList(QListWidget):
    """Is there only while something is wrong."""

    asked = Signal(object)  # Finding, Wrong or UserError, that the user wants to see

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problemlist")
        self._look = look
        self._troubles: list[Trouble] = []
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.itemClicked.connect(self._ask)
        self.itemActivated.connect(self._ask)
        look.changed.connect(self._fill)
        self.hide()

    def show_troubles(self, troubles: Sequence[Trouble]) -> None:
        """Say these; none hides the list."""
        if list(troubles) != self._troubles:
            self._troubles = list(troubles)
            self._fill()
        self.setVisible(bool(self._troubles))

    def sizeHint(self) -> QSize:
        """A few rows."""
        row = max(self.sizeHintForRow(0), 20)
        most = MOST_SHOWN if self.window().height() >= LOW else LOW_SHOWN
        return QSize(200, row * min(max(len(self._troubles), 1), most) + 10)

    def fit(self) -> None:
        """Take the height that suits the window."""
        self.setFixedHeight(self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._fill()
        super().changeEvent(event)

    def place_words(self, finding: Finding) -> str:
        """Name the text and the place in it."""
        names = {
            Spot.SYSTEM: self.tr("System prompt, line {line}, column {column}"),
            Spot.QUESTION: self.tr("Question of example {number}, line {line}, column {column}"),
            Spot.ANSWER: self.tr("Answer of example {number}, line {line}, column {column}"),
            Spot.USER: self.tr("Message, line {line}, column {column}"),
        }
        return names[finding.spot].format(number=finding.number + 1, line=finding.line, column=finding.column)

    @Slot()
    def _fill(self) -> None:
        self.setAccessibleName(self.tr("What is wrong with this template"))
        self.clear()
        for trouble in self._troubles[:MOST]:
            item = QListWidgetItem(self._look.icon("circle-alert", "danger", 14), self._say(trouble))
            item.setToolTip(wrapped_tip(item.text()))
            self.addItem(item)
        self.fit()

    def _say(self, trouble: Trouble) -> str:
        match trouble:
            case Finding():
                sentence = say_problem(trouble.problem, QtSpeaker())
                return self.tr("{place}: {sentence}").format(
                    place=self.place_words(trouble), sentence=sentence
                )
            case Wrong():
                return say_wrong(trouble, QtSpeaker())
            case _:
                return describe(trouble, QtSpeaker()).what

    @Slot(QListWidgetItem)
    def _ask(self, item: QListWidgetItem) -> None:
        self.asked.emit(self._troubles[self.row(item)])

"""What the form about the network is made of: cards, sentences, and fields with what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.advice import describe
from desktop.core.errors import UserError
from desktop.widgets.aloud import show_aloud
from desktop.widgets.speech import QtSpeaker, together

MOST_TYPED = 600  # characters; more than any address or token has, so that what is wrong can be said


class Card(QFrame):
    """A group with a title and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title = QLabel()
        self.title.setObjectName("cardtitle")
        self.hint = sentence("cardhint")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(10)
        self.column.addWidget(self.title)
        self.column.addWidget(self.hint)

    def say(self, title: str, hint: str) -> None:
        """Name the group and say what it is for."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.setAccessibleName(title)

    def refresh(self) -> None:
        """Show what is so now; each card says how."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


class Fault(QLabel):
    """What is wrong, and what to do; not there while nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def tell(self, error: UserError | None) -> None:
        """Say an error, or nothing."""
        notice = describe(error, QtSpeaker()) if error is not None else None
        show_aloud(self, together(notice.what, notice.advice) if notice is not None else "")


class Entry(QWidget):
    """A field with a button; Enter presses it. What is wrong with the text stands below until it changes."""

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setObjectName("addressfield")
        self.field.setMaxLength(MOST_TYPED)
        self.button = QPushButton()
        self.fault = Fault()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.fault)
        self.field.returnPressed.connect(self._enter)
        self.field.textEdited.connect(self._typed)
        self.button.clicked.connect(self._enter)

    def say(self, name: str, placeholder: str, button: str) -> None:
        """Name the field and its button."""
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.button.setText(button)

    def answer(self, error: UserError | None) -> None:
        """Say what is wrong with what was entered, or empty the field."""
        self.fault.tell(error)
        if error is None:
            self.field.clear()

    @Slot()
    def _enter(self) -> None:
        self.entered.emit(self.field.text())

    @Slot()
    def _typed(self) -> None:
        self.fault.tell(None)


def sentence(name: str) -> QLabel:
    """Make a label for plain text that is broken where it has to be."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    return label


def put(label: QLabel, words: str) -> None:
    """Show a sentence, or no label where there is none."""
    if label.objectName() == "fault":
        show_aloud(label, words)
    else:
        label.setText(words)
        label.setVisible(bool(words))

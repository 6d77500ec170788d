"""What the tests of the conversation view share."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from desktop.core.chat import AnswerRecord, Message, MessageId, Role, Status
from desktop.viewmodels.messages import MessageRole
from desktop.widgets.transcript.buttons import FlatButton
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.view import TranscriptView

PATIENCE = 240  # seconds; a slow machine is no fault
RECORD = AnswerRecord("Some Model", "/m.gguf", tokens=812, tokens_per_second=34.12, first_token_seconds=0.41)
LONG = "\n\n".join(
    f"## Part {n}\n\nA paragraph with `code`, **bold** and $x_{n}$ that is long enough to be broken into "
    f"lines, which it needs some more words for, so here they are.\n\n- one\n- two\n\n"
    f"```python\ndef f{n}(x):\n    return x + {n}  # add\n```"
    for n in range(30)
)


class Rows(QAbstractListModel):
    """A flat model of messages that a test changes as it likes."""

    def __init__(self, messages: Iterable[Message] = ()) -> None:
        super().__init__()
        self.messages = list(messages)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.messages)

    def data(self, index, role=0):
        return self.messages[index.row()] if role == MessageRole.MESSAGE else None

    def add(self, message: Message) -> None:
        row = len(self.messages)
        self.beginInsertRows(QModelIndex(), row, row)
        self.messages.append(message)
        self.endInsertRows()

    def put_before(self, message: Message) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.messages.insert(0, message)
        self.endInsertRows()

    def cut(self, rows: int) -> None:
        self.beginRemoveRows(QModelIndex(), rows, len(self.messages) - 1)
        del self.messages[rows:]
        self.endRemoveRows()

    def change(self, row: int, **changes) -> None:
        self.messages[row] = replace(self.messages[row], **changes)
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def grow(self, text: str) -> None:
        """Append to the last message."""
        self.change(len(self.messages) - 1, text=self.messages[-1].text + text)


def user(text: str) -> Message:
    return Message(MessageId(1), None, Role.USER, text, Status.DONE, datetime.now(UTC))


def answer(text: str, status: Status = Status.DONE, number: int = 2) -> Message:
    return Message(MessageId(number), None, Role.ASSISTANT, text, status, datetime.now(UTC), RECORD)


def other(value, **changes):
    """Give another state of a message or a record."""
    return replace(value, **changes)


def button(view: TranscriptView, name: str, number: int = 0) -> FlatButton:
    """Give a button in sight."""
    return [b for b in view.parts.controls.buttons if b.objectName() == name][number]


def conversation(pairs: int) -> list[Message]:
    """Make a conversation with messages of very different heights."""
    pieces = LONG.split("\n\n")
    made: list[Message] = []
    for n in range(pairs):
        made.append(user(f"Question {n}: " + "why? " * (n * 7 % 40)))
        made.append(answer("\n\n".join(pieces[n % 9 : n % 9 + 1 + n * 5 % 11]), number=n))
    return made


def settle(view: TranscriptView) -> None:
    """Let the view finish what it does in idle time."""
    end = time.monotonic() + PATIENCE
    QApplication.processEvents()
    while view.parts.idle.busy or view.parts.feed.busy:
        assert time.monotonic() < end
        view.thread().msleep(1)
        QApplication.processEvents()
    QApplication.processEvents()


def searched(view: TranscriptView) -> None:
    """Let a search come to its end: it goes on in slices as soon as the first answer takes too long."""
    end = time.monotonic() + PATIENCE
    while view.parts.find.busy:
        assert time.monotonic() < end
        view.thread().msleep(1)
        QApplication.processEvents()
    settle(view)


def place_of(view: TranscriptView, row: int, index: int) -> Placed:
    """Give an item in sight."""
    return next(p for p in view.parts.scrolling.placed if (p.row, p.index) == (row, index))


def point_in(view: TranscriptView, place: Placed, x: float, y: float) -> QPointF:
    """Give a point of an item in the viewport's coordinates."""
    return QPointF(view.parts.scrolling.column[0] + place.x + x, place.y + y)


def on_screen(view: TranscriptView) -> QImage:
    """Give the real contents of the window; `grab` would paint it anew and hide what is wrong."""
    port = view.viewport()
    place = port.mapTo(view.window(), QPoint(0, 0))
    shot = view.screen().grabWindow(view.window().winId(), place.x(), place.y(), port.width(), port.height())
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def differ(one: QImage, other: QImage) -> bool:
    """Compare; one step of antialiasing at the edge of a clip is no difference."""
    if one == other:
        return False
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return any(abs(a - b) > 2 for a, b in pairs if a != b)


def wrong_on_screen(view: TranscriptView) -> bool:
    """Tell whether a full repaint changes anything."""
    before = on_screen(view)
    view.viewport().repaint()
    QApplication.processEvents()
    return differ(before, on_screen(view))


def wheel(view: TranscriptView, x: int, y: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """Turn the wheel; 120 is a notch, up and to the left are positive."""
    at = QPointF(400, 300)
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(x, y),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)

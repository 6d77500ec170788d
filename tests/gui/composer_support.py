"""What the tests of the composer share: a context and a chat that a test plays."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from desktop.core.chat import Attachment, ChatOptions, Message, MessageId, Policy, Role
from desktop.core.context import Frame, Map, Part, lay_out
from desktop.viewmodels.turns import Refusal

LENGTH = 8192
A = Attachment("a.txt", "alpha")
B = Attachment("b.txt", "beta")


def parts(turns: int, typed: int = 64, pinned: tuple[int, ...] = ()) -> list[Part]:
    """Make a system prompt, turns of 1,000 tokens, and what is typed; message numbers begin with 1."""
    made = [Part(Role.SYSTEM, 100, message=MessageId(1), label="You are careful.")]
    for turn in range(turns):
        number = 2 + 2 * turn
        made.append(Part(Role.USER, 400, True, MessageId(number), f"question {turn}", turn in pinned))
        made.append(Part(Role.ASSISTANT, 600, True, MessageId(number + 1), f"answer\n{turn}", thinking=9))
    return [*made, Part(Role.USER, typed, label="typed")]


class FakeContext(QObject):
    """A ContextViewModel over given parts."""

    changed = Signal()

    def __init__(self, given=None, policy=Policy.ASK, length=LENGTH):
        super().__init__()
        self.given = parts(3) if given is None else given
        self.length = length
        self.policy = policy
        self.counts: dict[str, int] = {}
        self.asked: list[str] = []
        self.typed = ("", ())
        self.pins: list[tuple[MessageId, bool]] = []
        self.refreshed = 0
        self.map = self.preview(policy)

    def set(self, given, exact=True):
        """Let the conversation be another one."""
        self.given = given
        self.map = self.preview(self.policy)
        self.changed.emit()

    def preview(self, policy) -> Map:
        return lay_out(self.given, Frame(self.length, 12), policy) if self.length else Map(policy=policy)

    def choose(self, policy):
        self.policy = policy
        self.map = self.preview(policy)
        self.changed.emit()

    def type(self, text, files=(), examples=()):
        self.typed = (text, files)

    def refresh(self):
        self.refreshed += 1

    def tokens_of(self, text):
        self.asked.append(text)
        return self.counts.get(text)

    def pin(self, message, pinned):
        self.pins.append((message, pinned))


class FakeDrafting(QObject):
    def __init__(self, text="", files=()):
        super().__init__()
        self.text, self.files = text, files
        self.others: dict[int | None, tuple] = {}

    def keep(self, text):
        self.text = text

    def keep_files(self, files):
        self.files = files

    def put_back(self, chat, text, files):
        self.others[chat] = (text, files)


class FakePrepared(QObject):
    """What templates put beside a draft: nothing, unless a test says so."""

    changed = Signal()

    def __init__(self):
        super().__init__()
        self.template = self.system = None
        self.aside = 0

    def put_template(self, template):
        self.template = template

    def put_aside(self):
        self.aside += 1

    def bring_back(self):
        self.aside = 0

    forget_aside = bring_back


class FakeTurns(QObject):
    limit_reached = Signal()

    def __init__(self):
        super().__init__()
        self.edits: list[tuple] = []
        self.fits = True
        self.refusal = Refusal()

    def edit(self, message, text, files=(), template=None):
        if not self.fits:
            self.limit_reached.emit()
            return False
        self.edits.append((message, text, files))
        return True

    def again(self):
        return None


class FakeMessages:
    def __init__(self, questions: list[Message]):
        self.questions = questions

    def question(self, message=None):
        return next((m for m in reversed(self.questions) if message in (None, m.id)), None)


class Busy:
    busy = False


class FakeChoices(QObject):
    changed = Signal(object)

    def __init__(self):
        super().__init__()
        self.options = ChatOptions()

    def set_thinking(self, thinking):
        self.options = ChatOptions(thinking=thinking)
        self.changed.emit(self.options)


class FakeChat(QObject):
    """A ChatViewModel that notes what is sent."""

    shown = Signal()
    busy_changed = Signal(bool)
    message_returned = Signal(object)

    def __init__(self, text="", files=(), questions=()):
        super().__init__()
        self.drafting = FakeDrafting(text, files)
        self.context = FakeContext()
        self.turns = FakeTurns()
        self.prepared = FakePrepared()
        self.choices = FakeChoices()
        self.messages = FakeMessages(list(questions))
        self.conversation = Busy()
        self.sent: list[tuple] = []
        self.stops = 0
        self.current: int | None = 1
        self.still = True
        self.waiting: list = []  # calls that wait until the whole chat is read

    def when_still(self, call):
        if self.still:
            call()
        else:
            self.waiting.append(call)

    def stop(self):
        self.stops += 1

    def send(self, text, files=()):
        if self.context.map.verdict not in ("fits", "cut"):
            self.turns.limit_reached.emit()
            return False
        self.sent.append((text, files))
        return True


class FakeReader:
    """A FileReader whose reading ends when the test says so."""

    def __init__(self):
        self.asked: list[tuple[Path, ...]] = []
        self.given_up = 0
        self._taken = None

    def read(self, paths, taken):
        self.asked.append(tuple(paths))
        self._taken = taken
        return self._give_up

    def give(self, *outcomes):
        self._taken(list(outcomes))

    def _give_up(self):
        self.given_up += 1


def mime(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(widget, data) -> bool:
    """Drag over a widget; tells whether it takes the drop."""
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget, data) -> QDropEvent:
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    return event

"""Which buttons stand below a message, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale, QRect
from PySide6.QtGui import QFontMetrics

from desktop.core.chat import Finish, Message, MessageId, Role, Status
from desktop.widgets.transcript.buttons import Face
from desktop.widgets.transcript.origins import is_example
from desktop.widgets.transcript.summary_item import unfinished

BUTTON = 30
ARROW = 24
SPACE = 2
LABELED_PAD = 38  # pixels of a button with icon and text, beside its text
OUTSIDE = 6  # pixels that a button without a frame reaches beyond the column: its icon stands in line then
WORDS = 12  # pixels between the buttons and the words beside them


class ActionKind(StrEnum):
    """What a button in the conversation does."""

    COPY = "copy"
    RETRY = "retry"
    EDIT = "edit"
    CONTINUE = "continue"
    DELETE = "delete"
    PIN = "pin"
    MORE = "more"
    PREVIOUS = "previous"  # the branch before
    NEXT = "next"
    FOLD = "fold"


@dataclass(frozen=True, slots=True)
class Action:
    """A button below a message, and where it stands in the footer."""

    kind: ActionKind
    face: Face
    always: bool = False  # shown without hovering
    rect: QRect = field(default_factory=QRect)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The buttons from left to right, and the place of a branch among its neighbours, "2/3"."""

    actions: list[Action]
    count: str = ""
    count_rect: QRect = field(default_factory=QRect)
    first: bool = False  # no branch comes before
    final: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """Where a footer stands: how wide it is, in which font, and what else must have room in it."""

    width: int
    metrics: QFontMetrics
    locale: QLocale
    words: int = 0  # pixels of what is always said beside the buttons


def arrange(message: Message, last: bool, room: Room) -> Arrangement:
    """Place the buttons of a message; questions have theirs on the right. `last`: nothing follows it."""
    if message.status is Status.STREAMING:
        return Arrangement([])
    count = place(message, room.locale)
    arrows = 2 * ARROW + room.metrics.horizontalAdvance(count) + 4 if count else 0
    if message.role is Role.USER:
        actions = _question(message)
        x = room.width + OUTSIDE - _width(actions, room.metrics)
        if room.words:  # they end with the bubble, the buttons stand before them
            x -= OUTSIDE + min(room.words, max(0, x - arrows - WORDS))
        return _with_arrows(message, count, x - 6 - arrows, arrows, _placed(actions, x, room.metrics))
    actions = _below(message, last)
    left = arrows + 4 if arrows else -OUTSIDE
    if left + _width(actions, room.metrics) + WORDS + room.words > room.width:
        actions = [_short(action) for action in actions]
    return _with_arrows(message, count, -OUTSIDE, arrows, _placed(actions, left, room.metrics))


def place(message: Message, locale: QLocale) -> str:
    """Say which of its neighbours a message is; nothing without any."""
    if len(message.alternatives) < 2:
        return ""
    number = message.alternatives.index(message.id) + 1
    return f"{locale.toString(number)}/{locale.toString(len(message.alternatives))}"


def neighbour(message: Message, kind: ActionKind) -> MessageId:
    """Give the message that an arrow leads to."""
    step = -1 if kind is ActionKind.PREVIOUS else 1
    return message.alternatives[message.alternatives.index(message.id) + step]


def continuable(message: Message, last: bool) -> bool:
    """Tell whether an answer was cut short and can be gone on with."""
    if not last or message.role is not Role.ASSISTANT or not (message.text or message.thinking):
        return False
    if message.status is Status.DONE:
        return message.record is not None and message.record.finish in (Finish.LENGTH, Finish.CONTEXT)
    return message.status in (Status.STOPPED, Status.FAILED)


def _question(message: Message) -> list[Action]:
    translate = QCoreApplication.translate
    return [
        Action(ActionKind.EDIT, Face("pencil", "", translate("Transcript", "Edit the message"))),
        Action(ActionKind.COPY, Face("copy", "", translate("Transcript", "Copy the message"))),
        _delete(),
        _pin(message),
    ]


def _below(message: Message, last: bool) -> list[Action]:
    if message.role is Role.SUMMARY:
        return _summary(message)
    if message.role is Role.SYSTEM or is_example(message):
        name = QCoreApplication.translate("Transcript", "Copy the message")
        copy = [Action(ActionKind.COPY, Face("copy", "", name))] if message.text else []
        return [*copy, _delete()]
    return _answer(message, last)


def _summary(message: Message) -> list[Action]:
    if unfinished(message):  # what is written of it is of no use
        again = QCoreApplication.translate("Transcript", "Try again")
        retry = Action(ActionKind.RETRY, _labeled("refresh-cw", again, shown=True), True)
        return [retry, replace(_delete(), always=True)]
    name = QCoreApplication.translate("Transcript", "Edit the summary")
    return [Action(ActionKind.EDIT, Face("pencil", "", name)), _delete()]


def _answer(message: Message, last: bool) -> list[Action]:
    translate = QCoreApplication.translate
    cut_short = message.status is not Status.DONE
    made: list[Action] = []
    if message.text:
        face = Face("copy", "", translate("Transcript", "Copy the answer as Markdown"))
        made.append(Action(ActionKind.COPY, face, cut_short))
    again = translate("Transcript", "Try again")
    made.append(Action(ActionKind.RETRY, _labeled("refresh-cw", again, shown=cut_short), cut_short))
    if continuable(message, last):
        go_on = translate("Transcript", "Continue")
        made.append(Action(ActionKind.CONTINUE, _labeled("play", go_on, shown=True), True))
    if message.pinned:
        made.append(_pin(message))
    more = Face("ellipsis", "", translate("Transcript", "More about this answer"))
    return [*made, Action(ActionKind.MORE, more, cut_short)]


def _delete() -> Action:
    name = QCoreApplication.translate("Transcript", "Delete the message")
    return Action(ActionKind.DELETE, Face("trash-2", "", name))


def _pin(message: Message) -> Action:
    name = QCoreApplication.translate("Transcript", "Always keep in the context")
    return Action(ActionKind.PIN, Face("pin", "", name, checked=message.pinned), message.pinned)


def _labeled(icon: str, name: str, shown: bool) -> Face:
    return Face(icon, name if shown else "", name, outlined=shown)


def _short(action: Action) -> Action:
    """Take the label from "Try again", which is known by its icon, where there is no room for all."""
    face = action.face
    if action.kind is not ActionKind.RETRY:
        return action
    return replace(action, face=replace(face, label="", outlined=False))


def _placed(actions: Sequence[Action], x: int, metrics: QFontMetrics) -> list[Action]:
    """Set buttons side by side. One with a frame begins with the column, not outside of it."""
    made: list[Action] = []
    for action in actions:
        label = action.face.label
        if label:
            x = max(x + (SPACE if made else 0), 0)
            rect = QRect(x, 1, metrics.horizontalAdvance(label) + LABELED_PAD, BUTTON - 2)
        else:
            rect = QRect(x, 0, BUTTON, BUTTON)
        made.append(replace(action, rect=rect))
        x = rect.right() + 1 + SPACE
    return made


def _width(actions: Sequence[Action], metrics: QFontMetrics) -> int:
    placed = _placed(actions, 0, metrics)
    return placed[-1].rect.right() + 1 if placed else 0


def _with_arrows(message: Message, count: str, x: int, room: int, others: list[Action]) -> Arrangement:
    if not count:
        return Arrangement(others)
    translate = QCoreApplication.translate
    arrows: list[Action] = []
    if message.alternatives[0] != message.id:
        face = Face("chevron-left", "", translate("Transcript", "Show the branch before"))
        arrows.append(Action(ActionKind.PREVIOUS, face, True, QRect(x, 0, ARROW, BUTTON)))
    if message.alternatives[-1] != message.id:
        face = Face("chevron-right", "", translate("Transcript", "Show the next branch"))
        arrows.append(Action(ActionKind.NEXT, face, True, QRect(x + room - ARROW, 0, ARROW, BUTTON)))
    ends = message.alternatives[0] == message.id, message.alternatives[-1] == message.id
    return Arrangement([*arrows, *others], count, QRect(x + ARROW, 0, room - 2 * ARROW, BUTTON), *ends)

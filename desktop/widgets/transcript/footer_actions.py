"""Which buttons stand below a message, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale, QRect
from PySide6.QtGui import QFontMetrics

from desktop.core.chat import Message, MessageId, Role, Status

BUTTON = 30
ARROW = 24
LABELED_PAD = 38  # pixels of a button with icon and text, beside its text


class ActionKind(StrEnum):
    """What a button below a message does."""

    COPY = "copy"
    RETRY = "retry"
    EDIT = "edit"
    PREVIOUS = "previous"  # the branch before
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Action:
    """A button below a message, and where it stands in the footer."""

    kind: ActionKind
    rect: QRect
    label: str  # shown beside the icon; empty for an icon alone
    always: bool  # shown without hovering


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The buttons from left to right, and the place of a branch among its neighbours, "2/3"."""

    actions: list[Action]
    count: str = ""
    count_rect: QRect = field(default_factory=QRect)


def arrange(message: Message, width: int, metrics: QFontMetrics, locale: QLocale) -> Arrangement:
    """Place the buttons of a message in a footer of this width; questions have theirs on the right."""
    if message.status is Status.STREAMING:
        return Arrangement([])
    count = place(message, locale)
    room = 2 * ARROW + metrics.horizontalAdvance(count) + 4 if count else 0
    if message.role is Role.USER:
        right = width + 6  # so that the icon, not the button's edge, stands in line with the bubble
        actions = [
            Action(ActionKind.EDIT, QRect(right - 2 * BUTTON - 2, 0, BUTTON, BUTTON), "", False),
            Action(ActionKind.COPY, QRect(right - BUTTON, 0, BUTTON, BUTTON), "", False),
        ]
        return _with_arrows(message, count, right - 2 * BUTTON - 8 - room, room, actions)
    left = room + 4 if room else -6  # -6: as above, in line with the text
    return _with_arrows(message, count, -6, room, _answer(message, left, metrics))


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


def _answer(message: Message, x: int, metrics: QFontMetrics) -> list[Action]:
    made: list[Action] = []
    done = message.status is Status.DONE
    if message.text:
        made.append(Action(ActionKind.COPY, QRect(x, 0, BUTTON, BUTTON), "", not done))
        x += BUTTON + 2
    if done:
        return [*made, Action(ActionKind.RETRY, QRect(x, 0, BUTTON, BUTTON), "", False)]
    label = QCoreApplication.translate("Transcript", "Try again")
    width = metrics.horizontalAdvance(label) + LABELED_PAD
    x = max(x, 0) if not made else x + 2
    return [*made, Action(ActionKind.RETRY, QRect(x, 1, width, BUTTON - 2), label, True)]


def _with_arrows(message: Message, count: str, x: int, room: int, others: list[Action]) -> Arrangement:
    if not count:
        return Arrangement(others)
    arrows: list[Action] = []
    if message.alternatives[0] != message.id:
        arrows.append(Action(ActionKind.PREVIOUS, QRect(x, 0, ARROW, BUTTON), "", True))
    if message.alternatives[-1] != message.id:
        arrows.append(Action(ActionKind.NEXT, QRect(x + room - ARROW, 0, ARROW, BUTTON), "", True))
    return Arrangement([*arrows, *others], count, QRect(x + ARROW, 0, room - 2 * ARROW, BUTTON))

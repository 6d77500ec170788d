"""The conversation as screen readers find it: a list of messages; those in sight have their blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Object

from desktop.core.chat import Message, Role, Status
from desktop.widgets.access.blocks import BlockInterface, spoken
from desktop.widgets.access.gone import while_there
from desktop.widgets.access.painted import PaintedInterface, interface_of_child, place_of
from desktop.widgets.access.states import changed, state_of
from desktop.widgets.speech import QtSpeaker
from desktop.widgets.transcript.entry import Entry
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.item import LeafItem
from desktop.widgets.transcript.origins import header_words
from desktop.widgets.transcript.view import TranscriptView

LONGEST = 2_000  # characters of a message that its name has; all of it is in its blocks


@while_there("_view")
class ConversationInterface(QAccessibleWidget):
    """A list whose children are the messages, then what else stands in the view."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._messages: dict[int, MessageInterface] = {}
        view.destroyed.connect(partial(_delete, self._messages))

    def text(self, t: QAccessible.Text) -> str:
        """Give the name as it is in the language of now."""
        return self._view.accessibleName() if t is QAccessible.Text.Name else super().text(t)

    def message(self, row: int) -> MessageInterface:
        """Give a message."""
        if row not in self._messages:
            self._messages[row] = MessageInterface(self._view, row)
            QAccessible.registerAccessibleInterface(self._messages[row])
        return self._messages[row]

    def _rows(self) -> int:
        return len(self._view.parts.flow.entries)

    def _widgets(self) -> list[QWidget]:
        parts = self._view.parts
        return [widget for widget in (parts.activity, parts.jump) if widget.isVisible()]

    def childCount(self) -> int:
        """Count the children."""
        return self._rows() + len(self._widgets())

    def child(self, index: int) -> Any:
        """Give a child."""
        rows, widgets = self._rows(), self._widgets()
        if 0 <= index < rows:
            return self.message(index)
        index -= rows
        return interface_of_child(widgets[index]) if 0 <= index < len(widgets) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find a child."""
        if isinstance(child, MessageInterface):
            return child.row if child.isValid() else -1
        place = place_of(self._widgets(), child)
        return self._rows() + place if place >= 0 else -1

    def childAt(self, x: int, y: int) -> Any:
        """Give the child under a point of the screen; messages out of sight are under none."""
        seen = {place.row for place in self._view.parts.scrolling.placed}
        children = [*(interface_of_child(widget) for widget in self._widgets()), *map(self.message, seen)]
        return next((child for child in children if child is not None and child.rect().contains(x, y)), None)

    def focusChild(self) -> Any:
        """Give the marked message while the conversation has the keyboard."""
        row = self._view.parts.keys.row
        if self._view.hasFocus() and 0 <= row < self._rows():
            return self.message(row)
        return super().focusChild()


@while_there("view")
class MessageInterface(PaintedInterface):
    """A message: who says what, which one it is, and what has become of it."""

    def __init__(self, view: TranscriptView, row: int) -> None:
        super().__init__(view)
        self.row = row
        self._blocks: dict[int, BlockInterface] = {}
        self._action = MessageAction(self)

    def _entry(self) -> Entry | None:
        entries = self.view.parts.flow.entries
        return entries[self.row] if self.row < len(entries) else None

    def _placed(self) -> list[Placed]:
        placed = self.view.parts.scrolling.placed
        mine = (place for place in placed if place.row == self.row)
        return [place for place in mine if place.item.selectable or spoken(place.item)]

    def mark(self) -> None:
        """Go there, with the keyboard."""
        self.view.setFocus()
        self.view.parts.keys.mark(self.row)

    def isValid(self) -> bool:
        """Tell whether there is such a message."""
        return self._entry() is not None

    def text(self, text: QAccessible.Text) -> str:
        """Give who says what as the name; which message it is, and its state, as the description."""
        entry = self._entry()
        if entry is None:
            return ""
        if text is QAccessible.Text.Name:
            words = QCoreApplication.translate("Transcript", "{who}: {text}")
            return words.format(who=who_says(entry.message), text=_said(entry))
        if text is QAccessible.Text.Description:
            return self._described(entry.message)
        return ""

    def _described(self, message: Message) -> str:
        translate, number = QCoreApplication.translate, QtSpeaker().number
        count = len(self.view.parts.flow.entries)
        words = translate("Transcript", "Message {number} of {count}.")
        said = [words.format(number=number(self.row + 1), count=number(count))]
        match message.status:
            case Status.STREAMING:
                said.append(translate("Transcript", "It is being written."))
            case Status.STOPPED:
                said.append(translate("Transcript", "It was stopped."))
            case Status.FAILED:
                said.append(translate("Transcript", "It has failed."))
            case _:
                pass
        return " ".join(said)

    def role(self) -> QAccessible.Role:
        """It is one of a list."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Give the place of what is in sight of it."""
        room = QRect()
        for child in self.children():
            interface = interface_of_child(child)
            room = room.united(interface.rect()) if interface is not None else room
        return room

    def state(self) -> Any:
        """Tell whether it is marked, in sight, and whether it is still being written."""
        entry = self._entry()
        marked = self.view.hasFocus() and self.view.parts.keys.row == self.row
        state = state_of(readOnly=True, focusable=True, selectable=True, focused=marked)
        busy = entry is not None and entry.message.status is Status.STREAMING
        return changed(state, selected=marked, busy=busy, offscreen=not self._placed())

    def parent(self) -> Any:
        """Give the conversation."""
        return QAccessible.queryAccessibleInterface(self.view)

    def children(self) -> Sequence[QAccessibleInterface | QWidget]:
        """Give the blocks in sight, then the buttons."""
        return [*(self._block(place.index) for place in self._placed()), *self._buttons()]

    def known(self) -> list[QAccessibleInterface]:
        """Give all that was made for it: links and blocks."""
        return [each for block in self._blocks.values() for each in (*block.known(), block)]

    def _buttons(self) -> list[QWidget]:
        controls = self.view.parts.controls
        return [button for button in controls.buttons if controls.row_of(button) == self.row]

    def _block(self, index: int) -> BlockInterface:
        if index not in self._blocks:
            self._blocks[index] = BlockInterface(self.view, self.row, index, self)
            QAccessible.registerAccessibleInterface(self._blocks[index])
        return self._blocks[index]

    def part(self, kind: QAccessible.InterfaceType) -> Object | None:
        """It can be gone to."""
        return self._action if kind is QAccessible.InterfaceType.ActionInterface else None


class MessageAction(QAccessibleActionInterface):
    """What can be done with a message as a whole; all else is done by its buttons."""

    def __init__(self, message: MessageInterface) -> None:
        super().__init__()
        self._message = message

    def actionNames(self) -> list[str]:
        """It can be gone to."""
        return [QAccessibleActionInterface.setFocusAction()]

    def doAction(self, actionName: str) -> None:
        """Go there."""
        if actionName == QAccessibleActionInterface.setFocusAction():
            self._message.mark()

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        """No keys of its own."""
        return []


def _delete(messages: dict[int, MessageInterface]) -> None:
    """Have Qt delete what nobody but Python knows of; else it would keep what Python has deleted."""
    for message in messages.values():
        for interface in (*message.known(), message):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))
    messages.clear()


def _said(entry: Entry) -> str:
    """Give what a message says: as it is read where its blocks are known, else as it is written."""
    blocks = [spoken(item) for item in entry.items if isinstance(item, LeafItem)]
    said = ("\n".join(blocks) if blocks and not entry.unread else entry.said).strip()
    return said if len(said) <= LONGEST else said[:LONGEST] + "…"


def who_says(message: Message) -> str:
    """Name who says a message: the user, or the model."""
    translate = QCoreApplication.translate
    match message.role:
        case Role.USER:
            return translate("Transcript", "You")
        case Role.SUMMARY:
            return translate("Transcript", "Summary")
        case Role.SYSTEM:
            return translate("Transcript", "System prompt")
        case _:
            return header_words(message)

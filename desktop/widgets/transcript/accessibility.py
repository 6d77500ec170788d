"""What screen readers get: the conversation as a list of its blocks in sight, then the real buttons.

A painted widget tells them nothing by itself. Qt asks a factory for an interface when a reader wants one.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import VoidPtr, getCppPointer

from desktop.core.chat import Role
from desktop.widgets.speech import listed
from desktop.widgets.transcript.buttons import FlatButton
from desktop.widgets.transcript.caret_text import CaretText
from desktop.widgets.transcript.files import opened_name
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.fold_interface import FoldInterface
from desktop.widgets.transcript.fold_state import FoldKind
from desktop.widgets.transcript.frame_items import FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item, LeafItem
from desktop.widgets.transcript.leaves import Code, Paragraph, Table, plain
from desktop.widgets.transcript.notes import BACK
from desktop.widgets.transcript.other_items import MathItem
from desktop.widgets.transcript.summary_item import SummaryHead
from desktop.widgets.transcript.view import TranscriptView


class Accessibility:
    """Makes interfaces and keeps them alive, since Qt does not. The application keeps this object."""

    def __init__(self) -> None:
        self._kept: dict[QObject, QAccessibleInterface] = {}

    def install(self) -> None:
        """Let Qt ask here from now on. Once in a program."""
        QAccessible.installFactory(self._make)

    def _make(self, class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if thing not in self._kept:
            made = _interface_of(thing)
            if made is None:
                return None
            self._kept[thing] = made
            thing.destroyed.connect(lambda: self._kept.pop(thing, None))
        return self._kept[thing]


def _interface_of(thing: QObject) -> QAccessibleInterface | None:
    """Make the interface of what Qt cannot describe; None for all else."""
    match thing:
        case TranscriptView():
            return ConversationInterface(thing)
        case FlatButton() if thing.face.open is not None:
            return FoldInterface(thing)
        case _:
            return None


class ConversationInterface(QAccessibleWidget):
    """The conversation: a list whose children are the blocks and the buttons in sight."""

    def __init__(self, view: TranscriptView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._view = view
        self._blocks: dict[tuple[int, int], BlockInterface] = {}

    def _placed(self) -> list[Placed]:
        placed = self._view.parts.scrolling.placed
        return [place for place in placed if place.item.selectable or spoken(place.item)]

    def _widgets(self) -> list[QWidget]:
        parts = self._view.parts
        extra = [widget for widget in (parts.activity, parts.jump) if widget.isVisible()]
        return [*parts.controls.buttons, *extra]

    def _block(self, place: Placed) -> BlockInterface:
        key = (place.row, place.index)
        if key not in self._blocks:
            self._blocks[key] = BlockInterface(self._view, *key)
            QAccessible.registerAccessibleInterface(self._blocks[key])
        return self._blocks[key]

    def childCount(self) -> int:
        """Count the children."""
        return len(self._placed()) + len(self._widgets())

    def child(self, index: int) -> Any:
        """Give a child."""
        placed, widgets = self._placed(), self._widgets()
        if 0 <= index < len(placed):
            return self._block(placed[index])
        index -= len(placed)
        return QAccessible.queryAccessibleInterface(widgets[index]) if 0 <= index < len(widgets) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Find a child."""
        placed = self._placed()
        for number, place in enumerate(placed):
            if self._blocks.get((place.row, place.index)) is child:
                return number
        for number, widget in enumerate(self._widgets()):
            if child.object() is widget:
                return len(placed) + number
        return -1

    def childAt(self, x: int, y: int) -> Any:
        """Give the child under a point of the screen."""
        children = (self.child(index) for index in reversed(range(self.childCount())))
        return next((child for child in children if child is not None and child.rect().contains(x, y)), None)


class BlockInterface(QAccessibleInterface):
    """One painted block."""

    def __init__(self, view: TranscriptView, row: int, index: int) -> None:
        super().__init__()
        self._view = view
        self._row = row
        self._index = index
        self._text = CaretText(view.parts, self)

    def _item(self) -> Item | None:
        entries = self._view.parts.flow.entries
        items = entries[self._row].items if self._row < len(entries) else []
        return items[self._index] if self._index < len(items) else None

    def isValid(self) -> bool:
        """Tell whether the block is still there."""
        return self._item() is not None

    def text(self, text: QAccessible.Text) -> str:
        """Give the block's contents as its name, and who speaks as its description."""
        item = self._item()
        if item is None:
            return ""
        if text is QAccessible.Text.Name:
            return spoken(item)
        if text is QAccessible.Text.Description:
            return self._speaker()
        return ""

    def _speaker(self) -> str:
        translate = QCoreApplication.translate
        entry = self._view.parts.flow.entries[self._row]
        fold = entry.fold_of(self._index)
        if fold is not None and fold.kind is FoldKind.THINKING:
            return translate("Transcript", "Thinking")
        if fold is not None:
            return opened_name(entry.message.attachments[fold.index])
        match entry.message.role:
            case Role.USER:
                return translate("Transcript", "You")
            case Role.SUMMARY:
                return translate("Transcript", "Summary")
            case Role.SYSTEM:
                return translate("Transcript", "System prompt")
            case _:
                return translate("Transcript", "Answer")

    def role(self) -> QAccessible.Role:
        """Tell what kind of block it is."""
        match self._item():
            case LeafItem(leaf=Paragraph(level=level)) if level:
                return QAccessible.Role.Heading
            case LeafItem(leaf=Table()):
                return QAccessible.Role.Table
            case SummaryHead():
                return QAccessible.Role.Heading
            case HeaderItem() | FooterItem():
                return QAccessible.Role.StaticText
            case _:
                return QAccessible.Role.Paragraph

    def placed(self) -> Placed | None:
        """Give where the block is, if it is in sight."""
        here = (self._row, self._index)
        placed = self._view.parts.scrolling.placed
        return next((place for place in placed if (place.row, place.index) == here), None)

    def interface_cast(self, arg__1: QAccessible.InterfaceType) -> Any:
        """Give the text by characters. Only a `VoidPtr` will do: a number or None crash PySide6."""
        wanted = arg__1 is QAccessible.InterfaceType.TextInterface
        return VoidPtr(getCppPointer(self._text)[0] if wanted else 0)

    def rect(self) -> QRect:
        """Give the block's place on the screen."""
        place = self.placed()
        if place is None:
            return QRect()
        corner = QPoint(self._view.parts.scrolling.column[0] + place.x, place.y)
        size = QSize(place.item.width, place.item.height)
        return QRect(self._view.viewport().mapToGlobal(corner), size)

    def state(self) -> Any:
        """Tell that the text can be read and selected, not written."""
        state = QAccessible.State()
        state.readOnly = True  # pyright: ignore[reportAttributeAccessIssue]  # a bit field, untyped in the stub
        state.selectableText = True  # pyright: ignore[reportAttributeAccessIssue]  # as above
        return state

    def parent(self) -> Any:
        """Give the conversation."""
        return QAccessible.queryAccessibleInterface(self._view)

    def object(self) -> Any:
        """There is no object behind a painted block."""
        return None

    def window(self) -> Any:
        """Give the window."""
        return self._view.window().windowHandle()

    def child(self, index: int) -> Any:
        """A block has no children."""
        return None

    def childAt(self, x: int, y: int) -> Any:
        """A block has no children."""
        return None

    def childCount(self) -> int:
        """A block has no children."""
        return 0

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """A block has no children."""
        return -1

    def relations(self, match: Any = None) -> list[Any]:
        """A block has no relations."""
        return []

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Change nothing."""

    def foregroundColor(self) -> QColor:
        """Give the text's colour."""
        return self._view.parts.kit.theme.color("text")

    def backgroundColor(self) -> QColor:
        """Give the ground's colour."""
        return self._view.parts.kit.theme.color("bg")

    def virtual_hook(self, id: int, data: Any) -> None:
        """Answer no further questions."""


def spoken(item: Item) -> str:
    """Give what a screen reader says for a block."""
    match item:
        case HeaderItem():
            return item.name
        case SummaryHead():
            return " ".join(text for text in (item.name, item.note) if text)
        case FooterItem():
            return listed(text for text in (item.origin, item.mark, item.left_out) if text)
        case MathItem():
            formula = item.formula
            return formula.speech if formula is not None else item.leaf.tex
        case LeafItem(leaf=Code() as code):
            name = QCoreApplication.translate("Transcript", "Code, {language}")
            return f"{name.format(language=code.language)}\n{code.text}" if code.language else code.text
        case LeafItem():
            return plain(item.leaf).replace(BACK, "")
        case _:
            return ""

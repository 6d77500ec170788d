"""The blocks of a message as screen readers find them, and the links in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from shiboken6 import Object

from desktop.widgets.access.gone import while_there
from desktop.widgets.access.painted import PaintedInterface
from desktop.widgets.access.states import state_of
from desktop.widgets.speech import listed
from desktop.widgets.transcript.caret_text import CaretText
from desktop.widgets.transcript.files import opened_name
from desktop.widgets.transcript.flow import Placed
from desktop.widgets.transcript.fold_state import FoldKind
from desktop.widgets.transcript.frame_items import FooterItem, HeaderItem
from desktop.widgets.transcript.item import Item, LeafItem
from desktop.widgets.transcript.leaves import Code, Paragraph, Table, plain
from desktop.widgets.transcript.link_keys import Link, links_in
from desktop.widgets.transcript.notes import BACK
from desktop.widgets.transcript.other_items import MathItem
from desktop.widgets.transcript.picture_item import PictureItem
from desktop.widgets.transcript.summary_item import SummaryHead
from desktop.widgets.transcript.view import TranscriptView

Role, Kind = QAccessible.Role, QAccessible.InterfaceType


@while_there("view")
class BlockInterface(PaintedInterface):
    """One painted block. `message` gives what it is a child of."""

    def __init__(self, view: TranscriptView, row: int, index: int, message: QAccessibleInterface) -> None:
        super().__init__(view)
        self._row = row
        self._index = index
        self._message = message
        self._text = CaretText(view.parts, self)
        self._links: dict[int, LinkInterface] = {}

    def _item(self) -> Item | None:
        entries = self.view.parts.flow.entries
        items = entries[self._row].items if self._row < len(entries) else []
        return items[self._index] if self._index < len(items) else None

    def isValid(self) -> bool:
        """Tell whether the block is still there."""
        return self._item() is not None

    def text(self, text: QAccessible.Text) -> str:
        """Give the block's contents as its name; its description says in which folded part it stands."""
        item = self._item()
        if item is None:
            return ""
        if text is QAccessible.Text.Name:
            return spoken(item)
        if text is QAccessible.Text.Description:
            return self._part_of()
        return ""

    def _part_of(self) -> str:
        entry = self.view.parts.flow.entries[self._row]
        fold = entry.fold_of(self._index)
        if fold is None:
            return ""
        if fold.kind is FoldKind.THINKING:
            return QCoreApplication.translate("Transcript", "Thinking")
        return opened_name(entry.message.attachments[fold.index])

    def role(self) -> QAccessible.Role:
        """Tell what kind of block it is."""
        match self._item():
            case LeafItem(leaf=Paragraph(level=level)) if level:
                return Role.Heading
            case LeafItem(leaf=Table()):
                return Role.Table
            case MathItem():
                return Role.Equation
            case PictureItem():
                return Role.Graphic
            case SummaryHead():
                return Role.Heading
            case HeaderItem() | FooterItem():
                return Role.StaticText
            case _:
                return Role.Paragraph

    def placed(self) -> Placed | None:
        """Give where the block is, if it is in sight."""
        here = (self._row, self._index)
        placed = self.view.parts.scrolling.placed
        return next((place for place in placed if (place.row, place.index) == here), None)

    def part(self, kind: QAccessible.InterfaceType) -> Object | None:
        """Give the text by characters."""
        return self._text if kind is Kind.TextInterface else None

    def rect(self) -> QRect:
        """Give the block's place on the screen."""
        place = self.placed()
        if place is None:
            return QRect()
        corner = QPoint(self.view.parts.scrolling.column[0] + place.x, place.y)
        size = QSize(place.item.width, place.item.height)
        return QRect(self.view.viewport().mapToGlobal(corner), size)

    def state(self) -> Any:
        """Tell that the text can be read and selected, not written."""
        return state_of(readOnly=True, selectableText=True)

    def parent(self) -> Any:
        """Give the message."""
        return self._message

    def children(self) -> Sequence[QAccessibleInterface | QWidget]:
        """Give the links."""
        count = len(self.links())
        for number in range(len(self._links), count):
            self._links[number] = LinkInterface(self, number)
            QAccessible.registerAccessibleInterface(self._links[number])
        return [self._links[number] for number in range(count)]

    def known(self) -> list[QAccessibleInterface]:
        """Give all links that were made for it."""
        return list(self._links.values())

    def links(self) -> list[Link]:
        """Give the links that stand in the block now."""
        item = self._item()
        if not isinstance(item, LeafItem):
            return []
        return [Link(item, *found) for found in links_in(item.leaf)]

    def follow(self, link: Link) -> None:
        """Open a link of the block, or go to its note."""
        self.view.parts.links.open(self._row, link)


@while_there("view")
class LinkInterface(PaintedInterface):
    """A link in the text of a block; it can be pressed."""

    def __init__(self, block: BlockInterface, number: int) -> None:
        super().__init__(block.view)
        self._block = block
        self._number = number
        self._action = LinkAction(self)

    def link(self) -> Link | None:
        """Give the link, if it is still there."""
        links = self._block.links()
        return links[self._number] if self._number < len(links) else None

    def press(self) -> None:
        """Open it."""
        if (link := self.link()) is not None:
            self._block.follow(link)

    def isValid(self) -> bool:
        """Tell whether the link is still there."""
        return self.link() is not None

    def text(self, text: QAccessible.Text) -> str:
        """Give its text as its name, and where it leads as its value."""
        link = self.link()
        if link is None:
            return ""
        return {QAccessible.Text.Name: link.text, QAccessible.Text.Value: link.address}.get(text, "")

    def role(self) -> QAccessible.Role:
        """It is a link."""
        return Role.Link

    def rect(self) -> QRect:
        """Give its place on the screen."""
        link, place = self.link(), self._block.placed()
        if link is None or place is None:
            return QRect()
        room = link.item.rect_of(link.start, link.end).toAlignedRect()
        return room.translated(self._block.rect().topLeft())

    def state(self) -> Any:
        """Tell that it leads somewhere."""
        return state_of(linked=True)

    def parent(self) -> Any:
        """Give the block."""
        return self._block

    def part(self, kind: QAccessible.InterfaceType) -> Object | None:
        """It can be pressed."""
        return self._action if kind is Kind.ActionInterface else None


class LinkAction(QAccessibleActionInterface):
    """What can be done with a link."""

    def __init__(self, link: LinkInterface) -> None:
        super().__init__()
        self._link = link

    def actionNames(self) -> list[str]:
        """It can be pressed."""
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, actionName: str) -> None:
        """Press it."""
        if actionName == QAccessibleActionInterface.pressAction():
            self._link.press()

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        """No keys of its own."""
        return []


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

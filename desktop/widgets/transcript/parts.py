"""Puts the parts of the conversation view together, and shows what they make."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Slot
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.chat import Role, Status
from desktop.widgets.icons import Icons
from desktop.widgets.style import Theme
from desktop.widgets.transcript.activity import HEIGHT as ACTIVITY_HEIGHT, ActivityLine
from desktop.widgets.transcript.buttons import JumpButton
from desktop.widgets.transcript.canvas import Canvas, Frame, FrameKind
from desktop.widgets.transcript.controls import Controls, Wishes
from desktop.widgets.transcript.copying import Copying
from desktop.widgets.transcript.feed import Feed
from desktop.widgets.transcript.find import Find
from desktop.widgets.transcript.flow import Flow
from desktop.widgets.transcript.folds import Folds
from desktop.widgets.transcript.frame_items import FooterItem
from desktop.widgets.transcript.idle import Idle
from desktop.widgets.transcript.keys import Keys
from desktop.widgets.transcript.kit import Kit
from desktop.widgets.transcript.lexing import warm_lexer
from desktop.widgets.transcript.link_keys import LinkKeys
from desktop.widgets.transcript.markdown import Parser
from desktop.widgets.transcript.notes import counterpart
from desktop.widgets.transcript.pointer import Pointer
from desktop.widgets.transcript.record_menu import MessageMenus
from desktop.widgets.transcript.rows import END_PAD
from desktop.widgets.transcript.scrolling import LINE, Scrolling
from desktop.widgets.transcript.selection import Selection
from desktop.widgets.transcript.stack import MESSAGE_GAP, Shape

RING = 10  # pixels between a message and the ring around it


class Parts(QObject):
    """Owns the parts. The view passes on to them what it is asked."""

    def __init__(self, view: QAbstractScrollArea, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        viewport = view.viewport()
        self._viewport = viewport
        self.jumps = True  # whether a button leads to the end
        self._hovered = -1  # row of the message under the mouse
        self._parser = Parser()
        self.kit = Kit(theme, icons, view.locale())
        self.flow = Flow(self.kit, self._parser)
        self.scrolling = Scrolling(self.flow, view.verticalScrollBar(), viewport)
        self.selection = Selection(self.flow, self._parser)
        self.copying = Copying(self.flow, self.selection, self)
        self.canvas = Canvas(viewport, theme)
        self.wishes = Wishes(self)
        self.controls = Controls(viewport, self.kit, self.wishes)
        self.menus = MessageMenus(view, self.flow, self._parser, self.wishes, self.selection)
        self.folds = Folds(self.flow, self.scrolling, self.selection)
        self.feed = Feed(self.flow, self.scrolling)
        self.find = Find(self.flow, self.scrolling, self._parser)
        self.idle = Idle(self.flow, self.scrolling)
        self.pointer = Pointer(viewport, self.scrolling, self.selection)
        self.links = LinkKeys(view, self.flow, self.scrolling)
        self.keys = Keys(view, self.flow, self.scrolling, self.links)
        self.activity = ActivityLine(theme, viewport)
        self.jump = JumpButton(theme, icons, viewport)
        self._connect()

    def _connect(self) -> None:
        self.jump.clicked.connect(self.scrolling.to_end)
        self.scrolling.arranged.connect(self.show)
        self.idle.colored.connect(self.show)
        self.feed.rows_prepended.connect(self._on_prepended)
        self.feed.rows_prepended.connect(self.find.rows_prepended)
        self.feed.rows_changed.connect(self.find.rows_changed)
        self.idle.reread.connect(self.find.rows_changed)
        self.find.marked.connect(self.show)
        self.pointer.selected.connect(self._on_selected)
        self.pointer.scrolled_sideways.connect(self.show)
        self.pointer.hovered.connect(self._on_hovered)
        self.pointer.note_activated.connect(self._on_note)
        self.keys.row_chosen.connect(self.show)
        self.links.chosen.connect(self.show)
        self.links.note_activated.connect(self._on_note)
        self.feed.rows_prepended.connect(self.keys.rows_prepended)
        self.keys.delete_requested.connect(self._on_delete)
        self.controls.fold_toggled.connect(self.folds.toggle)
        self.controls.menu_requested.connect(self.menus.open)
        self.folds.changed.connect(self.find.rows_changed)
        self.folds.ticked.connect(self.show)

    def set_activity(self, text: str) -> None:
        """Show a line below the last message."""
        appears = bool(text) != bool(self.activity.text)
        self.activity.set_text(text)
        if appears:
            self.scrolling.refresh()

    def wear(self, kit: Kit) -> None:
        """Change colours and fonts, or the language of what stands around the messages."""
        self.kit = kit
        self.canvas.theme = self.jump.theme = kit.theme
        self.activity.set_theme(kit.theme)
        self.jump.say()
        self.flow.set_kit(kit)
        self.controls.set_kit(kit)
        self.canvas.forget()
        self.scrolling.refresh()

    def warm(self) -> None:
        """Import libraries in idle time."""
        lexers = [partial(import_module, name) for name in ("pygments.lexer", "pygments.lexers")]
        self.idle.run([self._parser.warm, self.kit.formulas.warm, *lexers, warm_lexer])

    @Slot()
    def show(self) -> None:
        """Show what is placed: paint, move the buttons."""
        left, width = self.scrolling.column
        placed = self.scrolling.placed
        parts = {
            place.item: part
            for place in placed
            if place.item.selectable and (part := self.selection.part(place.row, place.index)) is not None
        }
        newest = self._newest_answer()
        self._reveal_figures(newest)
        self.find.mark(placed)
        self.canvas.show(placed, self._frames(left, width), parts, left)
        self.controls.place(placed, left, newest)
        self.folds.watch(placed)
        self._place_activity(left, width)
        beyond = self.jumps and not self.scrolling.following and bool(self.flow.entries)
        self.jump.place(self._viewport.size(), beyond)

    @Slot(int)
    def _on_prepended(self, count: int) -> None:
        """Keep to the messages that are selected and under the mouse."""
        self.selection.shift(count)
        if self._hovered >= 0:
            self._hovered += count
            self.controls.hover(self._hovered)

    @Slot()
    def _on_selected(self) -> None:
        self.keys.row = -1
        self.links.clear()
        self.show()

    @Slot(int)
    def _on_hovered(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.controls.hover(row)
            self.show()

    @Slot(int)
    def _on_delete(self, row: int) -> None:
        message = self.flow.entries[row].message
        if message.status is not Status.STREAMING:
            self.wishes.delete.emit(message.id)

    @Slot(int, str)
    def _on_note(self, row: int, address: str) -> None:
        """Lead from a reference to its note, or back."""
        entry = self.flow.entry(row)
        if self.flow.finish(row):
            self.scrolling.refresh()
        leaf = counterpart(entry.leaves, address)
        if leaf is not None:
            index = entry.first + leaf
            self.flow.fit(row, index)
            self.scrolling.reveal(row, index, (0, min(entry.items[index].height, LINE)))

    def _reveal_figures(self, newest: int) -> None:
        for place in self.scrolling.placed:
            if isinstance(place.item, FooterItem):
                last = place.row == len(self.flow.entries) - 1
                place.item.reveal(place.row in (newest, self._hovered), last)

    def _newest_answer(self) -> int:
        entries = self.flow.entries
        for row in range(len(entries) - 1, max(-1, len(entries) - 4), -1):
            if entries[row].message.role is Role.ASSISTANT:
                return row
        return -1

    def _frames(self, left: int, width: int) -> list[Frame]:
        frames: list[Frame] = []
        seen: set[int] = set()
        for place in self.scrolling.placed:
            if place.row in seen:
                continue
            seen.add(place.row)
            entry = self.flow.entries[place.row]
            top = place.y - entry.tops[place.index] + MESSAGE_GAP
            if entry.shape is not Shape.OPEN:
                size = QSize(entry.shape_width, entry.shape_bottom() - MESSAGE_GAP)
                rect = QRect(QPoint(left + width - size.width(), top), size)
                panel = entry.shape is Shape.PANEL
                frames.append(Frame(rect, FrameKind.PANEL if panel else FrameKind.BUBBLE))
            if place.row == self.keys.row:
                ring = QRect(left, top, width, entry.height - MESSAGE_GAP).adjusted(-RING, -RING, RING, RING)
                frames.append(Frame(ring, FrameKind.FOCUS))
        if (link := self.links.frame(left)) is not None:
            frames.append(Frame(link, FrameKind.LINK))
        return frames

    def _place_activity(self, left: int, width: int) -> None:
        last = self.flow.entries[-1] if self.flow.entries else None
        in_footer = last is not None and last.message.status is Status.STREAMING
        tail = END_PAD + (ACTIVITY_HEIGHT if self.activity.text and not in_footer else 0)
        if tail != self.flow.tail:
            self.flow.tail = tail
            self.scrolling.refresh()
            return
        y = self.flow.height - tail - self.scrolling.top - (ACTIVITY_HEIGHT if in_footer else 0)
        shown = bool(self.activity.text) and last is not None and y < self._viewport.height()
        if shown:
            self.activity.setGeometry(left, y, width, ACTIVITY_HEIGHT)
        self.activity.setVisible(shown)

"""Rows of chats in their order, which change one chat at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject

from desktop.core.chat import ChatId, FolderId
from desktop.core.chat_order import ChatOrder, Standing
from desktop.core.list_rows import Kind
from desktop.viewmodels.chat_parts import Calendar, Part, Rows, Shown, Slot, Tree, arrange
from desktop.viewmodels.part_rows import PartListModel


class OrderedChatsModel(PartListModel):
    """Knows where every chat stands. Whatever happens to one costs as much with 100,000 as with ten."""

    def __init__(self, day: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.order = ChatOrder()
        self.shown = Shown(Tree())
        self._calendar = Calendar.of(day)
        self._counts: dict[Slot, int] = {}

    def row_of(self, chat: ChatId) -> int | None:
        """Find a chat; None if it is not in the list, or in a folder that is closed."""
        standing = self.order.where(chat)
        if standing is None:
            return None
        number = self.order.shelf(standing.place).number_of(chat, standing.key)
        return None if number is None else self.rows.row_on(standing.place, number)

    def row_of_folder(self, folder: FolderId) -> int | None:
        """Find a folder; None if it is in one that is closed."""
        return self.rows.row_of((Kind.FOLDER, None, folder))

    def take_order(self, order: ChatOrder) -> None:
        """Show another order."""
        self.order = order
        self._counts = self._calendar.count(order)
        self.go_over(self._arranged())

    def show_parts(self, shown: Shown) -> None:
        """Look at other parts of it."""
        self.shown = shown
        self.go_over(self._arranged())

    def show_day(self, day: date) -> None:
        """Group as it is right on this day."""
        if day != self._calendar.day:
            self._calendar = Calendar.of(day)
            self._counts = self._calendar.count(self.order)
            self.regroup(self._arranged())

    def put(self, chat: ChatId, standing: Standing | None) -> None:
        """Let a chat stand there; None takes it out."""
        before = self.order.where(chat)
        if before == standing:
            self._tell_chat(chat)
            return
        source = self.row_of(chat)
        if before is not None:
            self._counts[self._calendar.slot(before)] -= 1
        if standing is not None:
            slot = self._calendar.slot(standing)
            self._counts[slot] = self._counts.get(slot, 0) + 1
        parts = self._arranged()

        def change() -> None:
            if standing is None:
                self.order.take(chat)
            else:
                self.order.put(chat, standing)

        self.move_chat(source, self._target(chat, before, standing, parts), parts, change)

    def _target(
        self, chat: ChatId, before: Standing | None, after: Standing | None, parts: list[Part]
    ) -> int | None:
        """Tell the row of a chat once it stands there."""
        if after is None:
            return None
        shelf = self.order.shelf(after.place)
        here = before is not None and before.place == after.place
        old = shelf.number_of(chat, before.key) if before is not None and here else None
        return Rows(parts).row_on(after.place, shelf.number_for(chat, after.key, old))

    def _tell_chat(self, chat: ChatId) -> None:
        row = self.row_of(chat)
        if row is not None:
            self.tell(row)

    def _arranged(self) -> list[Part]:
        return arrange(self.order, self._counts, self.shown)


def with_folders(shown: Shown, tree: Tree) -> Shown:
    """Look at these folders; those that are gone are no longer open."""
    known = {folder.id for folder in tree.folders}
    return replace(shown, tree=tree, expanded=shown.expanded & known)

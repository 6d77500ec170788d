"""The list of chats: pinned, in folders, and by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.core.chat import Chat, ChatId, FolderId
from desktop.core.chat_order import ChatOrder, standing_of
from desktop.core.errors import UserError
from desktop.core.folders import Folder
from desktop.core.list_rows import Activity, Kind, Section
from desktop.services.chats import Chats
from desktop.viewmodels.chat_changes import Change, Changes
from desktop.viewmodels.chat_details import AFTER, BEFORE, Details
from desktop.viewmodels.chat_parts import Tree
from desktop.viewmodels.chat_roles import ROLES, ChatRole, ChatRow, activity_of, row_from, said
from desktop.viewmodels.messages import Index
from desktop.viewmodels.order_reading import OrderReading
from desktop.viewmodels.ordered_chats import OrderedChatsModel, with_folders

__all__ = ["Activity", "ChatListModel", "ChatRole", "ChatRow", "Section"]

MANY = 5_000  # chats that arrive: from here on, reading the whole order anew is quicker
HOUR = 3_600.0  # seconds; a clock may be set


class ChatListModel(OrderedChatsModel):
    """The chats as rows, the newest first. Editing a row renames its chat or asks to rename its folder.

    Of the chats only numbers are kept, and what was looked at last; of many, the whole order is read by a
    worker after the first screenful.
    """

    failed = Signal(object)  # UserError
    folder_renamed = Signal(object, str)  # FolderId, and what was typed
    expanded_changed = Signal(object)  # tuple[FolderId, ...]
    archive_shown = Signal(bool)
    settling = Signal()  # rows are about to change wherever they are; `settled` follows
    settled = Signal()

    def __init__(
        self, chats: Chats, today: Callable[[], date] = date.today, parent: QObject | None = None
    ) -> None:
        super().__init__(today(), parent)
        self._service, self._today = chats, today
        later = chats.listing.later
        self._details = Details(chats.listing.chats, lambda error: later(0, lambda: self.failed.emit(error)))
        self._activities: dict[ChatId, Activity] = {}  # as last told
        self._changes = Changes(lambda change: self.put(change.chat, change.standing), later)
        self._reading = OrderReading(chats.listing, self._show_order, self.failed.emit)
        if chats.listing.few:
            self.take_order(chats.listing.order())
        else:
            order, first = chats.listing.first(())
            self._details.keep(first)
            self.take_order(order)
            self.reload()
        chats.added.connect(lambda chat: self._arrived((chat,)))
        chats.changed.connect(lambda chat: self._arrived((chat,)))
        chats.arrived.connect(self._arrived)
        chats.removed.connect(lambda gone: self._change([Change(chat, None) for chat in gone]))
        chats.places_changed.connect(lambda _: self.reload())
        chats.moved_on.connect(self._moved_on)
        self.turn_of_day()

    @property
    def whole(self) -> bool:
        """Whether all chats are in the list, and not only the first screenful."""
        return not self._reading.active and not len(self._changes)

    def row(self, number: int) -> ChatRow:
        """Give all that is painted of a row."""
        part, inside = self.rows.at(number)
        shelf, at = part.shelf, part.start + inside
        if shelf is None:
            return row_from(part, None, Activity.NOTHING)
        stop = min(part.start + part.count, at + AFTER)
        page = partial(shelf.ids, max(part.start, at - BEFORE), stop)
        chat = shelf.id_at(at)
        return row_from(part, self._details.of(chat, page), activity_of(self._service.progress(chat)))

    def chats(self, chats: Sequence[ChatId]) -> list[Chat]:
        """Give chats, whether they are shown or not."""
        return self._details.all(chats)

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show these folders."""
        self.show_parts(with_folders(self.shown, Tree(folders)))

    def expand(self, folders: Iterable[FolderId], expanded: bool = True) -> None:
        """Open folders, or close them."""
        changed = frozenset(folders)
        now = self.shown.expanded | changed if expanded else self.shown.expanded - changed
        if now == self.shown.expanded:
            return
        if expanded and not self.whole:
            _, first = self._service.listing.first(tuple(changed))
            self._arrived(first)
        self.show_parts(replace(self.shown, expanded=now))
        self.expanded_changed.emit(tuple(sorted(now)))

    def show_archived(self, archived: bool) -> None:
        """Show the archive, or what is not in it."""
        if archived != self.shown.archived:
            self.show_parts(replace(self.shown, archived=archived))
            self.archive_shown.emit(archived)

    @Slot()
    def reload(self) -> None:
        """Read the whole order anew: at once where there are few chats, else soon and by a worker."""
        self.show_day(self._today())
        if self._service.listing.few:
            self._show_order(self._service.listing.order())
        else:
            self._reading.begin()

    @Slot()
    def turn_of_day(self) -> None:
        """Group the chats as it is right today, and again when the day is over."""
        self.show_day(self._today())
        now = datetime.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
        left = (midnight - now).total_seconds() + 1
        self._service.listing.later(min(HOUR, left), self.turn_of_day)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the sidebar shows of one row."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        if role not in ROLES:
            return None
        return said(self.row(index.row()), ChatRole(role))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a chat in place, or ask for it to be done with a folder."""
        row = self.row(index.row())
        if role != ChatRole.EDIT or not isinstance(value, str):
            return False
        if row.kind is Kind.FOLDER and row.folder is not None:
            self.folder_renamed.emit(row.folder.id, value)
            return True
        if row.chat is None:
            return False
        try:
            self._service.rename(row.chat.id, value)
        except UserError as error:
            self.failed.emit(error)
            return False
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only looked at."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        part, _ = self.rows.at(index.row())
        if part.kind in (Kind.HEADING, Kind.EMPTY):
            return Qt.ItemFlag.NoItemFlags | Qt.ItemFlag.ItemNeverHasChildren
        fixed = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return fixed | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def _arrived(self, chats: Sequence[Chat]) -> None:
        if len(chats) >= MANY:
            self.reload()
            return
        self._details.keep(chats)
        self._change([Change(chat.id, standing_of(chat)) for chat in chats])

    def _change(self, changes: Sequence[Change]) -> None:
        self.show_day(self._today())
        self._reading.note(changes)
        self._changes.add(changes)

    def _moved_on(self, chat: ChatId) -> None:
        activity = activity_of(self._service.progress(chat))
        if activity is self._activities.get(chat, Activity.NOTHING):
            return
        self._activities[chat] = activity
        row = self.row_of(chat)
        if row is not None:
            self.tell(row, [int(ChatRole.ACTIVITY)])

    def _show_order(self, order: ChatOrder) -> None:
        self._changes.clear()
        self._details.forget()
        self.settling.emit()
        self.take_order(order)
        if len(self.rows):
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        self.settled.emit()

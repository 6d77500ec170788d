"""What a search over all chats has found, as rows; and the way to a message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal, Slot

from desktop.core.chat import ChatId
from desktop.core.search_found import Found, FoundChat, Hit
from desktop.core.search_hints import Choices
from desktop.services.chat_search import ChatSearch, SearchStage, SearchState
from desktop.services.chats import Chats
from desktop.viewmodels.chat import ChatViewModel
from desktop.viewmodels.messages import Index


class FoundRole(IntEnum):
    """What the list asks of a row."""

    ROW = int(Qt.ItemDataRole.UserRole) + 1  # FoundRow
    SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
    TEXT = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A chat; or a message of the chat above; or, with neither, that more messages of it were found."""

    chat: FoundChat
    hit: Hit | None = None
    more: bool = False


class FoundModel(QAbstractListModel):
    """What was found, as rows. More comes as soon as the last one is in sight."""

    def __init__(self, search: ChatSearch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._rows: list[FoundRow] = []
        self.say: Callable[[FoundRow], str] | None = None  # what a screen reader says

    def show_found(self, found: Found) -> None:
        """Go over to other rows; those at the beginning that stay the same are not touched."""
        new = list(_rows(found))
        old = self._rows
        pairs = zip(old, new, strict=False)
        same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
        if len(old) > same:
            self.beginRemoveRows(QModelIndex(), same, len(old) - 1)
            del self._rows[same:]
            self.endRemoveRows()
        if len(new) > same:
            self.beginInsertRows(QModelIndex(), same, len(new) - 1)
            self._rows += new[same:]
            self.endInsertRows()

    def row(self, number: int) -> FoundRow:
        """Give a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of one row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case FoundRole.ROW:
                return row
            case FoundRole.TEXT:
                return row.hit.excerpt.text if row.hit else row.chat.title.text
            case FoundRole.SPOKEN:
                return None if self.say is None else self.say(row)
            case _:
                return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the search can find more chats."""
        return not parent.isValid() and self._search.state.more

    def fetchMore(self, parent: Index) -> None:
        """Search for more chats."""
        if not parent.isValid():
            self._search.more()


class SearchViewModel(QObject):
    """The search over all chats. What it finds is opened in the conversation that is shown."""

    changed = Signal(object)  # SearchState
    choices_changed = Signal()
    arrived = Signal(object)  # Hit whose message is in the shown branch now

    def __init__(
        self, search: ChatSearch, chats: Chats, chat: ChatViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._chat = chat
        self.list = FoundModel(search, self)
        self._disconnects = [
            search.changed.connect(self._show),
            search.choices.changed.connect(lambda _: self.choices_changed.emit()),
            chats.removed.connect(lambda _: search.refresh()),
            chats.arrived.connect(lambda _: search.refresh()),
            chats.added.connect(lambda _: search.refresh()),
        ]

    @property
    def state(self) -> SearchState:
        """The search as it stands."""
        return self._search.state

    @Slot(str)
    def search(self, typed: str) -> None:
        """The user typed."""
        self._search.search(typed)

    @property
    def choices(self) -> Choices:
        """What can be filtered by, as it was read last."""
        return self._search.choices.known

    def read_choices(self) -> None:
        """Read anew what can be filtered by."""
        self._search.choices.read()

    def open(self, number: int) -> None:
        """Open the chat of a row, at its message; or show more of its messages."""
        row = self.list.row(number)
        if row.more:
            self._search.show_all_of(row.chat.chat)
            return
        self._chat.open(row.chat.chat)
        if row.hit is not None and self._chat.current == row.chat.chat:
            self._go_to(row.chat.chat, row.hit)

    def close(self) -> None:
        """Hear no more."""
        for disconnect in self._disconnects:
            disconnect()

    def _go_to(self, chat: ChatId, hit: Hit) -> None:
        """Show the branch that a message is in; of a large chat that may take a moment."""
        message = hit.message
        conversation = self._chat.conversation

        def arrive() -> None:
            if self._chat.current == chat and conversation.branch.index(message) is not None:
                self.arrived.emit(hit)

        def look() -> None:
            if conversation.branch.index(message) is None:
                self._chat.turns.show_branch(message)
            self._chat.when_still(arrive)

        if conversation.branch.index(message) is not None:
            arrive()
        else:
            self._chat.when_still(look)

    def _show(self, state: SearchState) -> None:
        # While there is nothing new yet, what was found for the letters before stays.
        if state.stage is not SearchStage.SEARCHING or state.found.chats:
            self.list.show_found(state.found)
        self.changed.emit(state)


def _rows(found: Found) -> Iterator[FoundRow]:
    for chat in found.chats:
        yield FoundRow(chat)
        for hit in chat.hits:
            yield FoundRow(chat, hit)
        if chat.more:
            yield FoundRow(chat, more=True)

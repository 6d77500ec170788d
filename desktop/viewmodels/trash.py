"""The trash as rows, with what is searched for in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal, Slot

from desktop.core.chat import ChatId, FolderId
from desktop.core.errors import UserError
from desktop.core.folders import path_of
from desktop.core.folding import fold
from desktop.core.trash import Trashed
from desktop.services.organising import Organising
from desktop.services.trash import Trash
from desktop.viewmodels.messages import Index


class TrashRole(IntEnum):
    """What the list asks of a row."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    CHAT = int(Qt.ItemDataRole.UserRole) + 1  # core.trash.Trashed


class TrashRows(QAbstractListModel):
    """Goes over to other rows with one removal and one insertion."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.chats: tuple[Trashed, ...] = ()

    def show(self, chats: Sequence[Trashed]) -> None:
        """Have these rows."""
        old, new = self.chats, tuple(chats)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self.chats = (*old[:head], *old[len(old) - tail :])
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self.chats = new
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many chats are listed."""
        return 0 if parent.isValid() else len(self.chats)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows of a chat."""
        if not index.isValid():
            return None
        chat = self.chats[index.row()]
        match role:
            case TrashRole.TITLE:
                return chat.title
            case TrashRole.CHAT:
                return chat
            case _:
                return None


class TrashViewModel(QObject):
    """Turns wishes into calls of the services."""

    changed = Signal()  # what is listed, or how much there is
    begun = Signal(object)  # Sequence[Beginning] of the chat that was looked into
    failed = Signal(object)  # UserError

    def __init__(self, trash: Trash, organising: Organising, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trash = trash
        self._organising = organising
        self._words: tuple[str, ...] = ()
        self._holding: frozenset[ChatId] = frozenset()
        self.rows = TrashRows(self)
        self._ends = (
            trash.changed.connect(self._arrange),
            trash.found.connect(self._found),
            trash.begun.connect(self.begun.emit),
            trash.failed.connect(self.failed.emit),
            organising.folders_changed.connect(lambda _: self.changed.emit()),
        )

    @property
    def ready(self) -> bool:
        """Whether the trash has been read."""
        return self._trash.ready

    @property
    def count(self) -> int:
        """How many chats the trash holds, listed or not."""
        return len(self._trash.rows)

    @property
    def everything(self) -> tuple[ChatId, ...]:
        """All chats in the trash, listed or not."""
        return tuple(row.id for row in self._trash.rows)

    @property
    def searching(self) -> bool:
        """Whether only some are listed."""
        return bool(self._words)

    def load(self) -> None:
        """Read the trash, unless that was done."""
        self._trash.load()

    def place(self, folder: FolderId | None) -> str:
        """Name the folder that a chat comes back into; "" is the top."""
        return " / ".join(each.name for each in path_of(self._organising.folders, folder))

    @Slot(str)
    def search(self, text: str) -> None:
        """List what has all these words in its title or its messages."""
        self._words = tuple(text.split())
        self._holding = frozenset()
        if self._words:
            self._trash.search(self._words)
        self._arrange(None)

    def look_into(self, chat: ChatId) -> None:
        """Have the beginning of a chat read."""
        self._trash.look_into(chat)

    def restore(self, chats: Sequence[ChatId]) -> None:
        """Bring chats back."""
        self._trying(lambda: self._trash.restore(chats))

    def remove(self, chats: Sequence[ChatId]) -> None:
        """Delete chats for good."""
        self._trying(lambda: self._trash.remove(chats))

    def close(self) -> None:
        """Hear no more."""
        for end in self._ends:
            end()

    def _found(self, holding: frozenset[ChatId]) -> None:
        self._holding = holding
        self._arrange(None)

    def _arrange(self, _: None) -> None:
        folded = [fold(word) for word in self._words]
        self.rows.show(
            [
                row
                for row in self._trash.rows
                if row.id in self._holding or all(word in fold(row.title) for word in folded)
            ]
        )
        self.changed.emit()

    def _trying(self, call: Callable[[], None]) -> None:
        try:
            call()
        except UserError as error:
            self._trash.reload()
            self.failed.emit(error)


def _common(a: Sequence[Trashed], b: Sequence[Trashed]) -> int:
    """Length of the common beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))

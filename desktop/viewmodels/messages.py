"""The messages of the shown conversation as rows."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.chat import Message, MessageId, Role, Status
from desktop.services.branch import Branch

Index = QModelIndex | QPersistentModelIndex


class MessageRole(IntEnum):
    """What a view asks of a message."""

    TEXT = int(Qt.ItemDataRole.DisplayRole)
    MESSAGE = int(Qt.ItemDataRole.UserRole) + 1  # the core.chat.Message


class MessageListModel(QAbstractListModel):
    """A branch's messages; ends its connections in `close`."""

    def __init__(self, branch: Branch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: list[Message] = list(branch.messages)
        self._disconnects = [
            branch.added.connect(lambda message: self._add((message,))),
            branch.returned.connect(self._add),
            branch.filled.connect(self._put_before),
            branch.changed.connect(self._change),
            branch.removed.connect(self._remove),
        ]

    def close(self) -> None:
        """Hear no more."""
        for disconnect in self._disconnects:
            disconnect()

    def all(self) -> Sequence[Message]:
        """Give every message at once: asking for 10,000 rows one by one takes 40 ms."""
        return self._messages

    def question(self, message: MessageId | None = None) -> Message | None:
        """Give a message of the user, the last one where none is named."""
        found = (m for m in reversed(self._messages) if m.role is Role.USER and message in (None, m.id))
        return next(found, None)

    def unfinished(self) -> MessageId | None:
        """Give the last message if it is an answer that did not come to its end."""
        last = self._messages[-1] if self._messages else None
        if last is None or last.role is not Role.ASSISTANT:
            return None
        return last.id if last.status in (Status.FAILED, Status.STOPPED) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many messages there are."""
        return 0 if parent.isValid() else len(self._messages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a view shows of one message."""
        if not index.isValid():
            return None
        message = self._messages[index.row()]
        if role == MessageRole.TEXT:
            return message.text
        return message if role == MessageRole.MESSAGE else None

    def _add(self, messages: Sequence[Message]) -> None:
        row = len(self._messages)
        self.beginInsertRows(QModelIndex(), row, row + len(messages) - 1)
        self._messages.extend(messages)
        self.endInsertRows()

    def _put_before(self, messages: Sequence[Message]) -> None:
        self.beginInsertRows(QModelIndex(), 0, len(messages) - 1)
        self._messages[:0] = messages
        self.endInsertRows()

    def _change(self, message: Message) -> None:
        last = len(self._messages) - 1
        rows = range(last, -1, -1)  # mostly it is the last one
        row = next(row for row in rows if self._messages[row].id == message.id)
        self._messages[row] = message
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def _remove(self, count: int) -> None:
        last = len(self._messages) - 1
        self.beginRemoveRows(QModelIndex(), last - count + 1, last)
        del self._messages[last - count + 1 :]
        self.endRemoveRows()

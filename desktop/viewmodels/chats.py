"""The list of chats, grouped by date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.core.chat import Chat, ChatId
from desktop.services.answering import Phase, Progress
from desktop.services.chats import Chats
from desktop.viewmodels.messages import Index


class Section(StrEnum):
    """A group of the list, by the day of the last message."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"  # the seven days before
    MONTH = "month"  # the thirty days before
    OLDER = "older"


class Activity(StrEnum):
    """What goes on in a chat."""

    NOTHING = "nothing"
    WAITING = "waiting"  # for the model, or for its turn
    ANSWERING = "answering"


class ChatRole(IntEnum):
    """What the sidebar asks of a row: it is either a chat or the heading of a section."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    EDIT = int(Qt.ItemDataRole.EditRole)
    CHAT = int(Qt.ItemDataRole.UserRole) + 1  # core.chat.Chat or None
    SECTION = int(Qt.ItemDataRole.UserRole) + 2  # Section or None
    ACTIVITY = int(Qt.ItemDataRole.UserRole) + 3  # Activity
    TIP = int(Qt.ItemDataRole.ToolTipRole)
    SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading if there is no chat."""

    section: Section
    chat: Chat | None = None


def activity_of(progress: Progress) -> Activity:
    """Tell what goes on, as the list shows it."""
    match progress.phase:
        case Phase.IDLE:
            return Activity.NOTHING
        case Phase.WAITING:
            return Activity.WAITING
        case _:
            return Activity.ANSWERING


def section_of(day: date, today: date) -> Section:
    """Tell which group a day belongs to."""
    if day >= today:
        return Section.TODAY
    if day == today - timedelta(days=1):
        return Section.YESTERDAY
    if day >= today - timedelta(days=7):
        return Section.WEEK
    return Section.MONTH if day >= today - timedelta(days=30) else Section.OLDER


class ChatListModel(QAbstractListModel):
    """The chats as rows, the newest first. Editing a row renames its chat."""

    def __init__(
        self, chats: Chats, today: Callable[[], date] = date.today, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = chats
        self._today = today
        self._chats = {chat.id: chat for chat in chats.all()}
        self._activities = {chat: activity_of(chats.progress(chat)) for chat in self._chats}
        self._rows = list(self._arranged())
        chats.added.connect(self._put)
        chats.changed.connect(self._put)
        chats.arrived.connect(self._put_all)
        chats.removed.connect(self._take)
        chats.moved_on.connect(self._moved_on)

    def row_of(self, chat: ChatId) -> int | None:
        """Find a chat."""
        rows = enumerate(self._rows)
        return next((i for i, row in rows if row.chat is not None and row.chat.id == chat), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """How many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the sidebar shows of one row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case ChatRole.TITLE | ChatRole.EDIT:
                return row.chat.title if row.chat else None
            case ChatRole.CHAT:
                return row.chat
            case ChatRole.SECTION:
                return None if row.chat else row.section
            case ChatRole.ACTIVITY:
                return self._activity(row)
            case ChatRole.TIP | ChatRole.SPOKEN:
                return self._words(row, spoken=role == ChatRole.SPOKEN)
            case _:
                return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename a chat in place."""
        chat = self._rows[index.row()].chat
        if chat is None or role != ChatRole.EDIT or not isinstance(value, str):
            return False
        self._service.rename(chat.id, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are only looked at."""
        if not index.isValid() or self._rows[index.row()].chat is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def _activity(self, row: Row) -> Activity:
        return self._activities.get(row.chat.id, Activity.NOTHING) if row.chat else Activity.NOTHING

    def _words(self, row: Row, spoken: bool) -> str | None:
        """Say what goes on in a chat; spoken, together with its title."""
        title = row.chat.title if row.chat else None
        match self._activity(row):
            case Activity.NOTHING:
                return title if spoken else None
            case Activity.WAITING:
                words = self.tr("Waits for its answer")
            case Activity.ANSWERING:
                words = self.tr("Is being answered")
        return self.tr("{title}: {state}").format(title=title, state=words) if spoken else words

    def _moved_on(self, chat: ChatId) -> None:
        activity = activity_of(self._service.progress(chat))
        if activity is self._activities.get(chat, Activity.NOTHING):
            return
        self._activities[chat] = activity
        row = self.row_of(chat)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [int(ChatRole.ACTIVITY)])

    def _put(self, chat: Chat) -> None:
        self._chats[chat.id] = chat
        self._arrange()

    def _put_all(self, chats: Sequence[Chat]) -> None:
        self._chats.update({chat.id: chat for chat in chats})
        self._arrange()

    def _take(self, chats: Sequence[ChatId]) -> None:
        for chat in chats:
            self._chats.pop(chat, None)
            self._activities.pop(chat, None)
        self._arrange()

    def _arranged(self) -> Iterator[Row]:
        today = self._today()
        last: Section | None = None
        for chat in sorted(self._chats.values(), key=lambda c: (c.updated, c.id), reverse=True):
            section = section_of(chat.updated.astimezone().date(), today)
            if section is not last:
                last = section
                yield Row(section)
            yield Row(section, chat)

    def _arrange(self) -> None:
        """Go over to the new order with one removal and one insertion, or only a change."""
        new = list(self._arranged())
        old = self._rows
        if [_key(row) for row in new] == [_key(row) for row in old]:
            self._rows = new
            for i, (a, b) in enumerate(zip(old, new, strict=True)):
                if a != b:
                    self.dataChanged.emit(self.index(i), self.index(i))
            return
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        self._remove_rows(head, len(old) - tail)
        self._insert_rows(head, new[head : len(new) - tail])

    def _remove_rows(self, start: int, stop: int) -> None:
        if stop > start:
            self.beginRemoveRows(QModelIndex(), start, stop - 1)
            del self._rows[start:stop]
            self.endRemoveRows()

    def _insert_rows(self, start: int, rows: list[Row]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows[start:start] = rows
            self.endInsertRows()


def _key(row: Row) -> tuple[Section, ChatId | None]:
    return row.section, row.chat.id if row.chat else None


def _common(a: list[Row], b: list[Row]) -> int:
    """Length of the common beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))

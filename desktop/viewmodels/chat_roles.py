"""What the sidebar asks of a row, and what a screen reader is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt

from desktop.core.chat import Chat
from desktop.core.folders import Folder
from desktop.core.list_rows import Activity, Kind, Section
from desktop.services.answering import Phase, Progress
from desktop.viewmodels.chat_parts import Part
from desktop.viewmodels.row_words import activity_words, spoken, tags_in_words
from desktop.viewmodels.tips import plain_tip


class ChatRole(IntEnum):
    """What the sidebar asks of a row: a heading, a folder, a hint or a chat."""

    TITLE = int(Qt.ItemDataRole.DisplayRole)
    EDIT = int(Qt.ItemDataRole.EditRole)
    CHAT = int(Qt.ItemDataRole.UserRole) + 1  # core.chat.Chat or None
    SECTION = int(Qt.ItemDataRole.UserRole) + 2  # Section or None
    ACTIVITY = int(Qt.ItemDataRole.UserRole) + 3  # Activity
    FOLDER = int(Qt.ItemDataRole.UserRole) + 4  # core.folders.Folder or None
    ROW = int(Qt.ItemDataRole.UserRole) + 5  # ChatRow
    TIP = int(Qt.ItemDataRole.ToolTipRole)
    SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


ROLES = frozenset(int(role) for role in ChatRole)


@dataclass(frozen=True, slots=True)
class ChatRow:
    """All that is painted of a row."""

    kind: Kind
    depth: int = 0
    section: Section | None = None
    folder: Folder | None = None
    expanded: bool = False
    inside: int = 0  # chats in the folder
    chat: Chat | None = None  # also None where it could not be read
    pinned: bool = False
    activity: Activity = Activity.NOTHING


def row_from(part: Part, chat: Chat | None, activity: Activity) -> ChatRow:
    """Make what is painted."""
    section = part.section if part.kind is Kind.HEADING else None
    return ChatRow(
        part.kind,
        part.depth,
        section,
        part.folder,
        part.expanded,
        part.inside,
        chat,
        chat is not None and chat.pinned,
        activity,
    )


def activity_of(progress: Progress) -> Activity:
    """Tell what goes on, as the list shows it."""
    match progress.phase:
        case Phase.IDLE:
            return Activity.NOTHING
        case Phase.WAITING:
            return Activity.WAITING
        case _:
            return Activity.ANSWERING


def said(row: ChatRow, role: ChatRole) -> object:
    """Give what a view asks of a row."""
    match role:
        case ChatRole.TITLE | ChatRole.EDIT:
            return _name(row)
        case ChatRole.CHAT:
            return row.chat
        case ChatRole.SECTION:
            return row.section
        case ChatRole.FOLDER:
            return row.folder if row.kind is Kind.FOLDER else None
        case ChatRole.ACTIVITY:
            return row.activity
        case ChatRole.ROW:
            return row
        case ChatRole.TIP | ChatRole.SPOKEN:
            return tip(row) if role is ChatRole.TIP else spoken(row)


def _name(row: ChatRow) -> str | None:
    if row.kind is Kind.FOLDER and row.folder is not None:
        return row.folder.name
    return row.chat.title if row.chat is not None else None


def tip(row: ChatRow) -> str | None:
    """Say what is not painted in full."""
    if row.chat is None:
        return plain_tip(row.folder.name) if row.folder is not None and row.kind is Kind.FOLDER else None
    title = " ".join(row.chat.title.split())
    lines = [title if len(title) > 30 else "", activity_words(row.activity), tags_in_words(row.chat)]
    return plain_tip("\n".join(line for line in lines if line)) or None

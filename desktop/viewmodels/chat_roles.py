"""What the sidebar asks of a row, and what a screen reader is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from desktop.core.chat import Chat
from desktop.core.folders import Folder
from desktop.core.list_rows import Activity, Kind, Section
from desktop.services.answering import Phase, Progress
from desktop.viewmodels.chat_parts import Part
from desktop.viewmodels.row_words import empty_folder, heading, unnamed
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


def _activity(activity: Activity) -> str:
    match activity:
        case Activity.NOTHING:
            return ""
        case Activity.WAITING:
            return QCoreApplication.translate("ChatRows", "Waits for its answer")
        case Activity.ANSWERING:
            return QCoreApplication.translate("ChatRows", "Is being answered")


def tags_in_words(chat: Chat) -> str:
    """Name the tags of a chat."""
    if not chat.tags:
        return ""
    between = QCoreApplication.translate("ChatRows", ", ")
    return QCoreApplication.translate("ChatRows", "Tags: {tags}").format(tags=between.join(chat.tags))


def tip(row: ChatRow) -> str | None:
    """Say what is not painted in full."""
    if row.chat is None:
        return plain_tip(row.folder.name) if row.folder is not None and row.kind is Kind.FOLDER else None
    title = " ".join(row.chat.title.split())
    lines = [title if len(title) > 30 else "", _activity(row.activity), tags_in_words(row.chat)]
    return plain_tip("\n".join(line for line in lines if line)) or None


def spoken(row: ChatRow) -> str | None:
    """Say a row to a screen reader."""
    match row.kind:
        case Kind.HEADING:
            return None if row.section is None else heading(row.section)
        case Kind.EMPTY:
            return empty_folder()
        case Kind.FOLDER:
            return _folder(row)
        case Kind.CHATS:
            return _chat(row)


def _folder(row: ChatRow) -> str:
    assert row.folder is not None
    if row.expanded:
        words = QCoreApplication.translate("ChatRows", "Folder {name}, level {level}, open, chats: {count}")
    else:
        words = QCoreApplication.translate("ChatRows", "Folder {name}, level {level}, closed, chats: {count}")
    count = QLocale().toString(row.inside)
    return words.format(name=row.folder.name, level=row.depth + 1, count=count)


def _chat(row: ChatRow) -> str:
    if row.chat is None:
        return unnamed()
    title = " ".join(row.chat.title.split()) or unnamed()
    pinned = QCoreApplication.translate("ChatRows", "Pinned") if row.pinned else ""
    level = ""
    if row.depth:
        level = QCoreApplication.translate("ChatRows", "level {level}").format(level=row.depth + 1)
    more = [_activity(row.activity), pinned, level, tags_in_words(row.chat)]
    said = [each for each in more if each]
    if not said:
        return title
    between = QCoreApplication.translate("ChatRows", ", ")
    words = QCoreApplication.translate("ChatRows", "{title}: {state}")
    return words.format(title=title, state=between.join(said))

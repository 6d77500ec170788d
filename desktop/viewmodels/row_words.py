"""The words in the list of chats, and what is said of its rows. Imports next to nothing: it comes early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.core.list_rows import Activity, Kind, Section

if TYPE_CHECKING:
    from desktop.core.chat import Chat
    from desktop.core.list_rows import FirstEntry, FirstRow
    from desktop.viewmodels.chat_roles import ChatRow


def unnamed() -> str:
    """Name a chat without a title."""
    return QCoreApplication.translate("ChatRows", "New chat")


def heading(section: Section) -> str:
    """Name a group of the list."""
    match section:
        case Section.PINNED:
            return QCoreApplication.translate("ChatRows", "Pinned")
        case Section.FOLDERS:
            return QCoreApplication.translate("ChatRows", "Folders")
        case Section.TODAY:
            return QCoreApplication.translate("ChatRows", "Today")
        case Section.YESTERDAY:
            return QCoreApplication.translate("ChatRows", "Yesterday")
        case Section.WEEK:
            return QCoreApplication.translate("ChatRows", "Previous 7 days")
        case Section.MONTH:
            return QCoreApplication.translate("ChatRows", "Previous 30 days")
        case Section.OLDER:
            return QCoreApplication.translate("ChatRows", "Older")


def empty_folder() -> str:
    """Say that a folder holds no chats."""
    return QCoreApplication.translate("ChatRows", "No chats in it yet")


def activity_words(activity: Activity) -> str:
    """Say what goes on in a chat."""
    match activity:
        case Activity.NOTHING:
            return ""
        case Activity.WAITING:
            return QCoreApplication.translate("ChatRows", "Waits for its answer")
        case Activity.ANSWERING:
            return QCoreApplication.translate("ChatRows", "Is being answered")


def tags_in_words(chat: Chat | FirstEntry) -> str:
    """Name the tags of a chat."""
    if not chat.tags:
        return ""
    between = QCoreApplication.translate("ChatRows", ", ")
    return QCoreApplication.translate("ChatRows", "Tags: {tags}").format(tags=between.join(chat.tags))


def spoken(row: ChatRow | FirstRow) -> str | None:
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


def _folder(row: ChatRow | FirstRow) -> str:
    assert row.folder is not None
    if row.expanded:
        words = QCoreApplication.translate("ChatRows", "Folder {name}, level {level}, open, chats: {count}")
    else:
        words = QCoreApplication.translate("ChatRows", "Folder {name}, level {level}, closed, chats: {count}")
    count = QLocale().toString(row.inside)
    return words.format(name=row.folder.name, level=row.depth + 1, count=count)


def _chat(row: ChatRow | FirstRow) -> str:
    if row.chat is None:
        return unnamed()
    title = " ".join(row.chat.title.split()) or unnamed()
    pinned = QCoreApplication.translate("ChatRows", "Pinned") if row.pinned else ""
    level = ""
    if row.depth:
        level = QCoreApplication.translate("ChatRows", "level {level}").format(level=row.depth + 1)
    more = [activity_words(row.activity), pinned, level, tags_in_words(row.chat)]
    said = [each for each in more if each]
    if not said:
        return title
    between = QCoreApplication.translate("ChatRows", ", ")
    words = QCoreApplication.translate("ChatRows", "{title}: {state}")
    return words.format(title=title, state=between.join(said))

"""The words that stand in the list of chats. Imports next to nothing: the first frame uses them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.list_rows import Section


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

"""What stands over the messages of exported and printed chats, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.archive_markdown import Headings


def headings() -> Headings:
    """Give the words in the language of the window."""
    translate = QCoreApplication.translate
    return Headings(
        translate("Export", "System prompt"),
        translate("Export", "You"),
        translate("Export", "Assistant"),
        translate("Export", "Summary of what came before"),
        translate("Export", "Attached file: {name}"),
        translate("Export", "Other branches of this chat are not part of this file."),
        translate("Export", "Chat"),
        translate("Export", "Thinking"),
        translate("Export", "Another branch, after “{words}”"),
        translate("Export", "Another beginning"),
    )

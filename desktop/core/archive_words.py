"""What stands over the messages of chats that leave, for both faces."""

from __future__ import annotations

from desktop.core.archive_markdown import Headings
from desktop.core.notice import Speaker


def headings(speaker: Speaker) -> Headings:
    """Give the words in the reader's language."""
    translate = speaker.translate
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

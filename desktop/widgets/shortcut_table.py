"""Every shortcut of the window, declared once: its name, what it does, and its keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.core.setting_kinds import QT_TRANSLATE_NOOP


class Group(StrEnum):
    """What shortcuts are listed under."""

    CHATS = QT_TRANSLATE_NOOP("Setting", "Chats")
    CONVERSATION = QT_TRANSLATE_NOOP("Setting", "Conversation")
    MODELS = QT_TRANSLATE_NOOP("Setting", "Models")
    WINDOW = QT_TRANSLATE_NOOP("Setting", "Window")
    FIXED = QT_TRANSLATE_NOOP("Setting", "Always so")


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys that do something, wherever the focus is in the window."""

    name: str  # in the settings file
    group: Group
    words: str
    keys: str  # as Qt writes them on every system

    @property
    def fixed(self) -> bool:
        """Whether the keys cannot be changed."""
        return self.group is Group.FIXED


SHORTCUTS = (
    Shortcut("new_chat", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "New chat"), "Ctrl+N"),
    Shortcut(
        "temporary_chat", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "New temporary chat"), "Ctrl+Shift+N"
    ),
    Shortcut(
        "quick_question", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "Quick question"), "Ctrl+Shift+Space"
    ),
    Shortcut("search_chats", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "Search all chats"), "Ctrl+Shift+F"),
    Shortcut(
        "toggle_chats", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "Show or hide the list of chats"), "Ctrl+B"
    ),
    Shortcut("trash", Group.CHATS, QT_TRANSLATE_NOOP("Setting", "Show the trash"), "Ctrl+Shift+Del"),
    Shortcut("write", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Go to the message field"), "Ctrl+L"),
    Shortcut("find", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Find in the chat"), "Ctrl+F"),
    Shortcut("find_next", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Next hit"), "F3"),
    Shortcut("find_previous", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Previous hit"), "Shift+F3"),
    Shortcut(
        "copy_reply", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Copy the last answer"), "Ctrl+Shift+C"
    ),
    Shortcut(
        "context", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Show the context map"), "Ctrl+Shift+M"
    ),
    Shortcut(
        "sampling",
        Group.CONVERSATION,
        QT_TRANSLATE_NOOP("Setting", "Show the sampling of the chat"),
        "Ctrl+Shift+P",
    ),
    Shortcut("print", Group.CONVERSATION, QT_TRANSLATE_NOOP("Setting", "Print the chat"), "Ctrl+P"),
    Shortcut("choose_model", Group.MODELS, QT_TRANSLATE_NOOP("Setting", "Choose a model"), "Ctrl+M"),
    Shortcut("open_model", Group.MODELS, QT_TRANSLATE_NOOP("Setting", "Open a model file"), "Ctrl+O"),
    Shortcut(
        "model_settings", Group.MODELS, QT_TRANSLATE_NOOP("Setting", "Settings of the model"), "Ctrl+Shift+O"
    ),
    Shortcut(
        "models", Group.MODELS, QT_TRANSLATE_NOOP("Setting", "Show the page about models"), "Ctrl+Shift+D"
    ),
    Shortcut("palette", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Find anything, or do it"), "Ctrl+K"),
    Shortcut("templates", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Show the templates"), "Ctrl+Shift+T"),
    Shortcut("settings", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Show the settings"), "Ctrl+,"),
    Shortcut("help", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Show the manual"), "F1"),
    Shortcut("full_screen", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Full screen"), "F11"),
    Shortcut("toast", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Go to the word at the bottom"), "F6"),
    Shortcut("quit", Group.WINDOW, QT_TRANSLATE_NOOP("Setting", "Quit"), "Ctrl+Q"),
    Shortcut(
        "fixed_stop",
        Group.FIXED,
        QT_TRANSLATE_NOOP("Setting", "Close what is open, else stop the answer"),
        "Esc",
    ),
    Shortcut(
        "fixed_edit",
        Group.FIXED,
        QT_TRANSLATE_NOOP("Setting", "Edit the last message, in an empty field"),
        "Up",
    ),
    Shortcut(
        "fixed_message",
        Group.FIXED,
        QT_TRANSLATE_NOOP("Setting", "Mark the message above, in the conversation"),
        "Alt+Up",
    ),
    Shortcut(
        "fixed_below",
        Group.FIXED,
        QT_TRANSLATE_NOOP("Setting", "Mark the message below, in the conversation"),
        "Alt+Down",
    ),
    Shortcut("fixed_copy", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Copy what is selected"), "Ctrl+C"),
    Shortcut("fixed_paste", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Paste"), "Ctrl+V"),
    Shortcut("fixed_cut", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Cut what is selected"), "Ctrl+X"),
    Shortcut("fixed_all", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Select all"), "Ctrl+A"),
    Shortcut("fixed_undo", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Undo, in a field"), "Ctrl+Z"),
    Shortcut("fixed_save", Group.FIXED, QT_TRANSLATE_NOOP("Setting", "Save, in an editor"), "Ctrl+S"),
    Shortcut(
        "fixed_send",
        Group.FIXED,
        QT_TRANSLATE_NOOP("Setting", "Send, in a form or a long text"),
        "Ctrl+Return",
    ),
)

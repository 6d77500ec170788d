"""Which menu of a system's menu bar each command of the palette stands in, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from PySide6.QtGui import QAction, QKeySequence


class Place(Enum):
    """The menus, in their order."""

    FILE = auto()
    EDIT = auto()
    VIEW = auto()
    CHAT = auto()
    MODEL = auto()
    HELP = auto()


LINE = "-"
APPEARANCE, LANGUAGE = "look:", "language:"  # the commands that begin so are a menu in the menu
MENUS: Mapping[Place, tuple[str, ...]] = {
    Place.FILE: (
        "new_chat", "temporary_chat", "quick_question", LINE,
        "open_model", LINE,
        "import", "export_chat", "export", "print", LINE,
        "trash", "settings", "quit",
    ),
    Place.EDIT: (LINE, "copy_reply", LINE, "find", "search_chats"),
    Place.VIEW: (
        "palette", LINE,
        "toggle_chats", "archived", "context", "sampling", LINE,
        "templates", "requests", LINE,
        APPEARANCE, LANGUAGE, LINE,
        "full_screen",
    ),
    Place.CHAT: ("write", "toast"),
    Place.MODEL: ("choose_model", "models", "model_settings"),
    Place.HELP: ("help", LINE, "data", "log", LINE, "about"),
}  # fmt: skip
"""A command that stands nowhere here is added to the menu about chats; parts of the settings are in none."""

ROLES: Mapping[str, QAction.MenuRole] = {
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}
"""What macOS moves into the menu of the application."""

Standard = QKeySequence.StandardKey
EDITING: tuple[Standard | None, ...] = (
    Standard.Undo,
    Standard.Redo,
    None,
    Standard.Cut,
    Standard.Copy,
    Standard.Paste,
    None,
    Standard.SelectAll,
)
"""What is done by whatever has the keyboard; None is a line."""

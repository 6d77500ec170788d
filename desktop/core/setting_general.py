"""The settings of the window as a whole, and of the system around it."""

# Without `from __future__ import annotations`: see `setting_list`.

from dataclasses import dataclass
from typing import Annotated

from desktop.core.setting_kinds import QT_TRANSLATE_NOOP, Help, Language, Section, SendKey
from desktop.core.setting_memory import Remembered


@dataclass(frozen=True, slots=True)
class General(Remembered):
    """What the first section of the page shows, in its order."""

    language: Annotated[
        Language,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Language"),
            QT_TRANSLATE_NOOP("Setting", "The language of the window."),
            Section.GENERAL,
        ),
    ] = Language.SYSTEM
    send_key: Annotated[
        SendKey,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Send a message with"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Shift+Enter breaks the line, or where Ctrl+Enter sends, Enter does. "
                "An Enter that ends the input of Chinese characters never sends.",
            ),
            Section.GENERAL,
        ),
    ] = SendKey.ENTER
    automatic_titles: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Automatic titles"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "The loaded model names a new chat while it has nothing else to do. A title of yours stays."
                " Models of less than 0.4 billion parameters are not asked.",
            ),
            Section.GENERAL,
        ),
    ] = True
    notifications: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Notifications"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "While another window is in front, the system tells that a long answer, a download, "
                "an export or an import has ended.",
            ),
            Section.GENERAL,
        ),
    ] = True
    notified_text: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Answers in notifications"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "A notification of an answer shows the title of its chat and how it begins. "
                "Others may see the screen, also while it is locked.",
            ),
            Section.GENERAL,
        ),
    ] = False
    global_key: Annotated[
        str,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Quick question from everywhere"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Keys that open the small window for a quick question whatever program is in front. "
                "Press the button, then the keys; Backspace takes them away.",
            ),
            Section.GENERAL,
        ),
    ] = ""
    tray: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Icon in the tray"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Its menu shows the window, begins a chat, asks a quick question, and quits.",
            ),
            Section.GENERAL,
        ),
    ] = False
    stay_in_tray: Annotated[
        bool,
        Help(
            QT_TRANSLATE_NOOP("Setting", "Go on in the tray"),
            QT_TRANSLATE_NOOP(
                "Setting",
                "Closing the window leaves Fireside running behind its icon in the tray. “Quit” ends it.",
            ),
            Section.GENERAL,
        ),
    ] = False

"""Reads the chapters in the language of the window, with its keys and settings put in."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QPixmap

from desktop.core.manual import CHAPTERS, HOST, PICTURES, Chapter, read
from desktop.core.places import resource
from desktop.core.setting_kinds import SECTIONS, Section
from desktop.core.setting_list import options
from desktop.widgets.settings.words import say
from desktop.widgets.shortcut_table import SHORTCUTS, Group
from desktop.widgets.shortcuts import Shortcuts

KEY = re.compile(r"\{key:([a-z_]+)\}")
KEYS, SETTINGS = "{keys}", "{settings}"  # stand alone on a line; tables come in their place


def language() -> str:
    """Name the folder of the language that the window speaks."""
    return "zh_CN" if QLocale().language() is QLocale.Language.Chinese else "en"


def source(tongue: str, name: str) -> str:
    """Read a chapter as it was written."""
    return resource(f"resources/manual/{tongue}/{name}.md").read_text(encoding="utf-8")


def chapters(tongue: str, keys: Shortcuts) -> list[Chapter]:
    """Read all chapters, with the shortcuts as they are now."""
    return [read(name, _filled(source(tongue, name), keys)) for name in CHAPTERS]


def pictures(tongue: str) -> dict[str, QPixmap]:
    """Load the pictures, by the addresses that chapters name them with."""
    names = {name: f"resources/manual/pictures/{name}.{tongue}.png" for name in PICTURES}
    return {f"{HOST}picture/{name}": QPixmap(str(resource(file))) for name, file in names.items()}


def _filled(text: str, keys: Shortcuts) -> str:
    text = KEY.sub(lambda at: keys.text(at[1]) or "–", text)
    if KEYS in text:
        text = text.replace(KEYS, _key_table(keys))
    return text.replace(SETTINGS, _setting_tables()) if SETTINGS in text else text


def _key_table(keys: Shortcuts) -> str:
    translate = QCoreApplication.translate
    parts: list[str] = []
    for group in Group:
        rows = [(say(each.words), keys.text(each.name)) for each in SHORTCUTS if each.group is group]
        head = (say(group), translate("Manual", "Keys"))
        parts.append(_table(head, [(words, f"`{text}`" if text else "–") for words, text in rows]))
    return "\n\n".join(parts)


def _setting_tables() -> str:
    translate = QCoreApplication.translate
    parts: list[str] = []
    for section in Section:
        rows = [
            (f"[{say(option.help.name)}](setting:{option.name})", say(option.help.text))
            for option in options()
            if option.help.section is section
        ]
        if rows:
            parts.append(_table((say(SECTIONS[section]), translate("Manual", "What it does")), rows))
    return "\n\n".join(parts)


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [head, ("---", "---"), *rows]
    return "\n".join(f"| {_cell(one)} | {_cell(two)} |" for one, two in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")

"""What the first frame has to know of the settings; reading all of them would hold it up."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

# As `setting_list` and `setting_memory` have them; a test compares.
CHOICES = {
    "appearance": ("system", "light", "dark", "high_contrast", "high_contrast_dark"),
    "language": ("system", "en", "zh_CN"),
    "send_key": ("enter", "ctrl_enter"),
}
LIMITS = {"scale": (80, 200), "message_size": (10, 32), "sidebar_width": (220, 480)}


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Some settings, as plain texts and numbers. What is not valid is told by those who read all of them."""

    appearance: str = "system"
    language: str = "system"
    send_key: str = "enter"
    scale: int = 100
    message_size: int = 15
    sidebar_width: int = 264
    reduced_motion: bool = False
    sidebar: bool = True
    geometry: str = ""
    open_folders: tuple[str, ...] = ()

    @property
    def folders(self) -> frozenset[int]:
        """The folders that are open in the list of chats."""
        return frozenset(int(each) for each in self.open_folders if each.isascii() and each.isdigit())


def glimpse(path: Path) -> Glimpse:
    """Read them from the file of the settings; anything that is not as it should be has its default."""
    try:
        found: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Glimpse()
    if not isinstance(found, dict):
        return Glimpse()
    held = cast("dict[str, Any]", found)
    given = {each.name: held[each.name] for each in fields(Glimpse) if each.name in held}
    folders = given.get("open_folders")
    if isinstance(folders, list):
        given["open_folders"] = tuple(cast("list[Any]", folders))
    return Glimpse(**{name: value for name, value in given.items() if _valid(name, value)})


def _valid(name: str, value: object) -> bool:
    if type(value) is not type(getattr(Glimpse(), name)):
        return False
    if isinstance(value, tuple):
        return all(isinstance(each, str) for each in cast("tuple[object, ...]", value))
    if name in CHOICES:
        return value in CHOICES[name]
    if name in LIMITS:
        low, high = LIMITS[name]
        return low <= cast("int", value) <= high
    return True

"""The settings as they stand, and the file that keeps them; `setting_list` declares them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, cast, get_origin

from desktop.core.errors import FolderNotWritable
from desktop.core.events import Event
from desktop.core.files import readable_json, write_atomically
from desktop.core.setting_kinds import Appearance as Appearance, Language as Language  # for importers
from desktop.core.setting_list import Option, Settings, options

LONGEST = 32_768  # characters of a text; no path of any system has more
MOST = 1000  # texts of a list
SHOWN = 60  # characters that are quoted of a value that was not taken


def valid(option: Option, raw: object) -> Any:
    """Give the value that a setting takes from what the file or an editor holds. Raises `ValueError`."""
    try:
        value = _checked(option, raw)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{option.name} = {quote(raw)} is not valid") from error
    low, high = option.help.low, option.help.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise ValueError(f"{option.name} = {value} is outside {low}..{high}")
    return value


def quote(raw: object) -> str:
    """Write a value from outside on one short line."""
    text = json.dumps(raw, ensure_ascii=True, default=repr)
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _checked(option: Option, raw: object) -> Any:
    if get_origin(option.kind) is tuple:
        if not isinstance(raw, list | tuple):
            raise TypeError
        texts = cast("list[object] | tuple[object, ...]", raw)
        if len(texts) > MOST:
            raise ValueError
        return tuple(_text(text) for text in texts)
    if option.kind is str:
        return _text(raw)
    if option.kind in (bool, int):
        if type(raw) is not option.kind:
            raise TypeError
        return raw
    return cast("type[StrEnum]", option.kind)(_text(raw))


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    if len(raw) > LONGEST or "\0" in raw:
        raise ValueError
    return raw


class SettingsFile:
    """The settings as they stand, kept in a JSON file. Lives on the owner thread.

    A value that is not valid falls back to its default; `problems` tells which and why. Values that
    this version does not know are kept in the file, for the newer version that wrote them.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unknown: dict[str, Any] = {}
        self.changed: Event[Settings] = Event()
        self.problems: list[str] = []
        self.refused: dict[str, str] = {}  # by setting: what the file held and was not taken
        self._damaged = False  # the file as a whole; it is set aside before another takes its place
        self.value = self._read()

    @property
    def unknown(self) -> list[str]:
        """The names that this version does not know; what stands there stays in the file."""
        return list(self._unknown)

    @property
    def invalid(self) -> tuple[Path, ...]:
        """The file, if some of it was not taken."""
        return (self._path,) if self.problems else ()

    def set(self, **changes: object) -> None:
        """Change some settings, tell, and store them. Raises OSError when they cannot be stored."""
        by_name = {option.name: option for option in options()}
        checked = {name: valid(by_name[name], raw) for name, raw in changes.items()}
        value = replace(self.value, **checked)
        if value == self.value:
            return
        self.value = value
        self.changed.emit(value)
        if self._damaged:
            self._path.replace(self._path.with_suffix(".damaged.json"))
            self._damaged = False
        write_atomically(self._path, readable_json(self._unknown | asdict(value)))

    def keep(self, **changes: object) -> None:
        """Change some settings; they hold until the end also where it raises `FolderNotWritable`."""
        try:
            self.set(**changes)
        except OSError as error:
            raise FolderNotWritable(self._path.parent) from error

    def _read(self) -> Settings:
        try:
            raw: object = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError) as error:  # ValueError: not JSON, or not UTF-8
            return self._fall_back(str(error))
        if not isinstance(raw, dict):
            return self._fall_back("not an object")
        return self._valid_part(raw)  # pyright: ignore[reportUnknownArgumentType]  # JSON: keys are str

    def _fall_back(self, problem: str) -> Settings:
        self.problems.append(f"{self._path.name}: {problem}")
        self._damaged = True
        return Settings()

    def _valid_part(self, raw: dict[str, Any]) -> Settings:
        good: dict[str, Any] = {}
        known = {option.name: option for option in options()}
        for name, value in raw.items():
            if name not in known:
                self._unknown[name] = value
                continue
            try:
                good[name] = valid(known[name], value)
            except ValueError as error:
                self.problems.append(str(error))
                self.refused[name] = quote(value)
        return Settings(**good)

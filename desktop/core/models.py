"""Model files as values, and what they need of a machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

F16_BYTES = 2  # of one KV value
CELL_PAD = 256  # llama.cpp rounds the KV cells up to this
DEFAULT_CONTEXT = 8192  # tokens; enough for a long chat, small enough for a laptop
SMALLEST_CONTEXT = 1024  # tokens; below this a chat makes no sense
OVERHEAD = 150 << 20  # bytes: the process, its vocabulary tables and compute buffers (docs: engine.md §7)


class Origin(StrEnum):
    """Where a model file was found."""

    STARTER = "starter"  # the small model that comes as a package
    FOLDER = "folder"  # the models folder
    OPENED = "opened"  # chosen by the user, anywhere


@dataclass(frozen=True, slots=True)
class Header:
    """What a GGUF file says about itself. Numbers are as written there, checked for sense."""

    name: str
    architecture: str
    size: int  # bytes of the file
    parameters: int
    quant: str  # "Q4_K_M"; "" if the file does not tell
    trained_length: int  # tokens
    layers: int
    kv_values: int  # K and V values of one token over all layers
    has_template: bool


@dataclass(frozen=True, slots=True)
class Installed:
    """A model file on this disk that can be chosen."""

    path: Path
    name: str  # as shown
    origin: Origin
    size: int  # bytes
    quant: str


def kv_bytes(header: Header, context_length: int) -> int:
    """Size of an f16 KV cache: cells × values × 2 bytes (llama.cpp: llama_kv_cache)."""
    cells = -(-context_length // CELL_PAD) * CELL_PAD
    return cells * header.kv_values * F16_BYTES


def memory_needed(header: Header, context_length: int) -> int:
    """Bytes of memory that the engine takes with this model and context, roughly."""
    return header.size + kv_bytes(header, context_length) + OVERHEAD


def context_that_fits(header: Header, free: int, wanted: int = 0) -> int | None:
    """Largest context, in tokens, for `free` bytes of memory; None if even the smallest does not fit.

    `wanted` = 0 asks for the default. The answer is `wanted` halved as often as needed.
    """
    length = min(wanted or DEFAULT_CONTEXT, header.trained_length)
    while memory_needed(header, length) > free:
        length //= 2
        if length < min(SMALLEST_CONTEXT, header.trained_length):
            return None
    return length

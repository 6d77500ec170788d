"""Why a model file cannot be used. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.user_error import UserError


class ModelError(UserError):
    """A model file cannot be used."""


@dataclass(unsafe_hash=True)
class NoModel(ModelError):
    """There is no model on this computer."""


@dataclass(unsafe_hash=True)
class UnknownModel(ModelError):
    """No installed model has this name."""

    name: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ModelMissing(ModelError):
    """The file has gone, or is a folder, or may not be read."""

    path: Path
    is_folder: bool = False


@dataclass(unsafe_hash=True)
class NotGguf(ModelError):
    """The file is not a GGUF model."""

    path: Path


@dataclass(unsafe_hash=True)
class NotChatModel(ModelError):
    """The file is a GGUF file, but a projector, an adapter or the like: it goes with a model."""

    path: Path


@dataclass(unsafe_hash=True)
class ModelTruncated(ModelError):
    """The file ends before its contents do."""

    path: Path
    needed: int  # bytes that the header asks for
    size: int  # bytes that are there


@dataclass(unsafe_hash=True)
class ModelDamaged(ModelError):
    """The header says what cannot be."""

    path: Path
    detail: str


@dataclass(unsafe_hash=True)
class ModelRefused(ModelError):
    """llama.cpp does not load the file."""

    path: Path
    reason: str
    out_of_memory: bool = False  # whether that was the reason


@dataclass(unsafe_hash=True)
class NotEnoughMemory(ModelError):
    """The model does not fit into the free memory."""

    path: Path
    needed: int  # bytes
    free: int  # bytes


@dataclass(unsafe_hash=True)
class ModelCrashes(ModelError):
    """The engine process ended again and again with this model; it is not tried any more by itself."""

    path: Path
    count: int  # times in a row

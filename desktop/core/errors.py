"""Errors a user can do something about. Everything else is a bug.

    UserError
    ├── ModelError          a model file cannot be used
    ├── EngineError         the engine process cannot work
    ├── PromptError         this prompt cannot be answered
    ├── DataError           the data folder or the database cannot be used
    ├── AttachmentError     a file cannot go with a message
    └── Offline             a request that offline mode forbids

Not frozen: Python sets `__traceback__` on an exception, and a frozen dataclass forbids it.
The sentences are in `desktop.core.advice`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any


class UserError(Exception):
    """Base of every error that is shown as a sentence, never as a traceback."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by fields: an exception's own way forgets keyword arguments."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]

    def __str__(self) -> str:
        """Show the facts, for the log."""
        facts = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({facts})"


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


class EngineError(UserError):
    """The engine process cannot work."""


@dataclass(unsafe_hash=True)
class EngineStopped(EngineError):
    """The engine process ended while it was needed. `exit_code` is −N for signal N."""

    exit_code: int | None
    loading: bool = False


@dataclass(unsafe_hash=True)
class EngineMissing(EngineError):
    """llama-cpp-python, or a library that it needs, cannot be loaded."""

    detail: str


@dataclass(unsafe_hash=True)
class ProcessorTooOld(EngineError):
    """The engine was built for instructions that this processor does not have."""

    missing: tuple[str, ...]


@dataclass(unsafe_hash=True)
class DecodeFailed(EngineError):
    """llama.cpp gave up in the middle of an answer."""

    reason: str


class PromptError(UserError):
    """A prompt cannot be answered."""


@dataclass(unsafe_hash=True)
class EmptyPrompt(PromptError):
    """There is nothing to answer."""


@dataclass(unsafe_hash=True)
class PromptTooLong(PromptError):
    """The prompt leaves no room in the context."""

    tokens: int
    context: int


@dataclass(unsafe_hash=True)
class ContextExceeded(PromptError):
    """The chat is longer than the context, and nothing was chosen that would shorten it."""

    tokens: int
    context: int
    alone: bool  # what cannot be left out is too long already


@dataclass(unsafe_hash=True)
class SummaryFailed(PromptError):
    """The model wrote no summary of the oldest messages."""


@dataclass(unsafe_hash=True)
class ContextFull(PromptError):
    """The answer ended because it had filled the context."""

    context: int


@dataclass(unsafe_hash=True)
class TextTooLarge(PromptError):
    """The text is too large even to be counted."""

    characters: int
    limit: int


@dataclass(unsafe_hash=True)
class TemplateFailed(PromptError):
    """The model's chat template does not render this conversation."""

    detail: str


@dataclass(unsafe_hash=True)
class GrammarInvalid(PromptError):
    """The grammar that the answer is to follow cannot be used."""

    line: int  # counted from 1; 0 where no line is at fault
    detail: str


@dataclass(unsafe_hash=True)
class SchemaInvalid(PromptError):
    """The JSON schema that the answer is to follow cannot be used."""

    detail: str


class DataError(UserError):
    """The data folder or the database cannot be used."""


@dataclass(unsafe_hash=True)
class FolderNotWritable(DataError):
    """Nothing can be stored in the folder."""

    folder: Path


@dataclass(unsafe_hash=True)
class DiskFull(DataError):
    """The disk that holds the data folder is full."""

    folder: Path


@dataclass(unsafe_hash=True)
class DatabaseTooNew(DataError):
    """A newer version of the application wrote the database."""

    path: Path
    version: int
    known: int


@dataclass(unsafe_hash=True)
class DatabaseDamaged(DataError):
    """The database is damaged. It was set aside, nothing was deleted."""

    path: Path
    backup: Path | None  # the newest good backup


@dataclass(unsafe_hash=True)
class DamageFound(DataError):
    """The open database turned out to be damaged. It is set aside at the next start."""

    path: Path


@dataclass(unsafe_hash=True)
class BackupUnusable(DataError):
    """The file is no backup, or a damaged one. Nothing has changed."""

    path: Path


@dataclass(unsafe_hash=True)
class SettingsInvalid(DataError):
    """Values of the settings file were not taken; the defaults are in force for them."""

    path: Path


@dataclass(unsafe_hash=True)
class DatabaseBusy(DataError):
    """Another program holds the database."""

    path: Path


class AttachmentError(UserError):
    """A file cannot go with a message."""


@dataclass(unsafe_hash=True)
class NotText(AttachmentError):
    """The file holds no text, or text in an encoding that is not known for sure."""

    path: Path


@dataclass(unsafe_hash=True)
class FileKindUnknown(AttachmentError):
    """The file is of a kind that models cannot be given here yet: a PDF or an image."""

    path: Path


@dataclass(unsafe_hash=True)
class FileTooLarge(AttachmentError):
    """The file is larger than what a message may carry."""

    path: Path
    size: int  # bytes
    limit: int  # bytes


@dataclass(unsafe_hash=True)
class FileUnreadable(AttachmentError):
    """The file has gone, is a folder, or may not be read."""

    path: Path
    is_folder: bool = False


@dataclass(unsafe_hash=True)
class TooManyFiles(AttachmentError):
    """A message carries only so many files."""

    limit: int


@dataclass(unsafe_hash=True)
class Offline(UserError):
    """A request was asked for that offline mode forbids."""

    host: str

"""Errors a user can do something about. Everything else is a bug.

    UserError
    ├── ModelError          a model file cannot be used
    ├── EngineError         the engine process cannot work
    ├── PromptError         this prompt cannot be answered
    ├── DataError           the data folder or the database cannot be used
    ├── AttachmentError     a file cannot go with a message (see `attachment_errors`)
    ├── CompanionError      a draft model or an adapter does not go with a model (see `companion_errors`)
    ├── HubError            a model cannot be had from the hub (see `hub_errors`)
    ├── TemplateError       something cannot be done with a prompt template (see `template_errors`)
    ├── FolderError         something cannot be done with a folder of chats (see `folder_errors`)
    ├── LeavingError        chats cannot be printed or painted into a file (see `leaving_errors`)
    ├── PersonaError        something cannot be done with a persona or presets (see `persona_errors`)
    ├── TryoutError         a template cannot be tried out (see `tryout_errors`)
    ├── LibraryError        something cannot be done with models or their folders (see `library_errors`)
    └── Offline             a request that offline mode forbids

Not frozen: Python sets `__traceback__` on an exception, and a frozen dataclass forbids it.
The sentences are in `desktop.core.advice`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.core.model_errors import (
    ModelCrashes as ModelCrashes,
    ModelDamaged as ModelDamaged,
    ModelError as ModelError,
    ModelMissing as ModelMissing,
    ModelRefused as ModelRefused,
    ModelTruncated as ModelTruncated,
    NoModel as NoModel,
    NotChatModel as NotChatModel,
    NotEnoughMemory as NotEnoughMemory,
    NotGguf as NotGguf,
    UnknownModel as UnknownModel,
)
from desktop.core.prompt_errors import (
    AnswerUnderWay as AnswerUnderWay,
    ChatCameFirst as ChatCameFirst,
    ContextExceeded as ContextExceeded,
    ContextFull as ContextFull,
    EmptyPrompt as EmptyPrompt,
    GrammarInvalid as GrammarInvalid,
    PromptError as PromptError,
    PromptTooLong as PromptTooLong,
    SchemaInvalid as SchemaInvalid,
    SummaryFailed as SummaryFailed,
    TemplateFailed as TemplateFailed,
    TextTooLarge as TextTooLarge,
)
from desktop.core.user_error import UserError as UserError


class EngineError(UserError):
    """The engine process cannot work."""


@dataclass(unsafe_hash=True)
class EngineStopped(EngineError):
    """The engine process ended while it was needed. `exit_code` is −N for signal N."""

    exit_code: int | None
    loading: bool = False
    adapters: tuple[str, ...] = ()  # names of those that it answered with, which may be the cause
    draft: str = ""  # name of the model whose drafting was being measured, which may be the cause


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
class FileInTheWay(DataError):
    """There is a file of this name already; it is not written over."""

    path: Path


@dataclass(unsafe_hash=True)
class NothingStored(DataError):
    """There is no database yet."""

    path: Path


@dataclass(unsafe_hash=True)
class SettingsInvalid(DataError):
    """Values of the settings file were not taken; the defaults are in force for them."""

    path: Path


@dataclass(unsafe_hash=True)
class DatabaseBusy(DataError):
    """Another program holds the database."""

    path: Path


@dataclass(unsafe_hash=True)
class Offline(UserError):
    """A request was asked for that offline mode forbids."""

    host: str

"""Chats, messages and what is known about an answer, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from desktop.core.plain_line import clean as clean  # for importers, as the next one
from desktop.core.policies import Policy as Policy
from desktop.core.sampling import DEFAULTS, Sampling

if TYPE_CHECKING:  # templates are made of texts that this module cleans
    from desktop.core.templates import TemplateUse

ChatId = NewType("ChatId", int)
MessageId = NewType("MessageId", int)
FolderId = NewType("FolderId", int)

TITLE_LENGTH = 60  # characters; the sidebar shows about 30 Latin ones


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    SUMMARY = "summary"  # stands for the messages before it, up to `Message.covers`


class Status(StrEnum):
    """How far a message has come."""

    STREAMING = "streaming"
    DONE = "done"
    STOPPED = "stopped"  # by the user; the text so far is kept
    FAILED = "failed"  # by anything else; the text so far is kept


class Finish(StrEnum):
    """Why an answer ended."""

    STOP = "stop"  # the model ended it
    LENGTH = "length"  # the asked number of tokens is reached
    CONTEXT = "context"  # the context is full
    CANCELLED = "cancelled"  # the user stopped it
    FAILED = "failed"  # the engine reported an error or died
    INTERRUPTED = "interrupted"  # the application ended before the answer did


class Naming(StrEnum):
    """Where the title of a chat comes from."""

    FIRST_WORDS = "first words"  # of its first message; a model may find a better one
    MODEL = "model"
    USER = "user"  # never replaced by itself; also where it is not known any more


@dataclass(frozen=True, slots=True)
class Adapter:
    """A LoRA adapter, and how much it changes the model."""

    path: str
    scale: float = 1.0  # 0 changes nothing; 1 is what it was made for


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """What was chosen for one chat."""

    policy: Policy = Policy.ASK
    thinking: bool = True  # whether a model that can be told so thinks first
    sampling: Sampling | None = None  # None is what the model's file recommends, or our defaults
    adapters: tuple[Adapter, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the shown branch that the model did not get to see."""

    first: MessageId
    last: MessageId
    count: int  # messages
    tokens: int


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """How an answer came about. Fields stay None when the answer ended before they were known."""

    model_name: str
    model_path: str
    model_sha256: str | None = None  # filled in once the file has been read in idle time
    quant: str = ""
    chat_template: str = ""  # "own" or "chatml", see engine.protocol.TemplateSource
    sampling: Sampling = DEFAULTS
    seed: int | None = None
    prompt_tokens: int | None = None
    reused_tokens: int | None = None  # of the prompt, taken from the KV cache
    tokens: int | None = None
    first_token_seconds: float | None = None  # from the request's arrival in the engine
    tokens_per_second: float | None = None  # while decoding
    finish: Finish | None = None
    failure: str | None = None  # class name of the UserError that ended it
    thinking_tokens: int | None = None  # of `tokens`
    thinking_seconds: float | None = None
    thinking: bool | None = None  # whether the model was told to think; None where it cannot be told
    policy: Policy | None = None  # that left something out, or would have
    left_out: LeftOut | None = None
    adapters: tuple[Adapter, ...] = ()
    drafted_tokens: int | None = None  # that were guessed and checked several at a time
    accepted_tokens: int | None = None  # of these, that are in the answer


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a message."""

    name: str  # without folders
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat: a node of its message tree."""

    id: MessageId
    parent: MessageId | None
    role: Role
    text: str
    status: Status
    created: datetime
    record: AnswerRecord | None = None
    alternatives: tuple[MessageId, ...] = ()  # in the same place, this one too; empty without others
    thinking: str = ""  # what the model said to itself before; never sent back to it
    attachments: tuple[Attachment, ...] = ()
    covers: MessageId | None = None  # of a summary: the last message of the branch that it stands for
    pinned: bool = False  # stays in the context, whatever the policy leaves out
    template: TemplateUse | None = None  # what it was made with


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation as the sidebar lists it."""

    id: ChatId
    title: str  # empty until the first message names it
    created: datetime
    updated: datetime
    pinned: bool = False  # stays at the top of the list
    archived: bool = False  # is not in the list, but found
    folder: FolderId | None = None
    tags: tuple[str, ...] = ()
    naming: Naming = Naming.USER


def title_of(text: str) -> str:
    """Name a chat by the first line of its first message."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    line = " ".join(line.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > TITLE_LENGTH // 2 else cut) + "…"

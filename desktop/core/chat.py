"""Chats, messages and what is known about an answer, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

ChatId = NewType("ChatId", int)
MessageId = NewType("MessageId", int)

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
TITLE_LENGTH = 60  # characters; the sidebar shows about 30 Latin ones


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


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


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn.

    The defaults are llama.cpp's own, with a milder temperature, and with the repeat penalty of LM Studio
    and Ollama: without one, small models fall into a loop that only the end of the context ends.
    """

    temperature: float = 0.7  # 0 takes the likeliest token always
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.1  # 1 is none
    seed: int | None = None  # None draws one; the record tells which
    max_tokens: int | None = None  # None goes on until the model ends or the context is full


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """How an answer came about. Fields stay None when the answer ended before they were known."""

    model_name: str
    model_path: str
    model_sha256: str | None = None  # filled in once the file has been read in idle time
    quant: str = ""
    chat_template: str = ""  # "own" or "chatml", see engine.protocol.TemplateSource
    sampling: Sampling = Sampling()
    seed: int | None = None
    prompt_tokens: int | None = None
    reused_tokens: int | None = None  # of the prompt, taken from the KV cache
    tokens: int | None = None
    first_token_seconds: float | None = None  # from the request's arrival in the engine
    tokens_per_second: float | None = None  # while decoding
    finish: Finish | None = None
    failure: str | None = None  # class name of the UserError that ended it


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


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation as the sidebar lists it."""

    id: ChatId
    title: str  # empty until the first message names it
    created: datetime
    updated: datetime


def clean(text: str) -> str:
    """Make any text storable and sendable: lone surrogates, NUL and noncharacters become U+FFFD.

    U+FDD0 to U+FDEF are reserved by Unicode for use inside a program; the engine marks message
    contents with two of them, so they must not come from outside.
    """
    if not any(c == "\0" or "\ud800" <= c <= "\udfff" or "\ufdd0" <= c <= "\ufdef" for c in text):
        return text
    table = dict.fromkeys([0, *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], REPLACEMENT)
    return text.translate(table)


def title_of(text: str) -> str:
    """Name a chat by the first line of its first message."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    line = " ".join(line.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > TITLE_LENGTH // 2 else cut) + "…"

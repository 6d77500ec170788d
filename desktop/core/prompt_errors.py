"""Why a prompt cannot be answered. See `desktop.core.errors`."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.user_error import UserError


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


@dataclass(unsafe_hash=True)
class AnswerUnderWay(PromptError):
    """A chat is being answered, or its model loaded, which would spoil what is measured beside it."""

    loading: bool = False


@dataclass(unsafe_hash=True)
class ChatCameFirst(PromptError):
    """A chat wanted an answer, or another model, so a comparison was stopped."""

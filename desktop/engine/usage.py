"""What an answer took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """The figures of one answer."""

    prompt_tokens: int
    reused_tokens: int
    tokens: int
    first_token_seconds: float | None  # from the command's arrival; None if there was no token
    tokens_per_second: float | None  # while decoding, the first token left out; None below two tokens
    seed: int
    thinking_tokens: int = 0  # of `tokens`
    thinking_seconds: float | None = None  # None where nothing was thought
    drafted_tokens: int = 0  # that were checked before they were drawn
    accepted_tokens: int = 0  # of these, that were drawn

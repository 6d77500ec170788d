"""The loop that makes text: one token after the other."""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Callable
from dataclasses import dataclass

from desktop.core.chat import Finish
from desktop.core.errors import DecodeFailed
from desktop.engine.abort import AbortFlag
from desktop.engine.native.batch import Batch
from desktop.engine.native.bindings import Handle
from desktop.engine.native.cache import ABORTED, DONE, FULL, Cache
from desktop.engine.native.runtime import Runtime

PIECE_BYTES = 256  # the longest token seen has 512, which gets a larger buffer


@dataclass(frozen=True, slots=True)
class Limits:
    """When an answer ends that the model does not end."""

    max_tokens: int | None
    ignore_end: bool = False


class Pieces:
    """The text of tokens. A character that is split over tokens comes with its last one."""

    def __init__(self, runtime: Runtime, size: int = PIECE_BYTES) -> None:
        self._to_piece = runtime.api.llama_token_to_piece
        self._vocabulary = runtime.vocabulary
        self._buffer = ctypes.create_string_buffer(size)
        self._size = size
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")

    def text(self, token: int) -> str:
        """Give the text that this token completes. Control tokens have none."""
        size = self._to_piece(self._vocabulary, token, self._buffer, self._size, 0, False)
        if size < 0:
            self._size = -size
            self._buffer = ctypes.create_string_buffer(self._size)
            size = self._to_piece(self._vocabulary, token, self._buffer, self._size, 0, False)
        return self._utf8.decode(ctypes.string_at(self._buffer, max(0, size)))

    def rest(self) -> str:
        """Give what remains of a character that the model did not complete, as U+FFFD."""
        return self._utf8.decode(b"", final=True)


class Decoder:
    """Continues the tokens in the cache. Adds 1 to 2 % to what llama.cpp itself takes for a token."""

    def __init__(self, runtime: Runtime, cache: Cache, abort: AbortFlag) -> None:
        self._runtime = runtime
        self._cache = cache
        self._abort = abort
        self._batch = Batch(runtime.api, 1)
        self._batch.fill([0], 0, logits=True)

    def run(self, chain: Handle, limits: Limits, token: Callable[[str], None]) -> tuple[Finish, str]:
        """Generate until something ends it, giving each token's text to `token`.

        Gives the text that was still incomplete then, too. After an abort the context can be used as before.
        """
        runtime, cache = self._runtime, self._cache
        api, context, vocabulary = runtime.api, runtime.context, runtime.vocabulary
        sample, is_end, decode = api.llama_sampler_sample, api.llama_vocab_is_eog, api.llama_decode
        batch, tokens, positions = self._batch.native, self._batch.tokens, self._batch.positions
        pieces, stopped = Pieces(runtime), self._abort.is_set
        limit, at_limit = self._limit(limits)
        position = len(cache.tokens)
        generated = 0
        while generated < limit:
            if stopped():
                return Finish.CANCELLED, ""
            drawn = sample(chain, context, -1)
            if not 0 <= drawn < runtime.vocabulary_size:  # the next call would end the process
                raise DecodeFailed(f"token {drawn} does not exist")
            if is_end(vocabulary, drawn) and not limits.ignore_end:
                return Finish.STOP, pieces.rest()
            generated += 1
            token(pieces.text(drawn))
            if generated == limit:
                break
            tokens[0], positions[0] = drawn, position
            result = decode(context, batch)
            if result != DONE:
                cache.cut(position)
                return self._broken(result), ""
            cache.tokens.append(drawn)
            position += 1
        return at_limit, ""

    def _limit(self, limits: Limits) -> tuple[int, Finish]:
        """Give the number of tokens that may come, and why it ends there."""
        room = self._runtime.context_length - len(self._cache.tokens)
        if limits.max_tokens is not None and limits.max_tokens <= room:
            return limits.max_tokens, Finish.LENGTH
        return room, Finish.CONTEXT

    def _broken(self, result: int) -> Finish:
        if result == ABORTED:
            return Finish.CANCELLED
        if result == FULL:
            return Finish.CONTEXT
        raise DecodeFailed(f"llama_decode returned {result}: {self._runtime.library.log.reason()}")

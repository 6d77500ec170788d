"""The text of tokens."""

from __future__ import annotations

import codecs
import ctypes

from desktop.engine.native.runtime import Runtime
from desktop.engine.thinking import TOKENS_OF_TAGS

PIECE_BYTES = 256  # the longest token seen has 512, which gets a larger buffer


class Pieces:
    """The text of tokens. A character that is split over tokens comes with its last one."""

    def __init__(self, runtime: Runtime, size: int = PIECE_BYTES) -> None:
        self._api = runtime.api
        self._to_piece = runtime.api.llama_token_to_piece
        self._vocabulary = runtime.vocabulary
        self._buffer = ctypes.create_string_buffer(size)
        self._size = size
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._spelled: dict[int, bytes] = {}  # of the control tokens that have come

    def text(self, token: int) -> str:
        """Give the text that this token completes. Control tokens have none, but for tags of thinking."""
        size = self._to_piece(self._vocabulary, token, self._buffer, self._size, 0, False)
        if size == 0:
            return self._utf8.decode(self._spell(token))
        if size < 0:
            self._size = -size
            self._buffer = ctypes.create_string_buffer(self._size)
            size = self._to_piece(self._vocabulary, token, self._buffer, self._size, 0, False)
        return self._utf8.decode(ctypes.string_at(self._buffer, max(0, size)))

    def rest(self) -> str:
        """Give what remains of a character that the model did not complete, as U+FFFD."""
        return self._utf8.decode(b"", final=True)

    def _spell(self, token: int) -> bytes:
        """Give the text of a control token if it is part of a tag, all of whose tokens the model has."""
        if token not in self._spelled:
            raw: bytes = self._api.llama_vocab_get_text(self._vocabulary, token)
            tags = TOKENS_OF_TAGS.get(raw.decode("utf-8", "replace"))
            is_tag = tags is not None and all(self._is_token(text) for text in tags.tokens)
            self._spelled[token] = raw if is_tag else b""
        return self._spelled[token]

    def _is_token(self, text: str) -> bool:
        data, found = text.encode(), (ctypes.c_int32 * 1)()
        count: int = self._api.llama_tokenize(self._vocabulary, data, len(data), found, 1, False, True)
        return count == 1

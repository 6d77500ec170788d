"""The text of tokens."""

from __future__ import annotations

import codecs
import ctypes

from desktop.engine.native.runtime import Runtime

PIECE_BYTES = 256  # the longest token seen has 512, which gets a larger buffer


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

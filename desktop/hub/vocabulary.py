"""The tokens of a model, read from its header to compare them with another model's."""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from desktop.core.draft_models import FIRST_COMPARED, MOST_MORE_TOKENS
from desktop.core.errors import ModelDamaged, ModelMissing, NotGguf
from desktop.hub.gguf_reader import Reader

ENDS = {"llama": (1, 2), "gpt2": (11, 11)}  # first and last token where a file names none (llama-vocab.cpp)
NAMES = "tokenizer.ggml.bos_token_id", "tokenizer.ggml.eos_token_id"

_U64 = struct.Struct("<Q")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What has to be the same for the tokens of one model to mean the same to another one."""

    kind: str
    ends: tuple[object, ...]  # the tokens that begin and end a text
    count: int
    texts: bytes  # of all tokens, each with its length before it


def read_vocabulary(path: Path) -> Vocabulary:
    """Read the tokens of a GGUF file, or of the first one of a split model. For worker threads.

    Raises ModelMissing, NotGguf and ModelDamaged.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise NotGguf(path)
        with path.open("rb") as file:
            start = Reader(file, path, status.st_size).read_start()
            begin, end = start.texts
            file.seek(begin)
            texts = file.read(end - begin)
    except (OSError, ValueError):  # ValueError: a path with NUL in it
        raise ModelMissing(path) from None
    if not texts or len(texts) < end - begin:
        raise ModelDamaged(path, "no list of tokens")
    kind = start.fields.get("tokenizer.ggml.model")
    kind = kind if isinstance(kind, str) else ""
    usual = ENDS.get(kind, (None, None))
    ends = tuple(start.fields.get(name, end) for name, end in zip(NAMES, usual, strict=True))
    return Vocabulary(kind, ends, start.words, texts)


def same_words(one: Vocabulary, other: Vocabulary) -> bool:
    """Tell whether what one model drafts can be checked by the other: as llama.cpp compares them."""
    if abs(one.count - other.count) > MOST_MORE_TOKENS or (one.kind, one.ends) != (other.kind, other.ends):
        return False
    count = min(one.count, other.count)
    return _texts(one, count) == _texts(other, count)


def _texts(vocabulary: Vocabulary, count: int) -> memoryview:
    """Give the texts of the first tokens, without the very first."""
    first = _end(vocabulary.texts, min(FIRST_COMPARED, count))
    last = len(vocabulary.texts) if count == vocabulary.count else _end(vocabulary.texts, count)
    return memoryview(vocabulary.texts)[first:last]


def _end(texts: bytes, count: int) -> int:
    """Find where the first texts end; the reader has made sure that they are there."""
    at = 0
    for _ in range(count):
        at += _U64.size + _U64.unpack_from(texts, at)[0]
    return at

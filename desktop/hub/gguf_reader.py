"""Reads the raw header of a GGUF file, which may be damaged or made to do harm."""

from __future__ import annotations

import math
import re
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias

from desktop.core.errors import ModelDamaged, ModelTruncated, NotGguf
from desktop.hub.gguf_format import ALIGNMENT, ARRAY, BLOCKS, MAGIC, SCALARS, STRING, VERSIONS

Value: TypeAlias = int | float | bool | str | list[int | float | bool] | None

READ_AHEAD = 1 << 20  # bytes
LARGEST_HEADER = 512 << 20  # bytes; the largest seen has 16 MiB, nearly all of it vocabulary
LONGEST_NAME = 1 << 16  # bytes
LONGEST_STRING = 16 << 20  # bytes
MOST_FIELDS = 1 << 16
MOST_TENSORS = 1 << 18
MOST_STRINGS = 4_000_000  # in all arrays; walking over that many takes a second
LONGEST_KEPT_ARRAY = 4096  # items; longer ones are skipped
MOST_DIMENSIONS = 4
LARGEST_TENSOR = 1 << 48  # values
BLOCK = re.compile(r"blk\.(\d{1,4})\.")
VOCABULARY = "tokenizer.ggml.tokens"
EMBEDDINGS = ("token_embd.", "per_layer_token_embd.", "position_embd.", "token_types.")

_U32, _U64 = struct.Struct("<I"), struct.Struct("<Q")


@dataclass(slots=True)
class Weights:
    """The tensors of a file, added up; all in bytes but for the counts."""

    parameters: int = 0
    blocks: dict[int, int] = field(default_factory=dict[int, int])  # by the number of the layer
    embedding: int = 0
    output: int = 0  # what belongs to no layer and is no embedding
    vocabulary: int = 0  # rows of the token embedding
    tied: bool = True  # there is no output matrix: the embedding serves for it
    end: int = 0  # of the last tensor's data, counted from where the data begins

    def add(self, name: str, shape: list[int], size: int) -> None:
        """Put a tensor where it belongs."""
        self.parameters += math.prod(shape)
        block = BLOCK.match(name)
        if block:
            number = int(block[1])
            self.blocks[number] = self.blocks.get(number, 0) + size
        elif name.startswith(EMBEDDINGS):
            self.embedding += size
        else:
            self.output += size
        self.tied = self.tied and name != "output.weight"
        if name == "token_embd.weight":
            self.vocabulary = shape[-1] if shape else 0


@dataclass(frozen=True, slots=True)
class Raw:
    """What stands in the header."""

    fields: dict[str, Value]  # None for arrays that were skipped
    weights: Weights
    end: int  # the position where the last tensor ends


@dataclass(frozen=True, slots=True)
class Start:
    """What the first bytes of a file tell."""

    fields: dict[str, Value]
    words: int  # of the vocabulary; 0 where its list begins later
    texts: tuple[int, int] = (0, 0)  # where these begin and end in the file; nowhere if they are not all here


class Reader:
    """Walks over a header once. Every number in it is checked before it is used.

    The file is read, not mapped into memory: a mapped file that shrinks, or whose disk is pulled out,
    ends the process that looks at it.
    """

    def __init__(self, file: BinaryIO, path: Path, size: int) -> None:
        self._file = file
        self._path = path
        self._size = size
        self._data = bytearray()
        self._at = 0
        self._strings = 0
        self._fields: dict[str, Value] = {}
        self._words = 0
        self._texts = (0, 0)

    def read(self) -> Raw:
        """Read the whole header. Raises NotGguf, ModelTruncated, ModelDamaged and OSError."""
        tensors, fields = self._begin(), self._fields
        alignment = fields.get("general.alignment", ALIGNMENT)
        if not isinstance(alignment, int) or not 1 <= alignment <= READ_AHEAD:
            raise self._damaged(f"alignment {alignment}")
        weights = self._tensors(tensors)
        start = -(-self._at // alignment) * alignment
        return Raw(fields, weights, start + weights.end if tensors else self._at)

    def read_start(self) -> Start:
        """Read as many fields as there are in a file's first bytes. Raises NotGguf and ModelDamaged."""
        with suppress(ModelTruncated):  # the rest of the header is not here
            self._begin()
        return Start(self._fields, self._words, self._texts)

    def _begin(self) -> int:
        """Read what comes before the list of tensors; gives their number."""
        if self._size < len(MAGIC) or self._bytes(len(MAGIC)) != MAGIC:
            raise NotGguf(self._path)
        version = self._u32()
        if version not in VERSIONS:
            raise self._damaged(f"version {version} of the format is not known")
        tensors = self._count(MOST_TENSORS, "tensors")
        for _ in range(self._count(MOST_FIELDS, "fields")):
            name = self._string(LONGEST_NAME)
            kind = self._u32()
            self._fields[name] = self._array(name) if kind == ARRAY else self._value(kind)
        return tensors

    def _value(self, kind: int) -> Value:
        if kind == STRING:
            return self._string(LONGEST_STRING)
        code = struct.Struct("<" + code_of(kind, self._path))
        return code.unpack(self._bytes(code.size))[0]

    def _array(self, name: str) -> Value:
        kind, count = self._u32(), self._u64()
        if name == VOCABULARY:
            self._words = min(count, MOST_STRINGS)
        if kind == STRING:
            start = self._at
            self._skip_strings(count)
            if name == VOCABULARY:
                self._texts = start, self._at
            return None
        code = code_of(kind, self._path)
        length = count * struct.calcsize("<" + code)
        if length > LARGEST_HEADER:
            raise self._damaged(f"an array of {count} items")
        data = self._bytes(length)
        return list(struct.unpack(f"<{count}{code}", data)) if count <= LONGEST_KEPT_ARRAY else None

    def _skip_strings(self, count: int) -> None:
        self._strings += count
        if self._strings > MOST_STRINGS:
            raise self._damaged(f"{self._strings} strings")
        unpack, at, here = _U64.unpack_from, self._at, len(self._data)
        for _ in range(count):  # a vocabulary: this loop is most of the time that a header takes
            if at + 8 > here:
                self._need(at + 8)
                here = len(self._data)
            (length,) = unpack(self._data, at)
            if length > LONGEST_STRING:
                raise self._damaged(f"a string of {length} bytes")
            at += 8 + length
        self._need(at)
        self._at = at

    def _tensors(self, count: int) -> Weights:
        """Read the list of tensors and add them up."""
        weights = Weights()
        for _ in range(count):
            name = self._string(LONGEST_NAME)
            dimensions = self._u32()
            if dimensions > MOST_DIMENSIONS:
                raise self._damaged(f"a tensor with {dimensions} dimensions")
            shape = [self._u64() for _ in range(dimensions)]
            values = math.prod(shape)
            kind, offset = self._u32(), self._u64()
            if values > LARGEST_TENSOR or offset > LARGEST_TENSOR:
                raise self._damaged(f"a tensor of {values} values at {offset}")
            per_block, block = BLOCKS.get(kind, (1, 0))  # of a newer kind nothing is known
            size = values // per_block * block
            weights.add(name, shape, size)
            weights.end = max(weights.end, offset + size)
        return weights

    def _string(self, longest: int) -> str:
        length = self._u64()
        if length > longest:
            raise self._damaged(f"a string of {length} bytes")
        return self._bytes(length).decode("utf-8", "replace")

    def _count(self, most: int, what: str) -> int:
        count = self._u64()
        if count > most:
            raise self._damaged(f"{count} {what}")
        return count

    def _u32(self) -> int:
        return _U32.unpack(self._bytes(4))[0]

    def _u64(self) -> int:
        return _U64.unpack(self._bytes(8))[0]

    def _bytes(self, length: int) -> bytes:
        start = self._at
        self._need(start + length)
        self._at = start + length
        return bytes(self._data[start : self._at])

    def _need(self, end: int) -> None:
        """Read on until the first `end` bytes are there."""
        if end <= len(self._data):
            return
        if end > LARGEST_HEADER:
            raise self._damaged("the header is too large")
        self._data += self._file.read(max(end - len(self._data), READ_AHEAD))
        if end > len(self._data):
            raise ModelTruncated(self._path, end, len(self._data))

    def _damaged(self, detail: str) -> ModelDamaged:
        return ModelDamaged(self._path, detail)


def code_of(kind: int, path: Path) -> str:
    """Give the struct code of a kind of value. Raises ModelDamaged."""
    if kind not in SCALARS:
        raise ModelDamaged(path, f"a value of the unknown kind {kind}")
    return SCALARS[kind]

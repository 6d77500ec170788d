"""What a model file says about itself, read without loading it."""

from __future__ import annotations

import math
import stat
from collections.abc import Mapping
from pathlib import Path

from desktop.core.chat import clean
from desktop.core.errors import (
    ModelDamaged,
    ModelMissing,
    ModelTruncated,
    NotChatModel,
    NotGguf,
)
from desktop.core.models import Body, Header
from desktop.hub.gguf_format import GUESSED, MOST_EXPERTS, MOST_LAYERS, QUANTS, ROPE_SCALINGS
from desktop.hub.gguf_layers import Heads, Layers
from desktop.hub.gguf_numbers import Numbers, is_count
from desktop.hub.gguf_reader import Raw, Reader, Value, Weights
from desktop.hub.gguf_split import MOST_FILES, shards

LONGEST_MODEL_NAME = 200  # characters
MOST_HINTS = 64  # recommended sampling parameters
SAMPLING = "general.sampling."
NOT_CHAT_TYPES = ("adapter", "mmproj", "imatrix", "vocab")  # of general.type
QUANTISED_BLOCK = 32  # values; a head that is no multiple of it cannot be quantised


def read_header(path: Path) -> Header:
    """Read and check the header of a GGUF model, all its files where it is split.

    Takes about 10 ms for 50,000 words of vocabulary. Raises ModelMissing (also for a missing part),
    NotGguf, NotChatModel, ModelTruncated and ModelDamaged, the last one also for the numbers at which
    llama.cpp does not refuse the file but ends the process.
    """
    raw, size = _read(path)
    count, number = raw.fields.get("split.count"), raw.fields.get("split.no")
    if not is_count(count) or count < 2:
        return Facts(path, raw.fields, raw.weights).header(size, 1)
    parts = shards(path)
    if len(parts) != count or count > MOST_FILES or number != 0:
        raise ModelDamaged(path, f"part {number} of {count}, and not called so, or not the first")
    weights = raw.weights
    for part in parts[1:]:
        more, more_size = _read(part)
        weights = _together(weights, more.weights)
        size += more_size
    return Facts(path, raw.fields, weights).header(size, len(parts))


def _read(path: Path) -> tuple[Raw, int]:
    """Read the raw header of one file, and its size."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ModelMissing(path, is_folder=True)
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise NotGguf(path)
        with path.open("rb") as file:
            raw = Reader(file, path, status.st_size).read()
    except (OSError, ValueError):  # ValueError: a path with NUL in it
        raise ModelMissing(path) from None
    if raw.end > status.st_size:
        raise ModelTruncated(path, raw.end, status.st_size)
    return raw, status.st_size


def _together(first: Weights, second: Weights) -> Weights:
    numbers = first.blocks.keys() | second.blocks.keys()
    return Weights(
        parameters=first.parameters + second.parameters,
        blocks={number: first.blocks.get(number, 0) + second.blocks.get(number, 0) for number in numbers},
        embedding=first.embedding + second.embedding,
        output=first.output + second.output,
        vocabulary=max(first.vocabulary, second.vocabulary),
        tied=first.tied and second.tied,
    )


class Facts:
    """The fields of one model, put together. `path` is named in errors only."""

    def __init__(self, path: Path, fields: Mapping[str, Value], weights: Weights) -> None:
        self._path = path
        self._fields = fields
        self._weights = weights
        self._numbers = Numbers(path, self._text("general.architecture"), fields)

    def header(self, size: int, files: int) -> Header:
        """Put the facts together."""
        architecture = self._numbers.architecture
        if not architecture:
            raise self._numbers.damaged("no architecture")
        if architecture == "clip" or self._fields.get("general.type") in NOT_CHAT_TYPES:
            raise NotChatModel(self._path)
        layers = self._layers()
        self._check_what_ends_the_process()
        return Header(
            name=self._text("general.name") or clean(self._path.stem),
            architecture=architecture,
            size=size,
            parameters=self._weights.parameters,
            quant=self._quant(),
            trained_length=self._numbers.needed("context_length"),
            has_template=bool(self._fields.get("tokenizer.chat_template")),
            body=self._body(layers),
            sampling=self._sampling(),
            files=files,
        )

    def _layers(self) -> int:
        layers = self._numbers.field("block_count")
        if not is_count(layers) or not 1 <= layers <= MOST_LAYERS:
            raise self._numbers.damaged(f"block_count is {layers}")
        return layers

    def _check_what_ends_the_process(self) -> None:
        """Refuse what llama.cpp asserts (src/llama-model.cpp, load_hparams)."""
        experts = self._numbers.field("expert_count")
        if experts is not None and (not is_count(experts) or experts > MOST_EXPERTS):
            raise self._numbers.damaged(f"expert_count is {experts}")
        scaling = self._numbers.field("rope.scaling.type")
        if scaling is not None and scaling not in ROPE_SCALINGS:
            raise self._numbers.damaged("the kind of rope scaling is not known")

    def _body(self, count: int) -> Body:
        layers = Layers(self._numbers, count)
        heads = layers.heads()
        return Body(
            blocks=layers.blocks(heads, self._weights.blocks),
            embedding=self._weights.embedding,
            output=self._weights.output,
            width=self._numbers.needed("embedding_length"),
            heads=max(heads.queries),
            feed_forward=self._feed_forward(),
            vocabulary=self._weights.vocabulary,
            tied=self._weights.tied,
            merges="tokenizer.ggml.merges" in self._fields,
            quantisable=_quantisable(heads),
        )

    def _feed_forward(self) -> int:
        """Give the values of a token inside the feed-forward part: all experts' that are used together."""
        optional = self._numbers.optional
        experts = optional("expert_used_count") * optional("expert_feed_forward_length")
        return max(optional("feed_forward_length"), experts + optional("expert_shared_feed_forward_length"))

    def _sampling(self) -> tuple[tuple[str, float], ...]:
        """Give the parameters that the file recommends, by llama.cpp's names for them."""
        hints = [
            (name.removeprefix(SAMPLING), float(value))
            for name, value in self._fields.items()
            if name.startswith(SAMPLING) and isinstance(value, int | float) and math.isfinite(value)
        ]
        return tuple(hints[:MOST_HINTS])

    def _quant(self) -> str:
        file_type = self._fields.get("general.file_type")
        return QUANTS.get(file_type & ~GUESSED, "") if is_count(file_type) else ""

    def _text(self, name: str) -> str:
        """Give a text for people: short, on one line, without control characters; "" if there is none."""
        text = self._fields.get(name)
        if not isinstance(text, str):
            return ""
        printable = "".join(c if c.isprintable() else " " for c in clean(text)[: 4 * LONGEST_MODEL_NAME])
        return " ".join(printable.split())[:LONGEST_MODEL_NAME]


def _quantisable(heads: Heads) -> bool:
    return heads.keys % QUANTISED_BLOCK == 0 and heads.values % QUANTISED_BLOCK == 0

"""What the first bytes of a model file tell of it, before it is downloaded."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.core.hub import Offer
from desktop.core.models import Header
from desktop.core.quants import usual_bits
from desktop.hub.gguf import Facts
from desktop.hub.gguf_numbers import is_count
from desktop.hub.gguf_reader import Reader, Value, Weights

PREFIX = 1 << 16  # bytes; what decides the fit comes before the vocabulary (hub.md §4.1)
WORDS = 150_000  # of a vocabulary that begins later than that
BITS = 5.0  # of a weight, where the quant does not tell
MOST_OF_FILE = 4  # an embedding is never thought to be more than a quarter of its file


@dataclass(frozen=True, slots=True)
class Probed:
    """The file whose first bytes are read."""

    name: str
    size: int  # bytes, of all parts
    quant: str
    parts: int = 1
    parameters: int = 0  # 0 where the hub does not tell


def read_start(data: bytes, probed: Probed) -> Header:
    """Make a header that is good enough to tell how the model fits.

    The tensors are not in it: the weights are spread evenly over the layers. Raises NotGguf, NotChatModel
    and ModelDamaged, the last one also where the first bytes do not say enough.
    """
    path = Path(probed.name)
    start = Reader(io.BytesIO(data[:PREFIX]), path, len(data)).read_start()
    fields = dict(start.fields)
    if fields.get("tokenizer.ggml.model") == "gpt2":
        fields.setdefault("tokenizer.ggml.merges", None)
    weights = _weights(fields, start.words or WORDS, probed)
    header = Facts(path, fields, weights).header(probed.size, probed.parts)
    return replace(header, parameters=probed.parameters, quant=probed.quant or header.quant)


def as_offer(header: Header, offer: Offer) -> Header:
    """Make of one quant's header that of another: they differ in their weights only."""
    ratio = offer.size / header.size if header.size else 1.0
    body = header.body
    blocks = tuple(replace(block, weights=int(block.weights * ratio)) for block in body.blocks)
    scaled = replace(
        body, blocks=blocks, embedding=int(body.embedding * ratio), output=int(body.output * ratio)
    )
    return replace(header, size=offer.size, quant=offer.quant, files=len(offer.files), body=scaled)


def _weights(fields: dict[str, Value], words: int, probed: Probed) -> Weights:
    architecture = fields.get("general.architecture")
    layers, width = fields.get(f"{architecture}.block_count"), fields.get(f"{architecture}.embedding_length")
    count = layers if is_count(layers) and 0 < layers <= 1 << 12 else 1
    values = words * width if is_count(width) else 0
    embedding = min(int(values * (usual_bits(probed.quant) or BITS) / 8), probed.size // MOST_OF_FILE)
    each = max(0, probed.size - 2 * embedding) // count
    return Weights(
        blocks=dict.fromkeys(range(count), each),
        embedding=embedding,
        output=embedding,
        vocabulary=words,
        tied=False,  # the end of the list of tensors would tell
    )

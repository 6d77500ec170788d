"""Writes models of random weights, for benches of memory: real in every size, senseless in what they say."""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

Value: TypeAlias = int | float | str | list[str] | list[int] | list[float]

U32, I32, F32, STRING, ARRAY = 4, 5, 6, 8, 9  # kinds of values in a GGUF file
TENSOR_F32, TENSOR_F16 = 0, 1
ALIGNMENT = 32  # bytes
SPREAD = 0.02  # of the weights; small enough that nothing overflows
DECAY = -0.05  # of a recurrent model's memory, before its exponential
CONVOLUTION = 4  # tokens that a recurrent layer sees at once, beside its memory
TIME_STEPS = 8  # rank, or heads, of a recurrent layer's time steps
PIECE = 1 << 16  # weights that are drawn; a tensor repeats them
UNKNOWN, CONTROL, NORMAL, BYTE = 2, 3, 1, 6  # kinds of tokens


@dataclass(frozen=True, slots=True)
class Made:
    """The dimensions of a made model."""

    architecture: str  # "llama", "gemma3", "mamba" (recurrent) or "falcon-h1" (both in every layer)
    layers: int
    width: int
    feed_forward: int
    heads: int
    kv_heads: int
    head_length: int
    vocabulary: int
    window: int = 0  # tokens that most layers look back; 0 for all
    memory: int = 0  # numbers that a recurrent layer keeps for each of its inner ones
    spread: float = SPREAD  # the larger, the more a token changes those after it


def write(path: Path, made: Made, seed: int = 1) -> None:
    """Write the model as a GGUF file with F16 matrices."""
    shapes = dict(_shapes(made))
    fields = _fields(made)
    infos, offset = b"", 0
    for name, shape in shapes.items():
        kind = TENSOR_F16 if _is_half(name, shape) else TENSOR_F32
        infos += _text(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        infos += struct.pack("<IQ", kind, offset)
        offset += _padded(_bytes(name, shape))
    head = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(fields))
    head += b"".join(_text(name) + _value(value) for name, value in fields.items()) + infos
    chance = random.Random(seed)
    piece = struct.pack(f"<{PIECE}e", *(chance.uniform(-made.spread, made.spread) for _ in range(PIECE)))
    with path.open("wb") as file:
        file.write(head + bytes(-len(head) % ALIGNMENT))
        for name, shape in shapes.items():
            _write_tensor(file, name, shape, piece)


def _shapes(made: Made) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "token_embd.weight", (made.width, made.vocabulary)
    yield "output_norm.weight", (made.width,)
    for layer in range(made.layers):
        block = f"blk.{layer}"
        yield f"{block}.attn_norm.weight", (made.width,)
        if made.memory:
            yield from _recurrent(made, block)
        if made.architecture != "mamba":
            yield from _attention(made, block)


def _attention(made: Made, block: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    queries, keys = made.heads * made.head_length, made.kv_heads * made.head_length
    yield f"{block}.attn_q.weight", (made.width, queries)
    yield f"{block}.attn_k.weight", (made.width, keys)
    yield f"{block}.attn_v.weight", (made.width, keys)
    yield f"{block}.attn_output.weight", (queries, made.width)
    yield f"{block}.ffn_norm" if made.memory else f"{block}.ffn_norm.weight", (made.width,)
    yield f"{block}.ffn_gate.weight", (made.width, made.feed_forward)
    yield f"{block}.ffn_up.weight", (made.width, made.feed_forward)
    yield f"{block}.ffn_down.weight", (made.feed_forward, made.width)
    if made.architecture == "gemma3":
        yield f"{block}.attn_q_norm.weight", (made.head_length,)
        yield f"{block}.attn_k_norm.weight", (made.head_length,)
        yield f"{block}.post_attention_norm.weight", (made.width,)
        yield f"{block}.post_ffw_norm.weight", (made.width,)


def _recurrent(made: Made, block: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    inner, memory = 2 * made.width, made.memory
    yield f"{block}.ssm_dt.bias", (TIME_STEPS if made.architecture == "falcon-h1" else inner,)
    yield f"{block}.ssm_out.weight", (inner, made.width)
    if made.architecture == "mamba":
        yield f"{block}.ssm_in.weight", (made.width, 2 * inner)
        yield f"{block}.ssm_conv1d.weight", (CONVOLUTION, inner)
        yield f"{block}.ssm_conv1d.bias", (inner,)
        yield f"{block}.ssm_x.weight", (inner, TIME_STEPS + 2 * memory)
        yield f"{block}.ssm_dt.weight", (TIME_STEPS, inner)
        yield f"{block}.ssm_a", (memory, inner)
        yield f"{block}.ssm_d", (inner,)
    else:
        convolved = inner + 2 * memory
        yield f"{block}.ssm_in.weight", (made.width, inner + convolved + TIME_STEPS)
        yield f"{block}.ssm_conv1d.weight", (CONVOLUTION, convolved)
        yield f"{block}.ssm_conv1d.bias", (convolved,)
        yield f"{block}.ssm_a", (1, TIME_STEPS)
        yield f"{block}.ssm_d", (1, TIME_STEPS)


def _fields(made: Made) -> dict[str, Value]:
    texts, kinds = _vocabulary(made.vocabulary)
    own: dict[str, Value] = {
        "block_count": made.layers,
        "context_length": 32768,
        "embedding_length": made.width,
        "feed_forward_length": made.feed_forward,
        "attention.head_count": made.heads,
        "attention.head_count_kv": made.kv_heads,
        "attention.key_length": made.head_length,
        "attention.value_length": made.head_length,
        "attention.layer_norm_rms_epsilon": 1e-5,
        "rope.dimension_count": made.head_length,
    }
    if made.window:
        own["attention.sliding_window"] = made.window
    if made.memory:
        own |= {
            "ssm.conv_kernel": CONVOLUTION,
            "ssm.inner_size": 2 * made.width,
            "ssm.state_size": made.memory,
            "ssm.time_step_rank": TIME_STEPS,
            "ssm.group_count": 1,
        }
    return {
        "general.architecture": made.architecture,
        "general.name": f"Made {made.architecture}",
        "general.file_type": 1,
        **{f"{made.architecture}.{name}": value for name, value in own.items()},
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": texts,
        "tokenizer.ggml.scores": [0.0] * len(texts),
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
    }


def _vocabulary(size: int) -> tuple[list[str], list[int]]:
    """Make texts and kinds of tokens: every byte, every letter, and words of about a real one's length."""
    texts = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [UNKNOWN, CONTROL, CONTROL] + [BYTE] * 256
    texts += [chr(code) for code in range(33, 127)] + ["▁"]
    texts += [f"▁{number:06x}" for number in range(size - len(texts))]
    return texts, kinds + [NORMAL] * (len(texts) - len(kinds))


def _write_tensor(file: BinaryIO, name: str, shape: tuple[int, ...], piece: bytes) -> None:
    length = _bytes(name, shape)
    if _is_half(name, shape):
        for start in range(0, length, len(piece)):
            file.write(piece[: length - start])
    else:
        value = DECAY if name.endswith("ssm_a") else 1.0
        file.write(struct.pack("<f", value) * math.prod(shape))
    file.write(bytes(_padded(length) - length))


def _is_half(name: str, shape: tuple[int, ...]) -> bool:
    """Tell whether a tensor is of random F16 numbers; llama.cpp takes some others only as F32."""
    return len(shape) > 1 and not name.endswith(("ssm_conv1d.weight", "ssm_a", "ssm_d"))


def _bytes(name: str, shape: tuple[int, ...]) -> int:
    return math.prod(shape) * (2 if _is_half(name, shape) else 4)


def _padded(length: int) -> int:
    return -(-length // ALIGNMENT) * ALIGNMENT


def _value(value: Value) -> bytes:
    if isinstance(value, list):
        kind = _kind(value[0])
        head = struct.pack("<IIQ", ARRAY, I32 if kind == U32 else kind, len(value))
        return head + b"".join(_plain(item) for item in value)
    return struct.pack("<I", _kind(value)) + _plain(value)


def _kind(value: float | str) -> int:
    if isinstance(value, str):
        return STRING
    return F32 if isinstance(value, float) else U32


def _plain(value: float | str) -> bytes:
    if isinstance(value, str):
        return _text(value)
    return struct.pack("<f" if isinstance(value, float) else "<I", value)


def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data

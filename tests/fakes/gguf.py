"""Writes GGUF files: tiny models that llama.cpp really runs, and files that lie."""

from __future__ import annotations

import array
import math
import random
import struct

U32, I32, F32, BOOL, STRING, ARRAY, U64 = 4, 5, 6, 7, 8, 9, 10
TENSOR_F32 = 0
ALIGNMENT = 32
WIDTH = 32  # of the tiny models
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, BYTE = 1, 2, 3, 4, 6  # kinds of token in a file


def text(value):
    data = value if isinstance(value, bytes) else value.encode()
    return struct.pack("<Q", len(data)) + data


def field(name, value):
    """Encode a field; an int is u32, in a list i32; raw bytes stay as they are."""
    return text(name) + (value if isinstance(value, bytes) else _typed(value))


def _typed(value):
    if isinstance(value, list):
        kind = I32 if type(value[0]) is int else _kind(value[0])
        return struct.pack("<IIQ", ARRAY, kind, len(value)) + b"".join(_plain(item) for item in value)
    return struct.pack("<I", _kind(value)) + _plain(value)


def _kind(value):
    return {bool: BOOL, int: U32, float: F32, str: STRING}[type(value)]


def _plain(value):
    match value:
        case bool():
            return struct.pack("<?", value)
        case int():
            return struct.pack("<I", value)
        case float():
            return struct.pack("<f", value)
        case _:
            return text(value)


def gguf(fields, tensors=(), version=3, counts=(None, None)):
    """Build a file from fields and from tensors, which are (name, shape, bytes); `counts` may lie."""
    infos, data = b"", b""
    for name, shape, content in tensors:
        data += b"\0" * (-len(data) % ALIGNMENT)
        infos += text(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape)
        infos += struct.pack("<IQ", TENSOR_F32, len(data))
        data += content
    n_tensors, n_fields = counts
    head = b"GGUF" + struct.pack(
        "<IQQ",
        version,
        len(tensors) if n_tensors is None else n_tensors,
        len(fields) if n_fields is None else n_fields,
    )
    head += b"".join(field(name, value) for name, value in fields.items()) + infos
    return head + b"\0" * (-len(head) % ALIGNMENT) + data


FIELDS = {
    "general.architecture": "llama",
    "general.name": "Tiny",
    "general.file_type": 0,
    "llama.block_count": 1,
    "llama.context_length": 512,
    "llama.embedding_length": 32,
    "llama.feed_forward_length": 32,
    "llama.attention.head_count": 2,
    "llama.attention.head_count_kv": 1,
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
    "llama.rope.dimension_count": 16,
}


def header(**changes):
    """A valid file without weights; `changes` replace fields, with __ for a dot; None takes one out."""
    fields = FIELDS | {name.replace("__", "."): value for name, value in changes.items()}
    return gguf({name: value for name, value in fields.items() if value is not None})


def vocabulary():
    """Texts and kinds of tokens: control ones, every byte, and single characters."""
    texts = ["<unk>", "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|user|>", "<think>"]
    kinds = [UNKNOWN, CONTROL, CONTROL, CONTROL, CONTROL, USER_DEFINED, USER_DEFINED]
    texts += [f"<0x{byte:02X}>" for byte in range(256)]
    kinds += [BYTE] * 256
    letters = [chr(code) for code in range(33, 127)] + ["▁"]
    return texts + letters, kinds + [NORMAL] * len(letters)


def tiny_model(template=None, seed=1, **changes):
    """A llama of 30,000 random weights, with a vocabulary of bytes and letters. It talks nonsense."""
    return gguf(_chat_fields("llama", template, changes), list(_weights(_shapes(), seed)))


def tiny_sliding_model(window=16, layers=6, seed=1):
    """A model like `tiny_model` whose layers, but for every sixth, look back a few tokens only (Gemma 3)."""
    fields = {
        name.replace("llama.", "gemma3."): value for name, value in _chat_fields("gemma3", None, {}).items()
    }
    fields |= {
        "gemma3.block_count": layers,
        "gemma3.attention.sliding_window": window,
        "gemma3.attention.key_length": 16,
        "gemma3.attention.value_length": 16,
    }
    shapes = _shapes(layers)
    for layer in range(layers):
        shapes |= {f"blk.{layer}.attn_{which}_norm.weight": (16,) for which in "qk"}
        shapes |= {f"blk.{layer}.post_{which}_norm.weight": (WIDTH,) for which in ("attention", "ffw")}
    return gguf(fields, list(_weights(shapes, seed)))


def _chat_fields(architecture, template, changes):
    texts, kinds = vocabulary()
    fields = FIELDS | {
        "general.architecture": architecture,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": texts,
        "tokenizer.ggml.scores": [0.0] * len(texts),
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
        "tokenizer.ggml.add_bos_token": True,
    }
    if template is not None:
        fields["tokenizer.chat_template"] = template
    return fields | {name.replace("__", "."): value for name, value in changes.items()}


def _shapes(layers=1):
    words, kv = len(vocabulary()[0]), WIDTH // 2
    shapes = {
        "token_embd.weight": (WIDTH, words),
        "output_norm.weight": (WIDTH,),
        "output.weight": (WIDTH, words),
    }
    for layer in range(layers):
        for name in ("attn_norm", "ffn_norm"):
            shapes[f"blk.{layer}.{name}.weight"] = (WIDTH,)
        for name in ("attn_q", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
            shapes[f"blk.{layer}.{name}.weight"] = (WIDTH, WIDTH)
        for name in ("attn_k", "attn_v"):
            shapes[f"blk.{layer}.{name}.weight"] = (WIDTH, kv)
    return shapes


def _weights(shapes, seed):
    chance = random.Random(seed)
    for name, shape in shapes.items():
        norm = name.endswith("norm.weight")
        count = math.prod(shape)
        values = array.array("f", (1.0 if norm else chance.uniform(-1, 1) for _ in range(count)))
        yield name, shape, values.tobytes()


def lora(shapes, rank=2, seed=5, strength=0.5, **changes):
    """Make a LoRA adapter for tensors given by name and shape (in, out); None leaves a field out."""
    chance = random.Random(seed)

    def numbers(count):
        return array.array("f", (chance.uniform(-strength, strength) for _ in range(count))).tobytes()

    fields = {
        "general.type": "adapter",
        "general.architecture": "llama",
        "general.name": "A made adapter",
        "adapter.type": "lora",
        "adapter.lora.alpha": float(rank),
    } | changes
    tensors = []
    for name, (into, out) in shapes.items():
        tensors.append((f"{name}.lora_a", (into, rank), numbers(into * rank)))
        tensors.append((f"{name}.lora_b", (rank, out), numbers(rank * out)))
    return gguf({name: value for name, value in fields.items() if value is not None}, tensors)

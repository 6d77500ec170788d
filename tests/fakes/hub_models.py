"""Repositories for a stand-in of the hub, with headers that tell how a model fits."""

from __future__ import annotations

from tests.fakes.gguf import gguf
from tests.fakes.hub_api import Model, Start

GIB = 1 << 30
QWEN_FIELDS = {
    "general.architecture": "qwen3",
    "general.name": "Qwen3 4B Instruct",
    "general.file_type": 15,
    "qwen3.block_count": 36,
    "qwen3.context_length": 40_960,
    "qwen3.embedding_length": 2560,
    "qwen3.feed_forward_length": 9728,
    "qwen3.attention.head_count": 32,
    "qwen3.attention.head_count_kv": 8,
    "qwen3.attention.key_length": 128,
    "qwen3.attention.value_length": 128,
    "tokenizer.ggml.model": "gpt2",
    "tokenizer.ggml.tokens": [f"word{n:05}" for n in range(20_000)],
}
HEADER = gguf(QWEN_FIELDS)[: 1 << 18]
CARD = """---
license: apache-2.0
---
# Qwen3 4B

A model with **bold** words, `code`, and an image that is never fetched: ![x](http://127.0.0.1:9/x.png)
<img src="http://127.0.0.1:9/y.png">

| quant | size |
|---|---|
| Q4_K_M | 2.5 GB |

[A link](https://example.org/)
"""


def qwen(**changes):
    """A repository as the well-known publishers make them: many quants, a projector, a matrix."""
    sizes = {
        "Q2_K": 1.67, "Q3_K_M": 2.08, "IQ4_XS": 2.27, "Q4_K_M": 2.50, "UD-Q4_K_XL": 2.55,
        "Q5_K_M": 2.89, "Q6_K": 3.31, "Q8_0": 4.28,
    }  # fmt: skip
    files = {f"Qwen3-4B-{quant}.gguf": Start(HEADER, int(size * 1e9)) for quant, size in sizes.items()}
    files |= {
        "BF16/Qwen3-4B-BF16-00001-of-00002.gguf": 5_000_000_000,
        "BF16/Qwen3-4B-BF16-00002-of-00002.gguf": 3_050_000_000,
        "Qwen3-4B-IQ4_KS.gguf": 2_000_000_000,
        "imatrix_unsloth.gguf": 4_000_000,
        "README.md": 5_000,
        "config.json": 700,
    }
    facts = {"total": 4_022_468_096, "architecture": "qwen3", "context_length": 40_960}
    made = Model("unsloth/Qwen3-4B-GGUF", files, downloads=123_456, likes=321, gguf=facts, readme=CARD)
    for name, value in changes.items():
        setattr(made, name, value)
    return made

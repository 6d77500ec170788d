"""What the header of a model tells about its layers: KV heads, sliding windows, recurrent states.

The rules are llama.cpp's (src/llama-hparams.cpp, src/models/*.cpp).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.core.models import Block
from desktop.hub.gguf_numbers import Numbers

FLOAT = 4  # bytes; recurrent states are kept as F32
SLIDING = {  # architecture → every which layer looks at everything, where the file does not say
    "afmoe": 4,
    "cohere2": 4,
    "cohere2moe": 4,
    "exaone-moe": 4,
    "exaone4": 4,
    "gemma2": 2,
    "gemma3": 6,
    "gemma3n": 5,
    "gpt-oss": 2,
    "laguna": 4,
    "llama4": 4,
    "mellum": 4,
    "olmo2": 4,
    "plamo3": 8,
    "smallthinker": 4,
}
FIRST_FULL = {"cohere2moe", "laguna", "smallthinker"}  # where the first of each period looks at everything
LLAMA4_WINDOW = 8192  # tokens; not in its files
NOT_SLIDING = {"phi3"}  # llama.cpp does not trust what these files say
RECURRENT = {"mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"}
INTERVALS = {"qwen3next", "qwen35", "qwen35moe", "minimax-01"}  # every fourth layer attends
BOTH = {"falcon-h1"}  # every layer attends and has a state
SHARED_FROM = {"gemma3n": 20}  # layers from here on use the KV cache of others


@dataclass(frozen=True, slots=True)
class Heads:
    """What the layers attend with."""

    queries: list[int]  # heads of each layer
    keys: int  # the widest head
    values: int


class Layers:
    """Puts the blocks of a model together from its fields."""

    def __init__(self, numbers: Numbers, count: int) -> None:
        self._numbers = numbers
        self._count = count
        self._architecture = numbers.architecture

    def heads(self) -> Heads:
        """Give heads and their lengths. Raises ModelDamaged."""
        numbers = self._numbers
        queries = numbers.per_layer("attention.head_count", self._count, 0)
        length = numbers.needed("embedding_length") // max(1, *queries, 1)
        keys = max(numbers.per_layer("attention.key_length", self._count, length))
        values = max(numbers.per_layer("attention.value_length", self._count, length))
        return Heads(queries, keys, values)

    def blocks(self, heads: Heads, weights: Mapping[int, int]) -> tuple[Block, ...]:
        """Describe each layer. Raises ModelDamaged."""
        numbers = self._numbers
        kv_heads = numbers.per_layer("attention.head_count_kv", self._count) or heads.queries
        windows, recurrent = self._windows(), self._recurrent(kv_heads)
        state = self._state(heads)
        narrow = numbers.optional("attention.key_length_swa", heads.keys)
        narrow_values = numbers.optional("attention.value_length_swa", heads.values)
        compressed = numbers.optional("attention.key_length_mla") > 0  # V is a part of K then
        last = self._count - self._without_cache()
        blocks: list[Block] = []
        for number, (count, window) in enumerate(zip(kv_heads, windows, strict=True)):
            attends = number < last and (not recurrent[number] or self._architecture in BOTH)
            keys, values = (narrow, narrow_values) if window else (heads.keys, heads.values)
            blocks.append(
                Block(
                    weights.get(number, 0),
                    keys=count * keys if attends else 0,
                    values=count * values if attends and not compressed else 0,
                    window=window,
                    state=state if recurrent[number] else 0,
                )
            )
        return tuple(blocks)

    def _without_cache(self) -> int:
        """Count the last layers that keep no KV cache of their own."""
        numbers = self._numbers
        shared = numbers.optional("attention.shared_kv_layers")
        if self._architecture in SHARED_FROM:
            shared = max(0, self._count - SHARED_FROM[self._architecture])
        return max(shared, numbers.optional("nextn_predict_layers"))

    def _windows(self) -> list[int]:
        """Give how far each layer looks back; 0 for those that look at everything."""
        numbers = self._numbers
        unsaid = LLAMA4_WINDOW if self._architecture == "llama4" else 0
        window = numbers.optional("attention.sliding_window", unsaid)
        if not window or self._architecture in NOT_SLIDING:
            return [0] * self._count
        listed = numbers.flags("attention.sliding_window_pattern")
        if listed:
            return [window if sliding else 0 for sliding in (listed + [False] * self._count)[: self._count]]
        period = numbers.optional("attention.sliding_window_pattern", SLIDING.get(self._architecture, 1))
        full = 0 if self._architecture in FIRST_FULL else period - 1
        return [window if period == 0 or layer % period != full else 0 for layer in range(self._count)]

    def _recurrent(self, kv_heads: list[int]) -> list[bool]:
        """Tell which layers have a state instead of a cache, or beside it."""
        listed = self._numbers.flags("attention.recurrent_layers")
        if listed:
            return (listed + [False] * self._count)[: self._count]
        if self._architecture in RECURRENT | BOTH:
            return [True] * self._count
        if self._architecture in INTERVALS:
            interval = self._numbers.optional("full_attention_interval", 4) or 4
            return [(layer + 1) % interval != 0 for layer in range(self._count)]
        return [count == 0 for count in kv_heads]

    def _state(self, heads: Heads) -> int:
        """Give the bytes of a recurrent layer's state (llama_hparams::n_embd_r and n_embd_s)."""
        optional = self._numbers.optional
        width, head_size = optional("embedding_length"), optional("wkv.head_size")
        if head_size:  # RWKV
            return (optional("token_shift_count", 2) + head_size) * width * FLOAT
        if optional("shortconv.l_cache"):  # LFM2
            return width * (optional("shortconv.l_cache") - 1) * FLOAT
        kernel, kda = optional("ssm.conv_kernel"), optional("kda.head_dim")
        if kda:  # Kimi's delta attention
            inner = max(heads.queries) * kda
            return (3 * max(0, (kernel or 4) - 1) * inner + kda * inner) * FLOAT
        inner, size = optional("ssm.inner_size"), optional("ssm.state_size")
        moved = inner + 2 * optional("ssm.group_count") * size
        return (max(0, kernel - 1) * moved + size * inner) * FLOAT

"""How a model is loaded: what a user may choose for it, what is chosen, and what to try when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

ALL_LAYERS = -1
SMALLEST_CONTEXT = 1024  # tokens; below this a chat makes no sense
CHUNK_CPU = 128  # tokens computed at once: as fast as 512 on a CPU, with a smaller buffer (engine.md §3)
CHUNK_GPU = 512
MOST_DRAFTED = 8  # tokens that are checked together with the one before them: nine cost about four


class KvType(StrEnum):
    """How the KV cache is kept."""

    F16 = "f16"
    Q8_0 = "q8_0"  # half of it; prompts take twice as long on a CPU
    Q4_0 = "q4_0"  # a quarter of it; prompts take four times as long, answers get worse


class FlashAttention(StrEnum):
    """Whether attention is computed in one step, without a table of tokens by tokens."""

    AUTO = "auto"  # off on a CPU, where it slows decoding down, else as llama.cpp decides
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What was chosen by hand for one model; None leaves it to the program."""

    context_length: int | None = None  # tokens
    gpu_layers: int | None = None  # ALL_LAYERS puts all on the GPU; 0 keeps to the CPU
    kv_type: KvType | None = None
    flash_attention: FlashAttention = FlashAttention.AUTO
    threads: int | None = None
    mmap: bool = True  # False reads the file into memory instead of mapping it
    mlock: bool = False  # keep the weights from being swapped out
    main_device: str = ""  # by ggml's name, e.g. "CUDA1"; "" takes all there are
    tensor_split: tuple[float, ...] = ()  # share of each device; () shares by free memory
    drafting: bool = True  # check several tokens at once where that is faster
    draft_model: str | None = None  # path of a smaller model of the same vocabulary that helps; "" is none
    draft_found: str = ""  # the one that was measured to help, where the program may choose; never stored

    @property
    def drafter(self) -> str:
        """The path of the model that is to draft; "" is none."""
        if not self.drafting:
            return ""
        return self.draft_found if self.draft_model is None else self.draft_model


@dataclass(frozen=True, slots=True)
class Tuning:
    """What is passed on to llama.cpp as it is."""

    kv_type: KvType = KvType.F16
    flash_attention: FlashAttention = FlashAttention.AUTO
    mmap: bool = True
    mlock: bool = False
    main_device: str = ""
    tensor_split: tuple[float, ...] = ()


PLAIN = Tuning()


@dataclass(frozen=True, slots=True)
class Setup:
    """What decides how much memory a loaded model takes."""

    context_length: int  # tokens
    gpu_layers: int = 0  # ALL_LAYERS or the number of the last layers; the output counts as one more
    kv_type: KvType = KvType.F16
    flash_attention: FlashAttention = FlashAttention.AUTO
    adapters: int = 0  # bytes of the LoRA adapters that it is used with

    @property
    def attends_flash(self) -> bool:
        """Whether flash attention will be on; llama.cpp needs it for a quantised KV cache."""
        if self.kv_type is not KvType.F16 or self.flash_attention is FlashAttention.ON:
            return True
        return self.flash_attention is FlashAttention.AUTO and self.gpu_layers != 0

    def layers_on_gpu(self, layers: int) -> int:
        """Count the layers on the GPU, of a model that has so many with the output."""
        return layers if self.gpu_layers == ALL_LAYERS else min(self.gpu_layers, layers)

    @property
    def chunk(self) -> int:
        """Tokens that are computed at once."""
        return CHUNK_GPU if self.gpu_layers else CHUNK_CPU


@dataclass(frozen=True, slots=True)
class Reduced:
    """A model was loaded with less than was meant, for want of memory."""

    wanted: Setup
    got: Setup
    layers: int  # of the model, with the output; what ALL_LAYERS stands for


def tuning(options: LoadOptions, setup: Setup) -> Tuning:
    """Say what llama.cpp is told beside the sizes; a quantised KV cache gets its flash attention."""
    flash = FlashAttention.ON if setup.kv_type is not KvType.F16 else setup.flash_attention
    return Tuning(
        kv_type=setup.kv_type,
        flash_attention=flash,
        mmap=options.mmap,
        mlock=options.mlock,
        main_device=options.main_device,
        tensor_split=options.tensor_split,
    )


def rungs(setup: Setup, layers: int) -> Iterator[Setup]:
    """Give what to try, one after the other, when there is too little memory for `setup`.

    First fewer layers on the GPU, down to a quarter of `layers` (those of the model, and the output),
    then half the context with these, then the CPU alone, and there ever smaller contexts.
    """
    on_gpu = setup.layers_on_gpu(layers)
    step = max(1, layers // 4)
    tried = setup
    while on_gpu > step:
        on_gpu = max(step, on_gpu - step)
        tried = replace(setup, gpu_layers=on_gpu)
        yield tried
    if on_gpu and setup.context_length > SMALLEST_CONTEXT:
        yield replace(tried, context_length=_half(setup.context_length))
    if on_gpu:
        tried = replace(setup, gpu_layers=0)
        yield tried
    while tried.context_length > SMALLEST_CONTEXT:
        tried = replace(tried, context_length=_half(tried.context_length))
        yield tried


def _half(context_length: int) -> int:
    return max(SMALLEST_CONTEXT, context_length // 2)

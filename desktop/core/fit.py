"""Whether a model fits this machine, and how: estimated from its header alone, without loading it.

The sizes are llama.cpp's (llama_kv_cache, llama_kv_cache_iswa, llama_memory_recurrent; docs: engine.md
§7); the compute buffers were fitted to what it reports and agree within a MiB for the models measured.
Weights that llama.cpp rearranges for the processor (Q4_0, Q4_K and others) lie in the page cache as
well; the system takes those pages back when it needs them, so they are counted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.core.load import ALL_LAYERS, MOST_DRAFTED, SMALLEST_CONTEXT, KvType, LoadOptions, Setup
from desktop.core.models import Block, Body, Header

CELL_PAD = 256  # llama.cpp rounds KV cells up to this
DEFAULT_CONTEXT = 8192  # tokens; enough for a long chat, small enough for a laptop
COMFORTABLE_CONTEXT = 4096  # tokens; before less than this is taken, the KV cache is quantised
TIGHT = 0.9  # of the free memory; what is estimated may be off by a tenth

KV_BYTES = {KvType.F16: 2.0, KvType.Q8_0: 34 / 32, KvType.Q4_0: 18 / 32}  # of one value
PROCESS = 36 << 20  # bytes: Python, the libraries, what is not told apart here (measured)
# Bytes that computing takes of a GPU's memory beside the buffers; 79 MiB measured with CUDA on an H200, twice
# as much without flash attention. What the driver itself takes is gone before the engine asks what is free.
DEVICE_PROCESS = 200 << 20
DEVICE_HOST = 190 << 20  # bytes that a GPU's driver takes of the computer's memory (measured there, too)
WORD = 150  # bytes of a token in llama.cpp's tables and ours (measured)
MERGED_WORD = 350  # the same where there is a table of merges (measured)


class Verdict(StrEnum):
    """How a model fits."""

    DEVICE = "device"  # all of it in the GPU's memory
    PARTLY = "partly"  # some layers in the GPU's memory, the others in the computer's
    MEMORY = "memory"  # all of it in the computer's memory
    TIGHT = "tight"  # it fits, with little left or with less context than a chat needs
    NOT = "not"  # it does not fit


@dataclass(frozen=True, slots=True)
class Memory:
    """What is free, in bytes."""

    free: int  # of the computer's memory, the reserve for everything else taken off
    device: int = 0  # of the GPU's, or of all GPUs together; 0 without one
    shared: bool = False  # the GPU's memory is the computer's


@dataclass(frozen=True, slots=True)
class Need:
    """What a model takes, in bytes."""

    memory: int
    device: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """What to load a model with, and why."""

    verdict: Verdict
    setup: Setup  # where it does not fit, the least that was tried
    wanted: int  # tokens of context that were asked for
    need: Need  # of the setup
    free: Memory
    layers: int  # of the model, the output counted


def need(header: Header, setup: Setup) -> Need:
    """Estimate what the engine process and the GPU take of memory once the context is full."""
    body = header.body
    on_device = _device_layers(body, setup)
    split = len(body.blocks) - on_device.blocks
    cpu, gpu = body.blocks[:split], body.blocks[split:]
    rest = max(0, header.size - sum(block.weights for block in gpu) - (on_device.output and body.output))
    words = body.vocabulary * (MERGED_WORD if body.merges else WORD)
    adapters = setup.adapters * split // max(1, len(body.blocks))  # each lies beside the weights it changes
    memory = PROCESS + words + rest + adapters + kv_bytes(body, cpu, setup) + _logits(body)
    if not on_device.blocks:
        return Need(memory + compute_bytes(body, setup, scratch=True))
    output = _output(body) if on_device.output else 0
    device = DEVICE_PROCESS + sum(block.weights for block in gpu) + output + kv_bytes(body, gpu, setup)
    device += setup.adapters - adapters
    host = compute_bytes(body, setup, scratch=True) if cpu else _inputs(body, setup)
    return Need(memory + DEVICE_HOST + host, device + _device_compute(body, setup, on_device.output))


@dataclass(frozen=True, slots=True)
class _OnDevice:
    blocks: int
    output: bool


def _device_layers(body: Body, setup: Setup) -> _OnDevice:
    """Count as llama.cpp does: the last layers go to the GPU, and the output when all of them do."""
    layers = len(body.blocks)
    there = setup.layers_on_gpu(layers + 1)
    return _OnDevice(min(there, layers), there > layers)


def cells(setup: Setup, window: int = 0) -> int:
    """Count the tokens that a layer's KV cache has room for; one that looks back little keeps little."""
    full = _padded(setup.context_length)
    return min(full, _padded(window + setup.chunk)) if window else full


def _padded(count: int) -> int:
    return -(-count // CELL_PAD) * CELL_PAD


def kv_bytes(body: Body, blocks: tuple[Block, ...], setup: Setup) -> int:
    """Add up the KV cache and the recurrent states of some of a model's layers."""
    size = KV_BYTES[setup.kv_type]
    widest = max((block.values for block in body.blocks), default=0)
    total = 0.0
    for block in blocks:
        # without flash attention V is transposed, and all layers' V as wide as the widest (llama_kv_cache)
        values = block.values if setup.attends_flash or not block.values else widest
        total += cells(setup, block.window) * (block.keys + values) * size + block.state
    return int(total)


def compute_bytes(body: Body, setup: Setup, scratch: bool = False) -> int:
    """Estimate the compute buffer; `scratch` adds what a CPU's threads need."""
    chunk, flash = setup.chunk, setup.attends_flash
    kinds = {cells(setup, block.window) for block in body.blocks if block.keys}
    masks = sum(chunk * count * (2 if flash else 4) for count in kinds)
    feeding = chunk * (12 * body.feed_forward + 16 * body.width)
    attending = 0 if flash else chunk * (4 * max(kinds, default=0) * body.heads + 24 * body.width)
    total = max(feeding, attending + 4 * body.vocabulary, _logits(body)) + masks
    if scratch:  # the table of attention as F16, or a chunk of the feed-forward part
        total += chunk * max(2 * body.feed_forward, 0 if flash else 2 * max(kinds, default=0) * body.heads)
    return total


def _device_compute(body: Body, setup: Setup, output: bool) -> int:
    """Estimate the buffers on a GPU, and what it converts to F16 before multiplying (measured with CUDA)."""
    buffer = compute_bytes(body, setup, scratch=not setup.attends_flash)
    if not output:  # llama.cpp copies it there for a prompt
        buffer = max(buffer, _output(body))
    if setup.kv_type is not KvType.F16:
        buffer += 2 * max(
            (cells(setup, each.window) * (each.keys + each.values) for each in body.blocks), default=0
        )
    return buffer


def _output(body: Body) -> int:
    return body.output + (body.embedding if body.tied else 0)


def _inputs(body: Body, setup: Setup) -> int:
    return setup.chunk * (8 * body.width + 4 * cells(setup))


def _logits(body: Body) -> int:
    """Give the bytes of the logits that a call may ask for: those after a token and after its drafts."""
    return 4 * body.vocabulary * (1 + MOST_DRAFTED)


def fit(header: Header, memory: Memory, options: LoadOptions | None = None, adapters: int = 0) -> Fit:
    """Choose layers, context and KV type for what is free; what was chosen by hand stays as it is.

    `adapters` are the bytes of those that it will be used with.

    Without a hand in it: all on the GPU with the wanted context, else with less, else as many layers as
    there is room for, else the computer's memory. Less context is taken before a smaller KV type down to
    4,096 tokens, which a chat should have, and after it below.
    """
    options = options or LoadOptions()
    wanted = min(options.context_length or DEFAULT_CONTEXT, header.trained_length)
    tried, layers = Setup(wanted), header.layers + 1
    for tried in _candidates(header, memory, options, Setup(wanted, adapters=adapters)):
        needed = need(header, tried)
        if _fits(needed, memory):
            verdict = _verdict(header, tried, wanted, needed, memory)
            return Fit(verdict, tried, wanted, needed, memory, layers)
    return Fit(Verdict.NOT, tried, wanted, need(header, tried), memory, layers)


def beside(memory: Memory, draft: Header | None, options: LoadOptions) -> Memory:
    """Give what is left of the memory beside a model that drafts, which gets a context of the same length."""
    if draft is None or not options.drafting:
        return memory
    length = min(options.context_length or DEFAULT_CONTEXT, draft.trained_length)
    layers = ALL_LAYERS if memory.device and options.gpu_layers != 0 else 0
    needed = need(draft, Setup(length, layers, flash_attention=options.flash_attention))
    own = max(0, needed.memory - PROCESS)
    return replace(memory, free=max(0, memory.free - own), device=max(0, memory.device - needed.device))


def largest_context(header: Header, memory: Memory, setup: Setup) -> int:
    """Give the most tokens of context, in steps of 256, that fit with these layers; 0 if none do."""
    low, high = 0, -(-header.trained_length // CELL_PAD)
    while low < high:
        middle = (low + high + 1) // 2
        length = middle * CELL_PAD
        if _fits(need(header, replace(setup, context_length=length)), memory):
            low = middle
        else:
            high = middle - 1
    return min(low * CELL_PAD, header.trained_length)


def _candidates(header: Header, memory: Memory, options: LoadOptions, base: Setup) -> Iterator[Setup]:
    """Give setups in the order in which they are wished for."""
    wanted, base = base.context_length, replace(base, flash_attention=options.flash_attention)
    kept = [
        replace(base, context_length=length, kv_type=kv) for length, kv in _contexts(header, options, wanted)
    ]
    if options.gpu_layers is not None and memory.device:
        yield from (replace(setup, gpu_layers=options.gpu_layers) for setup in kept)
        return
    if memory.device:
        everything = [replace(setup, gpu_layers=header.layers + 1) for setup in kept]
        yield from (setup for setup in everything if setup.context_length >= min(wanted, COMFORTABLE_CONTEXT))
        yield from _most_layers(header, memory, kept[0])
    yield from kept


def _contexts(header: Header, options: LoadOptions, wanted: int) -> Iterator[tuple[int, KvType]]:
    """Give lengths of context with KV types, the best first."""
    smaller = KvType.Q8_0 if header.body.quantisable else None
    length = wanted
    while True:
        yield length, options.kv_type or KvType.F16
        if options.kv_type is None and smaller and length <= COMFORTABLE_CONTEXT:
            yield length, smaller
        if options.context_length is not None or length <= SMALLEST_CONTEXT:
            return
        floor = COMFORTABLE_CONTEXT if length > COMFORTABLE_CONTEXT else SMALLEST_CONTEXT
        length = max(floor, length // 2)


def _most_layers(header: Header, memory: Memory, setup: Setup) -> Iterator[Setup]:
    """Give the setup with the most layers on the GPU that fit there, if any do."""
    for layers in range(header.layers, 0, -1):
        partly = replace(setup, gpu_layers=layers)
        if _fits(need(header, partly), memory):
            yield partly
            return


def _fits(needed: Need, memory: Memory) -> bool:
    if memory.shared:
        return needed.memory + needed.device <= memory.free and needed.device <= memory.device
    return needed.memory <= memory.free and needed.device <= memory.device


def _verdict(header: Header, setup: Setup, wanted: int, needed: Need, memory: Memory) -> Verdict:
    if setup.context_length < min(wanted, COMFORTABLE_CONTEXT) or needed.memory > TIGHT * memory.free:
        return Verdict.TIGHT
    there = setup.layers_on_gpu(header.layers + 1)
    if there > header.layers:
        return Verdict.DEVICE
    return Verdict.PARTLY if there else Verdict.MEMORY

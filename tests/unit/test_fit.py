"""How a model fits a machine, from its header alone; the numbers are llama.cpp's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.cli.output import PlainSpeaker
from desktop.core.fit import (
    DEVICE_HOST,
    KV_BYTES,
    Memory,
    Verdict,
    compute_bytes,
    fit,
    kv_bytes,
    largest_context,
    need,
)
from desktop.core.load import ALL_LAYERS, FlashAttention, KvType, LoadOptions, Reduced, Setup, rungs, tuning
from desktop.core.load_attempt import Attempt
from desktop.core.load_words import describe_reduced
from desktop.core.models import Block, Body, Header

MIB = 1 << 20
GIB = 1 << 30

# SmolLM2-135M: 30 layers, 3 KV heads of 64
SMOL = Header(
    "SmolLM2",
    "llama",
    98_362_432,
    134_515_008,
    "Q4_1",
    8192,
    True,
    Body((Block(2_216_448, 192, 192),) * 30, 17_700_000, 2304, 576, 9, 1536, 49152, tied=True, merges=True),
)
# a made model of gemma3's kind: 2 layers of 12 look at everything, the others back 512 tokens
GEMMA = Header(
    "Gemma",
    "gemma3",
    304_901_120,
    150_000_000,
    "F16",
    32768,
    False,
    Body(
        tuple(Block(11_153_408, 256, 256, window=0 if n % 6 == 5 else 512) for n in range(12)),
        167_772_160,
        2560,
        640,
        4,
        2048,
        131072,
        tied=True,
    ),
)
# a made model of the size of Llama 3.2 3B in Q8_0, of which the memory on an H200 was measured
BIG = Header(
    "Big",
    "llama",
    3_414_073_344,
    3_212_000_000,
    "Q8_0",
    32768,
    False,
    Body((Block(106_979_328, 1024, 1024),) * 28, 418_627_584, 12_288, 3072, 24, 8192, 128256, tied=True),
)
OFF, ON = FlashAttention.OFF, FlashAttention.ON


def kv_of(header, setup):
    return kv_bytes(header.body, header.body.blocks, setup)


@pytest.mark.parametrize(
    ("header", "context", "mib"),
    [(SMOL, 2048, 45.0), (SMOL, 8192, 180.0), (GEMMA, 2048, 4.0 + 7.5), (GEMMA, 8192, 16.0 + 7.5)],
)
def test_the_kv_cache_is_as_large_as_llama_cpp_reports(header, context, mib):
    assert kv_of(header, Setup(context)) == mib * MIB


@pytest.mark.parametrize(
    ("header", "context", "flash", "mib"),
    [
        (SMOL, 2048, OFF, 11.60),
        (SMOL, 8192, OFF, 41.60),
        (SMOL, 2048, ON, 3.88),
        (SMOL, 8192, ON, 5.38),
        (GEMMA, 2048, OFF, 7.82),
        (GEMMA, 8192, OFF, 22.82),
        (GEMMA, 2048, ON, 5.13),
        (GEMMA, 8192, ON, 6.63),
    ],
)
def test_the_compute_buffer_is_within_half_a_mib_of_what_llama_cpp_reports(header, context, flash, mib):
    setup = Setup(context, flash_attention=flash)
    assert compute_bytes(header.body, setup) / MIB == pytest.approx(mib, abs=0.5)


def test_a_quantised_cache_is_smaller_by_its_blocks():
    full = kv_of(SMOL, Setup(4096))
    for kind in KvType:
        assert kv_of(SMOL, Setup(4096, kv_type=kind)) == full * KV_BYTES[kind] / 2


def test_a_state_does_not_grow_with_the_context():
    header = replace(SMOL, body=replace(SMOL.body, blocks=(Block(1000, state=4096),) * 4))
    assert kv_of(header, Setup(1024)) == kv_of(header, Setup(8192)) == 4 * 4096


def test_without_flash_attention_all_values_are_as_wide_as_the_widest():
    header = replace(SMOL, body=replace(SMOL.body, blocks=(Block(0, 64, 64), Block(0, 128, 128))))
    assert kv_of(header, Setup(256, flash_attention=OFF)) == 256 * 2 * (64 + 128 + 128 + 128)
    assert kv_of(header, Setup(256, flash_attention=ON)) == 256 * 2 * (64 + 64 + 128 + 128)


def test_layers_on_the_gpu_take_their_memory_there():
    none, half, whole = (need(SMOL, Setup(4096, gpu_layers=layers)) for layers in (0, 15, ALL_LAYERS))
    layer = SMOL.body.blocks[0].weights + 4096 * 2 * 384
    assert none.device == 0
    assert half.device >= 15 * layer
    assert whole.device - half.device == pytest.approx(15 * layer + 17_700_000, rel=0.01)
    assert none.memory + DEVICE_HOST > half.memory > whole.memory
    assert whole.memory > SMOL.body.embedding  # which stays


def test_with_plenty_of_memory_the_usual_context_is_taken():
    chosen = fit(SMOL, Memory(64 * GIB))
    assert chosen.verdict is Verdict.MEMORY
    assert chosen.setup == Setup(8192)


def test_a_model_is_put_on_the_gpu_as_a_whole_where_it_fits():
    chosen = fit(SMOL, Memory(64 * GIB, device=8 * GIB))
    assert chosen.verdict is Verdict.DEVICE
    assert chosen.setup.gpu_layers == chosen.layers == 31


def test_a_little_less_context_is_taken_to_stay_on_the_gpu():
    room = need(SMOL, Setup(4096, gpu_layers=31)).device
    chosen = fit(SMOL, Memory(64 * GIB, device=room))
    assert (chosen.verdict, chosen.setup) == (Verdict.DEVICE, Setup(4096, gpu_layers=31))


def test_as_many_layers_as_there_is_room_for_go_to_a_small_gpu():
    room = need(SMOL, Setup(8192, gpu_layers=7)).device
    chosen = fit(SMOL, Memory(64 * GIB, device=room))
    assert (chosen.verdict, chosen.setup) == (Verdict.PARTLY, Setup(8192, gpu_layers=7))
    assert chosen.need.device <= room


def test_a_gpu_without_room_for_a_layer_is_not_used():
    chosen = fit(SMOL, Memory(64 * GIB, device=100 * MIB))
    assert (chosen.verdict, chosen.setup) == (Verdict.MEMORY, Setup(8192))


def test_memory_that_is_shared_counts_once():
    whole = need(SMOL, Setup(8192, gpu_layers=31))
    free = whole.memory + whole.device
    assert fit(SMOL, Memory(free, free, shared=True)).setup.gpu_layers == 31
    assert fit(SMOL, Memory(free - 1, free, shared=True)).setup != Setup(8192, gpu_layers=31)


def test_the_context_shrinks_first_and_then_the_cache_is_quantised():
    least = need(SMOL, Setup(4096)).memory
    assert fit(SMOL, Memory(least)).setup == Setup(4096)
    assert fit(SMOL, Memory(least - 1)).setup == Setup(4096, kv_type=KvType.Q8_0)


def test_what_is_filled_nearly_to_the_brim_is_tight():
    assert fit(SMOL, Memory(need(SMOL, Setup(8192)).memory)).verdict is Verdict.TIGHT


def test_a_context_that_is_hardly_worth_a_chat_is_tight():
    large = replace(SMOL, size=SMOL.size + 10 * GIB)
    chosen = fit(large, Memory(need(large, Setup(1024)).memory + 20 * MIB))
    assert chosen.setup.context_length < 4096
    assert chosen.verdict is Verdict.TIGHT


def test_a_cache_that_cannot_be_quantised_stays_as_it_is():
    odd = replace(SMOL, body=replace(SMOL.body, quantisable=False))
    assert fit(odd, Memory(need(odd, Setup(4096)).memory - 1)).setup == Setup(2048)


def test_what_does_not_fit_says_how_much_it_takes():
    chosen = fit(SMOL, Memory(50 * MIB))
    assert chosen.verdict is Verdict.NOT
    assert chosen.need.memory > chosen.free.free == 50 * MIB


def test_what_was_chosen_by_hand_stays():
    options = LoadOptions(context_length=6000, gpu_layers=3, kv_type=KvType.Q4_0, flash_attention=ON)
    chosen = fit(SMOL, Memory(64 * GIB, device=8 * GIB), options)
    assert chosen.setup == Setup(6000, 3, KvType.Q4_0, ON)
    assert fit(SMOL, Memory(50 * MIB, device=8 * GIB), options).setup.context_length == 6000


def test_layers_chosen_by_hand_count_for_nothing_without_a_gpu():
    assert fit(SMOL, Memory(64 * GIB), LoadOptions(gpu_layers=3)).setup.gpu_layers == 0


def test_no_more_context_is_taken_than_the_model_was_trained_for():
    assert fit(SMOL, Memory(64 * GIB), LoadOptions(context_length=100_000)).setup.context_length == 8192


@pytest.mark.parametrize("header", [SMOL, GEMMA])
def test_the_largest_context_fits_and_the_next_does_not(header):
    free = need(header, Setup(3000)).memory
    length = largest_context(header, Memory(free), Setup(0))
    assert length % 256 == 0
    assert need(header, Setup(length)).memory <= free
    assert need(header, Setup(length + 256)).memory > free
    assert largest_context(header, Memory(64 * GIB), Setup(0)) == header.trained_length
    assert largest_context(header, Memory(10 * MIB), Setup(0)) == 0


def test_less_is_tried_in_the_order_of_what_hurts_least():
    tried = [(step.gpu_layers, step.context_length) for step in rungs(Setup(4096, ALL_LAYERS), 32)]
    assert tried == [(24, 4096), (16, 4096), (8, 4096), (8, 2048), (0, 4096), (0, 2048), (0, 1024)]


def test_without_a_gpu_only_the_context_shrinks():
    assert [step.context_length for step in rungs(Setup(5000), 32)] == [2500, 1250, 1024]
    assert list(rungs(Setup(512), 32)) == []


def test_a_quantised_cache_gets_the_flash_attention_that_it_needs():
    setup = Setup(1024, kv_type=KvType.Q8_0, flash_attention=OFF)
    assert tuning(LoadOptions(mlock=True), setup).flash_attention is ON
    assert tuning(LoadOptions(mlock=True), setup).mlock
    assert tuning(LoadOptions(), Setup(1024, flash_attention=OFF)).flash_attention is OFF


def test_an_attempt_notes_what_it_gave_up():
    attempt = Attempt(SMOL, LoadOptions(), Memory(64 * GIB))
    assert attempt.note is None
    assert attempt.give_up_some()
    assert attempt.note == Reduced(Setup(8192), Setup(4096), 31)
    while attempt.give_up_some():
        pass
    assert attempt.setup == Setup(1024)


@pytest.mark.parametrize(
    ("wanted", "got", "words"),
    [
        (Setup(8192), Setup(4096), ["4,096", "8,192"]),
        (Setup(8192, ALL_LAYERS), Setup(8192, 24), ["24 of 31 layers"]),
        (Setup(8192, 31), Setup(2048, 8), ["8 of 31 layers", "2,048", "8,192"]),
        (Setup(8192, 31), Setup(8192, 0), ["processor"]),
        (Setup(8192, 31), Setup(1024, 0), ["processor", "1,024"]),
    ],
)
def test_what_was_given_up_is_said_with_both_numbers(wanted, got, words):
    notice = describe_reduced(Reduced(wanted, got, 31), PlainSpeaker())
    assert [word for word in words if word not in notice.what] == []
    assert "{" not in notice.what + notice.advice


def test_adapters_are_added_where_the_weights_lie_that_they_change():
    plain, with_adapters = Setup(2048), Setup(2048, adapters=100 * MIB)
    assert need(SMOL, with_adapters).memory - need(SMOL, plain).memory == 100 * MIB
    half = [need(SMOL, replace(setup, gpu_layers=15)) for setup in (plain, with_adapters)]
    assert half[1].memory - half[0].memory == half[1].device - half[0].device == 50 * MIB
    everything = [need(SMOL, replace(setup, gpu_layers=ALL_LAYERS)) for setup in (plain, with_adapters)]
    assert everything[1].device - everything[0].device == 100 * MIB


def test_adapters_leave_less_of_the_context():
    memory = Memory(need(SMOL, Setup(8192)).memory)
    assert fit(SMOL, memory).setup.context_length == 8192
    assert fit(SMOL, memory, adapters=200 * MIB).setup.context_length < 8192


@pytest.mark.parametrize(
    ("length", "layers", "kv", "flash", "measured"),
    [
        (1024, ALL_LAYERS, KvType.F16, ON, 3518),
        (4096, ALL_LAYERS, KvType.F16, ON, 3858),
        (32768, ALL_LAYERS, KvType.F16, ON, 7022),
        (4096, ALL_LAYERS, KvType.F16, OFF, 4188),
        (32768, ALL_LAYERS, KvType.F16, OFF, 9324),
        (4096, ALL_LAYERS, KvType.Q8_0, ON, 3648),
        (32768, ALL_LAYERS, KvType.Q8_0, ON, 5428),
        (4096, ALL_LAYERS, KvType.Q4_0, ON, 3536),
        (4096, 28, KvType.F16, ON, 3764),
        (4096, 14, KvType.F16, ON, 2122),
        (4096, 1, KvType.F16, ON, 598),
        (4096, 14, KvType.Q8_0, ON, 2026),
    ],
)
def test_a_gpu_has_room_for_what_was_measured_on_one(length, layers, kv, flash, measured):
    """With CUDA on an H200, after a full prompt, without the 526 MiB that the driver takes beforehand."""
    estimate = need(BIG, Setup(length, layers, kv, flash)).device / MIB
    assert measured <= estimate <= measured + 300


def test_without_layers_there_a_gpu_gives_nothing():
    assert need(BIG, Setup(4096, 0)).device == 0

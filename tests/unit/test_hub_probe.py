"""What the first bytes of a model tell, and what bytes that lie may not do."""

from __future__ import annotations

import random
import struct
import tracemalloc
from dataclasses import replace

import pytest

from desktop.core.errors import ModelDamaged, NotChatModel, NotGguf
from desktop.core.fit import Memory, Verdict, fit, kv_bytes, need
from desktop.core.hub import Offer, RemoteFile
from desktop.core.load import Setup
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from desktop.hub.probe import PREFIX, Probed, as_offer, read_start
from desktop.services.hub_repository import fits_of
from tests.fakes.gguf import ARRAY, FIELDS, STRING, U32, gguf
from tests.fakes.hub_models import HEADER, QWEN_FIELDS

QWEN = Probed("Qwen3-4B-Q4_K_M.gguf", 2_500_000_000, "Q4_K_M", parameters=4_022_468_096)


def start(data, **changes):
    return read_start(
        data[:PREFIX], Probed(**{"name": "m.gguf", "size": 1_000_000, "quant": "Q4_K_M"} | changes)
    )


def kv_of(header):
    return kv_bytes(header.body, header.body.blocks, Setup(4096))


def test_64_kib_tell_how_a_model_fits():
    assert len(HEADER) > PREFIX
    header = read_start(HEADER[:PREFIX], QWEN)
    assert (header.architecture, header.layers, header.trained_length) == ("qwen3", 36, 40_960)
    assert {(block.keys, block.values) for block in header.body.blocks} == {(8 * 128, 8 * 128)}
    assert kv_of(header) == 36 * 8 * 256 * 4096 * 2
    assert header.size == QWEN.size and header.quant == "Q4_K_M" and header.parameters == QWEN.parameters
    assert fit(header, Memory(16 << 30)).verdict is Verdict.MEMORY


def test_the_size_of_the_vocabulary_is_known_though_its_words_are_not():
    assert read_start(HEADER[:PREFIX], QWEN).body.vocabulary == len(QWEN_FIELDS["tokenizer.ggml.tokens"])


def test_the_weights_of_all_parts_add_up_to_the_file():
    body = read_start(HEADER[:PREFIX], QWEN).body
    total = body.embedding + body.output + sum(block.weights for block in body.blocks)
    assert 0.99 * QWEN.size < total <= QWEN.size


def test_a_start_gives_nearly_the_same_need_as_the_whole_header(tmp_path):
    path = tmp_path / "tiny.gguf"
    tensors = [(f"blk.0.w{n}", [32, 4096], bytes(32 * 4096 * 4)) for n in range(8)]
    path.write_bytes(gguf(FIELDS | {"general.file_type": 0}, tensors))
    whole = read_header(path)
    partial = read_start(path.read_bytes()[:PREFIX], Probed("t", whole.size, "F32"))
    same_words = replace(whole, body=replace(whole.body, vocabulary=partial.body.vocabulary))
    for length in (256, 512):
        setup = Setup(length)
        assert need(partial, setup).memory == pytest.approx(need(same_words, setup).memory, rel=0.02)


def test_the_first_bytes_of_a_real_model_tell_nearly_what_its_whole_header_tells():
    path = starter().path
    whole = read_header(path)
    with path.open("rb") as file:
        partial = read_start(file.read(PREFIX), Probed(path.name, whole.size, whole.quant))
    for length in (1024, 8192):
        setup = Setup(length)
        assert need(partial, setup).memory == need(whole, setup).memory
        for layers in (10, whole.layers + 1):
            split = Setup(length, gpu_layers=layers)
            assert need(partial, split).device == pytest.approx(need(whole, split).device, rel=0.06)


def test_another_quant_needs_less_for_its_weights_and_the_same_for_its_context():
    header = read_start(HEADER[:PREFIX], QWEN)
    offer = Offer("Q2_K", "Q2_K", "Qwen3-4B", (RemoteFile("Qwen3-4B-Q2_K.gguf", QWEN.size // 2),))
    other = as_offer(header, offer)
    assert kv_of(other) == kv_of(header)
    saved = need(header, Setup(4096)).memory - need(other, Setup(4096)).memory
    assert saved == pytest.approx(QWEN.size / 2, rel=0.01)


@pytest.mark.parametrize(
    "data", [b"", b"GG", b"<html>sign in</html>", b"\0" * PREFIX, b"PK\3\4" + b"x" * 100]
)
def test_what_is_no_model_is_told_as_that(data):
    with pytest.raises(NotGguf):
        start(data)


@pytest.mark.parametrize("length", [4, 8, 23, 24, 60, 200])
def test_a_start_that_is_too_short_is_damaged(length):
    with pytest.raises(ModelDamaged):
        start(gguf(FIELDS)[:length])


@pytest.mark.parametrize("kind", ["adapter", "mmproj", "imatrix", "vocab"])
def test_what_is_no_chat_model_is_known_by_its_header(kind):
    with pytest.raises(NotChatModel):
        start(gguf(FIELDS | {"general.type": kind}))


def typed_array(kind, count, content=b""):
    return struct.pack("<IIQ", ARRAY, kind, count) + content


@pytest.mark.parametrize(
    "data",
    [
        gguf(FIELDS, counts=(1 << 40, None)),  # tensors
        gguf(FIELDS, counts=(None, 1 << 40)),  # fields
        gguf({**FIELDS, "general.name": struct.pack("<IQ", STRING, 1 << 60) + b"x"}),
        gguf({"a": typed_array(STRING, 1 << 62), **FIELDS}),
        gguf({"a": typed_array(U32, 1 << 62), **FIELDS}),
        gguf({"a": typed_array(99, 4), **FIELDS}),
        gguf({**FIELDS, "llama.block_count": 1 << 31}),
        gguf({**FIELDS, "llama.embedding_length": 1 << 31}),
        gguf(FIELDS, version=1),
        gguf(FIELDS, version=3 << 24),  # big endian
    ],
)
def test_a_header_that_lies_is_refused_without_taking_memory(data):
    tracemalloc.start()
    try:
        with pytest.raises((ModelDamaged, NotGguf)):
            start(data)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_random_damage_never_does_more_than_be_refused():
    chance = random.Random(5)
    good = gguf(QWEN_FIELDS | {"tokenizer.ggml.tokens": ["a"] * 50})
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            header = start(bytes(data))
        except (ModelDamaged, NotGguf, NotChatModel):
            continue
        assert header.layers >= 1
        offer = Offer("Q4_K_M", "Q4_K_M", "m", (RemoteFile("m.gguf", 1_000_000),))
        assert fits_of(header, [offer], Memory(8 << 30))[offer].longest >= 0

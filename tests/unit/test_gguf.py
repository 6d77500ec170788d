"""The header of a model file tells what is in it, and a bad one is refused before llama.cpp sees it."""

from __future__ import annotations

import os
import random
import struct

import pytest

from desktop.core.errors import (
    ModelDamaged,
    ModelError,
    ModelMissing,
    ModelTruncated,
    NotChatModel,
    NotGguf,
)
from desktop.core.models import Block, Body, Header
from desktop.hub.gguf import read_header
from desktop.hub.installed import starter
from tests.fakes import gguf


@pytest.fixture
def read(tmp_path):
    def read(data):
        path = tmp_path / "model.gguf"
        path.write_bytes(data)
        return read_header(path)

    return read


def values_of(header):
    """Add up the K and V values of one token over all layers."""
    return sum(block.keys + block.values for block in header.body.blocks)


def test_a_header_tells_what_the_file_holds(read, tmp_path):
    data = gguf.tiny_model("{{ messages }}", general__file_type=15)
    assert read(data) == Header(
        name="Tiny",
        architecture="llama",
        size=len(data),
        parameters=2 * 32 * 358 + 3 * 32 + 2 * 32 * 32 + 2 * 32 * 16 + 3 * 32 * 32,
        quant="Q4_K_M",
        trained_length=512,
        has_template=True,
        body=Body(
            blocks=(Block(4 * (2 * 32 + 2 * 32 * 32 + 2 * 32 * 16 + 3 * 32 * 32), keys=16, values=16),),
            embedding=4 * 32 * 358,
            output=4 * (32 * 358 + 32),
            width=32,
            heads=2,
            feed_forward=32,
            vocabulary=358,
            quantisable=False,
        ),
    )


def test_the_starter_model_is_described_rightly():
    model = starter()
    if model is None:
        pytest.skip("the starter model is not installed")
    header = read_header(model.path)
    assert (header.architecture, header.layers, header.trained_length) == ("llama", 30, 8192)
    assert (header.quant, header.has_template) == ("Q4_1", True)
    assert values_of(header) == 30 * 3 * (64 + 64)
    assert header.parameters == 134_515_008


@pytest.mark.parametrize(
    ("changes", "kv_values"),
    [
        ({"llama__attention__head_count_kv": None}, 2 * 32),
        ({"llama__attention__key_length": 40, "llama__attention__value_length": 8}, 48),
        ({"llama__block_count": 3, "llama__attention__head_count_kv": [1, 0, 2]}, 3 * 32),
        ({"llama__attention__head_count": None, "llama__attention__head_count_kv": None}, 0),
    ],
)
def test_kv_values_are_added_up_over_the_layers(read, changes, kv_values):
    assert values_of(read(gguf.header(**changes))) == kv_values


def test_a_file_without_a_name_is_called_like_the_file(read):
    header = read(gguf.header(general__name=None, general__file_type=None))
    assert (header.name, header.quant) == ("model", "")


def test_a_name_is_made_fit_for_one_line(read):
    assert read(gguf.header(general__name="a\0b\n\x1b[31mc\u202e " + "x" * 10_000)).name.startswith(
        "a�b [31mc x"
    )
    assert len(read(gguf.header(general__name="x" * 10_000)).name) == 200


def test_a_guessed_quant_is_taken_for_known(read):
    assert read(gguf.header(general__file_type=1024 + 7)).quant == "Q8_0"


def test_a_folder_is_no_model(tmp_path):
    with pytest.raises(ModelMissing) as caught:
        read_header(tmp_path)
    assert caught.value.is_folder


def test_a_file_that_has_gone_is_missing(tmp_path):
    with pytest.raises(ModelMissing) as caught:
        read_header(tmp_path / "gone.gguf")
    assert not caught.value.is_folder


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "model.gguf")
    with pytest.raises(NotGguf):
        read_header(tmp_path / "model.gguf")


@pytest.mark.parametrize("data", [b"", b"GGU", b"FUGG" + bytes(100), b"PK\3\4", bytes(1000), b"text\n" * 100])
def test_other_files_are_not_gguf(read, data):
    with pytest.raises(NotGguf):
        read(data)


def test_a_file_that_was_cut_off_says_how_much_is_missing(read):
    whole = gguf.tiny_model()
    with pytest.raises(ModelTruncated) as caught:
        read(whole[:-100])
    assert (caught.value.needed, caught.value.size) == (len(whole), len(whole) - 100)


def test_a_header_that_was_cut_off_anywhere_is_refused(read):
    whole = gguf.header()
    head = len(whole.rstrip(b"\0"))
    for length in range(4, head - 4):
        with pytest.raises((ModelTruncated, ModelDamaged)):
            read(whole[:length])


@pytest.mark.parametrize(
    "changes",
    [
        {"llama__block_count": 0},
        {"llama__block_count": 1_000_000_000},
        {"llama__block_count": "many"},
        {"llama__block_count": 1.5},
        {"llama__block_count": True},
        {"llama__block_count": None},
        {"llama__context_length": 0},
        {"llama__context_length": None},
        {"llama__embedding_length": 0xFFFFFFFF},
        {"llama__attention__head_count": 0xFFFFFFFF},
        {"llama__attention__head_count_kv": [1.0]},
        {"llama__block_count": 4, "llama__attention__head_count_kv": [1, 1]},
        {"llama__expert_count": 100_000},
        {"llama__rope__scaling__type": "sideways"},
        {"general__architecture": None},
        {"general__architecture": 7},
        {"llama__feed_forward_length": 0xFFFFFFFF},
        {"llama__attention__sliding_window": "wide"},
        {"general__alignment": 0},
        {"general__alignment": 0xFFFFFFFF},
    ],
)
def test_numbers_that_make_no_sense_are_damage(read, changes):
    with pytest.raises(ModelDamaged):
        read(gguf.header(**changes))


HUGE = 1 << 62


@pytest.mark.parametrize(
    "data",
    [
        gguf.gguf({}, version=1),
        gguf.gguf({}, version=0x03000000),
        gguf.gguf({}, counts=(HUGE, 0)),
        gguf.gguf({}, counts=(0, HUGE)),
        gguf.gguf({"a": struct.pack("<I", 77)}),
        gguf.gguf({"a": struct.pack("<IQ", gguf.STRING, HUGE)}),
        gguf.gguf({"a": struct.pack("<IIQ", gguf.ARRAY, gguf.STRING, HUGE)}),
        gguf.gguf({"a": struct.pack("<IIQ", gguf.ARRAY, gguf.U32, HUGE)}),
        gguf.gguf({"a": struct.pack("<IIQ", gguf.ARRAY, gguf.ARRAY, 1)}),
        gguf.gguf({"a": struct.pack("<IIQ", gguf.ARRAY, gguf.STRING, 3_999_999)}) + bytes(40_000_000),
        gguf.gguf(gguf.FIELDS, [("t", (HUGE, HUGE), b"")]),
        gguf.gguf(gguf.FIELDS, [("t", (1, 1, 1, 1, 1), b"")]),
    ],
    ids=lambda data: str(len(data)),
)
def test_absurd_sizes_are_refused_at_once(read, data):
    with pytest.raises((ModelDamaged, ModelTruncated)):
        read(data)


def test_whatever_happens_to_a_header_only_model_errors_come_of_it(read):
    chance = random.Random(7)
    whole = gguf.tiny_model("{{ messages }}")
    head = whole.index(b"blk.0.ffn_down.weight") + 60
    refused = 0
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            data[chance.randrange(head)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        try:
            assert isinstance(read(bytes(data)), Header)
        except ModelError:
            refused += 1
    assert 0 < refused < 3000


@pytest.mark.parametrize(
    ("architecture", "changes", "windows"),
    [
        ("gemma3", {"attention.sliding_window": 512}, [512, 512, 512, 512, 512, 0, 512, 512]),
        ("gpt-oss", {"attention.sliding_window": 128}, [128, 0, 128, 0, 128, 0, 128, 0]),
        ("smallthinker", {"attention.sliding_window": 64}, [0, 64, 64, 64, 0, 64, 64, 64]),
        ("llama4", {}, [8192, 8192, 8192, 0, 8192, 8192, 8192, 0]),
        ("phi3", {"attention.sliding_window": 512}, [0] * 8),
        ("llama", {"attention.sliding_window": 512}, [0] * 8),
        (
            "gemma3",
            {"attention.sliding_window": 9, "attention.sliding_window_pattern": 2},
            [9, 0, 9, 0, 9, 0, 9, 0],
        ),
        (
            "gemma4",
            {"attention.sliding_window": 9, "attention.sliding_window_pattern": [True, False] * 4},
            [9, 0, 9, 0, 9, 0, 9, 0],
        ),
    ],
)
def test_which_layers_look_back_only_a_little_is_known(read, architecture, changes, windows):
    fields = {name.replace("llama.", f"{architecture}."): value for name, value in gguf.FIELDS.items()}
    fields |= {"general.architecture": architecture, f"{architecture}.block_count": 8}
    fields |= {f"{architecture}.{name}": value for name, value in changes.items()}
    assert [block.window for block in read(gguf.gguf(fields)).body.blocks] == windows


def test_a_recurrent_layer_has_a_state_instead_of_a_cache(read):
    changes = {
        f"llama__ssm__{name}": value
        for name, value in {"conv_kernel": 4, "inner_size": 64, "state_size": 16, "group_count": 1}.items()
    }
    blocks = read(
        gguf.header(llama__block_count=2, llama__attention__head_count_kv=[0, 1], **changes)
    ).body.blocks
    assert [(block.keys, block.values) for block in blocks] == [(0, 0), (16, 16)]
    assert [block.state for block in blocks] == [4 * (3 * (64 + 2 * 16) + 16 * 64), 0]


def test_a_compressed_cache_keeps_no_values_apart(read):
    blocks = read(gguf.header(llama__attention__key_length_mla=192)).body.blocks
    assert [(block.keys, block.values) for block in blocks] == [(16, 0)]


def test_layers_that_share_a_cache_have_none_of_their_own(read):
    header = read(gguf.header(llama__block_count=4, llama__attention__shared_kv_layers=3))
    assert [block.keys for block in header.body.blocks] == [16, 0, 0, 0]


def test_recommended_sampling_is_read_and_texts_and_nonsense_left_out(read):
    header = read(
        gguf.header(
            general__sampling__temp=0.6,
            general__sampling__top_k=20,
            general__sampling__sequence="top_k;temp",
            general__sampling__top_p=float("nan"),
        )
    )
    assert header.sampling == (("temp", pytest.approx(0.6)), ("top_k", 20.0))


@pytest.mark.parametrize("changes", [{"general__architecture": "clip"}, {"general__type": "adapter"}])
def test_what_only_goes_with_a_model_is_no_chat_model(read, changes):
    with pytest.raises(NotChatModel):
        read(gguf.header(**changes))


@pytest.fixture
def split(tmp_path):
    """Write a model in two files: fields and a layer in the first, another layer in the second."""

    def weights(layer):
        return (f"blk.{layer}.w", (32,), bytes(128))

    def fields(number):
        return {"split.no": number, "split.count": 2}

    first, second = (tmp_path / f"big-Q4_0-0000{number}-of-00002.gguf" for number in (1, 2))
    first.write_bytes(gguf.gguf(gguf.FIELDS | {"llama.block_count": 2} | fields(0), [weights(0)]))
    second.write_bytes(gguf.gguf(fields(1), [weights(1), ("output.weight", (32, 2), bytes(256))]))
    return first, second


def test_a_split_model_is_read_as_one(split):
    header = read_header(split[0])
    assert header.files == 2
    assert header.size == sum(path.stat().st_size for path in split)
    assert header.parameters == 32 + 32 + 64
    assert [block.weights for block in header.body.blocks] == [128, 128]
    assert (header.body.output, header.body.tied) == (256, False)


def test_a_part_that_is_not_there_is_named(split):
    split[1].unlink()
    with pytest.raises(ModelMissing) as caught:
        read_header(split[0])
    assert caught.value.path == split[1]


def test_a_part_that_was_cut_off_is_named(split):
    split[1].write_bytes(split[1].read_bytes()[:-10])
    with pytest.raises(ModelTruncated) as caught:
        read_header(split[0])
    assert caught.value.path == split[1]


def test_a_part_alone_is_refused(split, tmp_path):
    for name, source in (("one.gguf", split[0]), ("big-Q4_0-00001-of-00002.gguf", split[1])):
        (tmp_path / name).write_bytes(source.read_bytes())
        with pytest.raises(ModelDamaged):
            read_header(tmp_path / name)

"""What was chosen for a model is kept in a file that may be damaged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from desktop.core.built_in_presets import BuiltIn
from desktop.core.chat_defaults import ChatDefaults
from desktop.core.load import FlashAttention, KvType, LoadOptions
from desktop.services.model_options import ModelOptions

MODEL = Path("/models/a.gguf")
CHOSEN = LoadOptions(4096, 12, KvType.Q8_0, FlashAttention.ON, 3, False, True, "CUDA1", (1.0, 2.5))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "models-settings.json"


def test_nothing_chosen_is_the_default(path):
    options = ModelOptions(path)
    assert options.of(MODEL) == LoadOptions()
    assert options.problems == []


def test_what_was_chosen_is_there_the_next_time(path):
    ModelOptions(path).set(MODEL, CHOSEN)
    again = ModelOptions(path)
    assert again.of(MODEL) == CHOSEN
    assert again.of(Path("/models/b.gguf")) == LoadOptions()
    assert again.problems == []


def test_a_model_whose_name_is_not_utf_8_keeps_what_was_chosen(path):
    model = Path(os.fsdecode(b"/models/\xff.gguf"))
    ModelOptions(path).set(model, CHOSEN)
    assert ModelOptions(path).of(model) == CHOSEN


def test_what_new_chats_begin_with_is_there_the_next_time(path):
    defaults = ChatDefaults(BuiltIn.CREATIVE, "Be brief.\n简短")
    ModelOptions(path).set_chats(MODEL, defaults)
    ModelOptions(path).set(MODEL, CHOSEN)
    again = ModelOptions(path)
    assert (again.chats_of(MODEL), again.of(MODEL)) == (defaults, CHOSEN)
    again.set_chats(MODEL, ChatDefaults())
    assert "简短" not in path.read_text("utf8")


@pytest.mark.parametrize(
    ("name", "value"),
    [("preset", "wild"), ("preset", -1), ("preset", True), ("preset", [1]), ("system", 7), ("x", "y")],
)
def test_a_default_of_chats_that_is_not_valid_falls_back(path, name, value):
    path.write_text(json.dumps({"chats": {str(MODEL): {"system": "a", name: value}}}))
    options = ModelOptions(path)
    assert options.chats_of(MODEL).preset is None
    assert options.chats_of(MODEL).system in ("a", "")
    assert len(options.problems) == 1


def test_what_is_set_back_leaves_no_entry(path):
    options = ModelOptions(path)
    options.set(MODEL, CHOSEN)
    options.set(MODEL, LoadOptions())
    assert json.loads(path.read_text()) == {"models": {}}


def test_other_parts_of_the_file_are_kept(path):
    path.write_text('{"measured": {"x": 1}}')
    ModelOptions(path).set(MODEL, CHOSEN)
    assert json.loads(path.read_text())["measured"] == {"x": 1}


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"models": [1]}'])
def test_a_damaged_file_is_told_and_the_defaults_are_in_force(path, content):
    path.write_bytes(content)
    options = ModelOptions(path)
    assert options.of(MODEL) == LoadOptions()
    assert len(options.problems) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("context_length", 0),
        ("context_length", "many"),
        ("context_length", True),
        ("context_length", 1.5),
        ("gpu_layers", -2),
        ("kv_type", "q3"),
        ("flash_attention", None),
        ("threads", 10_000),
        ("mmap", 1),
        ("main_device", "a\nb"),
        ("tensor_split", "12"),
        ("tensor_split", [-1]),
        ("tensor_split", ["x"]),
        ("tensor_split", [float("nan")]),
        ("colour", "red"),
    ],
)
def test_a_value_that_is_not_valid_falls_back_and_the_others_stay(path, name, value):
    path.write_text(json.dumps({"models": {str(MODEL): {"mlock": True, name: value}}}))
    options = ModelOptions(path)
    assert options.of(MODEL) == LoadOptions(mlock=True)
    assert len(options.problems) == 1


def test_a_model_that_drafts_for_others_does_so_where_it_has_been_moved(path):
    options = ModelOptions(path)
    small, moved = Path("/models/small.gguf"), Path("/elsewhere/small.gguf")
    options.set(MODEL, LoadOptions(draft_model=str(small)))
    options.moved({small: moved})
    assert options.of(MODEL).draft_model == str(moved)
    assert ModelOptions(path).of(MODEL).draft_model == str(moved)

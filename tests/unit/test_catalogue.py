"""The curated list of models, and lists that are not as they should be."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from desktop.core.catalogue import GIB, Capability, fits, recommended
from desktop.core.hub import Repo, RepoId
from desktop.core.licenses import consent_for
from desktop.core.places import resource
from desktop.hub import catalogue as module
from desktop.hub.catalogue import CatalogueInvalid, read_catalogue, shipped
from desktop.hub.names import parse

RAW = json.loads(resource("models.json").read_text(encoding="utf-8"))


def test_the_list_that_comes_with_the_program_is_whole():
    catalogue = shipped()
    assert len(catalogue.models) == len(RAW["models"]) >= 24
    assert all(model.said("en") and model.said("zh_CN") for model in catalogue.models)
    assert {model.license.key for model in catalogue.models} <= set(catalogue.licenses)


def test_every_sentence_is_one_and_in_its_language():
    for model in shipped().models:
        english, chinese = model.said("en"), model.said("zh_CN")
        assert english.endswith(".") and english.isprintable() and len(english) <= 160
        assert chinese.endswith("。") and any("\u4e00" <= c <= "\u9fff" for c in chinese)
        assert not any("\u4e00" <= c <= "\u9fff" for c in english)


def test_an_unknown_language_gets_the_english_sentence():
    model = shipped().models[0]
    assert model.said("fr") == model.said("en")


def test_every_file_of_the_list_is_called_as_its_key_says():
    for model in shipped().models:
        for source in model.sources:
            for label, file in source.files.items():
                assert parse(file.path).label == label


def test_a_size_that_nobody_looked_up_is_not_known():
    sizes = {model.id: model.download_size for model in shipped().models}
    assert sizes["gemma-4-e2b"] == 0
    assert sizes["qwen3.5-4b"] > 3_000_000_000  # with its projector


@pytest.mark.parametrize(
    ("memory", "device", "best"),
    [
        (2, 0, None),
        (4, 0, "qwen3.5-0.8b"),
        (8, 0, "qwen3.5-4b"),
        (16, 0, "gemma-4-e4b"),
        (64, 32, "qwen3.6-35b-a3b"),
    ],
)
def test_one_model_is_best_for_a_computer(memory, device, best):
    found = recommended(shipped(), memory * GIB, device * GIB)
    assert (found.id if found else None) == best


def test_a_computer_whose_memory_is_partly_taken_by_its_firmware_counts_as_whole():
    model = next(model for model in shipped().models if model.min_memory == 8)
    assert fits(model, 8 * GIB - 400_000_000)
    assert not fits(model, 7 * GIB)


def broken(change):
    raw = deepcopy(RAW)
    change(raw)
    return json.dumps(raw)


def model_with(**changes):
    return lambda raw: raw["models"][0].update(changes)


def source_with(**changes):
    return lambda raw: raw["models"][0]["sources"][0].update(changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        broken(lambda raw: raw.update(schema=2)),
        broken(lambda raw: raw.pop("licenses")),
        broken(lambda raw: raw.update(models={})),
        broken(lambda raw: raw["models"].append(raw["models"][0])),
        broken(lambda raw: raw["models"][1].update(name=raw["models"][0]["name"].upper())),
        broken(lambda raw: raw["licenses"]["mit"].update(url="http://x")),
        broken(lambda raw: raw["licenses"]["mit"].update(commercial="maybe")),
        broken(model_with(license="unknown")),
        broken(model_with(capabilities=["flying"])),
        broken(model_with(capabilities="chat")),
        broken(model_with(summary="Only English.")),
        broken(model_with(summary={"en": "Only English."})),
        broken(model_with(min_ram_gb="8")),
        broken(model_with(min_ram_gb=-1)),
        broken(model_with(sources=[])),
        broken(model_with(params=None)),
        broken(source_with(repo="../x")),
        broken(source_with(gated="perhaps")),
        broken(source_with(gated=[])),
        broken(source_with(default="Q9_K")),
        broken(source_with(files={"Q4_K_M": {"path": "../../m-Q4_K_M.gguf"}})),
        broken(source_with(files={"Q4_K_M": {"path": "C:\\m-Q4_K_M.gguf"}})),
        broken(source_with(files=[])),
    ],
)
def test_a_list_that_is_not_as_it_should_be_is_refused_with_a_sentence(text):
    with pytest.raises(CatalogueInvalid) as caught:
        read_catalogue(text)
    assert str(caught.value)


def test_a_damaged_list_leaves_the_window_without_it(tmp_path, monkeypatch, caplog):
    (tmp_path / "models.json").write_text("{")
    monkeypatch.setattr(module, "resource", lambda name: tmp_path / name)
    assert shipped().models == ()
    assert "catalogue" in caplog.text
    caplog.clear()
    monkeypatch.setattr(module, "resource", lambda name: tmp_path / "missing.json")
    assert shipped().models == ()
    caplog.clear()


def repo(name="someone/x-GGUF", **changes):
    return Repo(RepoId(name), "c" * 40, (), **changes)


def test_free_licences_need_no_consent():
    catalogue = shipped()
    for key in ("apache-2.0", "mit", "cc-by-4.0", ""):
        assert consent_for(repo(license=key), catalogue) is None


def test_licences_with_conditions_are_asked_for():
    catalogue = shipped()
    llama = consent_for(repo(license="llama3.2"), catalogue)
    assert llama is not None and llama.url == catalogue.licenses["llama3.2"].url
    named = consent_for(
        repo(license="other", license_name="my-terms", license_link="https://x.org/l"), catalogue
    )
    assert named is not None and (named.name, named.url) == ("my-terms", "https://x.org/l")
    unlinked = consent_for(repo(license="cc-by-nc-4.0", base_model="maker/base"), catalogue)
    assert unlinked is not None and unlinked.url == "https://huggingface.co/maker/base"


def test_what_the_catalogue_knows_of_a_licence_counts_where_the_hub_says_nothing():
    catalogue = shipped()
    model = next(model for model in catalogue.models if model.license.ask)
    asked = consent_for(repo(model.source.repo), catalogue)
    assert asked is not None and asked.key == model.license.key


def test_models_for_searching_do_not_chat():
    assert not any(model.chats and Capability.EMBEDDING in model.capabilities for model in shipped().models)

"""The checks of `models.json`, without a network and against a stand-in of the hub."""

from __future__ import annotations

import importlib.util
import json
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from desktop.core.places import resource
from tests.fakes.gguf import FIELDS, gguf
from tests.fakes.hub_api import COMMIT, ApiServer, Model, Start

ROOT = Path(__file__).parents[2]
RAW = json.loads(resource("models.json").read_text(encoding="utf-8"))
HEADER = gguf(FIELDS)


@pytest.fixture(scope="module")
def validate():
    spec = importlib.util.spec_from_file_location(
        "validate_models", ROOT / "packaging" / "validate_models.py"
    )
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def changed(change):
    raw = deepcopy(RAW)
    change(raw)
    return raw


def first(raw):
    return raw["models"][0]


def source(raw):
    return first(raw)["sources"][0]


def seeing(raw):
    return next(model for model in raw["models"] if "vision" in model["capabilities"])


def test_the_list_that_is_shipped_has_nothing_wrong(validate):
    assert validate.offline(RAW) == []
    assert validate.main([]) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw: raw.update(extra=1), "schema"),
        (lambda raw: raw.update(updated="yesterday"), "schema"),
        (lambda raw: first(raw).pop("summary"), "schema"),
        (lambda raw: first(raw)["summary"].pop("zh_CN"), "schema"),
        (lambda raw: first(raw)["summary"].update(en="No full stop"), "schema"),
        (lambda raw: first(raw)["summary"].update(en="<b>Markup</b> here."), "schema"),
        (lambda raw: first(raw)["summary"].update(de="Ein Satz."), "schema"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(path="../x-Q4_K_M.gguf"), "schema"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(sha256=["xyz"]), "schema"),
        (lambda raw: first(raw)["summary"].update(zh_CN="English, not Chinese."), "another language"),
        (lambda raw: raw["models"].append(first(raw)), "twice"),
        (lambda raw: first(raw).update(license="mine"), "not described"),
        (lambda raw: first(raw).update(reasoning="always"), "disagree"),
        (lambda raw: [each.pop("mmproj", 0) for each in seeing(raw)["sources"]], "no projector"),
        (lambda raw: first(raw)["capabilities"].append("embedding"), "do not chat"),
        (lambda raw: first(raw).update(replaces=["nobody"]), "replaces nobody"),
        (lambda raw: source(raw).update(default="Q8_0"), "default"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(path="a-Q5_K_M.gguf"), "the name says Q5_K_M"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(path="mmproj-Q4_K_M.gguf"), "looks like mmproj"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(parts=2), "part 1 of 1"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(sha256=["a" * 64, "b" * 64]), "2 hashes for 1"),
        (lambda raw: source(raw)["files"]["Q4_K_M"].update(size=9 << 30), "do not fit into"),
        (
            lambda raw: source(raw)["files"].update({"IQ4_KS": {"path": "a-IQ4_KS.gguf"}}),
            "cannot load IQ4_KS",
        ),
        (
            lambda raw: source(raw)["files"]["Q4_K_M"].update(
                sha256=seeing(raw)["sources"][0]["files"]["Q4_K_M"]["sha256"]
            ),
            "has the hash of",
        ),
    ],
)
def test_what_is_wrong_is_found_without_a_network(validate, change, words):
    found = validate.offline(changed(change))
    assert any(words in line for line in found), found


def test_a_file_that_is_no_json_is_told(validate, tmp_path, capsys):
    bad = tmp_path / "models.json"
    bad.write_text("{")
    assert validate.main([str(bad)]) == 1
    assert validate.main([str(tmp_path / "missing.json")]) == 1
    assert "cannot be read" in capsys.readouterr().out


@pytest.fixture
def small():
    """A list of two models, and the repositories that it names."""
    raw = deepcopy(RAW)
    raw["models"] = [first(RAW), seeing(RAW)]
    raw["models"] = deepcopy(raw["models"])
    for model in raw["models"]:
        model["sources"] = model["sources"][:1]
    repos = []
    for model in raw["models"]:
        paths = [file["path"] for _, file in files(model["sources"][0])]
        start = Start(HEADER + model["id"].encode(), 500_000_000)
        repos.append(
            Model(model["sources"][0]["repo"], dict.fromkeys(paths, start), license=model["license"])
        )
    return raw, repos


def files(of):
    return [*of["files"].items(), *((key, of[key]) for key in ("mmproj",) if key in of)]


def ask(validate, raw, repos, tmp_path, *words):
    path = tmp_path / "models.json"
    path.write_text(json.dumps(raw))
    with ApiServer(*repos) as server:
        return validate.main([str(path), "--online", "--endpoint", server.endpoint, *words])


@pytest.fixture
def online(validate, tmp_path, capsys):
    """Check with a hub; gives the status and what was said."""
    return lambda raw, repos: (ask(validate, raw, repos, tmp_path), capsys.readouterr().out)


def without_hashes(raw):
    for model in raw["models"]:
        for of in model["sources"]:
            for _, file in files(of):
                file["sha256"] = []
    return raw


def test_a_hub_that_agrees_has_nothing_wrong(validate, small, tmp_path):
    raw, repos = small
    assert ask(validate, without_hashes(raw), repos, tmp_path) == 0


def test_fix_fills_in_what_the_hub_says(validate, small, tmp_path):
    raw, repos = small
    out = tmp_path / "fixed.json"
    assert ask(validate, without_hashes(raw), repos, tmp_path, "--fix", str(out)) == 0
    fixed = json.loads(out.read_text(encoding="utf-8"))
    model = first(fixed)
    file = source(fixed)["files"]["Q4_K_M"]
    assert file["size"] == 500_000_000 and len(file["sha256"][0]) == 64 and "size_gib" not in file
    assert source(fixed)["revision"] == COMMIT
    assert (model["architecture"], model["context_length"]) == ("llama", 512)
    assert not {"size", "sha256", "context_length"} & set(model["unverified"])
    assert validate.offline(fixed) == []
    assert model["summary"] == first(RAW)["summary"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda raw, repos: repos.pop(0), "NotOnHub"),
        (lambda raw, repos: setattr(repos[0], "gated", "auto"), "gated is auto"),
        (lambda raw, repos: setattr(repos[0], "license", "other-1.0"), "the licence is other-1.0"),
        (lambda raw, repos: repos[0].files.clear(), "is not there"),
        (lambda raw, repos: first(raw).update(architecture="gemma"), "architecture is llama"),
        (lambda raw, repos: first(raw).update(context_length=1024), "context_length is 512"),
        (lambda raw, repos: source(raw)["files"]["Q4_K_M"].update(size=7), "500000000 bytes"),
        (lambda raw, repos: source(raw)["files"]["Q4_K_M"].update(sha256=["a" * 64]), "hash is another"),
    ],
)
def test_what_the_hub_says_otherwise_is_found(online, small, change, words):
    raw, repos = small
    change(without_hashes(raw), repos)
    status, said = online(raw, repos)
    assert status == 1 and words in said


def test_nothing_is_written_when_something_is_wrong(validate, small, tmp_path):
    raw, repos = small
    repos.pop()
    out = tmp_path / "fixed.json"
    assert ask(validate, without_hashes(raw), repos, tmp_path, "--fix", str(out)) == 1
    assert not out.exists()

"""Models that other programs have fetched are found where they lie, whatever else lies there."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from desktop.core.library import Layout, Shelf
from desktop.core.models import Origin
from desktop.hub.discover import other_programs
from desktop.hub.shelves import read_shelf
from desktop.hub.system import System
from desktop.hub.walking import Limits, walk

SHA = "a" * 64
OTHER_SHA = "b" * 64


def put(path, content=b"GGUF"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def shelves(home, platform="linux", **env):
    return other_programs(System(env, home, platform))


def of(found, origin):
    return [shelf.folder for shelf in found if shelf.origin is origin]


def titles(shelf):
    return sorted(f"{found.model.name} {found.model.quant}".strip() for found in read_shelf(shelf))


@pytest.mark.parametrize(
    ("platform", "gpt4all", "jan", "llama"),
    [
        ("linux", ".local/share/nomic.ai/GPT4All", ".local/share/Jan/data", ".cache/llama.cpp"),
        (
            "darwin",
            "Library/Application Support/nomic.ai/GPT4All",
            "Library/Application Support/Jan/data",
            "Library/Caches/llama.cpp",
        ),
        ("win32", "AppData/Local/nomic.ai/GPT4All", "AppData/Roaming/Jan/data", "AppData/Local/llama.cpp"),
    ],
)
def test_each_system_has_its_own_places(tmp_path, platform, gpt4all, jan, llama):
    found = shelves(tmp_path, platform)
    assert of(found, Origin.GPT4ALL) == [tmp_path / gpt4all]
    assert tmp_path / jan / "llamacpp/models" in of(found, Origin.JAN)
    assert of(found, Origin.LLAMA_CPP) == [tmp_path / llama]
    assert of(found, Origin.HUGGING_FACE) == [tmp_path / ".cache/huggingface/hub"]
    assert tmp_path / ".lmstudio/models" in of(found, Origin.LM_STUDIO)
    assert tmp_path / ".ollama/models" in of(found, Origin.OLLAMA)
    service = Path("/usr/share/ollama/.ollama/models")
    assert (service in of(found, Origin.OLLAMA)) == (platform == "linux")


def test_windows_folders_come_from_the_environment(tmp_path):
    local, roaming = tmp_path / "L", tmp_path / "R"
    found = shelves(tmp_path, "win32", LOCALAPPDATA=str(local), APPDATA=str(roaming))
    assert of(found, Origin.GPT4ALL) == [local / "nomic.ai/GPT4All"]
    assert roaming / "Jan/data/models" in of(found, Origin.JAN)


def test_the_environment_goes_before_the_usual_places(tmp_path):
    env = {"OLLAMA_MODELS": "o", "LLAMA_CACHE": "l", "JAN_DATA_FOLDER": "j", "HF_HOME": "h"}
    found = shelves(tmp_path, **{name: str(tmp_path / value) for name, value in env.items()})
    assert of(found, Origin.OLLAMA)[0] == tmp_path / "o"
    assert of(found, Origin.LLAMA_CPP)[0] == tmp_path / "l"
    assert of(found, Origin.JAN)[0] == tmp_path / "j/llamacpp/models"
    assert of(found, Origin.HUGGING_FACE) == [tmp_path / "h/hub"]
    more = shelves(tmp_path, HF_HUB_CACHE=str(tmp_path / "c"), HF_HOME=str(tmp_path / "h"))
    assert of(more, Origin.HUGGING_FACE) == [tmp_path / "c"]


def test_lm_studio_tells_where_its_home_and_its_downloads_are(tmp_path):
    home = tmp_path / "elsewhere"
    put(tmp_path / ".lmstudio-home-pointer", f"{home}\n".encode())
    put(home / "settings.json", json.dumps({"downloadsFolder": str(tmp_path / "big disk")}).encode())
    found = of(shelves(tmp_path), Origin.LM_STUDIO)
    assert found[:2] == [tmp_path / "big disk", home / "models"]


def test_jan_tells_where_its_data_are(tmp_path):
    settings = {"data_folder": str(tmp_path / "jan data")}
    put(tmp_path / ".local/share/Jan/settings.json", b"\xef\xbb\xbf" + json.dumps(settings).encode())
    assert tmp_path / "jan data/llamacpp/models" in of(shelves(tmp_path), Origin.JAN)


@pytest.mark.parametrize(
    "value",
    ["/", "HOME", "relative/path", "//host/share", "\\\\host\\share", "", "/a\nb", 7, None, ["/x"], {"a": 1}],
)
def test_settings_that_lead_anywhere_are_not_followed(tmp_path, value):
    value = str(tmp_path) if value == "HOME" else value
    usual = shelves(tmp_path)
    put(tmp_path / ".lmstudio/settings.json", json.dumps({"downloadsFolder": value}).encode())
    put(tmp_path / ".local/share/Jan/settings.json", json.dumps({"data_folder": value}).encode())
    if isinstance(value, str):
        put(tmp_path / ".lmstudio-home-pointer", value.encode())
    assert shelves(tmp_path) == usual


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b"\xff\xfe", b'"text"', b'{"downloadsFolder": "' + b"x" * 2_000_000 + b'"}'],
)
def test_damaged_settings_of_others_are_passed_over(tmp_path, content):
    usual = shelves(tmp_path)
    for name in (".lmstudio/settings.json", ".local/share/Jan/settings.json", ".lmstudio-home-pointer"):
        put(tmp_path / name, content)
    assert shelves(tmp_path) == usual


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
def test_a_pipe_in_the_place_of_settings_keeps_nobody_waiting(tmp_path):
    (tmp_path / ".lmstudio").mkdir()
    os.mkfifo(tmp_path / ".lmstudio/settings.json")
    assert of(shelves(tmp_path), Origin.LM_STUDIO)


def hub_cache(root, repo="models--bartowski--Tiny-GGUF", commit="c" * 40, blob=SHA, name="Tiny-Q4_K_M.gguf"):
    real = put(root / repo / "blobs" / blob, f"GGUF {blob}".encode())
    link = root / repo / "snapshots" / commit / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(real, link.parent))
    return link


def test_a_file_of_the_hubs_cache_has_its_hash_and_its_repository(tmp_path):
    link = hub_cache(tmp_path)
    (found,) = read_shelf(Shelf(Origin.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert (found.path, found.repo, found.files[0].sha256) == (link, "bartowski/Tiny-GGUF", SHA)


def test_of_several_commits_the_one_that_main_names_counts(tmp_path):
    hub_cache(tmp_path, commit="d" * 40, blob=OTHER_SHA)
    link = hub_cache(tmp_path, commit="c" * 40)
    put(link.parents[2] / "refs/main", b"c" * 40)
    (found,) = read_shelf(Shelf(Origin.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert found.files[0].sha256 == SHA


def test_a_file_without_links_is_found_in_the_cache_too(tmp_path):
    put(tmp_path / "models--o--r/snapshots" / ("c" * 40) / "sub" / "Tiny-Q8_0.gguf")
    (found,) = read_shelf(Shelf(Origin.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert (found.repo, found.files[0].sha256) == ("o/r", "")


def test_a_blob_that_is_itself_a_link_into_a_shared_store_is_found(tmp_path):
    link = hub_cache(tmp_path)
    blob = link.resolve()
    shared = put(tmp_path / "blobs/ab/xet", blob.read_bytes())
    blob.unlink()
    blob.symlink_to(shared)
    (found,) = read_shelf(Shelf(Origin.HUGGING_FACE, tmp_path, Layout.HUB_CACHE))
    assert found.files[0].sha256 == SHA


def ollama(root, layers, name="registry.ollama.ai/library/tiny/3b"):
    put(root / "manifests" / name, json.dumps({"layers": layers}).encode())


def layer(kind, sha):
    return {"mediaType": f"application/vnd.ollama.image.{kind}", "digest": f"sha256:{sha}"}


def test_a_model_of_ollama_is_called_as_there_and_has_its_projector(tmp_path):
    put(tmp_path / "blobs" / f"sha256-{SHA}")
    put(tmp_path / "blobs" / f"sha256-{OTHER_SHA}")
    ollama(tmp_path, [layer("model", SHA), layer("projector", OTHER_SHA), layer("license", "c" * 64)])
    (found,) = read_shelf(Shelf(Origin.OLLAMA, tmp_path, Layout.OLLAMA))
    assert (found.model.name, found.files[0].sha256) == ("tiny:3b", SHA)
    assert found.projector is not None
    assert found.projector.sha256 == OTHER_SHA


@pytest.mark.parametrize(
    "layers",
    [
        [layer("model", "../../../../etc/passwd")],
        [layer("model", "A" * 64)],
        [{"mediaType": 7, "digest": SHA}],
        [None, [], "x"],
        "text",
        None,
        [layer("model", "d" * 64)],  # not there
    ],
)
def test_a_manifest_that_names_no_file_of_ollama_names_none(tmp_path, layers):
    put(tmp_path / "etc/passwd")
    ollama(tmp_path, layers)
    assert list(read_shelf(Shelf(Origin.OLLAMA, tmp_path, Layout.OLLAMA))) == []


def test_what_ollama_keeps_in_another_format_is_no_model(tmp_path):
    put(tmp_path / "blobs" / f"sha256-{SHA}", b"safetensors")
    ollama(tmp_path, [layer("model", SHA)])
    put(tmp_path / "manifests/damaged", b"[" * 50_000)
    assert list(read_shelf(Shelf(Origin.OLLAMA, tmp_path, Layout.OLLAMA))) == []


def test_what_is_still_being_fetched_is_not_listed(tmp_path):
    for name in (
        "a-Q4_0.gguf.part",
        "incomplete-b-Q4_0.gguf",
        "c-Q4_0.gguf.downloadInProgress",
        "d-Q4_0.gguf.incomplete",
        ".e-Q4_0.gguf",
        "f-Q4_0-00001-of-00002.gguf",
        "f-Q4_0-00002-of-00002.gguf.part",
        "g.imatrix.gguf",
        "h-Q4_0-00001-of-00002.gguf",
        ".h-Q4_0-00002-of-00002.gguf.0123456789abcdef.part",  # as we call them
    ):
        put(tmp_path / name)
    put(tmp_path / "good-Q4_0.gguf")
    assert titles(Shelf(Origin.ADDED, tmp_path)) == ["good Q4_0"]


def test_a_projector_goes_with_the_model_that_it_names(tmp_path):
    put(tmp_path / "gemma-3-4b-it-Q4_0.gguf")
    put(tmp_path / "Qwen3VL-8B-Q4_0.gguf")
    put(tmp_path / "mmproj-gemma-3-4b-it-f16.gguf")
    put(tmp_path / "mmproj-F16.gguf")  # could be anybody's
    found = {each.model.name: each.projector for each in read_shelf(Shelf(Origin.ADDED, tmp_path))}
    assert found["gemma-3-4b-it"].path.name == "mmproj-gemma-3-4b-it-f16.gguf"
    assert found["Qwen3VL-8B"] is None


def test_a_projector_above_serves_the_quants_below_it_and_the_best_one_is_taken(tmp_path):
    put(tmp_path / "o/r/BF16/Model-BF16-00001-of-00002.gguf")
    put(tmp_path / "o/r/BF16/Model-BF16-00002-of-00002.gguf")
    for quant in ("F32", "BF16", "F16"):
        put(tmp_path / "o/r" / f"mmproj-{quant}.gguf")
    (found,) = read_shelf(Shelf(Origin.FOLDER, tmp_path))
    assert found.projector.path.name == "mmproj-F16.gguf"
    assert (found.repo, len(found.files)) == ("o/r", 2)


def test_a_file_that_is_only_called_model_is_named_after_its_folder(tmp_path):
    put(tmp_path / "Qwen3-4B-Q4_K_M/model.gguf")
    assert titles(Shelf(Origin.JAN, tmp_path)) == ["Qwen3-4B Q4_K_M"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
def test_loops_broken_links_pipes_and_odd_names_do_no_harm(tmp_path):
    put(tmp_path / "sub/good-Q4_0.gguf")
    (tmp_path / "sub/loop").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "itself.gguf").symlink_to(tmp_path / "itself.gguf")
    (tmp_path / "gone.gguf").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.gguf")
    (tmp_path / "folder.gguf").mkdir()
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff\xfe.gguf")).write_bytes(b"GGUF")
    put(tmp_path / "tab\tnew\nline\x1b[31m-Q4_0.gguf")
    long = put(tmp_path / ("n" * 240 + "-Q4_0.gguf"))
    found = {each.path: each.model.name for each in read_shelf(Shelf(Origin.ADDED, tmp_path))}
    assert sorted(found.values()) == ["good", "n" * 199 + "…", "tab new line [31m"]
    assert len(found[long]) == 200


def test_a_folder_that_may_not_be_read_is_passed_over(tmp_path, monkeypatch):
    put(tmp_path / "closed/a-Q4_0.gguf")
    put(tmp_path / "open/b-Q4_0.gguf")
    scandir = os.scandir

    def refusing(path):  # the tests may run as root, who may read everything
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert titles(Shelf(Origin.ADDED, tmp_path)) == ["b Q4_0"]


def test_a_walk_ends_at_its_limits(tmp_path):
    for number in range(30):
        put(tmp_path / f"{number:02}" / "a.gguf")
    put(tmp_path / "1/2/3/4/deep.gguf")
    assert len(list(walk(tmp_path, limits=Limits(folders=10)))) <= 10
    assert len(list(walk(tmp_path, limits=Limits(entries=20)))) < 30
    assert not any(folder.path.name == "4" for folder in walk(tmp_path, limits=Limits(depth=3)))


def test_a_linked_folder_is_looked_through_once(tmp_path):
    put(tmp_path / "real/a-Q4_0.gguf")
    (tmp_path / "shelf").mkdir()
    (tmp_path / "shelf/one").symlink_to(tmp_path / "real")
    (tmp_path / "shelf/two").symlink_to(tmp_path / "real")
    assert titles(Shelf(Origin.ADDED, tmp_path / "shelf")) == ["a Q4_0"]

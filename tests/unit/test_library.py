"""The list of models: there at once, corrected by a search, and never more than once the same file."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.core.errors import ModelDamaged, ModelMissing, ModelTruncated
from desktop.core.hub import RemoteFile, RepoId
from desktop.core.library import Layout, Shelf
from desktop.core.models import Origin
from desktop.core.places import Places
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.hub import scan as scanning
from desktop.services.library import Library
from desktop.services.library_index import read_index
from desktop.services.model_finding import finder, guess
from desktop.services.recent import Recent
from tests.fakes import gguf
from tests.fakes.inbox import Inbox

MODEL = gguf.header()


class Kit:
    """A library in a folder, and a hand on what is around it."""

    def __init__(self, folder):
        self.folder = folder
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.shelves = []
        self.settings = SettingsFile(folder / "settings.json")
        self.reads = []
        self.library = self.again()

    def again(self):
        """Start anew on the same folder."""
        self.library = Library(Places(self.folder), self.settings, self.tasks, lambda: self.shelves)
        return self.library

    def put(self, name, content=MODEL):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def scan(self):
        self.library.rescan()
        self.inbox.run_until(lambda: not self.library.scanning)

    def names(self, *origins):
        origins = origins or set(Origin) - {Origin.STARTER}
        return [each.model.name for each in self.library.listed() if each.model.origin in origins]


@pytest.fixture
def kit(tmp_path, monkeypatch):
    made = Kit(tmp_path)
    read = scanning.read_facts

    def counted(listed, header):
        made.reads.append(listed.path.name)
        return read(listed, header)

    monkeypatch.setattr(scanning, "read_facts", counted)
    yield made
    made.tasks.close()


def test_a_search_finds_what_lies_in_the_folder(kit):
    kit.put("models/o/r/Tiny-Q8_0.gguf")
    kit.scan()
    (found,) = [each for each in kit.library.listed() if each.model.origin is Origin.FOLDER]
    assert (found.model.name, found.repo, found.own) == ("Tiny", "o/r", True)
    assert found.model.quant == "F32"  # the header knows it better than the name
    assert found.header.trained_length == 512


def test_the_name_has_the_last_word_on_a_publishers_recipe(kit):
    kit.put("models/a-UD-Q4_K_XL.gguf")
    kit.scan()
    assert kit.library.holdings.models[kit.folder / "models/a-UD-Q4_K_XL.gguf"].model.quant == "UD-Q4_K_XL"


def test_the_list_is_there_at_the_next_start_before_anything_is_looked_at(kit):
    path = kit.put("models/Tiny-Q8_0.gguf")
    kit.scan()
    before = kit.library.listed()
    path.unlink()
    assert kit.again().listed() == before
    kit.scan()
    assert kit.names() == []


def test_headers_are_read_again_only_where_a_file_has_changed(kit):
    kit.put("models/a.gguf")
    path = kit.put("models/b.gguf")
    kit.scan()
    kit.again()
    kit.reads.clear()
    kit.scan()
    assert kit.reads == []
    path.write_bytes(MODEL + b"more")
    kit.scan()
    assert kit.reads == ["b.gguf"]


def test_a_file_that_came_meanwhile_is_found_without_a_restart(kit):
    kit.scan()
    kit.put("models/new-Q4_0.gguf")
    heard = []
    kit.library.changed.connect(heard.append)
    kit.scan()
    assert kit.names() == ["new"]
    assert heard


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"version": 1}',
        b'{"version": 99, "models": []}',
        b'{"version": 1, "models": 7}',
        b'{"version": 1, "models": [1, null, {}, {"files": []}, {"files": [["/a", 1, 2, 3]]}]}',
    ],
)
def test_a_damaged_index_is_made_anew(kit, content):
    kit.put("models/a-Q4_0.gguf")
    (kit.folder / "models-index.json").write_bytes(content)
    kit.again()
    assert kit.names() == []
    kit.scan()
    assert kit.names() == ["a"]
    assert [each.path.name for each in read_index(kit.folder / "models-index.json")][-1] == "a-Q4_0.gguf"


@pytest.mark.parametrize("damage", [("quant", 7), ("parameters", -1), ("blocks", [99]), ("kinds", [["x"]])])
def test_one_damaged_entry_of_the_index_is_read_anew_and_the_others_stay(kit, damage):
    for name in ("a", "b"):
        kit.put(f"models/{name}-Q4_0.gguf")
    kit.scan()
    index = kit.folder / "models-index.json"
    content = json.loads(index.read_bytes())
    entry = next(each for each in content["models"] if each["name"] == "a")
    name, value = damage
    entry["header"][name] = value
    index.write_text(json.dumps(content))
    kit.again()
    assert kit.names() == ["b"]
    kit.scan()
    assert kit.names() == ["a", "b"]


def test_what_is_wrong_with_a_file_is_listed_and_remembered(kit):
    kit.put("models/cut-Q4_0.gguf", gguf.tiny_model()[:5000])
    kit.put("models/lies-Q4_0.gguf", gguf.header(llama__block_count=0))
    kit.put("models/adapter-Q4_0.gguf", gguf.header(general__type="adapter"))
    kit.put("models/split-Q4_0-00001-of-00002.gguf", gguf.header(split__count=2, split__no=0))
    kit.scan()
    kit.again()
    problems = {each.model.name: type(each.problem) for each in kit.library.listed()}
    assert problems["cut"] is ModelTruncated
    assert problems["lies"] is ModelDamaged
    assert problems["split"] is ModelMissing
    assert "adapter" not in problems
    kit.reads.clear()
    kit.scan()
    assert kit.reads == ["split-Q4_0-00001-of-00002.gguf"]  # the other part may have come


def test_the_same_file_is_listed_once_with_its_other_places(kit):
    mine = kit.put("models/o/r/a-Q4_0.gguf")
    kit.put("lm/x")
    os.link(mine, kit.folder / "lm/a-Q4_0.gguf")
    (kit.folder / "lm/linked-Q4_0.gguf").symlink_to(mine)
    kit.shelves = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.scan()
    (found,) = [each for each in kit.library.listed() if each.model.origin is not Origin.STARTER]
    assert found.path == mine
    assert {path.name for path in found.also} == {"a-Q4_0.gguf", "linked-Q4_0.gguf"}


def test_two_copies_with_the_same_hash_are_one(kit):
    sha = "a" * 64
    for root in ("one", "two"):
        blob = kit.put(f"{root}/models--o--r/blobs/{sha}")
        link = kit.folder / root / "models--o--r/snapshots/c/a-Q4_0.gguf"
        link.parent.mkdir(parents=True)
        link.symlink_to(blob)
    kit.shelves = [Shelf(Origin.HUGGING_FACE, kit.folder / root, Layout.HUB_CACHE) for root in ("one", "two")]
    kit.scan()
    assert kit.names(Origin.HUGGING_FACE) == ["a"]


def test_other_programs_can_be_left_out(kit):
    kit.put("lm/a-Q4_0.gguf")
    kit.shelves = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.scan()
    assert kit.names() == ["a"]
    kit.library.folders.list_others(False)
    kit.scan()
    assert kit.names() == []


def test_a_removed_drive_takes_its_models_off_the_list_and_brings_them_back_unread(kit):
    kit.put("drive/a-Q4_0.gguf")
    kit.library.folders.add(kit.folder / "drive")
    kit.scan()
    (kit.folder / "drive").rename(kit.folder / "away")
    kit.again()
    kit.scan()
    assert kit.names() == []
    assert kit.folder / "drive" in [away.folder for away in kit.library.holdings.away]
    (kit.folder / "away").rename(kit.folder / "drive")
    kit.again()
    kit.reads.clear()
    kit.scan()
    assert kit.names() == ["a"]
    assert kit.reads == []


def test_an_opened_file_stays_on_the_list(kit):
    path = kit.put("desk/opened-Q4_0.gguf")
    kit.library.recent.note(path)
    kit.scan()
    assert kit.names(Origin.OPENED) == ["opened"]
    path.unlink()
    kit.scan()
    assert kit.names(Origin.OPENED) == []


def test_models_come_in_the_order_of_their_last_use(kit):
    paths = [kit.put(f"models/{name}.gguf") for name in "abc"]
    kit.scan()
    for path in (paths[1], paths[2]):
        kit.library.recent.note(path)
    assert [model.name for model in kit.again().installed()][:2] == ["c", "b"]


def test_a_new_search_takes_the_place_of_one_on_its_way(kit):
    kit.put("models/a-Q4_0.gguf")
    kit.library.rescan()
    kit.put("models/b-Q4_0.gguf")
    kit.scan()
    assert kit.names() == ["a", "b"]


def test_a_file_of_the_hub_is_known_by_its_place_and_size_or_by_its_hash(kit):
    library, repo, sha = kit.library, RepoId("o/r"), "a" * 64
    path = kit.put("models/o/r/sub/a-Q4_0.gguf")
    size = path.stat().st_size
    assert library.has(RemoteFile("sub/a-Q4_0.gguf", size), repo) == path
    assert library.has(RemoteFile("sub/a-Q4_0.gguf", size + 1), repo) is None
    blob = kit.put(f"hf/models--x--y/blobs/{sha}")
    link = kit.folder / "hf/models--x--y/snapshots/c/b.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to(blob)
    kit.shelves = [Shelf(Origin.HUGGING_FACE, kit.folder / "hf", Layout.HUB_CACHE)]
    kit.scan()
    assert library.has(RemoteFile("other.gguf", size, sha), repo) == link
    assert library.has(RemoteFile("other.gguf", size, "b" * 64), repo) is None
    link.unlink()
    assert library.has(RemoteFile("other.gguf", size, sha), repo) is None


def test_a_model_is_picked_though_nothing_is_known_yet(kit, monkeypatch):
    monkeypatch.setattr("desktop.services.model_finding.starter", lambda: None)
    monkeypatch.setattr("desktop.hub.scan.starter", lambda: None)
    assert guess(kit.again(), "") is None
    assert finder(kit.library, "")() is None
    path = kit.put("models/a-Q4_0.gguf")
    assert finder(kit.library, "")().path == path
    assert finder(kit.library, str(kit.folder / "gone.gguf"))().path == path
    named = guess(kit.library, str(kit.folder / "gone-Q4_0.gguf"))
    assert (named.name, named.quant, named.size) == ("gone", "Q4_0", 0)  # as far as its name tells


def test_recent_times_survive_a_restart_and_damage(tmp_path):
    path, now = tmp_path / "recent.json", datetime(2026, 1, 1, tzinfo=UTC)
    recent = Recent(path, lambda: now)
    recent.note(Path("/a"))
    now += timedelta(1)
    recent.note(Path("/b"))
    assert Recent(path).paths() == [Path("/b"), Path("/a")]
    for content in (b"", b"[1]", b'{"/a": "2026-01-01"}', b'{"/a": 7}', b"\xff", b"[" * 99_999):
        path.write_bytes(content)
        assert Recent(path).paths() == []

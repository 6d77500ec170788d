"""Folders are changed and models moved and deleted, and no file is ever lost by it."""

from __future__ import annotations

import errno
import os
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from desktop.core.hub_errors import FolderGone, NotEnoughDisk
from desktop.core.library import Shelf
from desktop.core.library_errors import NotAllMoved, NotOurs, NotRemoved
from desktop.core.load import LoadOptions
from desktop.core.models import Origin
from desktop.core.settings import SettingsFile
from desktop.core.tasks import Tasks
from desktop.services import library_moving
from desktop.services.library_changes import LibraryChanges
from tests.fakes import gguf
from tests.fakes.inbox import Inbox
from tests.fakes.library import library

MODEL = gguf.header()


class Kit:
    """A library whose folders and files are changed."""

    def __init__(self, folder):
        self.folder = folder
        self.models = folder / "models"
        self.inbox = Inbox()
        self.tasks = Tasks(self.inbox)
        self.programs = []
        self.library = library(folder, self.tasks, lambda: self.programs)
        self.changes = LibraryChanges(self.library, self.tasks, folder)
        self.failures, self.removed, self.moved, self.steps = [], [], [], []
        self.changes.failed.connect(self.failures.append)
        self.changes.removed.connect(self.removed.append)
        self.changes.moved.connect(self.moved.append)
        self.changes.progress.connect(self.steps.append)

    def put(self, name, content=MODEL):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def settle(self):
        self.inbox.run_until(lambda: self.tasks.idle and not self.library.scanning)

    def scan(self):
        self.library.rescan()
        self.settle()

    def get(self, path):
        return self.library.holdings.models[path]

    def below(self, folder):
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())

    def move(self, target):
        self.changes.choose_folder(target, move=True)
        self.settle()


@pytest.fixture
def kit(tmp_path):
    made = Kit(tmp_path)
    yield made
    made.tasks.close()


@pytest.fixture
def other_disk(monkeypatch):
    """Let every rename between the two folders fail as it does between two disks."""

    def rename(self, target):
        raise OSError(errno.EXDEV, "Invalid cross-device link", str(self))

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(library_moving, "_same_disk", lambda old, new: False)


def test_a_split_model_goes_with_all_its_parts_and_its_projector(kit):
    paths = [kit.put(f"models/o/r/a-Q4_0-0000{n}-of-00002.gguf") for n in (1, 2)]
    kit.put("models/o/r/mmproj-F16.gguf")
    kit.put("models/o/other/b-Q4_0.gguf")
    kit.scan()
    kit.changes.remove(kit.get(paths[0]))
    kit.settle()
    assert [listed.path for listed in kit.removed] == [paths[0]]
    assert kit.below(kit.models) == ["o/other/b-Q4_0.gguf"]
    assert not (kit.models / "o/r").exists()
    assert kit.failures == []


def test_a_projector_that_another_model_needs_stays(kit):
    path = kit.put("models/o/r/Model-Q4_0.gguf")
    kit.put("models/o/r/Model-Q8_0.gguf")
    kit.put("models/o/r/mmproj-F16.gguf")
    kit.scan()
    kit.changes.remove(kit.get(path))
    kit.settle()
    assert kit.below(kit.models) == ["o/r/Model-Q8_0.gguf", "o/r/mmproj-F16.gguf"]


def test_a_projector_that_a_model_on_its_way_needs_stays(kit):
    path = kit.put("models/o/r/Model-Q4_0.gguf")
    kit.put("models/o/r/mmproj-F16.gguf")
    kit.put("models/o/r/q8/.Model-Q8_0.gguf.abc.part")
    kit.scan()
    kit.changes.remove(kit.get(path))
    kit.settle()
    assert kit.below(kit.models) == ["o/r/mmproj-F16.gguf", "o/r/q8/.Model-Q8_0.gguf.abc.part"]


def test_what_is_not_ours_is_never_deleted(kit):
    theirs = kit.put("lm/p/a-Q4_0.gguf")
    added = kit.put("disk/b-Q4_0.gguf")
    kit.programs = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.changes.tell_apart(kit.folder / "disk", print)
    kit.inbox.run_until(lambda: kit.library.folders.more)
    kit.scan()
    for path in (theirs, added):
        with pytest.raises(NotOurs):
            kit.changes.remove(kit.get(path))
    assert theirs.exists()
    assert added.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_file_behind_a_link_out_of_our_folder_is_not_deleted(kit):
    outside = kit.put("elsewhere/a-Q4_0.gguf")
    kit.models.mkdir()
    (kit.models / "linked").symlink_to(outside.parent)
    kit.scan()
    kit.changes.remove(kit.get(kit.models / "linked/a-Q4_0.gguf"))
    kit.settle()
    assert [type(error) for error in kit.failures] == [NotOurs]
    assert outside.exists()


def test_our_folder_inside_another_programs_deletes_nothing_there(kit):
    path = kit.put("lm/a-Q4_0.gguf")
    kit.programs = [Shelf(Origin.LM_STUDIO, kit.folder / "lm")]
    kit.changes.choose_folder(kit.folder / "lm", move=False)
    kit.settle()
    kit.changes.remove(kit.get(path))
    kit.settle()
    assert [type(error) for error in kit.failures] == [NotOurs]
    assert path.exists()


def test_a_file_that_cannot_be_deleted_is_told(kit, monkeypatch):
    path = kit.put("models/a-Q4_0.gguf")
    kit.scan()

    def unlink(self, missing_ok=False):
        raise PermissionError(13, "in use", str(self))

    monkeypatch.setattr(Path, "unlink", unlink)
    kit.changes.remove(kit.get(path))
    kit.settle()
    assert kit.failures == [NotRemoved(path)]
    assert path.exists()


def test_the_models_move_and_what_was_chosen_for_them_goes_along(kit):
    old = kit.put("models/o/r/a-Q4_0.gguf")
    kit.put("models/o/r/mmproj-F16.gguf")
    kit.scan()
    kit.library.recent.note(old)
    model = kit.get(old).model
    kit.move(kit.folder / "big")
    new = kit.folder / "big/o/r/a-Q4_0.gguf"
    assert kit.below(kit.folder / "big") == ["o/r/a-Q4_0.gguf", "o/r/mmproj-F16.gguf"]
    assert kit.below(kit.models) == []
    assert kit.moved[0][old] == new
    assert kit.library.recent.paths() == [new]
    assert kit.library.current(model).path == new
    assert kit.get(new).own
    settings = SettingsFile(kit.folder / "settings.json").value
    assert (settings.models_folder, settings.more_folders) == (str(kit.folder / "big"), ())
    assert kit.steps[-1] is None
    assert kit.failures == []


def test_only_models_move_out_of_a_folder_that_holds_other_things_too(kit):
    for name in (
        "letter.txt",
        "empty/.keep",
        ".hidden/a-Q4_0.gguf",
        "project/notes.md",
        "project/b-Q4_0.gguf",
    ):
        kit.put(f"models/{name}")
    (kit.models / "nothing").mkdir()
    kit.scan()
    kit.move(kit.folder / "big")
    assert kit.below(kit.folder / "big") == ["project/b-Q4_0.gguf"]
    assert kit.below(kit.models) == [".hidden/a-Q4_0.gguf", "empty/.keep", "letter.txt", "project/notes.md"]
    assert (kit.models / "nothing").is_dir()
    assert kit.failures == []


def test_what_another_program_keeps_in_the_old_folder_stays_there(kit):
    kit.programs = [Shelf(Origin.LM_STUDIO, kit.models / "lm")]
    theirs = kit.put("models/lm/o/r/a-Q4_0.gguf")
    kit.put("models/b-Q4_0.gguf")
    kit.scan()
    kit.move(kit.folder / "big")
    assert theirs.exists()
    assert kit.below(kit.folder / "big") == ["b-Q4_0.gguf"]
    assert kit.failures == [NotAllMoved(kit.models, 1)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_links_lead_to_the_same_files_after_a_move(kit):
    kit.put("disk/a.gguf", MODEL + b"a")
    kit.put("models/o/b-Q4_0.gguf", MODEL + b"b")
    kit.put("disk/folder/c-Q4_0.gguf")
    (kit.models / "p").mkdir()
    (kit.models / "p/a-Q4_0.gguf").symlink_to("../../disk/a.gguf")
    (kit.models / "p/b-Q4_0.gguf").symlink_to("../o/b-Q4_0.gguf")
    (kit.models / "linked").symlink_to(kit.folder / "disk/folder")
    kit.scan()
    kit.move(kit.folder / "far/big")
    assert (kit.folder / "far/big/p/a-Q4_0.gguf").read_bytes() == MODEL + b"a"
    assert (kit.folder / "far/big/p/b-Q4_0.gguf").read_bytes() == MODEL + b"b"
    assert (kit.models / "linked/c-Q4_0.gguf").exists()
    assert kit.failures == [NotAllMoved(kit.models, 1)]  # a folder elsewhere is looked through where it was


def test_a_second_folder_is_not_taken_while_the_first_is_looked_at(kit):
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    kit.changes.choose_folder(kit.folder / "big", move=True)
    kit.changes.choose_folder(kit.folder / "other", move=True)
    kit.settle()
    assert kit.library.folders.own == kit.folder / "big"
    assert kit.below(kit.folder / "big") == ["a-Q4_0.gguf"]


def test_the_models_move_to_another_disk(kit, other_disk):
    path = kit.put("models/o/r/a-Q4_0.gguf", MODEL + bytes(5 << 20))
    time = path.stat().st_mtime_ns
    kit.scan()
    kit.move(kit.folder / "big")
    new = kit.folder / "big/o/r/a-Q4_0.gguf"
    assert new.read_bytes() == MODEL + bytes(5 << 20)
    assert new.stat().st_mtime_ns == time
    assert not path.exists()


def test_a_copy_that_fails_leaves_the_file_where_it_was(kit, other_disk, monkeypatch):
    path = kit.put("models/a-Q4_0.gguf")

    def fsync(descriptor):
        raise OSError(errno.EIO, "input/output error")

    kit.scan()
    monkeypatch.setattr(library_moving.os, "fsync", fsync)
    kit.changes.choose_folder(kit.folder / "big", move=True)
    kit.inbox.run_until(lambda: kit.tasks.idle and not kit.library.scanning and bool(kit.failures))
    monkeypatch.undo()
    assert path.read_bytes() == MODEL
    assert kit.below(kit.folder / "big") == []
    assert NotAllMoved(kit.models, 1) in kit.failures


def test_a_file_that_is_in_use_and_cannot_be_deleted_stays_in_one_place(kit, other_disk, monkeypatch):
    path = kit.put("models/a-Q4_0.gguf")
    kit.scan()
    unlink = Path.unlink

    def refusing(self, missing_ok=False):
        if self == path:
            raise PermissionError(13, "in use", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    kit.move(kit.folder / "big")
    assert path.exists()
    assert kit.below(kit.folder / "big") == []
    assert kit.failures == [NotAllMoved(kit.models, 1)]
    assert kit.get(path).model.origin is Origin.FOLDER


def test_a_move_that_is_stopped_leaves_every_file_in_one_place(kit, other_disk, monkeypatch):
    for name in "abc":
        kit.put(f"models/{name}-Q4_0.gguf")
    kit.scan()
    copy = library_moving._copy_whole

    def stopping(path, beside, copying):
        if path.name.startswith("b"):
            copying.job.cancel()
        copy(path, beside, copying)

    monkeypatch.setattr(library_moving, "_copy_whole", stopping)
    kit.move(kit.folder / "big")
    assert kit.below(kit.folder / "big") == ["a-Q4_0.gguf"]
    assert kit.below(kit.models) == ["b-Q4_0.gguf", "c-Q4_0.gguf"]
    names = {listed.model.name for listed in kit.library.listed()}
    assert {"a", "b", "c"} <= names


def test_nothing_in_the_new_place_is_replaced(kit):
    kit.put("models/a-Q4_0.gguf", MODEL + b"old")
    other = kit.put("big/a-Q4_0.gguf", MODEL + b"another")
    kit.scan()
    kit.move(kit.folder / "big")
    assert other.read_bytes() == MODEL + b"another"
    assert (kit.models / "a-Q4_0.gguf").read_bytes() == MODEL + b"old"
    assert kit.failures == [NotAllMoved(kit.models, 1)]


def test_what_is_still_being_fetched_stays_with_its_folder(kit):
    kit.put("models/o/r/a-Q4_0-00001-of-00002.gguf")
    kit.put("models/o/r/a-Q4_0-00002-of-00002.gguf.part")
    kit.put("models/o/s/b-Q4_0.gguf")
    kit.scan()
    kit.move(kit.folder / "big")
    assert kit.below(kit.folder / "big") == ["o/s/b-Q4_0.gguf"]
    assert len(kit.below(kit.models)) == 2


def test_a_folder_to_which_something_still_comes_is_looked_through(kit):
    kit.changes.choose_folder(kit.folder / "big", move=False)
    kit.settle()
    kit.put("big/o/r/.a-Q4_0.gguf.abc.part")
    kit.scan()
    kit.move(kit.folder / "other")
    assert kit.library.folders.more == (kit.folder / "big",)
    kit.changes.remove_folder(kit.folder / "big")
    path = kit.put("big/o/r/a-Q4_0.gguf")
    kit.changes.look_in(kit.folder / "big")  # a download has ended
    kit.changes.look_in(kit.models)
    kit.settle()
    assert kit.library.folders.more == (kit.folder / "big",)
    assert kit.get(path).model.origin is Origin.ADDED


def test_a_folder_inside_the_old_one_can_be_chosen(kit):
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    kit.move(kit.models / "inside")
    assert kit.below(kit.models) == ["inside/a-Q4_0.gguf"]


def test_too_little_room_is_told_before_anything_is_moved(kit, other_disk, monkeypatch):
    kit.put("models/a-Q4_0.gguf")
    kit.scan()
    usage = namedtuple("usage", "total used free")(9, 8, 1)
    monkeypatch.setattr(library_moving.shutil, "disk_usage", lambda folder: usage)
    kit.move(kit.folder / "big")
    assert [type(error) for error in kit.failures] == [NotEnoughDisk]
    assert kit.below(kit.models) == ["a-Q4_0.gguf"]
    assert kit.library.folders.own == kit.models


def test_a_folder_that_cannot_be_made_is_told_and_nothing_changes(kit):
    kit.put("file", b"")
    kit.changes.choose_folder(kit.folder / "file/inside", move=True)
    kit.settle()
    assert kit.failures == [FolderGone(kit.folder / "file/inside")]
    assert kit.library.folders.own == kit.models


def test_a_folder_that_is_none_is_not_added(kit):
    told = []
    kit.changes.tell_apart(kit.folder / "nowhere", told.append)
    kit.inbox.run_until(lambda: bool(told))
    assert told == [kit.folder / "nowhere"]
    assert kit.library.folders.more == ()


def test_folders_are_added_once_and_removed(kit):
    (kit.folder / "disk").mkdir()
    for _ in range(2):
        kit.changes.tell_apart(kit.folder / "disk", print)
        kit.inbox.run_until(lambda: kit.library.folders.more)
    assert kit.library.folders.more == (kit.folder / "disk",)
    kit.changes.remove_folder(kit.folder / "disk")
    assert kit.library.folders.more == ()
    kit.settle()


def test_settings_of_a_model_follow_its_file(tmp_path):
    from desktop.core.chat_defaults import ChatDefaults
    from desktop.services.model_options import ModelOptions

    path, old, new = tmp_path / "options.json", Path("/old/a.gguf"), Path("/new/a.gguf")
    options = ModelOptions(path)
    options.set(old, LoadOptions(4096))
    options.set_chats(old, ChatDefaults(3, "Be brief."))
    options.moved({old: new, Path("/x"): Path("/y")})
    again = ModelOptions(path)
    assert (again.of(new), again.chats_of(new)) == (LoadOptions(4096), ChatDefaults(3, "Be brief."))
    assert (again.of(old), again.chats_of(old)) == (LoadOptions(), ChatDefaults())


def test_a_pipe_in_the_folder_does_not_stop_a_move(kit, other_disk):
    if os.name == "nt":
        pytest.skip("has no pipes in folders")
    kit.put("models/a-Q4_0.gguf")
    os.mkfifo(kit.models / "pipe.gguf")
    kit.scan()
    kit.move(kit.folder / "big")
    assert kit.below(kit.folder / "big") == ["a-Q4_0.gguf"]


def test_only_models_move_out_of_a_folder_that_holds_more(kit):
    documents = kit.folder / "documents"
    kit.changes.choose_folder(documents, move=False)
    kit.settle()
    model, letter = kit.put("documents/m/p/A-Q4_0.gguf"), kit.put("documents/letters/to a friend.txt")
    (documents / "empty").mkdir()
    kit.scan()
    kit.move(kit.folder / "new")
    assert kit.failures == []
    assert kit.below(kit.folder / "new") == ["m/p/A-Q4_0.gguf"]
    assert letter.exists() and (documents / "empty").is_dir()
    assert not (documents / "m").exists() and not model.exists()

"""Files on their way: where they lie, who holds them, and what a disk does to them."""

import errno
import hashlib
import os
import subprocess
import sys
import threading

import pytest

from desktop.core.hub_errors import ChecksumWrong, FolderGone, InUseElsewhere, NotEnoughDisk
from desktop.hub.parts import Part, discard, fetched, part_of, sidecar_of
from tests.fakes import hub_files as f
from tests.unit.fetch_support import NAME, REPO, SIZE
from tests.unit.test_store_limits import mount

MIDDLE = SIZE // 2


@pytest.fixture
def disk(fetching):
    """The models folder on a disk of 256 kB, too small for the file."""
    fetching.folder.mkdir()
    mount(fetching.folder, "size=256k")
    yield fetching.folder
    subprocess.run(["umount", "--lazy", str(fetching.folder)], check=True)


def test_a_part_lies_beside_its_file_under_a_name_that_no_library_takes_for_a_model(fetching):
    with Part(fetching.wanted()) as part:
        part.write(fetching.data[:10])
        assert part.path.parent == fetching.wanted().target.parent
        assert part.path.name.startswith(".")
        assert part.path.suffix == ".part"
    assert fetched(fetching.wanted()) == 10
    assert not list(fetching.folder.rglob("*.gguf"))


def test_a_long_name_has_a_part_too(fetching):
    wanted = fetching.wanted("模" * 60 + ".gguf")
    fetching.repo.files[wanted.file.path] = fetching.data
    assert fetching.run(wanted) == fetching.data


def test_a_part_is_held_against_a_second_instance_until_it_is_let_go(fetching):
    with Part(fetching.wanted()), pytest.raises(InUseElsewhere):
        fetching.run()
    assert fetching.run() == fetching.data


def test_a_killed_process_holds_nothing(fetching):
    code = """
import os, sys, pathlib
from desktop.core.hub import RemoteFile
from desktop.hub.locating import Wanted
from desktop.hub.parts import Part
path, folder, sha256, size = sys.argv[1:]
wanted = Wanted("maker/model-GGUF", "c" * 40, RemoteFile("x", int(size), sha256),
                pathlib.Path(folder), pathlib.Path(path))
part = Part(wanted).__enter__()
part.write(b"GGUF")
print("held", flush=True)
sys.stdin.read()
"""
    wanted = fetching.wanted()
    arguments = [str(wanted.target), str(fetching.folder), wanted.file.sha256, str(SIZE)]
    child = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    with pytest.raises(InUseElsewhere):
        fetching.run()
    child.kill()
    child.communicate()
    assert fetching.run() == fetching.data
    assert fetching.files.requests("GET")[-1].range == "bytes=4-"


def test_what_is_given_up_is_deleted_unless_another_instance_is_at_it(fetching):
    wanted = fetching.wanted()
    with Part(wanted) as part:
        discard(wanted)
        assert part.path.exists()
    discard(wanted)
    assert not part.path.exists()
    assert not sidecar_of(part.path).exists()
    discard(wanted)  # once more does no harm


def test_a_full_disk_is_told_and_what_has_come_stays(fetching, disk):
    with pytest.raises(NotEnoughDisk) as told:
        fetching.run()
    assert told.value.folder == fetching.folder
    kept = fetching.kept()
    assert len(kept) > 100_000
    assert kept == fetching.data[: len(kept)]
    subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
    assert fetching.run() == fetching.data
    assert fetching.files.requests("GET")[-1].range == f"bytes={len(kept)}-"


def test_a_folder_that_may_not_be_written_is_told(fetching):
    fetching.folder.mkdir()
    mount(fetching.folder, "size=1m", "ro")
    try:
        with pytest.raises(FolderGone):
            fetching.run()
    finally:
        subprocess.run(["umount", "--lazy", str(fetching.folder)], check=True)


def test_a_drive_that_is_removed_in_the_middle_is_told_and_not_replaced_by_a_folder(fetching):
    fetching.folder = fetching.folder / "drive" / "models"
    fetching.folder.mkdir(parents=True)
    fetching.limits = type(fetching.limits)(silence=20)
    released = threading.Event()
    fetching.files.get(NAME, f.hold(MIDDLE, released))
    thread, outcome = fetching.in_background()
    waiting = threading.Event()
    while len(fetching.kept()) < MIDDLE:
        waiting.wait(0.002)
    drive = fetching.folder.parent
    drive.rename(drive.with_name("unplugged"))
    released.set()
    thread.join(timeout=120)
    assert isinstance(outcome[0], FolderGone)
    with pytest.raises(FolderGone):
        fetching.run()
    assert not drive.exists()
    drive.with_name("unplugged").rename(drive)
    assert fetching.run() == fetching.data


def test_a_link_that_leads_out_of_the_models_folder_is_not_followed(fetching, tmp_path):
    fetching.folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (fetching.folder / "maker").symlink_to(outside)
    with pytest.raises(FolderGone):
        fetching.run()
    assert list(outside.rglob("*.gguf")) == []


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system cannot refuse links")
def test_a_link_in_the_place_of_a_part_is_not_written_through(fetching, tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("keep me")
    part = part_of(fetching.wanted())
    part.parent.mkdir(parents=True)
    part.symlink_to(precious)
    with pytest.raises(FolderGone):
        fetching.run()
    assert precious.read_text() == "keep me"


def test_a_file_that_another_instance_has_finished_meanwhile_is_not_written_again(fetching):
    fetching.run()
    first = fetching.wanted().target.stat().st_ino
    fetching.run()
    assert fetching.wanted().target.stat().st_ino == first


def test_a_hash_is_computed_over_what_was_there_before_too(fetching):
    fetching.began(MIDDLE)
    part = fetching.part()
    damaged = bytearray(part.read_bytes())
    damaged[100] ^= 1
    part.write_bytes(damaged)
    fetching.files.get(NAME, None, always=f.flipped(MIDDLE))
    with pytest.raises(ChecksumWrong):
        fetching.run()
    fetching.files.get(NAME)
    assert hashlib.sha256(fetching.run()).hexdigest() == fetching.wanted().file.sha256


def test_parts_of_one_repository_keep_apart(fetching):
    one, other = fetching.wanted(), fetching.wanted("other/" + NAME, data=f.model_bytes(SIZE, seed=3))
    assert part_of(one) != part_of(other)
    assert part_of(one).parent == fetching.folder / REPO


def test_a_disk_that_fails_when_damaged_bytes_are_dropped_is_told(fetching, monkeypatch):
    def fails(descriptor, length):
        raise OSError(errno.EIO, "input/output error")

    fetching.files.get(NAME, f.flipped(MIDDLE))
    monkeypatch.setattr(os, "ftruncate", fails)
    with pytest.raises(FolderGone):
        fetching.run()
    assert not fetching.wanted().target.exists()

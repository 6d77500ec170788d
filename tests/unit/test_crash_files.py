"""What is kept of bugs and crashes: little, in few files, and told once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from desktop.core import crash_trail
from desktop.core.crash_files import MOST_BYTES, MOST_KEPT, CrashFiles, Kind
from desktop.core.crash_trail import ENDING, CrashTrail, take_left

CRASH = """
import sys
from pathlib import Path
from desktop.core.crash_trail import CrashTrail
trail = CrashTrail(Path(sys.argv[1]))
trail.begin()
{}
"""


def run(folder, then):
    words = [sys.executable, "-X", "dev", "-c", CRASH.format(then), str(folder)]
    return subprocess.run(words, capture_output=True, text=True, timeout=120).returncode


@pytest.fixture
def files(tmp_path):
    return CrashFiles(tmp_path / "logs" / "crashes", clock=lambda: 0)


def test_reports_of_the_same_second_stand_side_by_side_and_the_oldest_go(files):
    kept = [files.keep(Kind.ERROR, f"number {number}") for number in range(MOST_KEPT)]
    assert len({report.path for report in kept}) == MOST_KEPT
    assert kept[3].text() == "number 3"
    later = CrashFiles(files.folder, clock=lambda: 86_400)
    newest = later.keep(Kind.ENDED, "newer")
    assert len(files.all()) == MOST_KEPT
    assert files.all()[0] == newest


def test_a_report_has_a_largest_size(files):
    report = files.keep(Kind.ERROR, "ä" * 10 * MOST_BYTES)
    assert report.path.stat().st_size == MOST_BYTES
    assert report.text().startswith("ää")


def test_only_reports_are_listed_and_deleted(files):
    files.keep(Kind.ERROR, "x")
    other = files.folder / "notes.txt"
    other.write_text("mine")
    files.delete()
    assert files.all() == [] and other.exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path):
    (tmp_path / "logs").write_text("a file")
    files = CrashFiles(tmp_path / "logs" / "crashes")
    assert files.keep(Kind.ERROR, "x") is None and files.all() == []
    trail = CrashTrail(files.folder)
    trail.begin()
    trail.end()
    assert take_left(files) is None


def test_a_run_that_is_closed_leaves_nothing(files):
    assert run(files.folder, "trail.end()") == 0
    assert list(files.folder.iterdir()) == []


def test_a_crash_in_native_code_is_found_once_by_the_next_start(files):
    assert run(files.folder, "import faulthandler; faulthandler._sigsegv()") != 0
    report = take_left(files)
    text = report.text()
    assert "Segmentation fault" in text or "access violation" in text
    assert "desktop" not in text or "/work" not in text
    assert str(files.folder) not in text
    assert take_left(files) is None
    assert files.all() == [report]


@pytest.mark.skipif(os.name == "nt", reason="the signal is of Unix")
def test_a_process_that_the_system_killed_is_found_too(files):
    assert run(files.folder, "import os, signal; os.kill(os.getpid(), signal.SIGKILL)") == -9
    assert "from outside" in take_left(files).text()


def test_nothing_is_said_when_the_computer_was_switched_off(files, monkeypatch):
    run(files.folder, "import os; os._exit(1)")
    monkeypatch.setattr(crash_trail, "_boot", lambda: "another boot")
    if crash_trail.BOOT.exists():
        assert take_left(files) is None and list(files.folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="two of them in one process")
def test_a_run_that_goes_on_is_left_alone(files):
    trail = CrashTrail(files.folder)
    trail.begin()
    try:
        assert take_left(files) is None
        assert len(list(files.folder.glob("*" + ENDING))) == 1
    finally:
        trail.end()


def test_what_others_put_there_is_no_harm(files):
    files.folder.mkdir(parents=True)
    (files.folder / f"1{ENDING}").write_bytes(b"\xff" * 10 * MOST_BYTES)
    (files.folder / f"2{ENDING}").mkdir()
    report = take_left(files)
    assert report.path.stat().st_size <= MOST_BYTES

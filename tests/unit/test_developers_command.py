"""`python -m tests` runs what there is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.__main__ import ROOT, SLOW, steps


def test_the_tests_come_last_and_everything_else_before():
    names = [name for name, _ in steps(fix=False, quick=False, paths=[])]
    assert names == ["format", "lint", "types", "layers", "tests"]


def test_only_the_step_that_mends_writes():
    checking = {name: command for name, command in steps(fix=False, quick=False, paths=[])}
    mending = {name: command for name, command in steps(fix=True, quick=False, paths=[])}
    assert "--check" in checking["format"] and "--check" not in mending["format"]
    assert "translations" in mending and "translations" not in checking


@pytest.mark.parametrize("folder", SLOW)
def test_what_is_left_out_when_quick_is_there(folder):
    assert (ROOT / folder).is_dir()
    *_, (_, command) = steps(fix=False, quick=True, paths=["tests/unit/test_output.py"])
    assert f"--ignore={folder}" in command
    assert command[-1] == "tests/unit/test_output.py"


def test_help_says_what_it_does():
    ran = subprocess.run(
        [sys.executable, "-m", "tests", "--help"], cwd=Path(ROOT), capture_output=True, text=True, check=True
    )
    assert "--quick" in ran.stdout

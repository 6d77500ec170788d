"""The conventions of the house that tools can see."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["basedpyright", "--pythonpath", sys.executable],
    "contracts": ["lint-imports"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_tree_passes(name):
    tool, *arguments = CHECKS[name]
    command = shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)
    assert command, f"{tool} is not installed; it belongs to the dev group"
    result = subprocess.run([command, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]

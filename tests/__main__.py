"""The developers' one command: `python -m tests [--fix] [--quick | PATH…]`.

Formats and lints, checks types and layers, brings the translations up to date, then runs the tests; stops
at the first step that fails and says which. `--fix` mends what tools can mend. `--quick` leaves out what
takes longest (whole-application, torture and bench tests); paths run only those tests.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SLOW = ("tests/e2e", "tests/torture", "tests/bench")
PARALLEL = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder", "--max-worker-restart", "0")
# The house's tests run these tools, too, for those who only call pytest; here they come first.
ALREADY = "--deselect=tests/house/test_checks.py"


def tool(name: str) -> str:
    """Find a tool beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing; `uv sync` installs it")
    return found


def steps(fix: bool, quick: bool, paths: list[str]) -> list[tuple[str, list[str]]]:
    """List what is run, in order, with its name."""
    ignored = [f"--ignore={folder}" for folder in SLOW] if quick else []
    return [
        ("format", [tool("ruff"), "format", *([] if fix else ["--check"]), "."]),
        ("lint", [tool("ruff"), "check", *(["--fix"] if fix else []), "."]),
        *([("translations", [sys.executable, "packaging/translations.py"])] if fix else []),
        ("types", [tool("basedpyright"), "--pythonpath", sys.executable]),
        ("layers", [tool("lint-imports")]),
        ("tests", [sys.executable, "-m", "pytest", "-q", *PARALLEL, ALREADY, *ignored, *paths]),
    ]


def main() -> int:
    """Run the steps; gives the exit status of the one that failed."""
    words = argparse.ArgumentParser(
        prog="python -m tests", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words.add_argument("--fix", action="store_true", help="mend what tools can mend")
    words.add_argument("--quick", action="store_true", help="leave out the slowest tests")
    words.add_argument("paths", nargs="*", help="tests to run; all of them without")
    chosen = words.parse_args()
    environment = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
    environment.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # else each process that a test starts compiles everything
    for name, command in steps(chosen.fix, chosen.quick, chosen.paths):
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        sys.stderr.write(f"{name}: {'ok' if status == 0 else 'FAILED'} ({time.monotonic() - began:.0f} s)\n")
        if status != 0:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())

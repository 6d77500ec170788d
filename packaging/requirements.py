"""Writes pinned requirements with hashes for a release build: `python packaging/requirements.py OUT`.

Every package that goes into a bundle stands there with its exact version and the hashes of its files, so
that a build of the same release takes the same bytes. No address of a registry is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OPTIONS = (
    "--universal",  # for all systems that we ship for
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--extra=starter",
    "--group=packaging",
)


def main() -> None:
    """Resolve what pyproject.toml asks for, and write it."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    tool = shutil.which("uv")
    command = [tool] if tool else [sys.executable, "-m", "uv"]
    target = Path(sys.argv[1]).absolute()
    command += ["pip", "compile", "pyproject.toml", *OPTIONS, "--quiet", "--output-file", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)
    if "://" in target.read_text(encoding="utf-8"):
        target.unlink()
        raise SystemExit("an address stands in the requirements; they were not kept")


if __name__ == "__main__":
    main()

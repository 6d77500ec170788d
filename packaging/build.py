"""Builds and tests what is shipped: `python packaging/build.py [--out DIR] [--deb]`.

Runs PyInstaller over `fireside.spec`, takes out what a debugger would want, starts the program with
`--self-test`, packs it, unpacks that elsewhere and starts it once more. Needs PyInstaller in the same
environment as Fireside with its starter model; see packaging/README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from desktop import __version__  # noqa: E402  # the checkout that is built, wherever it stands

MACHINE = platform.machine().lower()
DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
# What the bundle takes from the system: drivers, fonts, the X server's library, the C++ runtime.
NEEDS = "libc6, libstdc++6, libegl1, libgl1, libfontconfig1, libx11-6, libx11-xcb1, libxcb1, libgomp1"
CONTROL = """\
Package: fireside
Version: {version}
Architecture: {machine}
Maintainer: The Fireside engineers <fireside@localhost>
Installed-Size: {size}
Depends: {needs}
Recommends: fonts-noto-cjk
Section: utils
Priority: optional
Description: Desktop chat for language models that run on your own computer
 Finds and downloads GGUF models, runs them with llama.cpp and keeps every
 conversation on this computer. Works without a network.
"""


def build(out: Path) -> Path:
    """Make the bundle; gives its folder."""
    work = out / "work"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--workpath", str(work), "--distpath", str(out), str(ROOT / "packaging" / "fireside.spec")]
    # The same bytes in the same order, whenever it is built.
    stamp = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    environment = os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": stamp or "0"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    shutil.rmtree(work)
    return out / "fireside"


def strip(bundle: Path) -> None:
    """Take the symbols for debuggers out of libraries; Qt's have none."""
    tool = shutil.which("strip")
    if tool is None or sys.platform == "win32":
        return
    for path in bundle.rglob("*.so*"):
        if not path.is_symlink() and "PySide6" not in path.parts:
            options = ["--strip-unneeded"] if sys.platform != "darwin" else ["-x"]
            subprocess.run([tool, *options, str(path)], check=True, capture_output=True)


def self_test(program: Path) -> dict[str, object]:
    """Start the program once through: window, engine process, one token. Raises when anything fails."""
    kept = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "DISPLAY", "XDG_RUNTIME_DIR"}
    with tempfile.TemporaryDirectory(prefix="fireside-test-") as home:
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= {"HOME": home, "USERPROFILE": home, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        ran = subprocess.run(
            [str(program), "--self-test"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=600,
        )
    if ran.returncode != 0:
        raise SystemExit(f"{program} failed its test:\n{ran.stdout[-2000:]}{ran.stderr[-4000:]}")
    facts = json.loads(ran.stdout.strip().splitlines()[-1])
    if facts["version"] != __version__ or not facts["llama_cpp_python"]:
        raise SystemExit(f"{program} is another build: {facts}")
    return facts


def size_of(folder: Path) -> int:
    """Count bytes, those of links not."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def tarball(bundle: Path, out: Path) -> Path:
    """Pack the bundle, with the files that a desktop wants beside it."""
    name = f"fireside-{__version__}-{sys.platform}-{MACHINE}"
    target = out / f"{name}.tar.xz"

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        return member

    with tarfile.open(target, "w:xz", preset=6) as tar:
        for path in sorted(bundle.rglob("*")):
            if not path.is_dir() or path.is_symlink():
                tar.add(path, Path(name, path.relative_to(bundle)), recursive=False, filter=plain)
        for path in sorted((ROOT / "packaging" / "linux").iterdir()):
            tar.add(path, Path(name, "share", path.name), filter=plain)
        tar.add(
            ROOT / "resources" / "icons" / "fireside.svg", Path(name, "share", "fireside.svg"), filter=plain
        )
    return target


def debian_package(bundle: Path, out: Path) -> Path:
    """Make a .deb that puts the bundle into /opt and its entry into the menu."""
    tree = out / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / "opt" / "fireside", symlinks=True)
    share = tree / "usr" / "share"
    linux = ROOT / "packaging" / "linux"
    for source, target in (
        (linux / "org.fireside_chat.Fireside.desktop", share / "applications"),
        (linux / "org.fireside_chat.Fireside.metainfo.xml", share / "metainfo"),
        (linux / "org.fireside_chat.Fireside.xml", share / "mime" / "packages"),
        (ROOT / "resources" / "icons" / "fireside.svg", share / "icons" / "hicolor" / "scalable" / "apps"),
        (ROOT / "LICENSE", share / "doc" / "fireside"),
    ):
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    (share / "doc" / "fireside" / "LICENSE").rename(share / "doc" / "fireside" / "copyright")
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "fireside").symlink_to("/opt/fireside/fireside")
    (tree / "DEBIAN").mkdir()
    machine = DEBIAN.get(MACHINE, MACHINE)
    text = CONTROL.format(version=__version__, machine=machine, size=size_of(bundle) // 1024, needs=NEEDS)
    (tree / "DEBIAN" / "control").write_text(text)
    target = out / f"fireside_{__version__}_{machine}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)], check=True)
    shutil.rmtree(tree)
    return target


def unpacked_test(packed: Path) -> None:
    """Unpack elsewhere and start from there, since that is what people do."""
    with tempfile.TemporaryDirectory(prefix="fireside-unpacked-") as folder:
        if packed.suffix == ".deb":
            subprocess.run(["dpkg-deb", "-x", str(packed), folder], check=True)
            self_test(Path(folder, "opt", "fireside", "fireside"))
            return
        with tarfile.open(packed) as tar:
            tar.extractall(folder, filter="data")
        (program,) = Path(folder).glob("*/fireside")
        self_test(program)


def main() -> None:
    """Build, test, pack, test, and say how large it is."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--out", type=Path, default=ROOT / "dist" / "bundle", help="where it is put")
    words.add_argument("--deb", action="store_true", help="make a Debian package, too")
    chosen = words.parse_args()
    out: Path = chosen.out.absolute()
    bundle = build(out)
    strip(bundle)
    program = bundle / ("fireside-cli.exe" if sys.platform == "win32" else "fireside")
    facts = self_test(program)
    starter = sum(path.stat().st_size for path in bundle.rglob("*.gguf"))
    print(f"self-test: {facts['seconds']} s, {facts['system_info']}")
    print(f"bundle: {size_of(bundle) / 1e6:.1f} MB, of these the starter model {starter / 1e6:.1f} MB")
    packs = []
    if sys.platform == "linux":
        packs.append(tarball(bundle, out))
        if chosen.deb:
            packs.append(debian_package(bundle, out))
    for packed in packs:
        unpacked_test(packed)
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()
        print(f"{packed.name}: {packed.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()

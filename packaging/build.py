"""Builds and tests what is shipped: `python packaging/build.py [--out DIR] [--deb] [--engine WHEEL]`.

Runs PyInstaller over `fireside.spec`, takes out what a debugger would want, starts the program with
`--self-test`, packs it, unpacks that elsewhere and starts it once more. Needs PyInstaller in the same
environment as Fireside with its starter model; see packaging/README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

from linux_packages import Pack, debian_package, size_of, tarball  # noqa: E402

from desktop import __version__  # noqa: E402  # the checkout that is built, wherever it stands

OLD_CHATS = ROOT / "tests" / "data" / "chats-v1.db"  # of the first version; the program brings it up to date


def stamp() -> int:
    """Give the time of the commit: the same bytes in the same order, whenever it is built."""
    words = ["git", "log", "-1", "--format=%ct"]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return int(os.environ.get("SOURCE_DATE_EPOCH", told or "0"))


def engine_of(wheel: Path, out: Path) -> Path:
    """Unpack the engine of a wheel; gives the folder of its libraries. The bindings stay ours."""
    if not wheel.name.startswith(f"llama_cpp_python-{version('llama-cpp-python')}-"):
        raise SystemExit(f"{wheel.name} is not of version {version('llama-cpp-python')}")
    target = out / "engine"
    shutil.rmtree(target, ignore_errors=True)
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(target, [name for name in packed.namelist() if name.startswith("llama_cpp/lib/")])
    return target / "llama_cpp" / "lib"


def build(out: Path, wheel: Path | None) -> Path:
    """Make the bundle; gives its folder."""
    work = out / "work"
    # In a process of its own: this one would keep a Qt application.
    draw = "import sys, pathlib, icons; icons.write_icons(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", draw, str(out / "icons")], cwd=ROOT / "packaging", check=True)
    environment = os.environ | {"PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(stamp())}
    environment["FIRESIDE_ICONS"] = str(out / "icons")
    if wheel is not None:
        environment["FIRESIDE_ENGINE"] = str(engine_of(wheel, out))
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--workpath", str(work), "--distpath", str(out), str(ROOT / "packaging" / "fireside.spec")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    shutil.rmtree(work)
    shutil.rmtree(out / "engine", ignore_errors=True)
    return out / "fireside"


def strip(bundle: Path) -> None:
    """Take out debuggers' symbols; Qt has none. Not on macOS, where that would break signatures."""
    tool = shutil.which("strip")
    if tool is None or sys.platform != "linux":
        return
    for path in bundle.rglob("*.so*"):
        if not path.is_symlink() and "PySide6" not in path.parts:
            subprocess.run([tool, "--strip-unneeded", str(path)], check=True, capture_output=True)


def programs(bundle: Path) -> list[Path]:
    """Name what is started to test the bundle; on macOS the application, too, which is what is shipped."""
    if sys.platform == "win32":
        return [bundle / "fireside-cli.exe"]
    if sys.platform == "darwin":
        return [bundle / "fireside", bundle.with_name("Fireside.app") / "Contents" / "MacOS" / "fireside"]
    return [bundle / "fireside"]


def self_test(program: Path) -> dict[str, object]:
    """Start the program once through, on the chats of an old version. Raises when anything fails."""
    kept = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "DISPLAY", "XDG_RUNTIME_DIR"}
    with tempfile.TemporaryDirectory(prefix="fireside-test-") as home:
        environment = {name: value for name, value in os.environ.items() if name in kept}
        environment |= {"HOME": home, "USERPROFILE": home, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        data = Path(home, "data")
        data.mkdir()
        shutil.copyfile(OLD_CHATS, data / "chats.db")
        ran = subprocess.run(
            [str(program), "--data-dir", str(data), "--self-test"],
            env=environment,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=900,
        )
    if ran.returncode != 0:
        raise SystemExit(f"{program} failed its test:\n{ran.stdout[-2000:]}{ran.stderr[-4000:]}")
    facts = json.loads(ran.stdout.strip().splitlines()[-1])
    if facts["version"] != __version__ or not facts["llama_cpp_python"] or facts["parts"]["database"] < 2:
        raise SystemExit(f"{program} is another build: {facts}")
    return facts


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


def tell(bundle: Path, facts: dict[str, object]) -> None:
    """Say what was built."""
    modules = sorted(path.stem.split("ggml-cpu-")[1] for path in bundle.rglob("*ggml-cpu-*"))
    starter = sum(path.stat().st_size for path in bundle.rglob("*.gguf"))
    print(f"self-test: {facts['seconds']} s, {facts['system_info']}")
    print(f"CPU modules: {', '.join(modules) or 'none; this is no build for every processor'}")
    print(f"bundle: {size_of(bundle) / 1e6:.1f} MB, of these the starter model {starter / 1e6:.1f} MB")


def main() -> None:
    """Build, test, pack, test, and say how large it is."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--out", type=Path, default=ROOT / "dist" / "bundle", help="where it is put")
    words.add_argument("--deb", action="store_true", help="make a Debian package, too")
    words.add_argument("--engine", type=Path, metavar="WHEEL", help="the engine; made by packaging/engine.py")
    chosen = words.parse_args()
    out: Path = chosen.out.absolute()
    bundle = build(out, chosen.engine)
    strip(bundle)
    for program in programs(bundle):
        tell(bundle, self_test(program))
    packs: list[Path] = []
    if sys.platform == "linux":
        pack = Pack(bundle, out / "icons", out, __version__, stamp())
        packs.append(tarball(pack))
        if chosen.deb:
            packs.append(debian_package(pack))
    for packed in packs:
        unpacked_test(packed)
        digest = hashlib.sha256(packed.read_bytes()).hexdigest()
        print(f"{packed.name}: {packed.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


if __name__ == "__main__":
    main()

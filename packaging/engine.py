"""Builds the engine of release bundles: `python packaging/engine.py ENGINE.TXT OUT [-D NAME=VALUE]…`.

Makes a wheel of llama-cpp-python that runs on every x86-64 (or ARM64): it holds a CPU module for each kind
of processor, of which the best is chosen when the engine starts. ENGINE.TXT, from requirements.py, has the
version and the hash of the sources. Needs a C++ compiler, cmake, ninja, and the group `packaging`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

DEFINED = {
    "GGML_NATIVE": "OFF",
    "GGML_BACKEND_DL": "ON",
    "GGML_CPU_ALL_VARIANTS": "ON",
    "LLAMA_OPENSSL": "OFF",
    "LLAVA_BUILD": "OFF",  # pictures as input; nothing here uses it
    # Else the modules land beside the package, where nobody looks for them.
    "CMAKE_INSTALL_BINDIR": "llama_cpp/lib",
    "CMAKE_INSTALL_LIBDIR": "llama_cpp/lib",
    "CMAKE_INSTALL_INCLUDEDIR": "llama_cpp/include",
}
# What is changed in the sources: file, what stands there once, what comes in its place.
CHANGES = (
    # gcc 12 deletes the stores that set up AMX's tiles, and the process dies at the first prompt. No other
    # compiler could be tried on such a processor, so that it gets the module for AVX-512 with BF16 instead.
    (
        "vendor/llama.cpp/ggml/src/CMakeLists.txt",
        "            ggml_add_cpu_backend_variant(sapphirerapids ",
        "            #",
    ),
    # C++ for llama.cpp's own programs, half an hour of work for a compiler; its switch is set with FORCE.
    ("CMakeLists.txt", "set(LLAMA_BUILD_COMMON ON CACHE", "set(LLAMA_BUILD_COMMON OFF CACHE"),
)


def unpacked(sdist: Path, work: Path) -> Path:
    """Unpack the sources into a folder whose name is the same every time."""
    with tarfile.open(sdist) as tar:
        tar.extractall(work, filter="data")
    (source,) = (path for path in work.iterdir() if path.is_dir())
    return source.rename(work / "source")


def change(source: Path) -> None:
    """Change the sources. Raises SystemExit where they do not say what is to be changed."""
    for name, before, after in CHANGES:
        text = (source / name).read_text(encoding="utf-8")
        if text.count(before) != 1:
            raise SystemExit(f"{name} has “{before.strip()}” {text.count(before)} times, not once")
        (source / name).write_text(text.replace(before, after), encoding="utf-8")


def fetched(work: Path, pinned: Path) -> Path:
    """Fetch the sources from the registry that pip knows; only those with the hash are taken."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation"]
    command += ["--no-binary", ":all:", "--require-hashes", "--dest", str(work), "--requirement", str(pinned)]
    subprocess.run(command, check=True)
    (sdist,) = work.glob("*.tar.gz")
    return sdist


def build(source: Path, out: Path, extra: list[str]) -> Path:
    """Make the wheel; the same sources, compiler and options make the same libraries."""
    arguments = [f"-D{name}={value}" for name, value in DEFINED.items()] + [f"-D{each}" for each in extra]
    if sys.platform != "win32":  # where it was built stands in no message
        place = f"-ffile-prefix-map={source}=."
        arguments += [f"-DCMAKE_C_FLAGS={place}", f"-DCMAKE_CXX_FLAGS={place}"]
    environment = os.environ | {"CMAKE_ARGS": " ".join(arguments)}
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir", "--no-build-isolation"]
    command += ["--wheel-dir", str(out)]
    command += ["--config-settings", f"build-dir={source.parent / 'build'}", str(source)]
    subprocess.run(command, env=environment, check=True)
    (wheel,) = out.glob("llama_cpp_python-*.whl")
    return wheel


def main() -> None:
    """Fetch, change, build."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("pinned", type=Path, metavar="ENGINE.TXT", help="version and hash of the sources")
    words.add_argument("out", type=Path, help="the folder for the wheel")
    words.add_argument(
        "-D", dest="defined", action="append", default=[], metavar="NAME=VALUE", help="for cmake"
    )
    chosen = words.parse_args()
    out: Path = chosen.out.absolute()
    work = out / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    source = unpacked(fetched(work, chosen.pinned.absolute()), work)
    change(source)
    wheel = build(source, out, chosen.defined)
    shutil.rmtree(work)
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

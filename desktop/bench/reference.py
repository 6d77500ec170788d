"""The reference of the decode benchmark: llama.cpp's own decode and draw in C++, on the engine's libraries.

The program's source lies with the tests. Where it, a compiler or the headers are missing, `BareLoop` stands
in: the same two calls, made from Python.
"""

from __future__ import annotations

import importlib.util
import logging
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Protocol

from desktop.bench.bare_loop import BareLoop
from desktop.bench.whole_path import CONTEXT
from desktop.core.load import CHUNK_CPU, CHUNK_GPU

SOURCE = Path(__file__).resolve().parents[2] / "tests" / "bench" / "reference.cpp"
COMPILERS = ("g++", "clang++", "c++")
LIBRARIES = ("llama", "ggml", "ggml-base")

log = logging.getLogger(__name__)


class Reference(Protocol):
    """A loop that generates as fast as llama.cpp can, in a process of its own."""

    @property
    def name(self) -> str:
        """What it is, in a word or two."""
        ...

    def begin(self, prompt: int) -> float:
        """Process a prompt of so many tokens and draw one; give the seconds."""
        ...

    def advance(self, count: int) -> float:
        """Generate so many tokens more; give the seconds."""
        ...

    def close(self) -> None:
        """End the process."""
        ...


class CppLoop:
    """The program in C++, with the model loaded. Raises OSError where it ends before its time."""

    name = "C++"

    def __init__(self, program: Path, model: Path, threads: int, gpu: bool) -> None:
        chunk, flash = (CHUNK_GPU, -1) if gpu else (CHUNK_CPU, 0)  # flash attention as the engine has it
        settings = (CONTEXT, threads, chunk, flash)
        command = [str(program), str(model), *map(str, settings)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._seconds()  # the model is there

    def begin(self, prompt: int) -> float:
        """Process a prompt of so many tokens and draw one; give the seconds."""
        return self._ask(f"begin {prompt}")

    def advance(self, count: int) -> float:
        """Generate so many tokens more; give the seconds."""
        return self._ask(f"advance {count}")

    def close(self) -> None:
        """End the program."""
        self._pipe(self._process.stdin).close()
        self._process.wait()
        self._pipe(self._process.stdout).close()

    def _ask(self, line: str) -> float:
        pipe = self._pipe(self._process.stdin)
        pipe.write(line + "\n")
        pipe.flush()
        return self._seconds()

    def _seconds(self) -> float:
        line = self._pipe(self._process.stdout).readline()
        if not line:
            self.close()
            raise OSError(f"the reference ended with {self._process.returncode}")
        return float(line)

    def _pipe(self, pipe: IO[str] | None) -> IO[str]:
        assert pipe is not None
        return pipe


def reference(model: Path, threads: int, folder: Path, gpu: bool) -> Reference:
    """Start the best reference that this machine allows; `folder` takes the built program."""
    program = build(folder)
    return BareLoop(model, CONTEXT, threads) if program is None else CppLoop(program, model, threads, gpu)


def build(folder: Path) -> Path | None:
    """Compile the reference, in about a second; None where that is not possible here."""
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    package = importlib.util.find_spec("llama_cpp")
    if compiler is None or package is None or package.origin is None or not SOURCE.is_file():
        return None
    libraries = Path(package.origin).parent / "lib"
    headers = Path(package.origin).parents[1] / "include"
    if not (headers / "llama.h").is_file() or sys.platform == "win32":
        return None
    program = folder / "reference"
    command = [compiler, "-std=c++17", "-O2", "-o", str(program), str(SOURCE), f"-I{headers}"]
    command += [f"-L{libraries}", *(f"-l{name}" for name in LIBRARIES), f"-Wl,-rpath,{libraries}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        log.warning("the reference in C++ was not built: %s", done.stderr.strip())
        return None
    return program

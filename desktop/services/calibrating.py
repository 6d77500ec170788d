"""How each model runs fastest on this machine: measured once by the engine, used from the next load on."""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

import psutil

from desktop.core.files import write_atomically
from desktop.core.load import FlashAttention, KvType, LoadOptions
from desktop.engine.calibrate import Calibrate, Calibrated, Measured
from desktop.engine.protocol import Broken, Died, EngineEvent, Loaded, Ready, RequestId
from desktop.services.engine import Engine
from desktop.services.file_marks import FileMark, mark_of
from desktop.services.machine import decoding_threads

MOST_ENTRIES = 200  # models; the ones measured first go first
PERFORMANCE_CORES = Path("/sys/devices/cpu_core/cpus")  # Linux, on processors with two kinds of cores
CORE_NUMBER = "/sys/devices/system/cpu/cpu{cpu}/topology/core_id"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was measured for a model file, and what has to be the same for it to count."""

    machine: str
    size: int  # bytes of the model file
    modified: int  # nanoseconds; of the model file
    build: str  # of the engine
    threads: int
    flash_attention: FlashAttention

    def matches(self, file: Entry, build: str = "") -> bool:
        """Whether this is about the same file on this machine, and by the same build where one is named."""
        same = (self.machine, self.size, self.modified) == (file.machine, file.size, file.modified)
        return same and build in ("", self.build)


class Calibrating:
    """Has each model measured after its first load. Lives on the owner thread.

    What was measured stands in where the user has chosen nothing. A file that cannot be read or written
    costs another measurement, nothing else.
    """

    def __init__(
        self,
        engine: Engine,
        file: Path,
        chosen: Callable[[Path], LoadOptions],
        look: Callable[[Path], FileMark | None] = mark_of,
    ) -> None:
        """`look` tells what a model file is like; in the window it must not ask the disk."""
        self._look = look
        self._engine = engine
        self._file = file
        self._chosen = chosen
        self._entries = _read(file)
        self._candidates = thread_candidates()
        self._build = ""  # of the engine that runs
        self._asked: tuple[RequestId, Path] | None = None
        engine.events.connect(self._on_engine)

    def options(self, model: Path) -> LoadOptions:
        """Give what was chosen for a model file, completed by what was measured for it."""
        chosen = self._chosen(model)
        entry, file = self._entries.get(str(model)), self._identity(model)
        if entry is None or file is None or not entry.matches(file):
            return chosen
        threads = entry.threads if chosen.threads is None else chosen.threads
        flash = chosen.flash_attention
        if flash is FlashAttention.AUTO and not chosen.gpu_layers and chosen.kv_type in (None, KvType.F16):
            flash = entry.flash_attention
        return replace(chosen, threads=threads, flash_attention=flash)

    def forget(self, model: Path) -> None:
        """Have a model measured anew after its next load."""
        if self._entries.pop(str(model), None) is not None:
            self._store()

    def _on_engine(self, event: EngineEvent) -> None:
        match event:
            case Ready():
                self._build = f"{event.version} {event.system_info}"
            case Loaded():
                self._loaded(event)
            case Calibrated(request, measured) if self._asked is not None and request == self._asked[0]:
                model, self._asked = self._asked[1], None
                if measured is not None:
                    self._keep(model, measured)
            case Broken(request) if self._asked is not None and request == self._asked[0]:
                self._asked = None
            case Died():
                self._asked = None
            case _:
                pass

    def _loaded(self, loaded: Loaded) -> None:
        """Ask for a measurement of what computes on the CPU, unless there is one."""
        if loaded.gpu_layers:  # what was measured without one says nothing any more
            self.forget(loaded.path)
            return
        entry, file = self._entries.get(str(loaded.path)), self._identity(loaded.path)
        if file is None or (entry is not None and entry.matches(file, self._build)):
            return
        request = self._engine.new_request()
        self._asked = request, loaded.path
        plain = loaded.tuning.kv_type is KvType.F16
        self._engine.send(Calibrate(request, self._candidates, flash_attention=plain))

    def _keep(self, model: Path, measured: Measured) -> None:
        file = self._identity(model)
        if file is None:
            return
        log.info("calibrated", extra={"threads": measured.threads, "flash": measured.flash_attention.value})
        self._entries.pop(str(model), None)
        self._entries[str(model)] = replace(
            file, build=self._build, threads=measured.threads, flash_attention=measured.flash_attention
        )
        for oldest in list(self._entries)[:-MOST_ENTRIES]:
            del self._entries[oldest]
        self._store()

    def _identity(self, model: Path) -> Entry | None:
        """Describe a model file on this machine; None where it cannot be looked at."""
        found = self._look(model)
        return (
            None
            if found is None
            else Entry(_this_machine(), found.size, found.modified, "", 0, FlashAttention.AUTO)
        )

    def _store(self) -> None:
        text = json.dumps({name: asdict(entry) for name, entry in self._entries.items()}, indent=2)
        try:
            write_atomically(self._file, text.encode())
        except OSError as error:
            log.info("calibration not stored: %s", type(error).__name__)


def _this_machine() -> str:
    """Name this computer by what measurements depend on."""
    cores = f"{psutil.cpu_count(logical=False)}/{os.cpu_count()}"
    return f"{platform.node()} {platform.machine()} {cores}"


def thread_candidates() -> tuple[int, ...]:
    """Give the numbers of threads worth comparing, what is used without a measurement first."""
    physical = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    numbers = (decoding_threads(), physical, performance_cores() or physical)
    return tuple(dict.fromkeys(numbers))


def performance_cores() -> int | None:
    """Count the faster cores of a processor that has two kinds; None where the system does not tell."""
    try:
        if sys.platform == "darwin":
            return _sysctl("hw.perflevel0.physicalcpu")
        cpus = _numbers(PERFORMANCE_CORES.read_text())
        return len({Path(CORE_NUMBER.format(cpu=cpu)).read_text() for cpu in cpus}) or None
    except (OSError, ValueError):
        return None


def _sysctl(name: str) -> int | None:
    import ctypes

    value, size = ctypes.c_int32(), ctypes.c_size_t(4)
    failed = ctypes.CDLL(None).sysctlbyname(name.encode(), ctypes.byref(value), ctypes.byref(size), None, 0)
    return None if failed else value.value or None


def _numbers(text: str) -> list[int]:
    """Read Linux's way of writing sets of numbers: "0-7,16"."""
    numbers: list[int] = []
    for part in filter(None, text.strip().split(",")):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def _read(file: Path) -> dict[str, Entry]:
    try:
        raw: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    entries = cast(dict[str, Any], raw) if isinstance(raw, dict) else {}
    read = {name: _entry(entry) for name, entry in entries.items()}
    return {name: entry for name, entry in read.items() if entry is not None}


def _entry(raw: Any) -> Entry | None:
    """Take an entry that is valid as a whole."""
    try:
        words = all(isinstance(raw[name], str) for name in ("machine", "build"))
        numbers = all(type(raw[name]) is int for name in ("size", "modified", "threads"))
        flash = FlashAttention(raw["flash_attention"])
        if not (words and numbers and 1 <= raw["threads"] <= (os.cpu_count() or 1)):
            return None
        return replace(Entry(**raw), flash_attention=flash)
    except (KeyError, TypeError, ValueError):
        return None

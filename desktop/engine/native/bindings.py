"""The only module that imports llama_cpp, and only its low-level half.

The high-level half costs another 140 ms and 22 MB at start, and its stream loses time with every token
that it has generated (docs: engine.md §3).
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import logging
import re
import sys
import types
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from desktop.core.errors import EngineMissing, ProcessorTooOld
from desktop.engine.abort import AbortFlag
from desktop.engine.devices import Device
from desktop.engine.native import processor

Handle: TypeAlias = Any
"""A ctypes pointer to something of llama.cpp's. Test it with `bool()`: NULL is not None."""

LOG_LEVELS = {3: logging.WARNING, 4: logging.ERROR}  # ggml_log_level; 5 continues the line before
GPU_BACKENDS = {
    "CUDA",
    "ROCm",
    "MUSA",
    "MTL",
    "Vulkan",
    "SYCL",
    "OpenCL",
    "WebGPU",
    "CANN",
}  # by ggml's names
WINDOWS_LIBRARIES = ("ggml.dll", "ggml-base.dll", "ggml-cpu.dll")  # the last one not where modules are chosen
DEVICE_KINDS = {0: "cpu", 1: "gpu", 2: "igpu", 3: "accel"}  # ggml_backend_dev_type

OUT_OF_MEMORY = re.compile(  # how llama.cpp and its backends say it (0.3.36: src/, ggml/src/ggml-*)
    r"(failed|unable) to allocate"  # llama.cpp, ggml-alloc, CPU, Metal
    r"|out of memory"  # cudaMalloc failed: out of memory; HIP, MUSA and Metal say the same
    r"|cannot allocate memory|not enough memory|insufficient memory"  # the system's words; ggml_init
    r"|OutOf(Device|Host|Pool)Memory"  # vk::…Error
    r"|device memory allocation .* failed"  # Vulkan
    r"|std::bad_alloc|bad allocation",
    re.IGNORECASE,
)

log = logging.getLogger(__name__)


class NativeLog:
    """Takes llama.cpp's log: warnings go to ours, the last errors are kept as reasons.

    llama-cpp-python's own callback has its table of levels off by one and hides the errors. What fails
    because of the abort flag is not worth a line.
    """

    def __init__(self, abort: AbortFlag) -> None:
        self._abort = abort
        self._errors: deque[str] = deque(maxlen=8)
        self._level = 0

    def write(self, level: int, text: bytes | None, _: object) -> None:
        """Take a line, or a part of one, in the form of `llama_log_callback`."""
        self._level = level if level != 5 else self._level
        line = (text or b"").decode("utf-8", "replace").strip()
        if self._level not in LOG_LEVELS or not line or self._abort.is_set():
            return
        log.log(LOG_LEVELS[self._level], "llama.cpp: %s", line)
        if self._level == 4:
            self._errors.append(line)

    def forget(self) -> None:
        """Drop the reasons for what went wrong earlier."""
        self._errors.clear()

    def out_of_memory(self) -> bool:
        """Tell whether the last call failed for want of memory; llama.cpp has only words for that."""
        return any(OUT_OF_MEMORY.search(line) for line in self._errors)

    def last(self) -> str:
        """Give the newest reason; "" where there is none."""
        return self._errors[-1] if self._errors else ""

    def reason(self) -> str:
        """Say why the last call failed, in llama.cpp's own words."""
        for line in self._errors:
            _, found, reason = line.partition("error loading model: ")
            if found:
                return reason
        return "; ".join(self._errors) or "no reason given"


class Together:
    """Several libraries as one: Windows finds a function only in the library that has it."""

    def __init__(self, *libraries: ctypes.CDLL) -> None:
        self._libraries = libraries

    def __getattr__(self, name: str) -> Any:
        """Find a function. Raises AttributeError."""
        for library in self._libraries:
            with suppress(AttributeError):
                return getattr(library, name)
        raise AttributeError(name)


Ggml: TypeAlias = ctypes.CDLL | Together


@dataclass(frozen=True, slots=True)
class Library:
    """llama.cpp, loaded and ready."""

    api: types.ModuleType  # llama_cpp.llama_cpp
    ggml: Ggml
    log: NativeLog
    log_callback: object  # llama.cpp calls it for as long as the process lives


def open_library(abort: AbortFlag) -> Library:
    """Load llama.cpp for work that the flag may end. Raises EngineMissing or ProcessorTooOld."""
    try:
        api = _import_low_level()
        ggml = _ggml(api)
        lacking = processor.missing_here(ggml)
        if lacking:
            raise ProcessorTooOld(lacking)
        native_log = NativeLog(abort)
        callback = api.llama_log_callback(native_log.write)
        api.llama_log_set(callback, None)
        _load_backends(api, ggml)
        api.llama_backend_init()
    except (ImportError, OSError, RuntimeError, AttributeError) as error:  # what the bindings really raise
        raise EngineMissing(f"{type(error).__name__}: {error}") from error
    return Library(api, ggml, native_log, callback)


def version() -> str:
    """Name the version of llama-cpp-python; "" where the installation has no record of it."""
    from importlib import metadata  # here: it takes 20 ms, and the application imports this module too

    try:
        return metadata.version("llama-cpp-python")
    except metadata.PackageNotFoundError:
        return ""


def system_info(library: Library) -> str:
    """Give llama.cpp's own line about the instruction sets it was built for."""
    return library.api.llama_print_system_info().decode("utf-8", "replace")


def built_for_gpu(library: Library) -> bool:
    """Tell whether the build knows a kind of GPU; llama.cpp itself says only whether there is one."""
    ggml, handle = library.ggml, ctypes.c_void_p
    count = _function(ggml, "ggml_backend_reg_count", ctypes.c_size_t)
    get = _function(ggml, "ggml_backend_reg_get", handle, ctypes.c_size_t)
    name = _function(ggml, "ggml_backend_reg_name", ctypes.c_char_p, handle)
    names = {name(get(index)).decode("utf-8", "replace") for index in range(count())}
    return bool(names & GPU_BACKENDS) or library.api.llama_supports_gpu_offload()


def devices(library: Library) -> tuple[Device, ...]:
    """List what this build can compute on here. The CPU's free memory is its total one, says ggml."""
    ggml = library.ggml
    handle = ctypes.c_void_p
    size_pointer = ctypes.POINTER(ctypes.c_size_t)
    count = _function(ggml, "ggml_backend_dev_count", ctypes.c_size_t)
    get = _function(ggml, "ggml_backend_dev_get", handle, ctypes.c_size_t)
    name = _function(ggml, "ggml_backend_dev_name", ctypes.c_char_p, handle)
    description = _function(ggml, "ggml_backend_dev_description", ctypes.c_char_p, handle)
    kind = _function(ggml, "ggml_backend_dev_type", ctypes.c_int, handle)
    memory = _function(ggml, "ggml_backend_dev_memory", None, handle, size_pointer, size_pointer)
    found: list[Device] = []
    for device in (get(index) for index in range(count())):
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        memory(device, ctypes.byref(free), ctypes.byref(total))
        found.append(
            Device(
                name=name(device).decode("utf-8", "replace"),
                description=description(device).decode("utf-8", "replace"),
                kind=DEVICE_KINDS.get(kind(device), "accel"),
                free=free.value,
                total=total.value,
            )
        )
    return tuple(found)


def device_handle(library: Library, name: str) -> Handle:
    """Find a device by its name; None where there is none of that name, any more."""
    by_name = _function(library.ggml, "ggml_backend_dev_by_name", ctypes.c_void_p, ctypes.c_char_p)
    return by_name(name.encode())


def _import_low_level() -> types.ModuleType:
    if "llama_cpp" not in sys.modules:
        spec = importlib.util.find_spec("llama_cpp")
        if spec is None or spec.submodule_search_locations is None:
            raise ModuleNotFoundError("llama_cpp is not installed")
        package = types.ModuleType("llama_cpp")  # stands in for the real one, which imports everything
        package.__path__ = list(spec.submodule_search_locations)
        package.__spec__ = spec
        sys.modules["llama_cpp"] = package
    return importlib.import_module("llama_cpp.llama_cpp")


def _ggml(api: types.ModuleType) -> Ggml:
    """Give what ggml's functions are found in.

    On Linux and macOS a look-up in libllama also finds what libllama depends on, and so the copy of
    ggml that it really uses: a wheel may hold several, each with devices of its own.
    """
    library: ctypes.CDLL = api._lib
    if sys.platform != "win32":
        return library
    beside = [Path(library._name).with_name(name) for name in WINDOWS_LIBRARIES]
    return Together(*(ctypes.CDLL(str(path)) for path in beside if path.exists()))


def _load_backends(api: types.ModuleType, ggml: Ggml) -> None:
    """Load the CPU and GPU modules of a build that keeps them apart; the bindings never do."""
    if _function(ggml, "ggml_backend_dev_count", ctypes.c_size_t)() > 0:
        return
    folder = Path(api._lib._name).parent
    load = _function(ggml, "ggml_backend_load_all_from_path", None, ctypes.c_char_p)
    load(str(folder).encode())


def _function(library: Ggml, name: str, result: Any, *arguments: Any) -> Any:
    """Declare a C function that llama-cpp-python does not wrap."""
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments
    return function

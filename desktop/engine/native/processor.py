"""Whether this processor has the instructions that the engine was built for."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

CPUINFO = Path("/proc/cpuinfo")

FLAGS = {  # ggml's question → what Linux calls it
    "sse3": ("pni",),
    "ssse3": ("ssse3",),
    "avx": ("avx",),
    "avx2": ("avx2",),
    "f16c": ("f16c",),
    "fma": ("fma",),
    "bmi2": ("bmi2",),
    "avx_vnni": ("avx_vnni",),
    "avx512": ("avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw"),
    "avx512_vbmi": ("avx512vbmi",),
    "avx512_vnni": ("avx512_vnni",),
    "avx512_bf16": ("avx512_bf16",),
    "amx_int8": ("amx_tile", "amx_int8"),
}


def built_for(ggml: Any) -> list[str]:
    """Ask the library which instruction sets it was compiled for.

    These functions return constants and may be called on any processor, unlike everything that sets up
    the CPU backend. A build that chooses its CPU module at run time does not have them: it needs nothing.
    """
    names: list[str] = []
    for name in FLAGS:
        try:
            has = getattr(ggml, f"ggml_cpu_has_{name}")
        except AttributeError:
            continue
        if has():
            names.append(name)
    return names


def missing(needed: list[str], cpuinfo: str) -> tuple[str, ...]:
    """Give the instruction sets that are needed and not in Linux's list of the processor's flags."""
    flags = next((line.split() for line in cpuinfo.splitlines() if line.startswith("flags")), None)
    if flags is None:  # not an x86 processor, or a kernel that does not say
        return ()
    return tuple(name.upper() for name in needed if not set(FLAGS[name]) <= set(flags))


def missing_here(ggml: Any) -> tuple[str, ...]:
    """Give the instruction sets that this machine lacks; only Linux tells them without native code."""
    if sys.platform != "linux" or platform.machine() not in ("x86_64", "AMD64"):
        return ()
    try:
        cpuinfo = CPUINFO.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return missing(built_for(ggml), cpuinfo)

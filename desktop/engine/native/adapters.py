"""LoRA adapters: small files that change what a loaded model says, each by a scale."""

from __future__ import annotations

import ctypes
import hashlib
import math
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.core.chat import Adapter
from desktop.core.companion_errors import AdapterProblem, AdapterUnsuitable
from desktop.engine.native.bindings import Handle
from desktop.engine.native.runtime import Runtime
from desktop.engine.native.states_on_disk import fingerprint_of

MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class _Loaded:
    size: int  # bytes of the file
    modified: int  # nanoseconds
    fingerprint: str
    handle: Handle


class Adapters:
    """The adapters of one model and which of them are in use. llama.cpp frees them with the model."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._loaded: dict[str, _Loaded] = {}  # by their paths
        self._used: tuple[Adapter, ...] = ()
        self._old: list[Handle] = []  # of files that have changed since

    def key(self, adapters: Sequence[Adapter]) -> str:
        """Name what these make of the model, loading those that are not; "" for none that does anything.

        Raises AdapterUnsuitable.
        """
        loaded = [(self._load(each.path).fingerprint, each.scale) for each in _active(adapters)]
        return hashlib.sha256(repr(loaded).encode()).hexdigest() if loaded else ""

    def use(self, adapters: Sequence[Adapter]) -> None:
        """Let the model answer with these and no others; what was read with others is no longer valid."""
        active = _active(adapters)
        if active == self._used and not self._old:
            return
        api, count = self._runtime.api, len(active)
        handles = (api.llama_adapter_lora_p_ctypes * max(1, count))(*map(self._handle, active))
        scales = (ctypes.c_float * max(1, count))(*(each.scale for each in active))
        if api.llama_set_adapters_lora(self._runtime.context, handles, count, scales):
            raise AdapterUnsuitable(Path(active[0].path), AdapterProblem.REFUSED, self._reason())
        self._used = active
        for handle in self._old:
            api.llama_adapter_lora_free(handle)
        self._old.clear()

    def _handle(self, adapter: Adapter) -> Handle:
        return self._loaded[adapter.path].handle

    def _load(self, adapter: str) -> _Loaded:
        path = Path(adapter)
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
                raise AdapterUnsuitable(path, AdapterProblem.MISSING)
            with path.open("rb") as file:
                if file.read(len(MAGIC)) != MAGIC:
                    raise AdapterUnsuitable(path, AdapterProblem.NOT_ADAPTER)
            fingerprint = fingerprint_of(path)
        except (OSError, ValueError):
            raise AdapterUnsuitable(path, AdapterProblem.MISSING) from None
        known = self._loaded.get(adapter)
        if known is not None and (known.size, known.modified) == (found.st_size, found.st_mtime_ns):
            return known
        self._runtime.library.log.forget()
        handle = self._runtime.api.llama_adapter_lora_init(self._runtime.model, os.fsencode(path))
        if not handle:
            raise AdapterUnsuitable(path, AdapterProblem.REFUSED, self._reason())
        if known is not None:
            self._old.append(known.handle)
        loaded = self._loaded[adapter] = _Loaded(found.st_size, found.st_mtime_ns, fingerprint, handle)
        return loaded

    def _reason(self) -> str:
        return self._runtime.library.log.reason()


def _active(adapters: Sequence[Adapter]) -> tuple[Adapter, ...]:
    """Leave out what does nothing, and what is no number."""
    return tuple(each for each in adapters if each.scale and math.isfinite(each.scale))

"""Makes another quant of a model, for comparing: in a process of its own, which llama.cpp may end."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
from pathlib import Path

from desktop.core.errors import ModelRefused
from desktop.engine.abort import AbortFlag
from desktop.engine.native import bindings

FILE_TYPES = {"F16": 1, "Q8_0": 7, "Q2_K": 10}  # llama_ftype


def requantise(model: Path, quant: str, target: Path) -> None:
    """Write a model as another quant; what its own has lost does not come back. Raises ModelRefused."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_requantise, args=(model, FILE_TYPES[quant], target), daemon=True)
    process.start()
    process.join()
    if process.exitcode:
        raise ModelRefused(model, f"it cannot be made {quant}")


def _requantise(model: Path, file_type: int, target: Path) -> None:
    library = bindings.open_library(AbortFlag())  # kept: llama.cpp calls its log callback
    api = library.api
    parameters = api.llama_model_quantize_default_params()
    parameters.ftype = file_type
    parameters.allow_requantize = True
    parameters.nthread = 1
    names = os.fsencode(model), os.fsencode(target)
    failed = api.llama_model_quantize(*names, ctypes.byref(parameters))
    raise SystemExit(1 if failed else 0)
